"""The metrics: each file of queries/metrics/ is a definition (TOML comment) and its SQL body."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Annotated, Any

from governance.core import contracts, sql, toml_entries
from governance.core.toml_entries import EntryError, Table, Text, choice
from governance.metrics import statements
from governance.metrics.query import Filter, by_column

Number = int | float
BETTER = ("up", "down", "neither")
TIMES = ("flow", "stock", "register")
# What the rows of a body are, by the columns that hold the figures.
AGGREGATES: Mapping[str, tuple[str, ...]] = {
    "sum": ("numerator",),
    "weighted": ("numerator",),
    "distinct": ("entity",),
    "frequent": ("entity",),
    "retained": ("entity",),
    "per_entity": ("entity", "numerator"),
    "quantile": ("observation",),
}
ADDITIVE = ("sum", "weighted")
REACHES = ("record", "dataset")
FIGURES = ("", "residents", "households", "key_group_households", "full_time_gridders")
COMBINATIONS = ("divide", "subtract", "invert")
# What is said of a metric and how it is shown: no value depends on these.
WORDS = (
    *("title", "unit_title", "because", "definition", "formula", "excludes", "grain", "standard"),
    *("also", "order", "headline", "decimals", "text"),
)
# Every row of a body names the record that it comes from.
ORIGIN = ("file_id", "row_number")
PART = "part"
NOWHERE = "nowhere"  # the basis of a metric that needs what no export records


class CatalogError(ValueError):
    """A metric's file is wrong. Says which file, which key and what is allowed."""


@dataclass(frozen=True)
class Metric(Table):
    """One metric: what it means, and the rows (`sql`) from which measure() computes it.

    time: "flow" adds the rows inside a period, "stock" all rows before its end, "register" all
    rows whatever the period.
    aggregate: see AGGREGATES; weighted adds up each `part` apart and weighs their quotients.
    lookback: days or months before the period's end that count instead of the period.
    per: an area's figure that is the denominator (combine = "divide"), the numerator ("invert"), or
    that from which the count is taken away ("subtract"); scale multiplies the quotient or figure.
    per_month: the value is divided by the months in the period.
    apart: the segment whose values are never added up, so that there is no total.
    variant_of: the metric of which this is another definition.
    headline: whether it stands on the overview.
    is_share: of a percentage, whether its numerator is a part of its denominator, as the binomial
    law has it.
    because: why more or less of what it counts is better; a count without it is neither.
    needs_rows: whether nothing is known where no record fills its column: blank is not zero.
    optional: columns that its SQL reads and can do without. alternatives: groups of columns of
    which one is enough. Where any other column is not recorded the metric is not known.
    reach: "record" where a record moves only the rows of days that it names itself, so that a new
    export needs only those; "dataset" where it may move any.
    faults: columns of the dataset of which a fault takes a record out of the metric.
    settles: days after a period until its value moves no more, so that it can be judged.
    basis: what must be recorded for it where that is not so everywhere, or NOWHERE; a build says
    it, no file. "": its dataset.
    parameters: its rule's numbers, by name: the one row of the view `parameters_<key>`.
    also: other words by which people look for it.
    order: its place among the metrics; unit_title: a unit's name that the project has no word for.
    """

    key: str
    title: Text
    unit: str
    better: Annotated[str, choice(*BETTER)]
    dataset: str
    grain: str
    segments: tuple[str, ...]
    additive: bool
    definition: Text
    formula: Text
    excludes: Text
    version: int
    time: Annotated[str, choice(*TIMES)]
    sql: str
    text: str
    aggregate: Annotated[str, choice(*AGGREGATES)] = "sum"
    quantile: float | None = None
    per: Annotated[str, choice(*FIGURES)] = ""
    scale: float = 1
    decimals: int = 0
    order: int = 999
    unit_title: Text | None = None
    also: Text | None = None
    reach: Annotated[str, choice(*REACHES)] = "dataset"
    faults: tuple[str, ...] = ()
    standard: str = ""
    combine: Annotated[str, choice(*COMBINATIONS)] = "divide"
    per_month: bool = False
    lookback: Mapping[str, int] | None = None
    least: int = 1
    weights: Mapping[str, float] | None = None
    apart: str = ""
    variant_of: str = ""
    headline: bool = False
    needs_rows: bool = False
    is_share: bool = True
    because: Text | None = None
    optional: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    settles: int = 0
    parameters: Mapping[str, Number | tuple[Number, ...]] = field(default_factory=dict)
    basis: str = ""

    def compares(self, filters: Iterable[Filter]) -> bool:
        """Whether its values may be held against each other: not where units may differ."""
        return not self.apart or len(by_column(filters).get(self.apart, ())) == 1

    @property
    def has_history(self) -> bool:
        """Whether it has a value of other days than today: a register says only what there is."""
        return self.time != "register"

    @property
    def recipe(self) -> str:
        """All that decides its values, as text: its SQL and its header without WORDS."""
        names = [field.name for field in fields(self) if field.name not in WORDS]
        return repr([(name, getattr(self, name)) for name in names])

    @property
    def view(self) -> str:
        """The view of a warehouse that holds the metric's rows."""
        return f"metric_{self.key}"

    @property
    def numbers(self) -> Mapping[str, Any]:
        """The columns of `parameters_<key>`: its parameters, and its lookback by unit."""
        back = {f"lookback_{unit}": count for unit, count in (self.lookback or {}).items()}
        own = {
            name: list(given) if isinstance(given, tuple) else given
            for name, given in self.parameters.items()
        }
        return {**own, **back}

    @property
    def is_ratio(self) -> bool:
        """Whether a value is numerator ÷ denominator: the body's own, or an area's figure."""
        by_nature = self.aggregate in ("weighted", "retained", "per_entity")
        return by_nature or bool(self.per and self.combine != "subtract") or self.has_denominator

    @property
    def is_count(self) -> bool:
        """Whether a value is a number of things, which follows how much there is to do."""
        return not self.is_ratio and self.aggregate != "quantile"

    @property
    def reads(self) -> frozenset[str]:
        """The datasets whose facts its SQL reads, itself or through intermediate models."""
        return statements.datasets(self.sql)

    @property
    def hidden_reads(self) -> frozenset[str]:
        """The columns of its dataset that its SQL names and by which it cannot be split."""
        columns = contracts.load()[self.dataset].columns
        return statements.mentioned(self.sql) & columns.keys() - set(self.splits)

    @property
    def splits(self) -> tuple[str, ...]:
        """The columns of the body that tell its rows apart: its segments, and the part."""
        return self.segments + ((PART,) if self.aggregate == "weighted" else ())

    @property
    def has_denominator(self) -> bool:
        """Whether the body itself has a denominator column."""
        return "denominator" in statements.parse(self.sql).columns

    @property
    def figures(self) -> tuple[str, ...]:
        """The columns of the body that hold its figures, in their order."""
        whole = ("denominator",) if self.has_denominator else ()
        return AGGREGATES[self.aggregate] + whole


@lru_cache(maxsize=1024)
def parse(text: str) -> Metric:
    """A metric from the text of its file. Raises CatalogError naming what is wrong."""
    opening, _, rest = text.partition("/*")
    header, closing, body = rest.partition("*/")
    if opening.strip() or not closing:
        raise CatalogError("a metric file begins with its header in a /* comment */")
    try:
        spec = toml_entries.parse(header, "metric header")
        metric = toml_entries.structure(Metric, spec, sql=body.strip().rstrip(";"), text=text)
        _verify(metric)
    except EntryError as error:
        raise CatalogError(f"metric header: {error}") from error
    try:
        statements.parse(metric.sql)
    except ValueError as error:
        raise CatalogError(f"metric {metric.key}: its SQL: {error}") from error
    if metric.better != "neither" and metric.is_count and not metric.because:
        message = f"better = {metric.better!r} of a count needs `because`: why it is"
        raise CatalogError(f"metric {metric.key}: {message}")
    return metric


def _verify(metric: Metric) -> None:
    toml_entries.one_of(metric.dataset, contracts.load(), "dataset")
    rules: Mapping[str, tuple[Any, Iterable[Any]]] = {
        "additive": (metric.additive, [metric.aggregate in ADDITIVE]),
        "quantile": (metric.quantile is None, [metric.aggregate != "quantile"]),
        "weights": (metric.weights is None, [metric.aggregate != "weighted"]),
        "apart": (metric.apart, ("", *metric.segments)),
        "lookback": (sorted(metric.lookback or {}), ([], ["days"], ["months"])),
    }
    for key, (value, allowed) in rules.items():
        if value not in list(allowed):
            message = "{key} = {value!r} does not fit {allowed}"
            raise EntryError(message, key=key, value=value, allowed=allowed)
    spared = [*metric.optional, *(name for group in metric.alternatives for name in group)]
    read = metric.reads if spared else frozenset()
    columns = {name for dataset in read for name in contracts.load()[dataset].columns}
    for column in spared:
        toml_entries.one_of(column, sorted(columns), "column in optional or alternatives")
    for column in metric.faults:
        toml_entries.one_of(column, contracts.load()[metric.dataset].columns, "column in faults")


class Catalog(Mapping[str, Metric]):
    """The metrics by key, in reading order: by their header's `order`, then by key."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        ranked = sorted(metrics, key=lambda metric: (metric.order, metric.key))
        self._metrics = {metric.key: metric for metric in ranked}

    def __getitem__(self, key: str) -> Metric:
        return self._metrics[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._metrics)

    def __len__(self) -> int:
        return len(self._metrics)


def from_texts(texts: Iterable[str]) -> Catalog:
    """A catalogue of metric files' texts. Raises CatalogError."""
    return Catalog(map(parse, texts))


def load() -> Catalog:
    """The catalogue of the metric files in this checkout.

    Raises CatalogError naming the file that is wrong, whose name is not its key, or that is
    computed by the parameters of a metric that does not exist.
    """
    texts = []
    for path in sql.files("metrics"):
        texts.append(path.read_text(encoding="utf-8"))
        try:
            key = parse(texts[-1]).key
        except CatalogError as error:
            raise CatalogError(f"{path.name}: {error}") from error
        if key != path.stem:
            raise CatalogError(f"{path.name}: key = {key!r} must be the file's name")
    found = from_texts(texts)
    for metric in found.values():
        if unknown := {key for key in statements.rules(metric.sql) if key not in found}:
            raise CatalogError(f"{metric.key}.sql: no file has the parameters of {sorted(unknown)}")
    return found

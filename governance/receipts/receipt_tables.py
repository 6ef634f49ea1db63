"""A receipt as a person reads it: records, files, other definitions, and all of it as text."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from governance.core import contracts, dates
from governance.core.area_tree import AreaTree
from governance.core.contracts import Column
from governance.core.i18n import Translator, mark, translator
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric
from governance.metrics.number_format import FEW
from governance.metrics.query import Query, by_column
from governance.receipts import plain_count
from governance.receipts.figure_records import parameters, statement
from governance.receipts.plain_count import PlainCount
from governance.receipts.proof import Proof
from governance.warehouse.reader import Warehouse

HOLDS = mark("Proved: its rows, added up again now, make the same figure.")
FAILS = mark("Not proved: its rows make another figure. Build the warehouse again.")
AGREES = mark(
    "Agrees: the accepted rows, counted apart by the plain reading, make the same figure."
)
DIFFERS = mark(
    "Does not agree: the accepted rows, counted apart by the plain reading of the definition, make "
    "another figure. The definition's SQL and its plain reading say different things."
)
UNCOUNTED = mark("Not counted apart: there is no plain reading of this figure, or no figure.")
HIDDEN = ("file_id", "area_code", "times", "dataset")
COMPOUND = "compound_code"


@dataclass(frozen=True)
class Places:
    """What areas and compounds are called, by their codes."""

    tree: AreaTree
    compounds: Mapping[str, str]

    def area(self, code: str, _: Translator) -> str:
        """An area's name; a code that is no area stands for itself."""
        return self.tree[code].name if code in self.tree else code or _("Unspecified")


def records(
    rows: pd.DataFrame, metric: Metric, catalog: Mapping[str, Metric], places: Places, _: Translator
) -> pd.DataFrame:
    """The records of a page, where each stands and what it adds first, then what it says itself.

    catalog: names the parts of a score, which are metrics themselves.

    Columns in which no record says anything are left out.
    """
    amount = _("Observed value") if metric.quantile else _("Numerator")
    headings = {
        "day": _("Day"),
        "area": _("Area"),
        "part": segments.title(metric.apart or "part", _, metric.dataset),
        "numerator": amount,
        "denominator": _("Denominator"),
        "entity": _("Who (disguised)"),
        "path": _("File"),
        "row_number": _("Row"),
    }
    rows = rows.assign(part=[_part(code, metric, catalog, _) for code in rows["part"]])
    # What tells the parts apart stands among the first columns already.
    return _titled(rows, headings, {metric.apart}, places, _)


def cell_records(rows: pd.DataFrame, places: Places, _: Translator) -> pd.DataFrame:
    """The same of the records behind a cell of a view: what each adds stands first."""
    headings = {
        "day": _("Day"),
        "area": _("Area"),
        "amount": _("Adds"),
        "path": _("File"),
        "row_number": _("Row"),
    }
    return _titled(rows, headings, set(), places, _)


def _titled(
    rows: pd.DataFrame,
    headings: Mapping[str, str],
    left_out: set[str],
    places: Places,
    _: Translator,
) -> pd.DataFrame:
    """Records under headings, then what they say themselves, without columns that are empty."""
    days = pd.to_datetime(rows["day"])
    rows = rows.assign(
        area=[places.area(code, _) for code in rows["area_code"]],
        day=days.where(days.gt(pd.Timestamp(dt.date.min))).dt.date,
    )
    own = [name for name in rows.columns if name not in {*headings, *HIDDEN, *left_out}]
    shown = rows[[*headings, *own]].replace("", None).dropna(axis="columns", how="all")
    columns = contracts.load()[_dataset(rows)].columns if len(rows) else {}
    words = {
        name: _words(column, shown[name].dropna(), places, _)
        for name, column in columns.items()
        if name in shown
    }
    texts = {name: shown[name].map(known) for name, known in words.items() if known}
    titles = {name: _.pick(column.title) for name, column in columns.items()}
    titles |= {COMPOUND: compound_heading(rows, _)}
    return shown.assign(**texts).rename(columns={**titles, **headings})


def compound_heading(rows: pd.DataFrame, _: Translator) -> str:
    """What stands above the compounds of records: their names, in the register their codes."""
    is_register = _dataset(rows) == "compounds"
    return segments.title(COMPOUND, _, "compounds") if is_register else _("Compound")


def _dataset(rows: pd.DataFrame) -> str:
    return str(rows["dataset"].iloc[0]) if len(rows) else ""


def _part(code: str, metric: Metric, catalog: Mapping[str, Metric], _: Translator) -> str:
    """A part of a score is a metric; what is never added up is a segment's value."""
    if not code or code in catalog:
        return _.pick(catalog[code].title) if code else ""
    return segments.value(metric.apart, code, _, metric.dataset)


def _words(column: Column, codes: Iterable[Any], places: Places, _: Translator) -> dict[Any, str]:
    """What each value of a column is called; {} where it is its own name."""
    if column.type == "boolean":
        return {True: _("Yes"), False: _("No")}
    if column.type == "area":
        return {code: places.area(code, _) for code in codes}
    if column.name == COMPOUND and not column.required:
        return {code: places.compounds.get(code, code) for code in codes}
    return {code: _.pick(words) for code, words in (column.allowed or {}).items()}


def settings(_: Translator) -> dict[str, Any]:
    """How the records stand in a table: a row's number is a name and has no thousands."""
    return {_("Row"): {"type_config": {"type": "number", "format": "%d"}}}


def files(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """One row a file: path, rows used, rows accepted and read, SHA-256."""
    headings = {
        "path": _("File"),
        "used": _("Rows in this figure"),
        "accepted": _("Accepted"),
        "rows_read": _("Rows read"),
        "sha256": _("SHA-256"),
    }
    return frame[list(headings)].rename(columns=headings)


def facts(proof: Proof, metric: Metric, _: Translator) -> dict[str, str]:
    """What the rows add up to, in lines; nothing of it where it is not told."""
    if proof.is_few:
        return {_(key): _(FEW) for key in ("Shown on the pages", "From the rows, now")}
    lines = {
        _("Shown on the pages"): number_format.amount(proof.shown, metric, _),
        _("From the rows, now"): number_format.amount(proof.again, metric, _),
        _("Numerator"): number_format.number(proof.numerator, _digits(proof.numerator)),
        _("Denominator"): number_format.number(proof.denominator, _digits(proof.denominator)),
        _("Records"): number_format.number(proof.records),
    }
    if proof.plain:
        lines[_("Counted apart")] = _counted(proof.plain, metric, _)
    return {heading: text for heading, text in lines.items() if text}


def _counted(plain: PlainCount, metric: Metric, _: Translator) -> str:
    """What the plain reading comes to, with what it was divided of."""
    parts = [part for part in (plain.numerator, plain.denominator) if part is not None]
    quotient = " ÷ ".join(number_format.number(part, _digits(part)) for part in parts)
    value = number_format.amount(plain.value, metric, _)
    return f"{value} ({quotient})" if quotient else value


def verdicts(proof: Proof, _: Translator) -> dict[str, bool | None]:
    """What the proofs say, each with whether it holds; None where it could not be tried."""
    apart = {True: AGREES, False: DIFFERS, None: UNCOUNTED}[proof.agrees]
    return {_(HOLDS if proof.holds else FAILS): proof.holds, _(apart): proof.agrees}


def _digits(value: float | None) -> int:
    return 0 if value is None or float(value).is_integer() else 2


def definitions(
    family: Sequence[Metric], values: Mapping[str, float | None], now: Metric, _: Translator
) -> pd.DataFrame:
    """One row a definition of the metric: which is in force, and what each other would change."""
    return pd.DataFrame([_definition(metric, values, now, _) for metric in family])


def _definition(
    metric: Metric, values: Mapping[str, float | None], now: Metric, _: Translator
) -> dict[str, str]:
    change = number_format.change(metric, values[metric.key], values[now.key], _)
    is_now = metric.key == now.key
    return {
        _("Definition"): _.pick(metric.title),
        _("In force"): _("✓ in force") if is_now else "—",
        _("Value"): number_format.amount(values[metric.key], metric, _),
        _("What would change"): "—" if is_now or change is None else change.text,
        _("Formula"): _.pick(metric.formula),
        _("Version"): str(metric.version),
    }


def lines(warehouse: Warehouse, figure: Query, proof: Proof, lang: str) -> list[str]:
    """Definition, formula, version, place, days, filter, build, SQL with its values, proof."""
    metric, _ = warehouse.catalog[figure.metric], translator(lang)
    filters = by_column(figure.filters).items()
    only = ", ".join(f"{column} = {' | '.join(values)}" for column, values in filters)
    known = {
        _("Metric"): f"{_.pick(metric.title)} ({metric.key})",
        _("Definition"): _.pick(metric.definition),
        _("Formula"): _.pick(metric.formula),
        _("Excluded"): _.pick(metric.excludes),
        _("Version"): str(metric.version),
        _("Area"): figure.area,
        _("Period"): dates.window(figure.window, lang),
        _("Filter"): only,
        _("Build"): warehouse.meta.build_id,
        **facts(proof, metric, _),
    }
    shown = [f"{heading}: {text}" for heading, text in known.items() if text]
    code = ["", metric.sql, "", statement("receipt_rows", parameters(metric, figure))]
    apart = ["", plain_count.statement(metric)] if plain_count.has_proof(metric, figure) else []
    return [*shown, *verdicts(proof, _), *code, *apart]

"""Segments as people read them: the column's title, and its coded values in words."""

from collections.abc import Iterable, Iterator, Sequence

from governance.core import contracts
from governance.core.contracts import Column
from governance.core.i18n import Translator, mark
from governance.metrics.catalog import Metric
from governance.metrics.query import Filter, by_column

# Columns that staging derives, which no contract names.
DERIVED = {
    "part": mark("Part"),
    "hour_of_day": mark("Hour of day"),
}
# What happens at a compound, in the order in which one leads to the other.
EVENTS = {
    "complaint": mark("Complaint"),
    "visit": mark("Visit"),
    "meeting": mark("Meeting"),
    "vote": mark("Vote"),
    "project": mark("Project"),
    "result": mark("Result"),
    "rebound": mark("Rebound"),
}


def title(segment: str, _: Translator, dataset: str = "") -> str:
    """What the column is called, in this dataset's contract before any other."""
    if segment in DERIVED:
        return _(DERIVED[segment])
    return next((_.pick(column.title) for column in _columns(segment, dataset)), segment)


def value(segment: str, code: str, _: Translator, dataset: str = "") -> str:
    """A value in words; what is not known is "unspecified"."""
    if not code:
        return _("Unspecified")
    allowed = (column.allowed or {} for column in _columns(segment, dataset))
    return next((_.pick(words[code]) for words in allowed if code in words), code)


def alone(filters: Iterable[Filter], _: Translator) -> list[str]:
    """What alone is counted, in words that stand in a title: a phrase a segment."""
    return [
        _("only {segment}: {value}", segment=name, value=values)
        for name, values in named(filters, _).items()
    ]


def named(filters: Iterable[Filter], _: Translator) -> dict[str, str]:
    """The values that count in words, by the title of their segment."""
    found: dict[str, str] = {}
    for segment, codes in by_column(filters).items():
        dataset = next(filter(None, (owner(segment, code) for code in codes)), "")
        words = [value(segment, code, _, dataset) for code in codes]
        found[title(segment, _, dataset)] = _(", ").join(words)
    return found


def caveat(left_out: Iterable[Filter], _: Translator) -> list[str]:
    """That some filters are not applied, in a phrase that stands in a title; [] where all are."""
    names = list(named(left_out, _))
    return [_("not filtered by {segments}", segments=_(", ").join(names))] if names else []


def fits(dataset: str, segment: str, code: str) -> bool:
    """Whether the dataset may have this value in this column; of any it may be unknown."""
    column = contracts.load()[dataset].columns.get(segment)
    return column is None or not code or not column.allowed or code in column.allowed


def applied(filters: Iterable[Filter], metric: Metric) -> tuple[Filter, ...]:
    """The filters that a metric's records know: "kind" is one thing of meetings, else another."""
    return tuple(
        pair for pair in filters if pair[0] in metric.splits and fits(metric.dataset, *pair)
    )


def knows(metric: Metric, filters: Iterable[Filter]) -> bool:
    """Whether the metric's records know all columns that these filters name."""
    pairs = tuple(filters)
    return by_column(applied(pairs, metric)).keys() == by_column(pairs).keys()


def left_out(filters: Sequence[Filter], metrics: Sequence[Metric], focus: str) -> list[Filter]:
    """The filters that must go so that any of the metrics knows all others.

    Those are kept that the metric `focus` knows, else as many as can be, from the first on.
    """
    own = (metric for metric in metrics if metric.key == focus)
    kept = {name for metric in own for name, _value in applied(filters, metric)}
    for name in () if kept else by_column(filters):
        tried = [pair for pair in filters if pair[0] in {*kept, name}]
        if any(knows(metric, tried) for metric in metrics):
            kept.add(name)
    return [pair for pair in filters if pair[0] not in kept]


def owner(segment: str, code: str) -> str:
    """A dataset of which the coded value is one, for its words; "" where none lists it."""
    known = contracts.load().values()
    columns = [(c.dataset, c.columns[segment]) for c in known if segment in c.columns]
    return next((name for name, column in columns if code in (column.allowed or {})), "")


def _columns(segment: str, dataset: str) -> Iterator[Column]:
    known = contracts.load()
    ordered = [known[dataset]] if dataset in known else []
    for contract in (*ordered, *known.values()):
        if segment in contract.columns:
            yield contract.columns[segment]

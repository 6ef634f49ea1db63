"""Segments as people read them: the column's title, and its coded values in words."""

from collections.abc import Iterator

from governance.core import contracts
from governance.core.contracts import Column
from governance.core.i18n import Translator, mark

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


def alone(segment: str, code: str, _: Translator) -> str:
    """The one value that is counted, in words that stand in a title."""
    named = owner(segment, code)
    return _(
        "only {segment}: {value}",
        segment=title(segment, _, named),
        value=value(segment, code, _, named),
    )


def fits(dataset: str, segment: str, code: str) -> bool:
    """Whether the dataset may have this value in this column."""
    column = contracts.load()[dataset].columns.get(segment)
    return column is not None and (not column.allowed or code in column.allowed)


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

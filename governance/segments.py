"""Segments as people read them: the column's title, and its coded values in words."""

from collections.abc import Iterator

from governance import contracts
from governance.contracts import Column
from governance.i18n import Translator, mark

# Columns that staging derives, which no contract names.
DERIVED = {
    "part": mark("Part"),
    "hour_of_day": mark("Hour of day"),
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


def _columns(segment: str, dataset: str) -> Iterator[Column]:
    known = contracts.load()
    ordered = [known[dataset]] if dataset in known else []
    for contract in (*ordered, *known.values()):
        if segment in contract.columns:
            yield contract.columns[segment]

"""What carries each published figure: data/facts/reconciliation/figures/*.toml, read and checked.

The keys are explained in data/facts/README.md.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar

from governance.core import contracts
from governance.core import toml_entries as toml
from governance.core.toml_entries import (
    Condition,
    Conditions,
    EntryError,
    Pair,
    Table,
    Text,
    choice,
    one_of,
    structure,
)
from governance.reconciliation.published_figures import FOLDER, FigureError

TAKES = ("count", "sum", "distinct")
MOST_FILTERS = 2  # records.sql has so many


@dataclass(frozen=True)
class Records(Table):
    """Rows of a dataset: how many fit, the sum of a column, or how many distinct values it has.

    count: the unit of the rows; compound: whether a compound's figure takes the compound's rows
    only. over: what the result is divided by; scale: multiplies the quotient.
    """

    dataset: str
    count: str = ""
    sum: str = ""
    distinct: str = ""
    where: Conditions = ()
    start: dt.date | None = None
    end: dt.date | None = None
    compound: bool = True
    over: "Records | None" = None
    scale: float = 1

    def __post_init__(self) -> None:
        one_of(self.dataset, contracts.load(), "dataset")
        if [self.count, self.sum, self.distinct].count("") != len(TAKES) - 1:
            raise EntryError("needs one of {takes}", takes=TAKES)
        if len(self.where) > MOST_FILTERS:
            raise EntryError("has more than {most} filters", most=MOST_FILTERS)

    @property
    def take(self) -> str:
        return next(take for take in TAKES if getattr(self, take))

    @property
    def column(self) -> str:
        return self.sum or self.distinct or contracts.load()[self.dataset].key[0]

    @property
    def unit(self) -> str:
        items = "items" if self.distinct else ""
        return self.count or items or contracts.load()[self.dataset].columns[self.column].unit

    @property
    def filters(self) -> tuple[Pair, ...]:
        return self.where

    @property
    def is_quotient(self) -> bool:
        return self.over is not None


@dataclass(frozen=True)
class MetricValue(Table):
    """A metric of the catalogue over all time."""

    metric: str
    only: Condition | None = None
    part: Annotated[str, choice("value", "numerator", "denominator")] = "value"
    start: ClassVar = None
    end: ClassVar = None

    @property
    def filters(self) -> tuple[Pair, ...]:
        return (self.only,) if self.only else ()


@dataclass(frozen=True)
class OwnQuery(Table):
    """A file of queries/reconciliation/ of its own that answers held, fitting and value."""

    query: str
    bind: Conditions = ()
    is_quotient: ClassVar = True
    start: ClassVar = None
    end: ClassVar = None

    @property
    def filters(self) -> tuple[Pair, ...]:
        return self.bind


Check = Records | MetricValue | OwnQuery


@dataclass(frozen=True)
class Entry(Table):
    """One figure: what it is, and what carries it (check), or why nothing does (missing).

    scope: why the data covers something else than the text; note: what was assumed. unit: of
    what the check comes to, "" where check or metric says it. area: another than the printed one.
    """

    id: str
    what: Text
    check: Check | None = None
    missing: Text | None = None
    scope: Text | None = None
    note: Text | None = None
    unit: str = ""
    area: str = ""


WORDS = {field.name for field in fields(Entry)} - {"id", "check"}


@cache
def load(folder: Path = FOLDER) -> Mapping[str, Entry]:
    """Every entry by the id of its figure. Raises FigureError naming file, figure and mistake."""
    entries: dict[str, Entry] = {}
    for path in sorted((folder / "reconciliation" / "figures").glob("*.toml")):
        for entry in _entries(path):
            if entry.id in entries:
                raise FigureError(f"{path.name}: {entry.id} stands in another file, too")
            entries[entry.id] = entry
    return dict(sorted(entries.items()))


def _entries(path: Path) -> Iterator[Entry]:
    key = ""
    try:
        for key, spec in toml.parse(path.read_text(encoding="utf-8"), path.name).items():
            yield parse(key, spec)
    except EntryError as error:
        raise FigureError(f"{path.name}: {key}: {error}") from error


def parse(key: str, spec: Mapping[str, Any]) -> Entry:
    """One entry from its table. Raises EntryError."""
    words = {name: value for name, value in spec.items() if name in WORDS}
    values = {name: value for name, value in spec.items() if name not in WORDS}
    if bool(values) == ("missing" in words):
        raise EntryError("says either what carries it or, under `missing`, why nothing does")
    kind = MetricValue if "metric" in values else OwnQuery if "query" in values else Records
    check = structure(kind, values) if values else None
    return structure(Entry, words, id=key, check=check)

"""A figure as printed, and what carries it. The keys are explained in data/facts/README.md."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar

from governance.core import contracts, sql
from governance.core.periods import DAY
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

BOUNDS = ("exact", "at_least", "about", "rule", "label")
TAKES = ("count", "sum", "distinct")
MOST_FILTERS = 2  # records.sql has so many


# Half-open; None where it is open.
Days = tuple[dt.date | None, dt.date | None]


class FigureError(ValueError):
    """A published figure, or what is declared of it, cannot be meant so. Says which and why."""


@dataclass(frozen=True)
class Published:
    """One figure as its text has it.

    printed: the text; value: its number, None for a label. bound: one of BOUNDS (at_least for 余
    and 多, about for 左右). area_code: of the area, or of the one around a compound. since and
    until: the first and the last day that it speaks of; without `since` from the beginning on.
    """

    id: str
    source: str
    place: str
    level: str
    area_code: str
    printed: str
    value: float | None
    bound: str
    unit: str
    dataset: str
    measure: str
    note: str
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def days(self) -> Days:
        """Its own window, half-open as windows are."""
        return self.since, self.until + DAY if self.until else None

    @property
    def compound(self) -> str | None:
        """The compound's name, where the figure is about one."""
        return self.place if self.level == "compound" else None

    def is_in(self, place: "Published") -> bool:
        """Whether this figure's place is the other's place, or lies inside it."""
        inside = self.area_code.startswith(place.area_code) and place.compound is None
        return self.place == place.place or inside


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
    """A metric of the catalogue, in the figure's own days."""

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

    def __post_init__(self) -> None:
        one_of(self.query, [path.stem for path in sql.files("reconciliation")], "query")

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


def parse_entry(key: str, spec: Mapping[str, Any]) -> Entry:
    """One entry from its table. Raises EntryError."""
    words = {name: value for name, value in spec.items() if name in WORDS}
    values = {name: value for name, value in spec.items() if name not in WORDS}
    if bool(values) == ("missing" in words):
        raise EntryError("says either what carries it or, under `missing`, why nothing does")
    kind = MetricValue if "metric" in values else OwnQuery if "query" in values else Records
    check = structure(kind, values) if values else None
    return structure(Entry, words, id=key, check=check)

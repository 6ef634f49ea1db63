"""The figures as printed, data/facts/published_figures.csv, and what carries each of them.

That stands in data/facts/reconciliation/figures/*.toml; the keys are explained in
data/facts/README.md.
"""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar

from governance.core import contracts
from governance.core import toml_entries as toml
from governance.core.contracts import PROJECT
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

FOLDER = PROJECT / "data" / "facts"
BOUNDS = ("exact", "at_least", "about", "label")
TAKES = ("count", "sum", "distinct")
MOST_FILTERS = 2  # records.sql has so many


class FigureError(ValueError):
    """A published figure, or what is declared of it, cannot be meant so. Says which and why."""


@dataclass(frozen=True)
class Published:
    """One figure as its text has it.

    printed: the text; value: its number, None for a label. bound: one of BOUNDS (at_least for 余
    and 多, about for 左右). area_code: of the area, or of the one around a compound.
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

    @property
    def compound(self) -> str | None:
        """The compound's name, where the figure is about one."""
        return self.place if self.level == "compound" else None

    def is_in(self, place: "Published") -> bool:
        """Whether this figure's place is the other's place, or lies inside it."""
        inside = self.area_code.startswith(place.area_code) and place.compound is None
        return self.place == place.place or inside


@cache
def load(folder: Path = FOLDER) -> Mapping[str, Published]:
    """Every published figure by id, in the order of the file. Raises FigureError."""
    with (folder / "published_figures.csv").open(encoding="utf-8-sig", newline="") as file:
        loaded = [_figure(row) for row in csv.DictReader(file)]
    figures = {figure.id: figure for figure in loaded}
    if len(figures) < len(loaded):
        raise FigureError("published_figures.csv: an id stands twice")
    return figures


def _figure(row: Mapping[str, str]) -> Published:
    values = dict(row)
    printed, bound = values.pop("value"), values["bound"]
    if bound not in BOUNDS:
        raise FigureError(f"figure {values['id']}: bound {bound!r} is none of {BOUNDS}")
    try:
        value = None if bound == "label" else float(printed)
    except ValueError as error:
        raise FigureError(f"figure {values['id']}: {printed!r} is no number") from error
    return Published(printed=printed, value=value, **values)


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
def load_entries(folder: Path = FOLDER) -> Mapping[str, Entry]:
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
            yield parse_entry(key, spec)
    except EntryError as error:
        raise FigureError(f"{path.name}: {key}: {error}") from error


def parse_entry(key: str, spec: Mapping[str, Any]) -> Entry:
    """One entry from its table. Raises EntryError."""
    words = {name: value for name, value in spec.items() if name in WORDS}
    values = {name: value for name, value in spec.items() if name not in WORDS}
    if bool(values) == ("missing" in words):
        raise EntryError("says either what carries it or, under `missing`, why nothing does")
    kind = MetricValue if "metric" in values else OwnQuery if "query" in values else Records
    check = structure(kind, values) if values else None
    return structure(Entry, words, id=key, check=check)

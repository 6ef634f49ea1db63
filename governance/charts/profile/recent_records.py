"""The last records of an area: meetings, projects, places that rebound, parking; a few of each."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from governance.charts.profile.html_table import Cell, Sheet
from governance.core import dates
from governance.core.i18n import Translator, mark
from governance.metrics import number_format, segments

MOST = 6


def _text(record: Any, name: str, _: Translator) -> Cell:
    return Cell(_known(getattr(record, name)))


def _linked(record: Any, name: str, _: Translator) -> Cell:
    return Cell(_known(getattr(record, name)), href=record.href)


def _named(record: Any, name: str, _: Translator) -> Cell:
    note = _known(record.programme, "")
    return Cell(_known(getattr(record, name)), note=note, tone="neither")


def _coded(record: Any, name: str, _: Translator) -> Cell:
    code = getattr(record, name)
    label = "—" if pd.isna(code) else segments.value(name, str(code), _, record.dataset)
    note = _known(record.topic, "") if (record.dataset, name) == ("meetings", "kind") else ""
    return Cell(label, note=note, tone="neither")


def _day(record: Any, name: str, _: Translator) -> Cell:
    value = getattr(record, name)
    if pd.isna(value):
        return Cell("—")
    day = pd.Timestamp(value).date()
    return Cell(dates.day(day, _.lang), value=day)


def _number(record: Any, name: str, _: Translator) -> Cell:
    value = getattr(record, name)
    return Cell("—") if pd.isna(value) else Cell(number_format.number(value), value=int(value))


def _votes(record: Any, name: str, _: Translator) -> Cell:
    cast = getattr(record, name)
    return Cell("—" if pd.isna(cast) else f"{record.votes_for:,.0f} / {cast:,.0f}")


def _known(text: Any, absent: str = "—") -> str:
    return absent if pd.isna(text) or not text else str(text)


@dataclass(frozen=True)
class Block:
    """One list: the view that finds it, the dataset without which nothing is known of it.

    columns: heading, column of the view, and what makes a cell of a record.
    """

    key: str
    dataset: str
    title: str
    absent: str
    columns: tuple[tuple[str, str, Callable[[Any, str, Translator], Cell]], ...]

    @property
    def view(self) -> str:
        return f"profile_{self.key}"

    def sheet(self, frame: pd.DataFrame, _: Translator) -> Sheet:
        """The records found as a table."""
        records = frame.assign(dataset=self.dataset).itertuples(index=False)
        rows = [[cell(one, name, _) for _head, name, cell in self.columns] for one in records]
        cells = [cell for _head, _name, cell in self.columns]
        right = [place for place, cell in enumerate(cells) if cell in (_number, _votes)]
        return Sheet([_(head) for head, _name, _cell in self.columns], [("", rows)], right)


BLOCKS = (
    Block(
        "meetings",
        "meetings",
        mark("Latest meetings up to {day}"),
        mark("No meeting on record up to {day}."),
        (
            (mark("Day"), "held_day", _day),
            (mark("Area"), "area_name", _text),
            (mark("Meeting"), "kind", _coded),
            (mark("Step"), "step", _coded),
            (mark("Attendance"), "attendance", _number),
            (mark("For / cast"), "votes_cast", _votes),
        ),
    ),
    Block(
        "projects",
        "projects",
        mark("Latest projects listed up to {day}"),
        mark("No project listed up to {day}."),
        (
            (mark("Project"), "name", _named),
            (mark("Area"), "area_name", _text),
            (mark("Stage"), "status", _coded),
            (mark("Listed"), "listed_day", _day),
            (mark("Done on"), "done_day", _day),
        ),
    ),
    Block(
        "rebounds",
        "issues",
        mark("Places that rebounded, still open at the end of {day}"),
        mark("No place that rebounded is open at the end of {day}."),
        (
            (mark("Place"), "place", _linked),
            (mark("Category"), "category", _text),
            (mark("Rebounds"), "cycles", _number),
            (mark("Open since"), "open_since", _day),
        ),
    ),
    Block(
        "parking",
        "parking_spaces",
        mark("Largest parking facilities as of {day}"),
        mark("No parking facility on record as of {day}."),
        (
            (mark("Facility"), "name", _named),
            (mark("Kind"), "kind", _coded),
            (mark("Status"), "status", _coded),
            (mark("Spaces"), "spaces", _number),
            (mark("With charger"), "ev_spaces", _number),
            (mark("Occupied"), "occupied", _number),
        ),
    ),
)


def last_period(end: dt.date, as_of: dt.date) -> dt.date:
    """The first day that the lists leave out: the period's end, or that of the data."""
    return min(end, as_of + dt.timedelta(days=1))

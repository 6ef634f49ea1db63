"""The last records of an area: meetings, projects, places that rebound, parking; a few of each."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from governance.charts.profile.html_table import Cell, Row, Sheet
from governance.core import dates
from governance.core.i18n import Translator, mark
from governance.metrics import number_format, segments

MOST = 6


@dataclass(frozen=True)
class Block:
    """One list: the view that finds it, the dataset without which nothing is known of it."""

    key: str
    dataset: str
    title: str
    absent: str
    heads: tuple[str, ...]
    row: Callable[[Any, Translator], Row]
    numbers: tuple[int, ...] = ()

    @property
    def view(self) -> str:
        return f"profile_{self.key}"

    def sheet(self, frame: pd.DataFrame, _: Translator) -> Sheet:
        """The records found as a table."""
        rows = [self.row(record, _) for record in frame.itertuples(index=False)]
        return Sheet([_(head) for head in self.heads], [("", rows)], self.numbers)


def _meeting(record: Any, _: Translator) -> Row:
    votes = (
        "" if pd.isna(record.votes_cast) else f"{record.votes_for:,.0f} / {record.votes_cast:,.0f}"
    )
    return [
        _day(record.held_day, _),
        Cell(_known(record.area_name)),
        _coded("kind", record.kind, "meetings", _, note=_known(record.topic, "")),
        _coded("step", record.step, "meetings", _),
        _number(record.attendance),
        Cell(votes or "—"),
    ]


def _project(record: Any, _: Translator) -> Row:
    return [
        _named(record),
        Cell(_known(record.area_name)),
        _coded("status", record.status, "projects", _),
        _day(record.listed_day, _),
        _day(record.done_day, _),
    ]


def _rebound(record: Any, _: Translator) -> Row:
    return [
        Cell(_known(record.place)),
        Cell(_known(record.category)),
        _number(record.cycles),
        _day(record.open_since, _),
    ]


def _facility(record: Any, _: Translator) -> Row:
    return [
        _named(record),
        _coded("kind", record.kind, "parking_spaces", _),
        _coded("status", record.status, "parking_spaces", _),
        _number(record.spaces),
        _number(record.ev_spaces),
        _number(record.occupied),
    ]


def _named(record: Any) -> Cell:
    return Cell(_known(record.name), note=_known(record.programme, ""), tone="neither")


def _known(text: Any, absent: str = "—") -> str:
    return absent if pd.isna(text) or not text else str(text)


def _coded(column: str, code: Any, dataset: str, _: Translator, note: str = "") -> Cell:
    label = "—" if pd.isna(code) else segments.value(column, str(code), _, dataset)
    return Cell(label, note=note, tone="neither")


def _day(value: Any, _: Translator) -> Cell:
    if pd.isna(value):
        return Cell("—")
    day = pd.Timestamp(value).date()
    return Cell(dates.day(day, _.lang), value=day)


def _number(value: Any) -> Cell:
    return Cell("—") if pd.isna(value) else Cell(number_format.number(value), value=int(value))


BLOCKS = (
    Block(
        "meetings",
        "meetings",
        mark("Latest meetings up to {day}"),
        mark("No meeting on record up to {day}."),
        (
            mark("Day"),
            mark("Area"),
            mark("Meeting"),
            mark("Step"),
            mark("Attendance"),
            mark("For / cast"),
        ),
        _meeting,
        (4, 5),
    ),
    Block(
        "projects",
        "projects",
        mark("Latest projects listed up to {day}"),
        mark("No project listed up to {day}."),
        (mark("Project"), mark("Area"), mark("Stage"), mark("Listed"), mark("Done on")),
        _project,
    ),
    Block(
        "rebounds",
        "issues",
        mark("Places that rebounded, still open at the end of {day}"),
        mark("No place that rebounded is open at the end of {day}."),
        (mark("Place"), mark("Category"), mark("Rebounds"), mark("Open since")),
        _rebound,
        (2,),
    ),
    Block(
        "parking",
        "parking_spaces",
        mark("Largest parking facilities as of {day}"),
        mark("No parking facility on record as of {day}."),
        (
            mark("Facility"),
            mark("Kind"),
            mark("Status"),
            mark("Spaces"),
            mark("With charger"),
            mark("Occupied"),
        ),
        _facility,
        (3, 4, 5),
    ),
)


def last_period(end: dt.date, as_of: dt.date) -> dt.date:
    """The first day that the lists leave out: the period's end, or that of the data."""
    return min(end, as_of + dt.timedelta(days=1))

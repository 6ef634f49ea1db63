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
        rows = [self.row(one, _) for one in frame.itertuples(index=False)]
        return Sheet([_(head) for head in self.heads], [("", rows)], self.numbers)


def _meeting(one: Any, _: Translator) -> Row:
    votes = "" if pd.isna(one.votes_cast) else f"{one.votes_for:,.0f} / {one.votes_cast:,.0f}"
    return [
        _day(one.held_day, _),
        Cell(_known(one.area_name)),
        _coded("kind", one.kind, "meetings", _, note=_known(one.topic, "")),
        _coded("step", one.step, "meetings", _),
        _number(one.attendance),
        Cell(votes or "—"),
    ]


def _project(one: Any, _: Translator) -> Row:
    return [
        _named(one),
        Cell(_known(one.area_name)),
        _coded("status", one.status, "projects", _),
        _day(one.listed_day, _),
        _day(one.done_day, _),
    ]


def _rebound(one: Any, _: Translator) -> Row:
    return [
        Cell(_known(one.place)),
        Cell(_known(one.category)),
        _number(one.cycles),
        _day(one.open_since, _),
    ]


def _facility(one: Any, _: Translator) -> Row:
    return [
        _named(one),
        _coded("kind", one.kind, "parking_spaces", _),
        _coded("status", one.status, "parking_spaces", _),
        _number(one.spaces),
        _number(one.ev_spaces),
        _number(one.occupied),
    ]


def _named(one: Any) -> Cell:
    return Cell(_known(one.name), note=_known(one.programme, ""), tone="neither")


def _known(text: Any, absent: str = "—") -> str:
    return absent if pd.isna(text) or not text else str(text)


def _coded(column: str, code: Any, dataset: str, _: Translator, note: str = "") -> Cell:
    said = "—" if pd.isna(code) else segments.value(column, str(code), _, dataset)
    return Cell(said, note=note, tone="neither")


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

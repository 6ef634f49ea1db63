"""Which areas have records on which days or in which months, and where nothing is known."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from governance.core import dates
from governance.core.i18n import Translator, mark
from governance.core.periods import DAY, Window, months_inside
from governance.metrics import catalog_tables

# Longer windows are shown by month: a quarter's days are what a screen has room for.
MOST_DAYS = 92
# More rows than this are no picture any more; those with gaps come first, the table has them all.
MOST_ROWS = 60
GRAINS = {
    "day": mark("records by {level} and day"),
    "month": mark("records by {level} and month"),
}
# So many named gaps are read; the rest is counted.
MOST_GAPS = 4


@dataclass(frozen=True)
class Row:
    """One area's records by bucket; None where no export covers it."""

    code: str
    name: str
    is_rest: bool
    records: tuple[int | None, ...]

    @property
    def missing(self) -> int:
        return self.records.count(None)


@dataclass(frozen=True)
class Calendar:
    """Areas × days or months of a window. by: "day" or "month"."""

    rows: Sequence[Row]
    buckets: Sequence[Window]
    by: str

    @property
    def is_known(self) -> bool:
        """Whether any export says anything."""
        return any(count is not None for row in self.rows for count in row.records)

    @property
    def is_cut(self) -> bool:
        return len(self.rows) > MOST_ROWS

    @property
    def drawn(self) -> Sequence[Row]:
        """The rows that the chart has room for, in the order of the areas' codes."""
        if not self.is_cut:
            return self.rows
        worst = sorted(self.rows, key=lambda row: -row.missing)[:MOST_ROWS]
        return sorted(worst, key=lambda row: row.code)


def grain(window: Window) -> str:
    """Days for up to a quarter, else months."""
    start, end = window
    return "day" if (end - start).days <= MOST_DAYS else "month"


def buckets(window: Window, by: str) -> list[Window]:
    """The window's days, or its months (the first and the last cut where it cuts them)."""
    start, end = window
    if by == "month":
        return months_inside(window)
    days = (start + place * DAY for place in range((end - start).days))
    return [(day, day + DAY) for day in days]


def build_calendar(frame: pd.DataFrame, window: Window, by: str) -> Calendar:
    """The calendar of a frame of queries/views/gaps.sql, for the same window and grain.

    A rest ("unspecified") without any record is left out, for nothing is missing there.
    """
    known = frame.astype(object).where(frame.notna(), None)
    rows = []
    for code, cells in known.groupby("area_code", sort=False):
        records = tuple(cells["records"])
        first = cells.iloc[0]
        if first["is_rest"]:
            if not any(records):
                continue
            records = tuple(count or 0 for count in records)
        rows.append(Row(str(code), first["area_name"], bool(first["is_rest"]), records))
    return Calendar(rows, buckets(window, by), by)


def title(calendar: Calendar, dataset: str, place: str, level: str, _: Translator) -> str:
    """What the calendar shows: dataset, area, its parts, days or months, the window."""
    days = dates.window((calendar.buckets[0][0], calendar.buckets[-1][1]), _.lang)
    what = GRAINS[calendar.by]
    name = catalog_tables.dataset_title(dataset, _)
    return f"{name} · {place} · {days} · {_(what, level=level)}"


def describe_gaps(calendar: Calendar, _: Translator) -> str:
    """The gaps in a sentence, longest first; "" where there is none."""
    gaps = sorted(
        _runs_without_data(calendar), key=lambda gap: (gap[1][0] - gap[1][1], gap[0].code)
    )
    if not gaps:
        return ""
    named = [f"{row.name} {dates.window(days, _.lang)}" for row, days in gaps[:MOST_GAPS]]
    more = len(gaps) - len(named)
    text = _("; ").join(named) + (_(" and {n} more", n=more) if more else "")
    return _("⚠ No data: {gaps}", gaps=text)


def _runs_without_data(calendar: Calendar) -> Iterator[tuple[Row, Window]]:
    """Each unbroken run of buckets without data."""
    for row in calendar.rows:
        pairs = zip(calendar.buckets, row.records, strict=True)
        for lost, run in itertools.groupby(pairs, key=lambda pair: pair[1] is None):
            if lost:
                windows = [window for window, _count in run]
                yield row, (windows[0][0], windows[-1][1])


def table(calendar: Calendar, _: Translator) -> pd.DataFrame:
    """Every number of the calendar: one row an area, one column a bucket, none without data."""
    heading = [dates.window(window, _.lang) for window in calendar.buckets]
    cells = [[*row.records, _total(row)] for row in calendar.rows]
    names = pd.Index([row_name(row, _) for row in calendar.rows], name=_("Area"))
    frame = pd.DataFrame(cells, index=names, columns=[*heading, _("Total")], dtype="Int64")
    return frame.reset_index()


def _total(row: Row) -> int | None:
    known = [count for count in row.records if count is not None]
    return sum(known) if known else None


def row_name(row: Row, _: Translator) -> str:
    """The area's name; a rest is unspecified."""
    return _("Unspecified") if row.is_rest else row.name

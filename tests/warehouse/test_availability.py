"""Missing is never zero: by column, month and unit, from exports that lack one or the other."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from governance.core.i18n import translator
from governance.core.periods import DAY, Window, cut_alike, previous
from governance.metrics import comparison
from governance.metrics.metric_values import Value, Values
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse
from tests.support import tiny
from tests.support.tiny import EAST, GRIDS, STREET, WEST

EN = translator("en")
FIRST, LAST = dt.date(2025, 5, 1), dt.date(2026, 4, 30)
MARCH = dt.date(2026, 3, 1), dt.date(2026, 4, 1)
APRIL = dt.date(2026, 4, 1), dt.date(2026, 5, 1)
# What an issue needs to be one; every metric that reads more is not known from these alone.
BARE = {
    "issues_reported",
    "issues_reported_with_duplicates",
    "issues_reported_with_cancelled",
}


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + n * DAY for n in range((last - first).days + 1))


def ledger(day: dt.date, grid: str, **more: str) -> dict[str, str]:
    """One issue of a day, closed two days later in time."""
    times = {"due_at": f"{day + 5 * DAY} 18:00", "resolved_at": f"{day + 2 * DAY} 10:00"}
    own = {"reported_at": f"{day} 09:05", "area_code": grid, "category": "噪音", **times, **more}
    return {name: text for name, text in own.items() if text}


def at(build: Warehouse, metric: str, area: str, level: str, window: Window) -> Value:
    return Values(build.answer(Query((metric,), level, area, (window,)))).at(metric, area, window)


def street(build: Warehouse, metric: str, window: Window) -> Value:
    return at(build, metric, STREET, "street_office", window)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A ledger of numbers, times and areas alone."""
    rows = [{"reported_at": f"{day} 09:05", "area_code": GRIDS[0]} for day in days(FIRST, LAST)]
    return tiny.warehouse(tmp_path_factory.mktemp("bare"), tiny.issues(*rows))


def test_what_reads_a_column_that_no_export_has_is_not_known(bare: Warehouse) -> None:
    assert {key for key in bare.with_data if bare.catalog[key].dataset == "issues"} <= BARE
    for key in ("issues_resolved", "backlog", "overdue", "closure_rate", "rebound_cycles"):
        found = street(bare, key, MARCH)
        assert (found.value, found.numerator, found.has_data) == (None, None, False), key
    assert street(bare, "issues_reported", MARCH).value == 31


REBOUNDS = {"rebound_rate", "rebound_cycles"}
DUE = {"closure_rate", "on_time_rate", "overdue"}
LACKS = {
    "resolved_at": {"issues_resolved", "backlog", "resolution_hours_p50"} | DUE | REBOUNDS,
    "due_at": DUE,
    "category": REBOUNDS,
}


@pytest.mark.parametrize("column", LACKS)
@pytest.mark.parametrize("how", ["no such column", "never filled"])
def test_each_column_takes_what_reads_it_along(tmp_path: Path, column: str, how: str) -> None:
    blank = {column: " "} if how == "never filled" else {column: ""}
    rows = [ledger(day, GRIDS[0], **blank) for day in days(FIRST, LAST)]
    build = tiny.warehouse(tmp_path, tiny.issues(*rows))
    every = set[str]().union(*LACKS.values())
    assert every & build.with_data.keys() == every - LACKS[column]


def test_a_unit_that_does_not_record_it_is_no_zero_in_the_whole(tmp_path: Path) -> None:
    rows = [ledger(day, GRIDS[0]) for day in days(FIRST, LAST)]
    rows += [ledger(day, GRIDS[2], resolved_at="", due_at="") for day in days(FIRST, LAST)]
    build = tiny.warehouse(tmp_path, tiny.issues(*rows, covers="community"))
    east, west = (at(build, "closure_rate", area, "community", MARCH) for area in (EAST, WEST))
    whole = street(build, "closure_rate", MARCH)
    assert (east.value, east.denominator) == (100.0, 31)
    assert west.has_data is False
    assert (whole.value, whole.denominator, whole.units) == (100.0, 31, 1)
    assert street(build, "issues_reported", MARCH).value == 62


def test_months_before_a_column_came_are_not_known(tmp_path: Path) -> None:
    begun = dt.date(2026, 2, 1)
    rows = [
        ledger(day, GRIDS[0], **({} if day >= begun else {"resolved_at": ""}))
        for day in days(FIRST, LAST)
    ]
    build = tiny.warehouse(tmp_path, tiny.issues(*rows))
    january = dt.date(2026, 1, 1), begun
    assert street(build, "issues_resolved", january).has_data is False
    assert street(build, "issues_resolved", MARCH).value == 31
    assert street(build, "backlog", MARCH).value == 2  # none of those whose end nobody wrote down
    year = dt.date(2025, 5, 1), dt.date(2026, 5, 1)
    assert (street(build, "issues_resolved", year).known, year) == (3, year)


def test_few_records_without_a_value_are_chance(tmp_path: Path) -> None:
    rows = [ledger(day, GRIDS[0]) for day in days(FIRST, dt.date(2026, 3, 31))]
    rows += [ledger(day, GRIDS[0], resolved_at="") for day in days(APRIL[0], APRIL[0] + 2 * DAY)]
    build = tiny.warehouse(tmp_path, tiny.issues(*rows))
    april = APRIL[0], APRIL[0] + 3 * DAY
    assert street(build, "backlog", april).value == 3


def partial(folder: Path, stop: Mapping[str, dt.date], **settings: str) -> Warehouse:
    """Three issues a grid and day, up to the last day of each community, and visits to the end."""
    rows = [
        ledger(day, grid)
        for grid in GRIDS
        for day in days(FIRST, stop.get(grid[:12], LAST))
        for _ in range(3)
    ]
    visits = [{"visited_at": f"{day} 10:00", "area_code": GRIDS[0]} for day in days(FIRST, LAST)]
    return tiny.warehouse(folder, tiny.issues(*rows, **settings), tiny.visits(*visits))


def test_a_month_that_its_export_does_not_reach_is_held_against_the_same_days(
    tmp_path: Path,
) -> None:
    stop = dt.date(2026, 4, 15)
    build = partial(tmp_path, {EAST: stop, WEST: stop})
    now = street(build, "issues_reported", APRIL)
    assert (now.value, now.until, now.is_whole) == (135, stop, False)
    before = previous(APRIL)
    assert before == MARCH
    then = street(build, "issues_reported", cut_alike(APRIL, MARCH, stop))
    metric = build.catalog["issues_reported"]
    found = comparison.change(metric, now, then, EN)
    assert (then.value, found and found.direction) == (135, 0)
    whole = street(build, "issues_reported", MARCH)
    assert comparison.change(metric, now, whole, EN) is None
    assert comparison.why_not(metric, now, whole) == "days"
    # What is closed later says nothing of days on which nothing was taken in.
    backlog = street(build, "backlog", APRIL)
    assert (backlog.value, backlog.until) == (street(build, "backlog", MARCH).value, stop)
    assert street(build, "visits", APRIL).is_whole
    assert build.view("signal_sides", {}).empty


def test_one_unit_that_stops_early_is_noticed(tmp_path: Path) -> None:
    stop = dt.date(2026, 4, 10)
    build = partial(tmp_path, {WEST: stop}, covers="community")
    whole, metric = street(build, "issues_reported", APRIL), build.catalog["issues_reported"]
    assert (whole.until, whole.is_uneven) == (None, True)
    assert comparison.why_not(metric, whole, street(build, "issues_reported", MARCH)) == "uneven"
    west, east = (at(build, "issues_reported", a, "community", APRIL) for a in (WEST, EAST))
    assert (west.until, east.until) == (stop, None)
    assert not whole.is_to_the_end
    assert build.view("signal_sides", {}).empty


def test_a_record_of_tomorrow_opens_no_month(tmp_path: Path) -> None:
    rows = [ledger(day, GRIDS[0]) for day in days(FIRST, LAST) for _ in range(9)]
    rows.append({"reported_at": "2026-05-03 09:00", "area_code": GRIDS[0]})
    build = tiny.warehouse(tmp_path, tiny.issues(*rows))
    assert build.meta.as_of < dt.date(2026, 5, 3)
    assert street(build, "issues_reported", APRIL).until is None


def test_a_window_with_gaps_says_so_and_is_held_against_none(tmp_path: Path) -> None:
    known = [*days(FIRST, dt.date(2025, 12, 31)), *days(MARCH[0], LAST)]
    build = tiny.warehouse(tmp_path, tiny.issues(*(ledger(day, GRIDS[0]) for day in known)))
    quarter = dt.date(2026, 1, 1), dt.date(2026, 4, 1)
    before = dt.date(2025, 10, 1), dt.date(2026, 1, 1)
    now, then = (street(build, "issues_reported", w) for w in (quarter, before))
    assert (now.value, now.known, now.months) == (31, 1, 3)
    metric = build.catalog["issues_reported"]
    assert comparison.why_not(metric, now, then) == "months"
    assert comparison.change(metric, now, then, EN) is None
    assert comparison.known_part(now, EN) == ["1 of 3 months have data"]
    cut = replace(now, until=dt.date(2026, 2, 15))
    assert comparison.known_part(cut, EN) == ["1 of 2 months have data", "to Feb 15, 2026"]


def test_months_that_are_not_known_divide_nothing(tmp_path: Path) -> None:
    gridder = {"visitor_role": "full_time_gridder"}
    known = [*days(dt.date(2026, 1, 1), dt.date(2026, 1, 31)), *days(MARCH[0], MARCH[1] - DAY)]
    rows = [{"visited_at": f"{day} 10:00", "area_code": GRIDS[0], **gridder} for day in known]
    staff = tiny.from_rows(
        "organisations",
        [
            {
                "organisation_id": "O1",
                "name": "专职网格员",
                "area_code": GRIDS[0],
                "kind": "full_time_gridder",
            }
        ],
    )
    build = tiny.warehouse(tmp_path, tiny.visits(*rows), staff)
    found = street(build, "visits_per_gridder", (dt.date(2026, 1, 1), dt.date(2026, 4, 1)))
    assert (found.numerator, found.value) == (62, 31.0)


def test_a_look_back_that_is_not_wholly_known_has_no_value(tmp_path: Path) -> None:
    rows = [ledger(day, GRIDS[0]) for day in days(dt.date(2025, 9, 1), LAST)]
    build = tiny.warehouse(tmp_path, tiny.issues(*rows))
    assert street(build, "rebound_cycles", MARCH).has_data is False
    whole = [ledger(day, GRIDS[0]) for day in days(dt.date(2025, 4, 1), LAST)]
    (tmp_path / "whole").mkdir()
    build = tiny.warehouse(tmp_path / "whole", tiny.issues(*whole))
    assert street(build, "rebound_cycles", MARCH).has_data is True


def test_a_stock_of_the_first_months_is_held_against_none(tmp_path: Path) -> None:
    rows = [ledger(day, GRIDS[0]) for day in days(dt.date(2026, 3, 1), LAST)]
    build = tiny.warehouse(tmp_path, tiny.issues(*rows))
    metric = build.catalog["backlog"]
    now, then = street(build, "backlog", APRIL), street(build, "backlog", MARCH)
    assert comparison.why_not(metric, now, then) == "filling"


def test_what_settles_later_is_told_without_a_verdict(tmp_path: Path) -> None:
    rows = [ledger(day, GRIDS[0]) for day in days(FIRST, LAST)]
    build = tiny.warehouse(tmp_path, tiny.issues(*rows))
    metric = build.catalog["closure_rate"]
    now, then = street(build, "closure_rate", APRIL), street(build, "closure_rate", MARCH)
    assert (now.is_settled, then.is_settled) == (False, True)
    assert comparison.why_not(metric, now, then) == "unsettled"
    assert comparison.known_part(now, EN) == ["not settled yet"]


def test_counts_of_windows_of_other_lengths_are_compared_by_the_day(tmp_path: Path) -> None:
    rows = [ledger(day, GRIDS[0]) for day in days(FIRST, LAST)]
    build = tiny.warehouse(tmp_path, tiny.issues(*rows))
    february = dt.date(2026, 2, 1), dt.date(2026, 3, 1)
    metric = build.catalog["issues_reported"]
    now, then = (street(build, "issues_reported", w) for w in (MARCH, february))
    found = comparison.change(metric, now, then, EN)
    assert (now.value, then.value) == (31, 28)
    assert (found.text, found.direction) == ("daily avg 0.0%", 0)
    assert comparison.holiday(now, then, EN) == "Spring Festival was then"
    assert comparison.holiday(then, then, EN) == ""

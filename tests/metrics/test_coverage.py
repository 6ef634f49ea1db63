"""What exports say of windows: months, units, the last day that they reach, and its age."""

import datetime as dt

import duckdb
import numpy as np
import pytest

from governance.core.periods import Window
from governance.metrics import coverage
from governance.metrics.coverage import Coverage, Found

FEBRUARY, MARCH, APRIL, MAY, JUNE = (dt.date(2026, month, 1) for month in range(2, 7))
ROWS = [
    ("east", FEBRUARY, 1, dt.date(2026, 2, 28), False),
    ("east", APRIL, 1, dt.date(2026, 4, 30), False),
    ("west", MARCH, 1, dt.date(2026, 3, 10), False),
    ("both", FEBRUARY, 1, dt.date(2026, 2, 28), False),
    ("both", MARCH, 2, dt.date(2026, 3, 31), True),
    ("both", APRIL, 1, dt.date(2026, 4, 30), False),
]


@pytest.fixture(scope="module")
def visits() -> Coverage:
    """East speaks of February and April, west of March up to the 10th."""
    con = duckdb.connect()
    con.execute(
        "create table coverage (basis varchar, area_code varchar, month date, units integer, "
        "until date, is_uneven boolean)"
    )
    con.executemany("insert into coverage values ('visits', ?, ?, ?, ?, ?)", ROWS)
    return coverage.read(con, "visits")


@pytest.mark.parametrize(
    ("window", "east", "west", "months"),
    [
        ((FEBRUARY, MARCH), 1, 0, 1),
        ((MARCH, APRIL), 0, 1, 1),
        ((FEBRUARY, MAY), 2, 1, 3),
        ((dt.date(2026, 3, 5), dt.date(2026, 3, 6)), 0, 1, 1),
        ((dt.date(2026, 3, 20), dt.date(2026, 3, 21)), 0, 0, 1),
        ((dt.date(2026, 3, 20), dt.date(2026, 4, 2)), 1, 0, 2),
        ((MAY, JUNE), 0, 0, 1),
        ((dt.date(2020, 1, 1), FEBRUARY), 0, 0, 73),
        ((dt.date(1, 1, 1), dt.date(2026, 2, 2)), 1, 0, 24302),
    ],
)
def test_months_are_known_up_to_the_last_day_that_exports_reach(
    visits: Coverage, window: Window, east: int, west: int, months: int
) -> None:
    found = visits.find(["west", "nowhere", "east"], [window], 0)
    assert found.known.tolist() == [[west], [0], [east]]
    assert found.months.tolist() == [[months]] * 3


def _both(visits: Coverage, window: Window, settles: int = 0) -> Found:
    return visits.find(["both", "west", "east"], [window], settles)


def test_units_are_summed_and_unlike_ends_are_told(visits: Coverage) -> None:
    found = _both(visits, (FEBRUARY, MAY))
    assert found.units.tolist() == [[4], [1], [2]]
    assert found.is_uneven.tolist() == [[True], [False], [False]]
    assert _both(visits, (APRIL, MAY)).is_uneven.tolist() == [[False], [False], [False]]


def test_the_last_day_is_told_where_it_lies_before_the_windows_end(visits: Coverage) -> None:
    found = _both(visits, (MARCH, APRIL)).until.astype(str).ravel().tolist()
    assert found == ["NaT", "2026-03-10", "NaT"]
    found = _both(visits, (APRIL, JUNE)).until.astype(str).ravel().tolist()
    assert found == ["2026-04-30", "2026-03-10", "2026-04-30"]


@pytest.mark.parametrize(("settles", "settled"), [(0, True), (30, True), (31, False)])
def test_a_figure_is_settled_when_the_data_go_on_long_enough(
    visits: Coverage, settles: int, settled: bool
) -> None:
    found = visits.find(["east"], [(MARCH, APRIL)], settles)
    assert found.is_settled.tolist() == [[settled]]


def test_of_a_dataset_without_exports_nothing_is_known() -> None:
    con = duckdb.connect()
    con.execute(
        "create table coverage (basis varchar, area_code varchar, month date, units integer, "
        "until date, is_uneven boolean)"
    )
    found = coverage.read(con, "meetings").find(["east"], [(FEBRUARY, MARCH)], 0)
    assert not found.known.any()
    assert np.isnat(found.until).all()
    assert not found.is_settled.any()

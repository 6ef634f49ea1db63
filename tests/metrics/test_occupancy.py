"""Month-end counts and hourly weeks are never mixed in one trend."""

import datetime as dt
from pathlib import Path

import pytest

from governance.core import periods
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse

YEAR = (dt.date(2025, 11, 1), dt.date(2026, 11, 1))


@pytest.fixture(scope="module")
def opened(sample_warehouse: Path) -> Warehouse:
    return Warehouse.open(sample_warehouse)


def test_months_with_an_hourly_week_are_like_the_others(opened: Warehouse) -> None:
    """They went from 48.8 to 57.4 % every quarter."""
    query = Query(("occupancy_rate",), "all", "all", tuple(periods.months_inside(YEAR)))
    found = opened.answer(query).set_index("window_start")["value"]
    is_hourly = found.index.map(lambda day: day.month in (2, 5, 8, 11)).astype(bool)
    hourly = found[is_hourly]
    others = found[~is_hourly]
    assert abs(hourly.mean() - others.mean()) < 1
    assert found.max() - found.min() < 3


def test_the_course_of_a_day_is_of_hourly_counts_alone(opened: Warehouse) -> None:
    query = Query(("occupancy_by_hour",), "all", "all", (YEAR,), split="hour_of_day")
    found = opened.answer(query)
    assert sorted(found["segment_value"]) == [f"{hour:02d}" for hour in range(24)]
    assert found["denominator"].max() / found["denominator"].min() < 1.01

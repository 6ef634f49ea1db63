"""What is kept of a build: what exports cover, by month and area, and what is hidden."""

import datetime as dt
import random
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from governance.core.periods import Window
from governance.metrics import measure, memory
from governance.metrics.memory import Memory
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse

WINDOWS = [
    (dt.date(2026, month, day), dt.date(2026, month + 1, 1))
    for month in range(3, 9)
    for day in (1, 9)
]
FEBRUARY, MARCH, APRIL, MAY = (dt.date(2026, month, 1) for month in range(2, 6))


@pytest.fixture
def cursor() -> duckdb.DuckDBPyConnection:
    """East is covered in February and April, west in March."""
    con = duckdb.connect()
    con.execute("create table coverage (dataset varchar, area_code varchar, month date)")
    rows = [("east", FEBRUARY), ("east", APRIL), ("west", MARCH)]
    con.executemany("insert into coverage values ('visits', ?, ?)", rows)
    return con


@pytest.mark.parametrize(
    ("window", "east", "west"),
    [
        ((FEBRUARY, MARCH), True, False),
        ((MARCH, APRIL), False, True),
        ((FEBRUARY, MAY), True, True),
        ((dt.date(2026, 3, 20), dt.date(2026, 3, 21)), False, True),
        ((dt.date(2026, 3, 20), dt.date(2026, 4, 2)), True, True),
        ((MAY, dt.date(2026, 6, 1)), False, False),
        ((dt.date(2020, 1, 1), FEBRUARY), False, False),
        ((dt.date.min, dt.date(2026, 2, 2)), True, False),
        ((dt.date(2026, 4, 30), dt.date(9999, 12, 31)), True, False),
    ],
)
def test_a_window_is_known_where_a_month_of_it_is_covered(
    cursor: duckdb.DuckDBPyConnection, window: Window, east: bool, west: bool
) -> None:
    found = Memory().coverage(cursor, "visits").known(["west", "nowhere", "east"], [window])
    assert found.tolist() == [[west], [False], [east]]


def test_of_a_dataset_without_exports_nothing_is_known(cursor: duckdb.DuckDBPyConnection) -> None:
    found = Memory().coverage(cursor, "meetings").known(["east"], [(FEBRUARY, MARCH)])
    assert np.array_equal(found, [[False]])


def test_coverage_is_asked_once(cursor: duckdb.DuckDBPyConnection) -> None:
    kept = Memory()
    first = kept.coverage(cursor, "visits")
    cursor.execute("delete from coverage")
    assert kept.coverage(cursor, "visits") is first


def test_what_is_hidden_is_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_WINDOWS", 2)
    kept = Memory()
    for day in range(1, 4):
        kept.hidden("visits", "")[dt.date(2026, 1, day), MARCH] = {("community", "east")}
    assert len(kept.hidden("visits", "")) == 0
    assert kept.hidden("visits", "purpose") is not kept.hidden("visits", "")


@pytest.mark.parametrize("split", ["", "visitor_role"])
def test_what_was_asked_before_changes_no_answer(sample_warehouse: Path, split: str) -> None:
    opened = Warehouse.open(sample_warehouse)
    chance = random.Random(split)
    for level in ("street_office", "grid_cell", "community", "community"):
        months = tuple(chance.sample(WINDOWS, 3))
        asked = Query(("key_group_coverage", "visits"), level, "all", months, split=split)
        alone = measure.answer(opened.cursor(), opened.catalog, asked)
        pd.testing.assert_frame_equal(opened.answer(asked), alone)

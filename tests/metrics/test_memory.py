"""What is kept of a build: what exports cover, by month and area, and what is hidden."""

import datetime as dt
import random
from pathlib import Path

import duckdb
import pandas as pd
import pytest

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
    con = duckdb.connect()
    con.execute(
        "create table coverage as select 'visits' as basis, 'east' as area_code, "
        "date '2026-02-01' as month, 1 as units, date '2026-02-28' as until, false as is_uneven"
    )
    return con


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
        pd.testing.assert_frame_equal(opened.answer(asked).drop(columns="side"), alone)

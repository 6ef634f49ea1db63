"""What the marts add up is what the metrics' own rows add up to, whatever days are asked for."""

import datetime as dt
import random
from pathlib import Path

import pandas as pd
import pytest

from governance.core.periods import Window
from governance.metrics import aggregate, catalog, mart
from governance.metrics.mart import Piece
from governance.metrics.memory import Memory
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse

CATALOG = catalog.load()
ADDITIVE = [metric for metric in CATALOG.values() if metric.additive]
LEVELS = ("all", "district", "street_office", "community", "grid_cell", "micro_grid")
PLAIN = """
select rollup.ancestor_code as area_code, sum(numerator) as numerator
from query_table($view) as body
join area_rollup as rollup
    on rollup.area_code = coalesce(body.area_code, 'unspecified') and rollup.level = $level
where rollup.area_code in (select area_code from area_rollup where ancestor_code = $area)
    and body.day >= $start and body.day < $end
group by all
"""


def query(start: dt.date, end: dt.date, split: str = "") -> Query:
    return Query(("visits",), "community", "all", ((start, end),), split=split)


def cut(start: dt.date, end: dt.date, **asked: bool) -> list[tuple[str, dt.date, dt.date]]:
    found = mart.pieces(query(start, end), "flow", is_wide=asked.get("is_wide", True))
    return [(piece.grain, piece.start, piece.end) for piece in found]


def test_a_window_is_whole_months_and_the_days_before_and_after_them() -> None:
    days = [dt.date(2026, 1, 20), dt.date(2026, 2, 1), dt.date(2026, 4, 1), dt.date(2026, 4, 9)]
    parts = list(zip(("day", "month", "day"), days[:-1], days[1:], strict=True))
    assert cut(days[0], days[-1]) == parts
    fine = [("" if g == "day" else "fine_month", a, b) for g, a, b in parts]
    assert cut(days[0], days[-1], is_wide=False) == fine


def test_a_window_inside_a_month_is_days_alone() -> None:
    window = (dt.date(2026, 1, 5), dt.date(2026, 1, 25))
    assert cut(*window) == [("day", *window)]
    assert cut(*window, is_wide=False) == [("", *window)]


@pytest.mark.parametrize("level", ["all", "grid_cell"])
@pytest.mark.parametrize("last", [dt.date(9999, 12, 31), dt.date(9999, 12, 5)])
def test_days_that_are_none_or_far_off_have_no_figure(
    sample_warehouse: Path, level: str, last: dt.date
) -> None:
    window = (dt.date(9999, 12, 5), last)
    asked = Query(("visits", "resolution_hours_p50"), level, "all", (window,))
    found = Warehouse.open(sample_warehouse).answer(asked)
    assert set(found["metric"]) == set(asked.metrics)
    assert found["value"].isna().all()


def test_a_window_to_the_next_month_s_days_has_no_whole_month() -> None:
    days = [dt.date(2026, 1, 20), dt.date(2026, 2, 1), dt.date(2026, 2, 9)]
    assert cut(days[0], days[2]) == [("day", days[0], days[1]), ("day", days[1], days[2])]


def test_whole_months_are_one_piece() -> None:
    window = (dt.date(2025, 12, 1), dt.date(2026, 3, 1))
    assert cut(*window) == [("month", *window)]


def test_a_stock_counts_all_that_was_before_the_end() -> None:
    window = (dt.date(2026, 3, 1), dt.date(2026, 3, 9))
    found = mart.pieces(query(*window), "stock", is_wide=True)
    march = dt.date(2026, 3, 1)
    assert found == [
        Piece(window, "month", dt.date.min, march),
        Piece(window, "day", march, window[1]),
    ]


def test_days_by_a_segment_and_two_columns_at_once_come_from_the_rows() -> None:
    window = (dt.date(2026, 1, 20), dt.date(2026, 3, 1))
    by_role = mart.pieces(query(*window, split="visitor_role"), "flow", is_wide=True)
    assert [piece.grain for piece in by_role] == ["", "month"]
    both = Query(("visits",), "community", "all", (window,), (("purpose", "x"),), "visitor_role")
    assert [piece.grain for piece in mart.pieces(both, "flow", is_wide=True)] == [""]


@pytest.fixture(scope="module")
def warehouse(sample_warehouse: Path) -> Warehouse:
    return Warehouse.open(sample_warehouse)


def draw(warehouse: Warehouse, chance: random.Random) -> tuple[str, str, Window]:
    """An area, a level not above it, and days."""
    cursor = warehouse.cursor()
    areas = cursor.execute("select level, area_code from area_list order by all").fetchall()
    above, area = chance.choice(areas)
    level = chance.choice(LEVELS[LEVELS.index(above) :])
    start = warehouse.meta.as_of - dt.timedelta(days=chance.randint(0, 500))
    return area, level, (start, start + dt.timedelta(days=chance.randint(1, 120)))


def expected(
    warehouse: Warehouse, metric: catalog.Metric, area: str, level: str, window: Window
) -> pd.Series:
    start, end = window if metric.time == "flow" else (dt.date.min, window[1])
    asked = {"view": metric.view, "area": area, "level": level, "start": start, "end": end}
    return (
        warehouse.cursor().execute(PLAIN, asked).df().set_index("area_code")["numerator"].dropna()
    )


def agree(one: pd.Series, other: pd.Series) -> None:
    """The same areas have the same sums; none where there are none."""
    assert dict(one) == pytest.approx(dict(other), rel=1e-12)


@pytest.mark.parametrize("metric", ADDITIVE, ids=lambda metric: metric.key)
def test_any_days_of_any_area_are_what_the_rows_add_up_to(
    warehouse: Warehouse, metric: catalog.Metric
) -> None:
    chance = random.Random(metric.key)
    for _ in range(4):
        area, level, window = draw(warehouse, chance)
        asked = Query((metric.key,), level, area, (window,))
        found = aggregate.sums(warehouse.cursor(), [metric], asked, Memory())
        values = found.set_index("area_code")["numerator"].dropna().astype(float)
        agree(values, expected(warehouse, metric, area, level, window))


@pytest.mark.parametrize("metric", [m for m in ADDITIVE if m.splits], ids=lambda metric: metric.key)
def test_what_is_split_adds_up_to_the_whole(warehouse: Warehouse, metric: catalog.Metric) -> None:
    chance = random.Random(f"split {metric.key}")
    area, level, window = draw(warehouse, chance)
    asked = Query((metric.key,), level, area, (window,), split=chance.choice(metric.splits))
    found = aggregate.sums(warehouse.cursor(), [metric], asked, Memory())
    values = found.groupby("area_code")["numerator"].sum(min_count=1).dropna()
    agree(values.astype(float), expected(warehouse, metric, area, level, window))

"""Values roll up, parts add up to the whole, and missing is not zero."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from governance.core.periods import Window
from governance.metrics import measure
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse
from tests.support import tiny

MARCH = (dt.date(2026, 3, 1), dt.date(2026, 4, 1))
APRIL = (dt.date(2026, 4, 1), dt.date(2026, 5, 1))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    visits = tiny.visits(
        {"persons": "3", "visitor_role": "cadre", "household_id": "H1"},
        {"persons": "4", "area_code": tiny.GRIDS[2], "household_id": "H1"},
        {"persons": "5", "area_code": tiny.EAST, "household_id": "H2"},
        {"persons": "6", "visited_at": "2026-04-30 23:59:59"},
        covers="community",
    )
    issues = tiny.issues({"area_code": ""}, {"resolved_at": "2026-03-06"})
    return tiny.warehouse(tmp_path_factory.mktemp("measure"), visits, issues)


def values(
    warehouse: Warehouse, key: str, level: str, window: Window = MARCH, **options: str
) -> dict[str, float]:
    frame = table(warehouse, key, level, [window], **options)
    return dict(zip(frame["area_code"], frame["value"].astype(object), strict=True))


def table(
    warehouse: Warehouse,
    key: str,
    level: str,
    windows: list[Window],
    area: str = "all",
    segment: str = "",
) -> pd.DataFrame:
    return warehouse.answer(Query((key,), level, area, tuple(windows), split=segment))


def test_what_is_known_only_to_the_community_stands_beside_its_grids(warehouse: Warehouse) -> None:
    grids = values(warehouse, "visit_person_times", "grid_cell", area=tiny.EAST)
    assert grids == {tiny.GRIDS[0]: 3, tiny.GRIDS[1]: 0, tiny.EAST + "/unspecified": 5}
    assert values(warehouse, "visit_person_times", "community") == {tiny.EAST: 8, tiny.WEST: 4}
    assert values(warehouse, "visit_person_times", "all") == {"all": 12}


def test_what_is_known_to_no_area_stands_at_the_top(warehouse: Warehouse) -> None:
    found = values(warehouse, "issues_reported", "community")
    assert found == {tiny.EAST: 1, tiny.WEST: 0, "unspecified": 1}


@pytest.mark.parametrize("level", ["street_office", "community", "grid_cell"])
def test_a_rest_can_be_asked_for_by_its_code(warehouse: Warehouse, level: str) -> None:
    """The rest of everything is a rest at every level, and still counts once."""
    found = values(warehouse, "issues_reported", level, area="unspecified")
    assert found == {"unspecified": 1}


def test_a_unit_without_exports_has_no_data_rather_than_zero(warehouse: Warehouse) -> None:
    frame = table(warehouse, "visits", "community", [APRIL]).set_index("area_code")
    assert frame.loc[tiny.EAST, ["value", "has_data"]].tolist() == [1, True]
    assert not frame.loc[tiny.WEST, "has_data"]
    assert pd.isna(frame.loc[tiny.WEST, "value"])


def test_below_the_level_of_its_records_nothing_is_known(tmp_path: Path) -> None:
    """Volunteers are recorded by community: their grid cells are unknown, not idle."""
    given = tiny.visits({"area_code": tiny.EAST}, {"area_code": tiny.GRIDS[2]}, covers="community")
    frame = table(tiny.warehouse(tmp_path, given), "visits", "grid_cell", [MARCH])
    known = dict(zip(frame["area_code"], frame["has_data"], strict=True))
    rest = tiny.EAST + "/unspecified"
    assert known == {tiny.GRIDS[0]: False, tiny.GRIDS[1]: False, tiny.GRIDS[2]: True, rest: True}


def test_distinct_counts_are_exact_at_each_level(warehouse: Warehouse) -> None:
    assert values(warehouse, "visit_coverage", "grid_cell", area=tiny.WEST) == {
        tiny.GRIDS[2]: pytest.approx(1 / 30 * 100)
    }
    assert values(warehouse, "visit_coverage", "street_office") == {
        tiny.STREET: pytest.approx(2 / 60 * 100)
    }


def test_windows_are_half_open(warehouse: Warehouse) -> None:
    day = (dt.date(2026, 4, 30), dt.date(2026, 5, 1))
    before = (dt.date(2026, 4, 1), dt.date(2026, 4, 30))
    frame = table(warehouse, "visits", "all", [day, before])
    assert frame.set_index("window_start")["value"].to_dict() == {day[0]: 1, before[0]: 0}


def test_segments_add_up_to_the_total_with_the_unknown_apart(warehouse: Warehouse) -> None:
    frame = table(warehouse, "visit_person_times", "all", [MARCH], segment="visitor_role")
    assert dict(zip(frame["segment_value"], frame["value"], strict=True)) == {"cadre": 3, "": 9}


def test_a_rest_is_shown_only_for_the_metric_that_has_something_in_it(warehouse: Warehouse) -> None:
    frame = warehouse.answer(Query(("visits", "issues_reported"), "community", "all", (MARCH,)))
    rests = frame[frame["area_code"] == "unspecified"]
    assert rests["metric"].tolist() == ["issues_reported"]


def test_many_metrics_and_windows_come_in_the_order_asked(warehouse: Warehouse) -> None:
    keys = ("visits", "resolution_hours_p50", "issues_reported")
    frame = warehouse.answer(Query(keys, "all", "all", (MARCH, APRIL)))
    assert list(frame["metric"]) == [key for key in keys for _ in range(2)]
    assert list(frame.columns) == [*measure.COLUMNS, "side"]


def test_an_unknown_segment_is_refused(warehouse: Warehouse) -> None:
    with pytest.raises(KeyError, match="visits has no segment 'colour'"):
        table(warehouse, "visits", "all", [MARCH], segment="colour")


def test_households_of_the_street_are_the_sum_of_its_grids(warehouse: Warehouse) -> None:
    areas = warehouse.areas().set_index("area_code")
    assert areas.loc[["all", tiny.STREET, tiny.EAST], "households"].tolist() == [60, 60, 30]


@pytest.mark.parametrize(
    "level", ["district", "street_office", "community", "grid_cell", "micro_grid"]
)
def test_on_the_sample_the_parts_of_every_sum_add_up_to_the_whole(
    sample_warehouse: Path, level: str
) -> None:
    opened = Warehouse.open(sample_warehouse)
    additive = [one for one in opened.catalog.values() if one.additive and not one.per]
    # What is never added up (units, programmes) adds up over areas for each of its values alone.
    asked = {
        apart: tuple(m.key for m in additive if m.apart == apart)
        for apart in {m.apart for m in additive}
    }
    windows = ((dt.date.min, opened.meta.as_of + dt.timedelta(days=1)), MARCH)
    by = ["metric", "window_start", "segment_value"]
    sums = {
        where: pd.concat(
            opened.answer(Query(keys, where, "all", windows, split=apart))
            for apart, keys in asked.items()
        )
        .groupby(by)[["numerator", "denominator"]]
        .sum()
        for where in ("all", level)
    }
    assert (sums["all"]["numerator"] > 0).any()
    pd.testing.assert_frame_equal(sums[level], sums["all"])


def test_a_stock_leaves_out_what_was_at_fault_before_the_period_too(tmp_path: Path) -> None:
    """Nobody knows when such a case was closed: it might be in hand at the end of any month."""
    days = ("2026-02-05", "2026-03-05", "2026-03-06", "2026-04-05")
    faulty = [{"reported_at": day, "resolved_at": "2026-01-01"} for day in days]
    found = tiny.warehouse(tmp_path, tiny.issues(*faulty))
    asked = {"metrics": ["backlog", "issues_resolved"], "area": tiny.STREET}
    march = {"start": dt.date(2026, 3, 1), "end": dt.date(2026, 4, 1)}
    rows = found.view("left_out", asked | march)
    assert dict(zip(rows["metric"], rows["records"], strict=True)) == {
        "backlog": 3,
        "issues_resolved": 2,
    }

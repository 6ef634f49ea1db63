"""Areas side by side: which, on what, and whether they can be told apart."""

import datetime as dt

import pandas as pd
import pytest

from governance.charts import side_by_side
from governance.core import i18n
from governance.core.area_tree import Area
from governance.metrics import catalog
from governance.metrics.metric_values import Value, Values
from tests.support import tiny
from tests.support.paged import opened

PAGE = "pages/analyse/compare.py"
RATE = catalog.load()["on_time_rate"]
ZH = i18n.translator("zh")


def rate(numerator, denominator):
    return Value(numerator / denominator * 100, True, numerator, denominator)


@pytest.mark.parametrize(
    ("values", "apart"),
    [
        ([rate(90, 100), rate(10, 100)], True),
        ([rate(9, 10), rate(8, 10)], False),
        ([rate(9, 10)], None),
        ([rate(9, 10), Value(None, True, 0, 0)], None),
    ],
)
def test_areas_are_told_apart_where_their_intervals_do_not_touch(values, apart):
    assert side_by_side.are_distinguishable(RATE, values) is apart


def test_a_count_has_no_law_of_chance():
    visits = catalog.load()["visits"]
    assert (
        side_by_side.are_distinguishable(visits, [Value(9, True, 9), Value(90, True, 90)]) is None
    )


def test_the_areas_below_stand_there_until_others_are_chosen(app):
    found = opened(app, PAGE, lang="zh", area=tiny.STREET)
    assert found.multiselect(key="pick_areas").value == [tiny.EAST, tiny.WEST]
    found.multiselect(key="pick_areas").set_value([tiny.WEST, tiny.GRIDS[0]]).run()
    assert found.query_params["areas"] == f"{tiny.WEST},{tiny.GRIDS[0]}"
    table = found.dataframe[0].value
    assert table[[tiny.WEST, tiny.GRIDS[0]]].loc["visits"].tolist() == [6, 6]


def test_metrics_are_chosen_and_kept_in_the_address(app):
    found = opened(app, PAGE, lang="en", area=tiny.STREET, metrics="visits,gone")
    assert found.multiselect(key="pick_metrics").value == ["visits"]
    found.multiselect(key="pick_metrics").set_value(["visit_person_times"]).run()
    assert found.query_params["metrics"] == "visit_person_times"
    assert found.dataframe[0].value.index.tolist() == ["visit_person_times"]


def test_what_may_be_of_several_units_is_not_compared():
    outputs = catalog.load()["outputs"]
    areas = [Area(code, code, "community", "") for code in "ab"]
    window = (dt.date(2026, 1, 1), dt.date(2026, 2, 1))
    columns = ["metric", "area_code", "area_name", "window_start", "window_end"]
    rows = [
        pd.DataFrame(
            [["outputs", code, code, *window, 35.0, True, 35.0, None, False]],
            columns=[*columns, "value", "has_data", "numerator", "denominator", "is_mixed"],
        ).assign(is_few=False)
        for code in "ab"
    ]
    found = [Values(row) for row in rows]
    mixed = side_by_side.build_sides(areas, {"outputs": outputs}, found, window)
    told = side_by_side.frame(mixed, ZH).iloc[0]
    assert pd.isna(told["a"])
    assert told["apart"] == "✕ 不作比较：单位不同"
    alone = side_by_side.build_sides(
        areas, {"outputs": outputs}, found, window, [("quantity_unit", "台")]
    )
    assert side_by_side.frame(alone, ZH).iloc[0]["a"] == 35


def test_one_area_alone_cannot_be_compared(app):
    found = opened(app, PAGE, lang="zh", areas=tiny.EAST)
    assert any("至少选择两个区域" in note.value for note in found.info)
    assert not found.exception


@pytest.mark.parametrize(
    ("key", "cells", "starred"),
    [
        ("on_time_rate", [(90, 100), (10, 100)], ["★ 90.0", "10.0"]),
        ("on_time_rate", [(9, 10), (8, 10)], ["90.0", "80.0"]),  # cannot be told apart
        ("visits", [(90, None), (9, None)], ["90", "9"]),  # a large area has more of it
    ],
)
def test_a_star_stands_only_where_one_is_best(key, cells, starred):
    metric, window = catalog.load()[key], (dt.date(2026, 3, 1), dt.date(2026, 4, 1))
    rows = [
        (key, code, code, *window, top / bottom * 100 if bottom else top, top, bottom, True)
        for code, (top, bottom) in zip("ab", cells, strict=True)
    ]
    columns = ["metric", "area_code", "area_name", "window_start", "window_end", "value"]
    columns += ["numerator", "denominator", "has_data"]
    found = Values(pd.DataFrame(rows, columns=columns).assign(is_mixed=False, is_few=False))
    areas = [Area(code, code, "community", "S") for code in "ab"]
    sides = side_by_side.build_sides(areas, {key: metric}, [found, found], window)
    text = side_by_side._texts(sides, key)
    assert [text(value.value) for value in sides.rows[key]] == starred

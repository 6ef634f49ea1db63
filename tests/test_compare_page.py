"""Areas side by side: which, on what, and whether they can be told apart."""

import pytest

from governance import catalog
from governance.comparing import sides
from governance.readings import Value
from tests import tiny
from tests.paged import opened

PAGE = "pages/analyse/compare.py"
RATE = catalog.load()["on_time_rate"]


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
    assert sides.can_be_told_apart(RATE, values) is apart


def test_a_count_has_no_law_of_chance():
    visits = catalog.load()["visits"]
    assert sides.can_be_told_apart(visits, [Value(9, True, 9), Value(90, True, 90)]) is None


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


def test_one_area_alone_cannot_be_compared(app):
    found = opened(app, PAGE, lang="zh", areas=tiny.EAST)
    assert any("至少选择两个区域" in note.value for note in found.info)
    assert not found.exception

"""Points of records: which are shown, which are left out and why, and how many are one square."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from governance.charts.chart_base import Look
from governance.core.i18n import translator
from governance.core.palette import palette
from governance.maps import point_datasets, point_layers
from governance.maps.point_datasets import ShownPoints
from governance.metrics import catalog
from governance.metrics.query import Query
from governance.metrics.scope import Scope
from governance.receipts import figure_records
from governance.warehouse.reader import Warehouse
from tests.support import tiny

FACTS = point_datasets.load()
EN, ZH = (Look(translator(lang), palette(dark=False)) for lang in ("en", "zh"))
PLACE = {"longitude": "116.30", "latitude": "39.90"}


def scope(area="all", only=None, start=dt.date(2026, 3, 1), end=dt.date(2026, 4, 1)):
    return Scope(area, "all", start, end, "custom", "previous", "en", (only,) if only else ())


def asked(warehouse, fact, of=None, by="", **more):
    found = warehouse.view(
        "points", point_datasets.query_parameters(FACTS[fact], of or scope(), by, **more)
    )
    return point_datasets.split_points(found)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """60 issues at one point, which is a placeholder, and a few elsewhere, good and bad."""
    hall = [{**PLACE, "category": "water"} for _ in range(60)]
    others = [
        {"longitude": "116.311", "latitude": "39.901", "category": "noise"},
        {"longitude": "116.312", "latitude": "39.902", "category": "noise"},
        {"longitude": "116.313", "latitude": "39.903", "area_code": tiny.GRIDS[2]},
        {"longitude": "116.314", "latitude": "39.904", "reported_at": "2026-04-01 00:00"},
        {"longitude": "116.315", "latitude": "39.905", "duplicate_of": "I61"},
        {"longitude": "716.0", "latitude": "39.9"},
        {"category": "noise"},
    ]
    visits = [
        {"longitude": "116.3", "latitude": "39.9", "purpose": "care", "key_group": "disabled"},
        {"longitude": "116.3", "latitude": "39.9", "purpose": "safety"},
    ]
    sources = tiny.issues(*hall, *others), tiny.visits(*visits)
    return tiny.warehouse(tmp_path_factory.mktemp("points"), *sources)


def test_only_good_points_are_shown_and_all_others_counted(office):
    found = asked(office, "issues")
    assert sorted(found.frame["id"]) == ["I61", "I62", "I63"]
    assert found.left == {"none": 1, "placeholder": 60, "implausible": 1}
    assert found.is_apart


def test_what_is_shown_and_left_out_is_the_metric(office):
    from governance.metrics.query import Query

    window = (dt.date(2026, 3, 1), dt.date(2026, 4, 1))
    value = office.answer(Query(("issues_reported",), "all", "all", (window,)))["value"].sum()
    found = asked(office, "issues")
    assert found.total + sum(found.left.values()) == value == 65


def test_points_of_an_area_and_of_one_value(office):
    assert list(asked(office, "issues", scope(tiny.WEST)).frame["id"]) == ["I63"]
    noise = asked(office, "issues", scope(only=("category", "noise")))
    assert list(noise.frame["id"]) == ["I61", "I62"]
    assert noise.left == {"none": 1}


def test_a_filter_of_other_records_leaves_these_as_they_are(office):
    assert asked(office, "issues", scope(only=("visitor_role", "cadre"))).total == 3


def test_where_persons_in_need_live_cannot_be_asked_for(office):
    """A point with a key group would show a household."""
    found = asked(office, "visits", scope(only=("key_group", "disabled")))
    assert found.total == 2
    for column in ("key_group", "purpose"):
        with pytest.raises(KeyError, match=column):
            point_datasets.query_parameters(FACTS["visits"], scope(), column)


def test_above_the_limit_they_are_counted_in_squares(office):
    parameters = point_datasets.query_parameters(FACTS["issues"], scope())
    found = point_datasets.split_points(
        office.view("points", {**parameters, "most": 2, "step": 0.01})
    )
    assert not found.is_apart
    assert found.total == 3
    assert found.frame["id"].isna().all()
    # Two in one square of the eastern grid; the third is of another area, and so apart.
    assert sorted(found.frame["records"]) == [1, 2]
    east = found.frame[found.frame["records"] == 2].iloc[0]
    assert (round(east["longitude"], 4), round(east["latitude"], 4)) == (116.3115, 39.9015)
    at_limit = point_datasets.split_points(office.view("points", {**parameters, "most": 3}))
    assert at_limit.is_apart


def test_a_facility_is_where_its_latest_state_before_the_end_says(tmp_path):
    rows = [
        {"facility_id": "P1", "snapshot_at": f"2026-0{month}-05 09:00", "status": "built",
         "spaces": "10", "kind": "lot", "area_code": tiny.GRIDS[0],
         "longitude": f"116.3{month}", "latitude": "39.9"}
        for month in (1, 2, 4)
    ]  # fmt: skip
    office = tiny.warehouse(tmp_path, tiny.from_rows("parking_spaces", rows))
    found = asked(office, "parking")
    assert list(found.frame["longitude"]) == [116.32]
    before = asked(office, "parking", scope(end=dt.date(2026, 1, 5)))
    assert before.total == 0
    assert list(asked(office, "parking", scope(end=dt.date(2026, 5, 1))).frame["longitude"]) == [
        116.34
    ]


def made(kinds):
    count = len(kinds)
    frame = pd.DataFrame(
        {
            "id": [f"I{n}" for n in range(count)],
            "longitude": 116.3 + np.arange(count) / 1000,
            "latitude": 39.9,
            "kind": kinds,
            "area_code": tiny.GRIDS[0],
            "day": pd.Timestamp("2026-03-05"),
            "records": 1,
        }
    )
    return ShownPoints(frame, {"none": 1200, "outside": 4}, is_apart=True)


def test_the_sentence_says_what_is_left_out_and_why():
    found = made(["a"] * 3)
    assert (
        point_datasets.describe(found, EN.translate)
        == "3 shown, 1,200 without a point, 4 outside their area"
    )
    assert "没有坐标" in point_datasets.describe(found, ZH.translate)
    squares = ShownPoints(found.frame, {}, is_apart=False)
    assert "counted in small squares" in point_datasets.describe(squares, EN.translate)


def test_six_values_have_a_sign_and_the_rest_one_together():
    found = made([kind for place, kind in enumerate("abcdefgh") for _ in range(9 - place)])
    told = point_layers.find_kinds(found, "issues", "category", EN)
    assert [kind.code for kind in told.shown] == list("abcdef")
    assert told.rest.title == "2 others"
    assert told.rest.records == 3 + 2
    assert len({kind.sign.colour for kind in told.all}) == 7
    assert len({kind.sign.corners for kind in told.all}) == 7


def test_each_point_can_be_clicked_and_read():
    found = made(["b", "a", "a"])
    (layer,) = point_layers.layers(
        found, point_layers.find_kinds(found, "issues", "category", EN), EN
    )
    # The frequent value first, so that rarer ones are drawn over it.
    assert [datum["id"] for datum in layer.data] == ["I1", "I2", "I0"]
    assert layer.data[0] == {
        "id": "I1",
        "area_code": tiny.GRIDS[0],
        "p": [0, 0],
        "k": "A",
        "name": "a",
        "text": "2026-03-05",
    }
    assert layer.data[2]["p"] == [-100, 0]  # hundred-thousandths of a degree from the middle


def test_squares_are_not_drawn_as_points():
    found = ShownPoints(made(["a"]).frame, {}, is_apart=False)
    (layer,) = point_layers.layers(
        found, point_layers.find_kinds(found, "issues", "category", EN), EN
    )
    assert layer.data == []


def test_the_picture_of_signs_is_small_and_inside_the_page():
    for dark in (False, True):
        address = point_layers._atlas(palette(dark))
        assert address.startswith("data:image/png;base64,")
        assert len(address) < 6_000


def test_more_points_in_less_room_have_smaller_signs():
    sizes = [point_layers.size(count, 300 * 300) for count in (10, 300, 700, 9_000)]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (point_layers.LARGE, point_layers.SMALL)


OCTOBER = dt.date(2026, 10, 1), dt.date(2026, 11, 1)
STREET = "500113011"


@pytest.mark.parametrize("key", ["overdue", "issues_reported", "backlog"])
def test_points_of_a_metric_are_as_many_as_its_figure_says(sample_warehouse, key):
    """Overdue issues of October were reported long before: not the month's records are shown."""
    opened = Warehouse.open(sample_warehouse)
    figure = Query((key,), "street_office", STREET, (OCTOBER,))
    (value,) = opened.answer(figure)["value"]
    records = figure_records.rows(opened.cursor(), opened.catalog, figure).df()
    bound = point_datasets.query_parameters(FACTS["issues"], scope(STREET, None, *OCTOBER))
    found = point_datasets.split_points(
        opened.view("points", point_datasets.behind(bound, records))
    )
    opened.close()
    assert found.total + sum(found.left.values()) == value
    assert found.total > 0


def test_points_of_a_metric_of_people_in_need_are_no_figures_records():
    metrics, visits = catalog.load(), FACTS["visits"]
    for key, follows in (("visits", True), ("key_group_coverage", False)):
        figure = Query((key,), "street_office", STREET, (OCTOBER,))
        assert point_datasets.follows(visits, metrics[key], figure) is follows
    figure = Query(("visits",), "street_office", STREET, (OCTOBER,), (("key_group", "disabled"),))
    assert not point_datasets.follows(visits, metrics["visits"], figure)
    figure = Query(("overdue",), "street_office", STREET, (OCTOBER,))
    assert not point_datasets.follows(visits, metrics["overdue"], figure)

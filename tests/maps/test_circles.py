"""Points close together as circles: their numbers stay, and nothing lies on them."""

import numpy as np
import pandas as pd
import pytest

from governance.maps import camera, clusters, label_placement, point_maps
from governance.maps.label_placement import Constraints
from governance.maps.point_datasets import ShownPoints
from tests.maps.test_many_points import BOX, CELLS, frame, layer, scattered, stage


def pixels(found, zoom):
    x, y = clusters.plane(found["longitude"].to_numpy(), found["latitude"].to_numpy())
    size = camera.TILE * 2.0**zoom
    return np.column_stack([x * size, y * size])


@pytest.mark.parametrize("zoom", [10, 12.5, 15])
def test_circles_keep_the_number_and_do_not_lie_on_one_another(zoom):
    found = clusters.by_zoom(scattered(3000), zoom).frame
    assert found["records"].sum() == 3000
    at = pixels(found, zoom)
    apart = np.hypot(*(at[:, None] - at[None, :]).transpose(2, 0, 1))
    radius = found["radius"].to_numpy()
    least = clusters.CLOSE * (radius[:, None] + radius[None, :])
    np.fill_diagonal(apart, np.inf)
    assert (apart >= least - 0.5).all()


def test_nearer_the_circles_fall_apart():
    counts = [len(clusters.by_zoom(scattered(3000), zoom).frame) for zoom in (9, 11, 13, 15)]
    assert counts == sorted(counts)
    assert counts[0] < 5
    assert counts[-1] > 500


def test_a_circle_stands_in_the_middle_of_its_points_and_belongs_to_most_of_them():
    near = pd.concat([frame([116.3], [39.9], 3, "b"), frame([116.3004], [39.9], 1, "a")])
    found = clusters.by_zoom(near, 10).frame
    assert list(found["records"]) == [4]
    assert found["longitude"][0] == pytest.approx(116.3001)
    assert found["area_code"][0] == "b"


def test_the_area_of_a_circle_goes_with_its_number():
    assert clusters.radius(400, 400) == 2 * clusters.radius(100, 400)
    assert clusters.radius(1, 400) == clusters.NARROWEST


@pytest.mark.parametrize("records", [7, 99, 285, 1012, 9_999])
def test_a_number_is_no_wider_than_its_circle(records):
    (made,) = clusters.by_zoom(frame([120.0], [36.0], records), 14).frame.itertuples()
    many = clusters.radius(records, 100_000)
    wide = len(f"{records:,}") * clusters.FONT * 0.58
    assert made.radius == clusters.WIDEST
    assert wide < 2 * many


@pytest.mark.parametrize(
    ("records", "zh", "en"),
    [(9_999, "9,999", "9,999"), (12_345, "1.2万", "12.3k"), (1_234_567, "123万", "1.2M")],
)
def test_numbers_fit_into_circles(records, zh, en):
    assert (clusters.short(records, "zh"), clusters.short(records, "en")) == (zh, en)


def test_no_points_make_no_circles():
    assert clusters.by_zoom(scattered(0), 12).frame.empty


@pytest.mark.parametrize("projector", [False, True])
def test_circles_are_as_large_as_a_projector_needs_and_still_apart(projector):
    drawn = point_maps.circles(
        stage(projector=projector), ShownPoints(scattered(400), {}, is_apart=True), "T"
    )
    circles = layer(drawn, "clusters")
    scale = circles.point_radius_scale
    assert scale == (1.5 if projector else 1)
    found = clusters.by_zoom(scattered(400), stage().view.zoom, scale)
    at, wide = pixels(found.frame, stage().view.zoom), found.frame["radius"].to_numpy() * scale
    apart = np.hypot(*(at[:, None] - at[None, :]).T) / (wide[:, None] + wide[None, :])
    np.fill_diagonal(apart, 1)
    assert apart.min() >= clusters.CLOSE - 0.01


def test_no_name_covers_a_circle():
    made = stage()
    found = clusters.by_zoom(scattered(300), made.view.zoom)
    circles = found.boxes(made.view)
    named = label_placement.place_labels(CELLS, made.view, Constraints(*BOX, taken=tuple(circles)))
    assert len(named) >= 0.6 * len(CELLS)
    assert any(one.drop for one in named)
    for left, top, right, bottom in (one.box for one in named):
        for west, north, east, south in circles:
            assert right <= west or east <= left or bottom <= north or south <= top


def test_a_click_fades_neither_circles_nor_numbers():
    """Streamlit fades colours that are set on a layer itself (governance/maps/camera.py)."""
    drawn = point_maps.circles(stage(), ShownPoints(scattered(300), {}, is_apart=True), "T")
    for name, parts in (("clusters", "points-circle"), ("cluster_numbers", "characters")):
        made = layer(drawn, name)
        assert not {"get_fill_color", "get_line_color", "get_color"} & vars(made).keys()
        assert "opacity" not in vars(made)
        assert parts in vars(made)["_sub_layer_props"]

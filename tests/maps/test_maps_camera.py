"""Views of maps: an area fills its box, and moving keeps the zoom."""

import math

import pytest

from governance.maps import camera

QINGDAO = (119.9, 35.8, 120.3, 36.1)


@pytest.mark.parametrize("box", [(1000, 700), (390, 500), (300, 200)])
@pytest.mark.parametrize(
    "bounds", [QINGDAO, (116.0, 39.4, 117.0, 41.0), (120.0, 36.0, 120.01, 36.2)]
)
def test_the_area_fills_the_box(bounds, box):
    view = camera.fit(bounds, *box, padding=20)
    west, south, east, north = bounds
    left, top = camera.pixels(west, north, view)
    right, bottom = camera.pixels(east, south, view)
    shares = ((right - left) / (box[0] - 40), (bottom - top) / (box[1] - 40))
    assert max(shares) == pytest.approx(1, abs=0.01)
    assert left == pytest.approx(-right, abs=0.5)
    assert top == pytest.approx(-bottom, abs=0.5)


def test_pixels_agree_with_the_tile_grid():
    """At zoom 0 the world is 512 pixels wide; tile y of 45° N at zoom 1 begins its own row."""
    view = camera.View(0.0, 0.0, 0.0)
    assert camera.pixels(180, 0, view) == pytest.approx((256, 0))
    assert camera.pixels(0, 85.0511287798, view) == pytest.approx((0, -256))
    assert camera.pixels(0, 66.51326, view)[1] == pytest.approx(-128, abs=1e-3)


def test_a_tilted_map_leaves_room_on_top():
    view = camera.fit(QINGDAO, 1000, 700, tilted=True)
    _left, top = camera.pixels(QINGDAO[0], QINGDAO[3], view)
    _right, bottom = camera.pixels(QINGDAO[2], QINGDAO[1], view)
    assert view.pitch > 0
    assert -350 < top < -150
    assert 300 < bottom <= 350
    assert top + 350 > 350 - bottom


def test_a_pixel_is_so_many_metres():
    """One degree of longitude on the equator is 111.3 km."""
    view = camera.View(0.0, 0.0, 10.0)
    across, _down = camera.pixels(1.0, 0.0, view)
    assert across * camera.metres(view) == pytest.approx(111_320, rel=1e-3)
    assert camera.metres(camera.View(0.0, 60.0, 10.0)) == pytest.approx(camera.metres(view) / 2)


def test_two_maps_of_one_view_differ_by_a_trifle():
    """A key with the value last sent is not applied by the page, wherever the reader has gone."""
    view = camera.View(120.0, 36.0, 11.0, 35.0)
    one, other = (camera.stamp(view, key) for key in ("a/grid_cell", "b/grid_cell"))
    assert one == camera.stamp(view, "a/grid_cell")
    for name in ("longitude", "latitude", "zoom"):
        values = [getattr(each, name) for each in (view, one, other)]
        assert len(set(values)) == 3
        assert math.isclose(min(values), max(values), abs_tol=2e-6)
    assert one.pitch == view.pitch


def test_one_point_is_seen_from_near():
    assert camera.fit((120.0, 36.0, 120.0, 36.0), 800, 600).zoom == camera.CLOSEST


def test_the_state_is_what_deck_reads():
    state = camera.View(120.0, 36.0, 11.0, 35.0).state()
    assert {key: value for key, value in vars(state).items() if value is not None} == {
        "longitude": 120.0, "latitude": 36.0, "zoom": 11.0, "pitch": 35.0, "bearing": 0,
    }  # fmt: skip

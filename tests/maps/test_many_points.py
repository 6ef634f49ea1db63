"""Many points at once: hexagons and density keep their number and their places."""

import base64
import io

import h3
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from governance.charts.chart_base import Look
from governance.core.i18n import translator
from governance.core.palette import palette
from governance.maps import camera, classes, heat_map, hexagon_cells, point_datasets, point_maps
from governance.maps.hotspot_layers import Subject
from governance.maps.map_base import Stage
from governance.maps.point_datasets import ShownPoints
from tests.support import mapped

EN = Look(translator("en"), palette(dark=False))
CELLS = mapped.voronoi(40)
BOX = (1200, 800)


def frame(longitude, latitude, records=1, area="000001"):
    found = pd.DataFrame({"longitude": longitude, "latitude": latitude})
    return found.assign(id="x", kind="", day=pd.NaT, area_code=area, records=records)


def scattered(count, seed=1):
    random = np.random.default_rng(seed)
    west, south, east, north = CELLS.bounds
    at = random.uniform((west, south), (east, north), (count, 2))
    return frame(at[:, 0], at[:, 1])


def stage(**more):
    return Stage(CELLS, camera.fit(CELLS.bounds, *BOX), EN, *BOX, **more)


def layer(drawn, name):
    return next(one for one in drawn.deck.layers if one.id == name)


# Hexagons.


def test_hexagons_that_would_hold_a_record_each_are_larger():
    few, many = scattered(60), scattered(6000)
    assert hexagon_cells.fitting(few, 9).resolution == 8
    assert hexagon_cells.fitting(few, 7).resolution == 7
    assert hexagon_cells.fitting(many, 9).resolution == 9
    assert hexagon_cells.fitting(few, 9).frame["records"].sum() == 60


def test_hexagons_keep_the_number_and_h3s_places():
    points = scattered(500)
    found = hexagon_cells.count_points(points, 9)
    pairs = points[["latitude", "longitude"]].itertuples(index=False)
    names = [h3.latlng_to_cell(*pair, 9) for pair in pairs]
    expected = pd.Series(names).value_counts().to_dict()
    assert found.frame.set_index("id")["records"].to_dict() == expected


def test_a_hexagon_belongs_to_the_area_of_most_of_its_records():
    parts = [frame([120.0], [36.0], n, code) for code, n in (("a", 2), ("b", 5), ("c", 2))]
    found = hexagon_cells.count_points(pd.concat(parts), 9).frame
    assert found.to_dict("records")[0] | {"id": ""} == {"id": "", "records": 9, "area_code": "b"}


def test_squares_of_the_server_move_hardly_a_point_to_another_hexagon():
    """Counted in squares first, and each square's points at their own middle."""
    points = scattered(20_000)
    keys = [(points[name] // point_datasets.STEP).astype(int) for name in ("longitude", "latitude")]
    squares = points.groupby(keys).agg(
        longitude=("longitude", "mean"),
        latitude=("latitude", "mean"),
        records=("records", "sum"),
        area_code=("area_code", "first"),
    )
    exact = hexagon_cells.count_points(points, 9).frame.set_index("id")["records"]
    rough = hexagon_cells.count_points(squares, 9).frame.set_index("id")["records"]
    moved = exact.sub(rough, fill_value=0).abs().sum() / 2
    assert moved / 20_000 < 0.01


def test_hexagons_are_about_as_many_across_whatever_the_extent():
    for factor in (1, 4, 10):
        west, south, *_ = CELLS.bounds
        bounds = (west, south, west + 0.08 * factor, south + 0.06 * factor)
        wide = 0.08 * factor * hexagon_cells.METRES * np.cos(np.radians(south))
        across = wide / (hexagon_cells.side(hexagon_cells.resolution(bounds)) * 3**0.5)
        assert 12 < across < 48


# Density.


def test_density_is_records_on_a_square_kilometre():
    """An even field of 10,000 records on the whole extent: the same density everywhere inside."""
    west, south, east, north = CELLS.bounds
    x, y = np.meshgrid(np.linspace(west, east, 100), np.linspace(south, north, 100))
    found = heat_map.estimate_surface(frame(x.ravel(), y.ravel()), CELLS.bounds)
    wide = (east - west) * hexagon_cells.METRES * np.cos(np.radians((south + north) / 2)) / 1000
    area = wide * (north - south) * hexagon_cells.METRES / 1000
    middle = found.density[200:300, 200:300]
    assert middle.mean() == pytest.approx(10_000 / area, rel=0.02)
    assert middle.std() / middle.mean() < 0.05


def test_the_picture_is_the_right_way_round():
    """One place in the north-east corner: the highest class lies up and to the right."""
    east, north = CELLS.bounds[2:]
    at = frame([east - 0.01], [north - 0.01], records=50)
    found = heat_map.estimate_surface(at, CELLS.bounds)
    scale = classes.scale(found.felt.tolist(), point_maps.DENSITY, EN, method="equal")
    picture = heat_map.picture(found, scale).partition(",")[2]
    shown = np.asarray(Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGBA"))
    rows, columns = np.nonzero(shown[:, :, 3])
    assert rows.mean() < shown.shape[0] / 3
    assert columns.mean() > shown.shape[1] * 2 / 3
    assert (shown[:, :, 3] == 0).mean() > 0.8


def test_nothing_makes_no_picture():
    found = heat_map.estimate_surface(scattered(0), CELLS.bounds)
    assert heat_map.layers(found, classes.scale([], point_maps.DENSITY, EN)) == []


# Whole maps.

KINDS = {
    "clusters": lambda found: point_maps.circles(stage(), found, "T"),
    "hexes": lambda found: point_maps.hexagons(stage(), found, "T"),
    "heat": lambda found: point_maps.density(stage(), found, "T"),
    "points": lambda found: point_maps.signs(stage(), found, "issues", "category", "T"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_the_cells_below_a_legend_and_its_counts(kind):
    drawn = KINDS[kind](ShownPoints(scattered(300), {"placeholder": 9}, is_apart=True))
    assert drawn.deck.layers[0].id == "cells"
    assert kind in [one.id for one in drawn.deck.layers]
    assert 'class="map-legend"' in drawn.legend
    assert drawn.said[0] == "300 shown, 9 at a placeholder"
    assert drawn.said[0] in drawn.legend


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_stands_without_a_point(kind):
    drawn = KINDS[kind](ShownPoints(scattered(0), {"none": 5}, is_apart=True))
    assert drawn.said[0] == "0 shown, 5 without a point"
    assert len(drawn.deck.to_json()) > 100


@pytest.mark.parametrize("kind", ["clusters", "hexes", "points"])
def test_every_datum_that_can_be_clicked_has_an_area_and_words(kind):
    drawn = KINDS[kind](ShownPoints(scattered(300), {}, is_apart=True))
    for datum in layer(drawn, kind).data:
        assert {"id", "area_code", "name", "text"} <= datum.keys()


def test_too_many_for_points_become_hexagons_and_say_so():
    found = ShownPoints(scattered(300).assign(records=400), {}, is_apart=False)
    drawn = KINDS["points"](found)
    assert "hexes" in [one.id for one in drawn.deck.layers]
    assert "120,000 shown. So many" in drawn.said[0]


def test_spots_of_cells_keep_all_cells_in_their_order():
    from governance.maps import hotspots

    values = {code: float(n < 5) * 50 + n % 3 for n, code in enumerate(CELLS.codes[1:])}
    given = [values.get(code, np.nan) for code in CELLS.codes]
    tested = hotspots.find(CELLS.codes, given, hotspots.find_neighbours(CELLS))
    drawn = point_maps.cell_spots(stage(), tested, "T", Subject("Visits", "Lotus", "grid_cell"))
    text = layer(drawn, "cells").data.json
    assert [text.index(f'"{code}"') for code in CELLS.codes] == sorted(
        text.index(f'"{code}"') for code in CELLS.codes
    )
    assert "Not tested" in drawn.legend

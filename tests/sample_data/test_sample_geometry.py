"""The sample's synthetic ground: nested exactly, shaped like a town, with roads and water."""

import json

import numpy as np
import pandas as pd
import pytest
import shapely

from sample_data import SEED, writing
from sample_data.exports import Exports, build_exports
from sample_data.ground.layers import write_layers
from sample_data.ground.mesh import Mesh
from sample_data.ground.seats import METRES_PER_DEGREE, SEATS
from sample_data.world import build_world
from tests.support.sample_exports import LH, Sample, current

# Points around an area of each level: most, and the largest of all.
POINTS = {
    "street_office": (80, 130),
    "community": (30, 90),
    "grid_cell": (14, 40),
    "micro_grid": (10, 30),
}
HECTARES = {"street_office": (300, 8000), "community": (8, 1200), "grid_cell": (1.5, 400)}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(current(tmp_path_factory))


@pytest.fixture(scope="module")
def areas(sample) -> pd.DataFrame:
    """Every area with its shape as the export has it, by code."""
    register = sample.rows("areas").set_index("area_code")
    drawn = sample.rows("boundaries").set_index("area_code")
    assert drawn.index.is_unique
    return register.join(drawn["geometry"].map(shapely.from_geojson))


@pytest.fixture(scope="module")
def layers(sample) -> dict[str, list[dict]]:
    folder = sample.exports.parent / "basemap"
    return {
        name: json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        for name in ("roads", "water")
    }


@pytest.fixture(scope="module")
def again() -> Exports:
    return build_exports(build_world(SEED))


def flat(shape: shapely.Geometry) -> shapely.Geometry:
    """In metres."""
    east = np.cos(np.radians(shape.centroid.y))
    return shapely.transform(shape, lambda xy: xy * [east, 1] * METRES_PER_DEGREE)


def siblings(areas: pd.DataFrame) -> dict[str, list[shapely.Polygon]]:
    return areas.groupby("parent_code")["geometry"].apply(list).to_dict()


def test_every_area_has_a_valid_polygon(areas):
    assert len(areas) == 2153
    assert all(isinstance(shape, shapely.Polygon) for shape in areas["geometry"])
    assert shapely.is_valid(areas["geometry"].to_numpy()).all()
    assert all(shape.exterior.is_ccw and not shape.interiors for shape in areas["geometry"])


def test_coordinates_have_six_digits(areas):
    points = shapely.get_coordinates(areas["geometry"].to_numpy())
    assert np.array_equal(points, points.round(6))


def test_siblings_leave_no_gap_and_do_not_overlap(areas):
    sets = siblings(areas)
    assert len(sets) == 7 + 11 + 172 - 21 + 195  # 乐山's 21 villages have no grids
    assert all(shapely.coverage_is_valid(shapes) for shapes in sets.values())


def test_children_make_up_their_parent_point_by_point(areas):
    for parent, shapes in siblings(areas).items():
        union = shapely.coverage_union_all(shapes)
        assert union.normalize() == areas.loc[parent, "geometry"].normalize()


def test_another_seed_is_as_sound():
    world = build_world(7)
    made = build_exports(world).plain["boundaries_register"]
    drawn = world.areas.merge(made[["area_code", "geometry"]], on="area_code")
    assert shapely.is_valid(drawn["geometry"].to_numpy()).all()
    assert all(shapely.coverage_is_valid(shapes) for shapes in siblings(drawn).values())


def test_same_seed_same_bytes(sample, again, tmp_path):
    (path,) = writing.write_export(
        tmp_path, "boundaries_register", again.plain["boundaries_register"]
    )
    assert path.read_bytes() == (sample.exports / path.relative_to(tmp_path)).read_bytes()
    for path in write_layers(tmp_path / "basemap", again.layers):
        assert path.read_bytes() == (sample.exports.parent / "basemap" / path.name).read_bytes()


@pytest.mark.parametrize("level", POINTS)
def test_polygons_have_few_points(areas, level):
    shapes = areas.loc[areas["level"] == level, "geometry"].to_numpy()
    counts = shapely.get_num_coordinates(shapes) - 1  # a ring ends where it began
    usual, most = POINTS[level]
    assert np.quantile(counts, 0.8) <= usual
    assert counts.max() <= most


def test_blocks_are_compact(areas):
    shapes = [flat(shape) for shape in areas["geometry"]]
    round_ = np.array([4 * np.pi * s.area / s.length**2 for s in shapes])
    assert np.median(round_) > 0.65
    assert round_.min() > 0.25


@pytest.mark.parametrize("level", HECTARES)
def test_areas_are_as_large_as_such_places_are(areas, level):
    shapes = areas.loc[areas["level"] == level, "geometry"]
    hectares = np.array([flat(shape).area / 1e4 for shape in shapes])
    least, most = HECTARES[level]
    assert least < hectares.min() < hectares.max() < most
    assert hectares.std() / hectares.mean() > 0.3


@pytest.mark.parametrize("seat", SEATS, ids=lambda seat: seat.root)
def test_places_are_where_they_should_be_and_as_large(areas, seat):
    shape = areas.loc[seat.root, "geometry"]
    assert shape.centroid.distance(shapely.Point(seat.longitude, seat.latitude)) < 0.01
    assert flat(shape).area / 1e6 == pytest.approx(seat.km2, rel=0.02)


def test_villages_lie_at_the_rim_of_lianhua(areas):
    middle = areas.loc[LH, "geometry"].centroid
    here = areas[areas.index.str.startswith(LH) & (areas["level"] == "community")]
    away = here["geometry"].map(lambda shape: shape.centroid.distance(middle))
    assert away[here["kind"] == "village"].mean() > 1.3 * away[here["kind"] == "community"].mean()


def test_file_is_small(sample):
    assert (sample.exports / "公共" / "网格边界.geojson").stat().st_size < 1_500_000


def test_roads_follow_borders(areas, layers):
    assert {one["properties"]["kind"] for one in layers["roads"]} == {"trunk", "street", "lane"}
    borders = shapely.union_all(
        areas.loc[areas["level"].isin(["grid_cell", "community"]), "geometry"]
        .map(lambda shape: shape.exterior)
        .to_numpy()
    )
    shapely.prepare(near := borders.buffer(1e-5))
    for one in layers["roads"]:
        line = shapely.geometry.shape(one["geometry"])
        assert line.geom_type == "LineString"
        if one["properties"]["kind"] != "trunk":
            assert near.covers(line), one["properties"]["name"]


def test_only_main_roads_cross_a_river_and_no_road_a_lake(layers):
    wet = {
        kind: shapely.union_all(
            [
                shapely.geometry.shape(one["geometry"])
                for one in layers["water"]
                if one["properties"]["kind"] == kind
            ]
        )
        for kind in ("river", "lake")
    }
    over = {"trunk": 0, "street": 0, "lane": 0}
    for one in layers["roads"]:
        line = shapely.geometry.shape(one["geometry"])
        over[one["properties"]["kind"]] += line.intersection(wet["river"]).length > 1e-5
        is_ring = "环路" in one["properties"]["name"]
        assert is_ring or line.intersection(wet["lake"]).length < 1e-5
    assert over["trunk"] > 5
    assert over["street"] == over["lane"] == 0


def test_every_place_has_named_water(areas, layers):
    shapes = [shapely.geometry.shape(one["geometry"]) for one in layers["water"]]
    assert all(shape.is_valid and shape.geom_type == "Polygon" for shape in shapes)
    assert {one["properties"]["kind"] for one in layers["water"]} == {"river", "lake", "sea"}
    assert all(one["properties"]["name"] for one in layers["water"])
    for seat in SEATS:
        place = areas.loc[seat.root, "geometry"]
        assert any(shape.intersects(place) for shape in shapes), seat.root
        wet = shapely.union_all([shape.intersection(place) for shape in shapes])
        assert wet.area < 0.12 * place.area


def test_a_cut_gives_its_new_points_to_both_sides():
    mesh = Mesh([(0, 0), (2, 0), (2, 1), (0, 1)])
    start, end = mesh.insert(mesh.outer, 2, (1, 1)), mesh.insert(mesh.outer, 0, (1, 0))
    right, left = mesh.divide(mesh.outer, end, start, [(1.1, 0.5)])
    assert sorted(mesh.ring(right)) == [(1, 0), (1, 1), (1.1, 0.5), (2, 0), (2, 1)]
    assert sorted(mesh.ring(left)) == [(0, 0), (0, 1), (1, 0), (1, 1), (1.1, 0.5)]
    new = mesh.insert(right, mesh.rings[right].index(start), (1.05, 0.75))
    assert new in mesh.rings[left]
    assert mesh.chains == [[end, 6, new, start]]
    assert sorted(mesh.around([left, right])) == [0, 1, 2, 3, start, end]

"""Boundaries are mended and moved, and say which points they hold."""

import json

import numpy as np
import pytest
import shapely

from governance.ingest.geo import boundaries, datums


def square(west: float, south: float, size: float = 1.0) -> str:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def test_points_find_the_boundary_around_them() -> None:
    x = np.array([100.5, 101.5, 101.0, 200.0, np.nan, np.inf])
    found = boundaries.around_points(
        ["W", "E"], [square(100, 30), square(101, 30)], x, np.full(6, 30.5)
    )
    assert found.to_pylist() == ["W", "E", "W", None, None, None]


def test_a_boundary_that_crosses_itself_is_mended() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    mended = boundaries.read(json.dumps(bow), datums.WGS84)
    assert json.loads(mended.geometry or "{}")["type"] == "MultiPolygon"
    assert (mended.problem, mended.about) == ("boundary_mended", "0.50000, 0.50000")


@pytest.mark.parametrize("crs", [datums.GCJ02, datums.BD09, "EPSG:4547"])
def test_a_boundary_comes_back_from_any_coordinate_system(crs: str) -> None:
    true = shapely.from_geojson(square(114, 30, 0.01))
    given = shapely.transform(
        true, lambda xy: np.column_stack(datums.from_wgs84(xy[:, 0], xy[:, 1], crs))
    )
    back = shapely.from_geojson(boundaries.read(shapely.to_geojson(given), crs).geometry)
    assert shapely.hausdorff_distance(back, true) < 1e-7


@pytest.mark.parametrize("broken", ["{}", "no JSON", '{"type": "Point", "coordinates": [1, 2]}'])
def test_what_has_no_area_is_no_boundary(broken: str) -> None:
    assert boundaries.read(broken, datums.WGS84).geometry is None


def test_each_point_is_held_against_its_own_boundary_and_50_metres_around() -> None:
    metre = 1 / (111_320 * np.cos(np.radians(30.5)))
    both = [square(100, 30), square(102, 30)]
    x = np.array([100.5, 102.5, 100 - 45 * metre, 100 - 56 * metre, 102.5, np.nan])
    which = np.array([0, 0, 0, 0, 1, 1])
    held = boundaries.are_within(both, which, x, np.full(6, 30.5))
    assert held.tolist() == [True, False, True, False, True, False]

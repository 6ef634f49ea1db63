"""A row finds its area by code, by name path or by the boundary around its point."""

import json

import numpy as np
import pytest

from governance import places, sources
from governance.sources import SourceError
from tests import tiny


def square(west: float, south: float, size: float = 1.0) -> str:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


AREAS = sources.from_rows(
    "areas",
    [
        {"area_code": "W", "name": "西", "level": "community", "geometry": square(100, 30)},
        {"area_code": "E", "name": "东", "level": "community", "geometry": square(101, 30)},
        {"area_code": "bad", "name": "坏", "level": "community", "geometry": "{}"},
    ],
    name="squares",
)


def test_points_find_the_boundary_around_them() -> None:
    x = np.array([100.5, 101.5, 101.0, 200.0, np.nan])
    found = places.around_points(
        ["W", "E"], [square(100, 30), square(101, 30)], x, np.full(5, 30.5)
    )
    assert found.to_pylist() == ["W", "E", "W", None, None]


def test_ways_are_tried_in_order_and_points_outside_are_flagged() -> None:
    rows = [
        {"area_code": "E", "longitude": "100.5", "latitude": "30.5"},
        {"area_code": "", "longitude": "100.5", "latitude": "30.5"},
        {"area_code": "", "longitude": "10", "latitude": "30.5"},
        {"area_code": "", "longitude": "", "latitude": ""},
        {"area_code": "?", "longitude": "", "latitude": ""},
    ]
    area = {"by": ["code", "point"], "level": "community"}
    con = tiny.taken(AREAS, tiny.issues(*rows, area=area))
    found = con.execute("select issue_id, area_code, faults from accepted_issues order by 1")
    assert found.fetchall() == [
        ("I1", "E", None),
        ("I2", "W", None),
        ("I3", None, ",area_code,"),
        ("I4", None, None),
    ]
    problems = con.execute("select problem, value from row_problems order by 1").fetchall()
    assert problems == [("outside", None), ("type", "{}"), ("unknown_area", "?")]


def test_a_search_by_point_needs_boundaries() -> None:
    with pytest.raises(SourceError, match="needs boundaries of level grid_cell"):
        tiny.taken(tiny.issues({}, area={"by": "point", "level": "grid_cell"}))


def test_projected_coordinates_become_degrees() -> None:
    x, y = places.to_wgs84(np.array([500_000.0]), np.array([0.0]), "EPSG:32648")
    assert (x[0], y[0]) == pytest.approx((105.0, 0.0))


def test_an_unknown_coordinate_system_is_named() -> None:
    with pytest.raises(SourceError, match="crs 'EPSG:1' is not known"):
        places.to_wgs84(np.zeros(1), np.zeros(1), "EPSG:1")


def test_a_boundary_that_crosses_itself_is_mended() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    mended = places.clean_boundary(json.dumps(bow), places.WGS84)
    assert json.loads(mended or "{}")["type"] == "MultiPolygon"


def test_ambiguous_names_are_not_guessed() -> None:
    twin = {"area_code": "Z", "name": "东里社区", "level": "community"}
    row = {"社区": "东里", "issue_id": "1", "reported_at": "2026-03-05"}
    ledger = sources.from_rows("issues", [row], area={"by": "name_path", "columns": ["社区"]})
    con = tiny.taken(sources.from_rows("areas", [twin], name="twin"), ledger)
    assert con.execute("select problem, value from row_problems").fetchall() == [
        ("unknown_area", "东里")
    ]

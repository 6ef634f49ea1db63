"""A row finds its area by code, name path or point, and its point is held against that area."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from governance.ingest import pipeline
from governance.ingest.geo import area_resolution, datums
from governance.ingest.geo.area_resolution import Suspicion
from governance.ingest.input_files import inputs_of
from governance.ingest.loading import load_inputs
from governance.ingest.sources import Source, SourceError
from tests.ingest.test_boundaries import square
from tests.support import tiny

AREAS = tiny.from_rows(
    "areas",
    [
        {"area_code": "W", "name": "西", "level": "community", "geometry": square(100, 30)},
        {"area_code": "E", "name": "东", "level": "community", "geometry": square(101, 30)},
        {"area_code": "W1", "name": "第1网格", "level": "grid_cell", "parent_code": "W"},
        {"area_code": "bad", "name": "坏", "level": "community", "geometry": "{}"},
    ],
    name="squares",
)
# A block of 10 x 10 grids, each some 190 by 220 metres: what a wrong datum moves points out of.
SIDE, SIZE, CORNER = 10, 0.002, (120.19, 35.96)
GRIDS = tiny.from_rows(
    "areas",
    [
        {
            "area_code": f"g{n}",
            "name": f"格{n}",
            "level": "grid_cell",
            "geometry": square(
                CORNER[0] + n % SIDE * SIZE, CORNER[1] + n // SIDE * SIZE, size=SIZE
            ),
        }
        for n in range(SIDE**2)
    ],
    name="block",
)


def understood(*given: Source) -> duckdb.DuckDBPyConnection:
    """The last of the given sources as intake.row_values, with everything before it settled."""
    con = duckdb.connect()
    today = dt.date(2026, 11, 20)
    inputs = inputs_of(given, Path())
    load_inputs(con, inputs[:-1], today)
    pipeline.ingest(con, inputs[-1:], today)
    return con


def in_area(*given: Source) -> list[bool | None]:
    rows = understood(*given).execute(
        "select _in_area from intake.row_values left join row_inside using (_file, _row) "
        "order by _row"
    )
    return [inside for (inside,) in rows.fetchall()]


def test_ways_are_tried_in_order_and_points_outside_are_flagged() -> None:
    rows = [
        {"area_code": "E", "longitude": "101.5", "latitude": "30.5"},
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


def test_an_unknown_coordinate_system_is_named() -> None:
    with pytest.raises(SourceError, match="crs 'EPSG:1' is not known"):
        tiny.taken(tiny.issues({}, crs="EPSG:1"))


@pytest.mark.parametrize("crs", ["GCJ-02", "bd09", "CGCS2000", "EPSG:4547", "WGS84"])
def test_coordinates_of_any_system_are_stored_as_wgs84(crs: str) -> None:
    lon, lat = datums.from_wgs84(np.array([114.1]), np.array([30.2]), crs)
    row = {"longitude": repr(float(lon[0])), "latitude": repr(float(lat[0]))}
    con = tiny.taken(tiny.issues(row, {}, crs=crs))
    stored = con.execute("select longitude, latitude from accepted_issues order by issue_id")
    assert stored.fetchall() == [
        (pytest.approx(114.1, abs=1e-7), pytest.approx(30.2, abs=1e-7)),
        (None, None),
    ]


def test_official_spellings_find_the_area_and_ambiguous_names_none() -> None:
    twin = {"area_code": "Z", "name": "东里社区", "level": "community"}
    named = [("", "东里"), ("示例街道办事处", "东里社区居委会"), ("示例街办", "西里村委会")]
    rows = [
        {"街道": street, "社区": name, "issue_id": str(n), "reported_at": "2026-03-05"}
        for n, (street, name) in enumerate(named)
    ]
    area = {"by": "name_path", "columns": ["街道", "社区"]}
    ledger = tiny.from_rows("issues", rows, area=area)
    con = tiny.taken(tiny.from_rows("areas", [twin], name="twin"), ledger)
    assert con.execute("select value, problem from row_problems").fetchall() == [
        ("东里", "unknown_area")
    ]
    found = con.execute("select area_code from accepted_issues order by issue_id").fetchall()
    assert found == [(tiny.EAST,), (tiny.WEST,)]


def test_points_are_held_against_their_area_or_the_nearest_above_with_a_boundary() -> None:
    places_of_rows = [
        ("W", "100.5", True),
        ("W", "99.9998", True),  # 19 metres outside
        ("W", "99.999", False),  # 96 metres outside
        ("E", "100.5", False),
        ("W1", "100.5", True),
        ("W1", "101.5", False),
        ("bad", "100.5", None),
        ("", "100.5", None),
        ("W", "", None),
    ]
    rows = [
        {"area_code": code, "longitude": lon, "latitude": "30.5" if lon else ""}
        for code, lon, _ in places_of_rows
    ]
    assert in_area(AREAS, tiny.issues(*rows)) == [inside for *_, inside in places_of_rows]


def test_without_boundaries_nothing_is_known_of_points() -> None:
    row = {"area_code": tiny.EAST, "longitude": "100.5", "latitude": "30.5"}
    assert in_area(tiny.areas(), tiny.issues(row)) == [None]


def reports(count: int, shift: str, seed: int = 3, **settings: Any) -> Source:
    """Issues at points inside the grids that they name, written down in the datum `shift`."""
    draw = np.random.default_rng(seed)
    cells = draw.integers(0, SIDE**2, count)
    lon = CORNER[0] + (cells % SIDE + draw.uniform(0, 1, count)) * SIZE
    lat = CORNER[1] + (cells // SIDE + draw.uniform(0, 1, count)) * SIZE
    x, y = datums.from_wgs84(lon, lat, shift)
    return located(cells, x, y, **settings)


def located(
    cells: Iterable[int], lon: Iterable[float], lat: Iterable[float], **settings: Any
) -> Source:
    return tiny.issues(
        *(
            {"area_code": f"g{cell}", "longitude": f"{x:.7f}", "latitude": f"{y:.7f}"}
            for cell, x, y in zip(cells, lon, lat, strict=True)
        ),
        **settings,
    )


def suspicion(source: Source) -> Suspicion | None:
    return area_resolution.suspected_crs(understood(GRIDS, source), source, 2)


@pytest.mark.parametrize("declared", ["WGS84", "GCJ-02", "BD-09", "CGCS2000"])
@pytest.mark.parametrize("true", ["EPSG:4326", "GCJ-02", "BD-09"])
def test_a_wrongly_declared_datum_is_suspected_and_the_right_one_is_not(
    declared: str, true: str
) -> None:
    found = suspicion(reports(200, true, crs=declared))
    if datums.canonical_crs(declared) == true or (declared, true) == ("CGCS2000", "EPSG:4326"):
        assert found is None
    else:
        assert isinstance(found, Suspicion)
        assert (found.declared, found.better, found.points) == (declared, true, 200)
        assert found.share_declared < 0.1
        assert found.share_better == 1


def test_scatter_few_points_and_a_placeholder_are_not_suspected() -> None:
    draw = np.random.default_rng(5)
    x, y = CORNER[0] + draw.uniform(0, 0.02, 300), CORNER[1] + draw.uniform(0, 0.02, 300)
    assert suspicion(located(draw.integers(0, SIDE**2, 300), x, y)) is None
    assert suspicion(reports(29, "GCJ-02")) is None
    x, y = datums.from_wgs84(
        np.full(300, CORNER[0] + 0.01), np.full(300, CORNER[1] + 0.01), "GCJ02"
    )
    assert suspicion(located([55] * 300, x, y)) is None


def test_areas_found_by_point_prove_nothing_about_the_datum() -> None:
    area = {"by": ["point"], "level": "grid_cell"}
    assert suspicion(reports(200, "GCJ-02", area=area)) is None


def test_a_dataset_without_points_is_never_suspected() -> None:
    source = tiny.areas()
    assert area_resolution.suspected_crs(duckdb.connect(), source, 1) is None

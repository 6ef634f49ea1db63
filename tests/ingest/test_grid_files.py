"""A grid file is a source like any other: it gives the register's areas their boundary."""

import json
from pathlib import Path

import duckdb
import numpy as np
import pytest
import shapely

from governance.core import i18n
from governance.ingest import problem_messages, sources
from governance.ingest.formats import reader
from governance.ingest.geo import boundaries, datums
from governance.ingest.input_files import inputs_of
from governance.ingest.sources import Source
from governance.maps import cells
from governance.warehouse import build, plan
from governance.warehouse.reader import Warehouse
from tests.ingest.test_boundaries import square
from tests.support import tiny

GRID = """
dataset = "boundaries"
files = "grids*.geojson"
[columns]
area_code = "网格编码"
name = "名称"
geometry = "geometry"
"""


def feature(code: str, shape: str | None) -> dict[str, object]:
    about = {"网格编码": code, "名称": "格"}
    return {"type": "Feature", "properties": about, "geometry": json.loads(shape or "null")}


def written(folder: Path, *features: dict[str, object], name: str = "grids", **top: object) -> None:
    content = {"type": "FeatureCollection", **top, "features": features}
    text = json.dumps(content, ensure_ascii=False)
    (folder / f"{name}.geojson").write_text(text, encoding="utf-8")


def drawn(*rows: dict[str, str], name: str = "drawn", **settings: object) -> Source:
    return tiny.from_rows("boundaries", rows, name=name, **settings)


def boundary(code: str, west: float, size: float = 1.0) -> dict[str, str]:
    return {"area_code": code, "geometry": square(west, 30, size)}


def opened(folder: Path, *given: Source) -> Warehouse:
    target = folder / "w.duckdb"
    build.build([tiny.areas(), *given], folder, target)
    return Warehouse.open(target)


def shapes(warehouse: Warehouse) -> dict[str, str]:
    rows = "select area_code, geometry from areas where geometry is not null"
    return dict(warehouse.cursor().execute(rows).fetchall())


def problems(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    rows = "select problem, value, severity from row_problems order by row_number, problem"
    return con.execute(rows).fetchall()


def test_a_grid_file_completes_the_register(tmp_path: Path) -> None:
    written(
        tmp_path,
        feature(tiny.GRIDS[0], square(100, 30)),
        feature("nowhere", square(101, 30)),
        feature(tiny.GRIDS[1], None),
    )
    issue = {"area_code": "", "longitude": "100.5", "latitude": "30.5"}
    far = {"area_code": tiny.GRIDS[0], "longitude": "107", "latitude": "30.5"}
    found = tiny.issues(issue, far, area={"by": ["code", "point"], "level": "grid_cell"})
    warehouse = opened(tmp_path, sources.parse("grids", GRID), found)
    assert list(shapes(warehouse)) == [tiny.GRIDS[0]]
    con = warehouse.cursor()
    placed = con.execute("select area_code, faults from issues order by issue_id").fetchall()
    assert placed == [(tiny.GRIDS[0], None), (tiny.GRIDS[0], ",longitude,")]
    refused = con.execute(
        "select row_number, column_name, problem from row_problems"
        " where severity = 'reject' order by row_number"
    )
    assert refused.fetchall() == [
        (2, "area_code", "unknown_area"),
        (3, "geometry", "required"),
    ]
    books = warehouse.datasets().set_index("dataset").loc["boundaries"]
    assert (books["rows_read"], books["accepted"], books["rejected"]) == (3, 1, 2)


def test_the_register_keeps_the_boundary_that_it_has_itself() -> None:
    own = {**tiny.AREAS[1], "area_code": "X", "geometry": square(90, 30)}
    con = tiny.taken(
        tiny.from_rows("areas", [own], name="own"),
        drawn(boundary("X", 100), boundary(tiny.EAST, 100)),
    )
    rows = con.execute("select area_code, geometry from intake.grounds where geometry is not null")
    west = {code: shapely.from_geojson(shape).bounds[0] for code, shape in rows.fetchall()}
    assert west == {"X": 90, tiny.EAST: 100}


def test_of_two_systems_that_draw_an_area_the_one_read_last_counts(tmp_path: Path) -> None:
    first = drawn(boundary(tiny.EAST, 100), name="a")
    warehouse = opened(tmp_path, first, drawn(boundary(tiny.EAST, 110), name="b"), tiny.visits({}))
    assert shapely.from_geojson(shapes(warehouse)[tiny.EAST]).bounds[0] == 110
    assert len(warehouse.areas()) == len(tiny.AREAS) + 1


@pytest.mark.parametrize(
    "change",
    ["new", *(pytest.param(c, marks=pytest.mark.slow) for c in ("changed", "gone", "register"))],
)
def test_other_boundaries_make_a_build_from_nothing(tmp_path: Path, change: str) -> None:
    """Rows that are held were placed by the boundaries as they were."""
    point = {"area_code": "", "longitude": "100.5", "latitude": "30.5"}
    by_point = {"area": {"by": ["code", "point"], "level": "grid_cell"}}
    written(tmp_path, feature(tiny.GRIDS[0], square(100, 30)))
    given = [sources.parse("grids", GRID), tiny.issues(point, **by_point)]
    opened(tmp_path, *given).close()
    if change == "new":
        written(tmp_path, feature(tiny.GRIDS[1], square(100, 30)), name="grids_2")
    elif change == "changed":
        written(tmp_path, feature(tiny.GRIDS[2], square(100, 30)))
    elif change == "register":
        more = {"area_code": "M", "name": "新社区", "level": "community"}
        given.append(tiny.from_rows("areas", [more], name="more"))
    else:
        given[0] = drawn(boundary(tiny.GRIDS[2], 100))
    inputs = inputs_of([tiny.areas(), *given], tmp_path)
    assert plan.make_plan((tmp_path / "w.duckdb").resolve(), inputs, full=False).base is None
    warehouse = opened(tmp_path, *given)
    expected = tiny.GRIDS[0] if change in ("new", "register") else tiny.GRIDS[2]
    assert warehouse.cursor().execute("select area_code from issues").fetchall() == [(expected,)]


OPENED = '{"type":"Polygon","coordinates":[[[120,36],[121,36],[121,37]]]}'
SWAPPED = '{"type":"Polygon","coordinates":[[[36,120],[36,121],[37,121],[36,120]]]}'
METRES = '{"type":"Polygon","coordinates":[[[5e5,4e6],[6e5,4e6],[6e5,5e6],[5e5,4e6]]]}'
LINE = '{"type":"LineString","coordinates":[[120,36],[121,36]]}'
BOW = '{"type":"Polygon","coordinates":[[[120,36],[121,37],[121,36],[120,37],[120,36]]]}'


@pytest.mark.parametrize(
    ("shape", "problem", "where", "mend"),
    [
        (OPENED, "boundary_open", "120.00000, 36.00000", "repeat its first point"),
        (SWAPPED, "boundary_swapped", "36.00000, 120.00000", "longitude, then latitude"),
        (METRES, "boundary_far", "500000, 4000000", "declare the right crs"),
        (LINE, "boundary_empty", "120.00000, 36.00000", "draw it as a polygon"),
        ("{}", "type", "{}", "correct it"),
        ("POLYGON((1 1, 2 2", "type", "POLYGON((1 1, 2 2", "correct it"),
    ],
)
def test_what_is_no_boundary_is_refused_with_its_place_and_a_way_to_mend_it(
    shape: str, problem: str, where: str, mend: str
) -> None:
    con = tiny.taken(drawn(boundary(tiny.EAST, 100), {"area_code": tiny.WEST, "geometry": shape}))
    assert problems(con) == [(problem, where, "reject")]
    for lang in i18n.LANGUAGES:
        said = problem_messages.sentence(
            problem, "geometry", where, "geometry", i18n.translator(lang), "boundaries"
        )
        assert where in said
        assert (mend in said) == (lang == "en")
    assert con.execute("select area_code from accepted_boundaries").fetchall() == [(tiny.EAST,)]


def test_a_boundary_that_is_mended_is_kept_and_marked() -> None:
    con = tiny.taken(drawn({"area_code": tiny.EAST, "geometry": BOW}))
    assert problems(con) == [("boundary_mended", "120.50000, 36.50000", "flag")]
    rows = con.execute("select geometry, faults from accepted_boundaries").fetchall()
    assert rows[0][1] == ",geometry,"
    assert shapely.is_valid(shapely.from_geojson(rows[0][0]))
    assert con.execute("select flagged from files where dataset = 'boundaries'").fetchall() == [
        (1,)
    ]


def test_two_different_boundaries_of_an_area_in_one_file_are_both_refused() -> None:
    con = tiny.taken(drawn(boundary(tiny.EAST, 100), boundary(tiny.EAST, 101)))
    assert [problem for problem, *_ in problems(con)] == ["boundary_twice"] * 2
    again = tiny.taken(drawn(boundary(tiny.EAST, 100), boundary(tiny.EAST, 100)))
    assert [problem for problem, *_ in problems(again)] == ["duplicated"]


def test_a_table_may_hold_boundaries_as_wkt() -> None:
    con = tiny.taken(drawn({"area_code": tiny.EAST, "geometry": "POLYGON((1 1,2 1,2 2,1 1))"}))
    assert con.execute("select geometry like '%Polygon%' from accepted_boundaries").fetchall() == [
        (True,)
    ]


MEMBERS = [
    ({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}, "EPSG:4547"),
    ({"type": "name", "properties": {"name": "EPSG:4490"}}, "EPSG:4490"),
    ({"type": "EPSG", "properties": {"code": 4547}}, "EPSG:4547"),
    ({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, ""),
    (None, ""),
]


@pytest.mark.parametrize(("member", "crs"), MEMBERS)
def test_the_coordinate_system_that_a_file_names_is_read(
    tmp_path: Path, member: object, crs: str
) -> None:
    written(tmp_path, feature("A", square(114, 30)), crs=member)
    found = reader.read(sources.parse("grids", GRID), tmp_path / "grids.geojson")
    assert found.crs == crs
    assert found.headers == ("网格编码", "名称", "geometry")


@pytest.mark.parametrize("declared", ["source", "file", "both"])
def test_projected_and_shifted_boundaries_come_out_in_wgs84(tmp_path: Path, declared: str) -> None:
    """What the source declares holds before what the file names: GCJ-02 has no code to name."""
    crs = "GCJ-02" if declared == "both" else "EPSG:4547"
    given = shapely.transform(
        shapely.from_geojson(square(114, 30, 0.01)),
        lambda xy: np.column_stack(datums.from_wgs84(xy[:, 0], xy[:, 1], crs)),
    )
    named = {"source": None, "file": "EPSG:4547", "both": "urn:ogc:def:crs:EPSG::4490"}[declared]
    member = named and {"type": "name", "properties": {"name": named}}
    written(tmp_path, feature(tiny.EAST, shapely.to_geojson(given)), crs=member)
    own = "" if declared == "file" else f'crs = "{crs}"'
    source = sources.parse("grids", f"{own}{GRID}")
    warehouse = opened(tmp_path, source, tiny.visits({}))
    back = shapely.from_geojson(shapes(warehouse)[tiny.EAST])
    assert back.bounds == pytest.approx((114, 30, 114.01, 30.01), abs=1e-7)


def test_cells_are_all_areas_of_a_level_that_have_a_boundary(tmp_path: Path) -> None:
    two = shapely.union_all([shapely.box(1, 1, 2, 2), shapely.box(5, 1, 8, 4)])
    holed = shapely.box(10, 0, 14, 4) - shapely.box(11, 1, 13, 3)
    rows = [
        {"area_code": tiny.GRIDS[2], "geometry": shapely.to_geojson(holed)},
        {"area_code": tiny.GRIDS[0], "geometry": shapely.to_geojson(two)},
        boundary(tiny.EAST, 100),
    ]
    warehouse = opened(tmp_path, drawn(*rows), tiny.visits({}))
    found = cells.from_frame(warehouse.view("cells", {"frame": "all", "level": "grid_cell"}))
    assert (found.codes, found.left_out, len(found)) == ((tiny.GRIDS[0], tiny.GRIDS[2]), 1, 2)
    assert found.names == ("第001网格", "第001网格")
    assert found.kinds == ("", "")
    assert [[len(rings) for rings in polygons] for polygons in found.polygons] == [[1, 1], [2]]
    assert found.bounds == (1, 0, 14, 4)
    largest, ring = (shapely.Point(point) for point in found.points)
    assert shapely.box(5, 1, 8, 4).contains_properly(largest)
    assert holed.contains_properly(ring)
    inside = warehouse.view("cells", {"frame": tiny.WEST, "level": "grid_cell"})
    assert cells.from_frame(inside).codes == (tiny.GRIDS[2],)
    itself = warehouse.view("cells", {"frame": tiny.EAST, "level": "community"})
    assert cells.from_frame(itself).codes == (tiny.EAST,)
    nothing = cells.from_frame(warehouse.view("cells", {"frame": "all", "level": "street_office"}))
    assert (len(nothing), nothing.left_out, nothing.points.shape) == (0, 1, (0, 2))


def test_points_of_cells_are_rounded_to_a_decimetre() -> None:
    text = square(1 / 3, 1 / 3)
    read = boundaries.read(text, "WGS84").geometry
    con = tiny.taken(drawn({"area_code": tiny.EAST, "geometry": read or ""}))
    frame = con.execute(
        "select area_code, name as area_name, cast(null as varchar) as kind, geometry"
        " from intake.grounds where geometry is not null"
    ).df()
    assert cells.from_frame(frame).polygons[0][0][0][0] == [0.333333, 0.333333]

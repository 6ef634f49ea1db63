"""Boundaries that nobody here drew, loaded as a grid file beside the export of their city."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from governance.ingest import sources
from governance.ingest.geo import boundaries
from governance.ingest.sources import Source
from governance.maps import cells
from governance.maps.cells import Cells
from governance.warehouse import build
from governance.warehouse.reader import Warehouse
from tests.support import tiny

EXAMPLES = sources.SOURCES / "examples"
STREETS = """
dataset = "areas"
files = "china_divisions/streets_seed.csv"
[columns]
area_code = "code"
name = "name"
[constants]
level = "street_office"
"""
BEIJING = """
dataset = "boundaries"
files = "beijing_streets/streets.geojson"
[columns]
area_code = "code"
name = "Name"
geometry = "geometry"
[replace]
area_code = [['^(\\d{9})\\d{3}$', '\\1']]
"""


def beside(register: str, city: str) -> list[Source]:
    """The sources of a city, its boundaries taken from the register into a grid file of their own.

    register: the source of areas that has them.
    """
    given = {source.name: source for source in sources.load(EXAMPLES / city)}
    full = given[register]
    bare = {name: of for name, of in full.columns.items() if name != "geometry"}
    drawn = {name: full.columns[name] for name in ("area_code", "geometry")}
    code = {name: pairs for name, pairs in full.replace.items() if name == "area_code"}
    given[register] = replace(full, columns=bare)
    grid = Source("grid", "boundaries", files=full.files, columns=drawn, replace=code)
    return [*given.values(), grid]


def opened(given: Sequence[Source], shared_real: Path, folder: Path) -> Warehouse:
    build.build(given, shared_real, folder / "w.duckdb")
    return Warehouse.open(folder / "w.duckdb")


@pytest.fixture(scope="module")
def nyc(shared_real: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    given = beside("community_districts", "nyc_311")
    return opened(given, shared_real, tmp_path_factory.mktemp("nyc"))


@pytest.fixture(scope="module")
def la(shared_real: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return opened(beside("councils", "la_311"), shared_real, tmp_path_factory.mktemp("la"))


def label_points(file: Path) -> Source:
    """One issue at the label of each street of the map, which stands there as [lat, lon]."""
    features = json.loads(file.read_text("utf-8"))["features"]
    about = [feature["properties"] for feature in features]
    rows = [
        {
            "issue_id": str(street["code"]),
            "reported_at": "2026-03-05",
            "latitude": str(street["labelPoint"][0]),
            "longitude": str(street["labelPoint"][1]),
        }
        for street in about
    ]
    return tiny.from_rows("issues", rows, area={"by": "point", "level": "street_office"})


@pytest.fixture(scope="module")
def beijing(shared_real: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    labels = label_points(shared_real / "beijing_streets" / "streets.geojson")
    given = [sources.parse("streets", STREETS), sources.parse("map", BEIJING), labels]
    return opened(given, shared_real, tmp_path_factory.mktemp("beijing"))


def drawn(warehouse: Warehouse, level: str) -> Cells:
    return cells.from_frame(warehouse.view("cells", {"frame": "all", "level": level}))


def counted(warehouse: Warehouse) -> dict[str, int]:
    """Problems of the boundaries by name."""
    rows = warehouse.cursor().execute(
        "select problem, count(*) from row_problems where column_name = 'geometry' group by all"
    )
    return dict(rows.fetchall())


def share_inside(warehouse: Warehouse, level: str) -> float:
    """Of the issues with a code of a drawn area and a point: how many lie in the drawn cell."""
    found = drawn(warehouse, level)
    points = warehouse.cursor().execute(
        "select area_code, longitude, latitude from issues where longitude is not null"
    )
    frame = points.df()
    frame = frame[frame["area_code"].isin(found.codes)]
    x, y = (frame[name].to_numpy() for name in ("longitude", "latitude"))
    shapes = warehouse.cursor().execute(
        "select area_code, geometry from areas where geometry is not null order by 1"
    )
    codes, geometries = zip(*shapes.fetchall(), strict=True)
    around = pd.Series(boundaries.around_points(codes, geometries, x, y).to_pylist())
    return float((around == frame["area_code"].reset_index(drop=True)).mean())


def is_sound(found: Cells) -> bool:
    """Whether what is drawn is valid after rounding, and each label stands in its own cell."""
    shapes = [
        shapely.union_all([shapely.Polygon(rings[0], rings[1:]) for rings in polygons])
        for polygons in found.polygons
    ]
    held = shapely.intersects_xy(np.array(shapes), found.points[:, 0], found.points[:, 1])
    return bool(held.all())


def test_94_streets_of_beijing_join_by_the_first_nine_digits(beijing: Warehouse) -> None:
    books = beijing.datasets().set_index("dataset").loc["boundaries"]
    assert (books["rows_read"], books["accepted"], books["rejected"]) == (94, 94, 0)
    found = drawn(beijing, "street_office")
    assert len(found) == 94
    assert found.left_out == 187 - 94  # streets of other cities in the register
    assert is_sound(found)
    west, south, east, north = found.bounds
    assert 115.8 < west < east < 116.9
    assert 39.7 < south < north < 40.5


def test_every_label_of_beijing_lies_in_its_own_street(beijing: Warehouse) -> None:
    rows = beijing.cursor().execute("select issue_id, area_code from issues order by 1").fetchall()
    assert len(rows) == 94
    assert [number[:9] for number, _ in rows] == [code for _, code in rows]


def test_beijing_has_one_overlap_that_an_eye_would_see(beijing: Warehouse) -> None:
    """Not all 187 streets are drawn, so that no gap is sought; the overlap is of 450 m²."""
    assert counted(beijing) == {"boundary_overlap": 1}


def test_twelve_districts_of_new_york_are_mended_and_counted(nyc: Warehouse) -> None:
    found = drawn(nyc, "community")
    assert (len(found), found.left_out) == (71, 0)
    assert is_sound(found)
    assert counted(nyc)["boundary_mended"] == 12
    books = nyc.datasets().set_index("dataset").loc["boundaries"]
    assert (books["accepted"], books["rejected"]) == (71, 0)
    assert books["flagged"] >= 12
    shapes = (
        nyc.cursor().execute("select geometry from areas where geometry is not null").fetchall()
    )
    assert all(shapely.is_valid(shapely.from_geojson(shape)) for (shape,) in shapes)


def test_points_of_new_york_fall_into_their_district(nyc: Warehouse) -> None:
    """All but 3 of the rest lie within the 50 m that a fix and a border are off."""
    assert share_inside(nyc, "community") == pytest.approx(0.9897, abs=0.0005)
    assert nyc.datasets().set_index("dataset").loc["issues", "flagged"] == 3


def test_99_councils_of_los_angeles_join_by_number_though_two_names_changed(
    la: Warehouse, shared_real: Path
) -> None:
    found = drawn(la, "community")
    assert (len(found), found.left_out) == (99, 0)
    assert is_sound(found)
    export = pd.read_csv(shared_real / "la_311_2017" / "MyLA311_2017_subset.csv", dtype=str)
    of_2019 = {name.upper() for name in found.names}
    assert set(export["NCName"].dropna().str.upper()) - of_2019 == {
        "GREATER ECHO PARK ELYSIAN NC",
        "MID-TOWN NORTH HOLLYWOOD NC",
    }
    assert la.datasets().set_index("dataset").loc["issues", "rejected"] == 0


def test_points_of_los_angeles_fall_into_their_council(la: Warehouse) -> None:
    """Councils overlap (the first in order wins here), and 2019 is not 2017."""
    assert share_inside(la, "community") == pytest.approx(0.9872, abs=0.0005)
    assert counted(la)["boundary_overlap"] == 32

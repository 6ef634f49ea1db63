"""Roads and water that an office drops into a folder: read, told apart, cut, thinned and served."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from governance.charts.chart_base import Look
from governance.core import i18n
from governance.core.palette import palette
from governance.ingest.geo import datums
from governance.maps import (
    basemap,
    basemap_files,
    basemap_kinds,
    deck,
    static_routes,
)

BOUNDS = (120.0, 36.0, 120.1, 36.1)
ROAD = shapely.LineString([(120.02, 36.02), (120.08, 36.03)])
LAKE = shapely.box(120.04, 36.04, 120.06, 36.06)
LOOK = Look(i18n.translator("en"), palette(dark=False))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(basemap_files.VARIABLE, str(tmp_path))
    return tmp_path


def drop(folder: Path, name: str, *given: tuple[shapely.Geometry, Mapping[str, Any]]) -> None:
    features = [
        {"type": "Feature", "properties": about, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape, about in given
    ]
    content = {"type": "FeatureCollection", "features": features}
    (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def content() -> dict[str, list[dict[str, Any]]]:
    """The features around the bounds by kind."""
    found = basemap.around(BOUNDS, synthetic=False).packed
    return {one.kind: json.loads(gzip.decompress(one.content))["features"] for one in found}


def told(lang: str = "en") -> list[str]:
    return basemap.describe(BOUNDS, synthetic=False, _=i18n.translator(lang))


@pytest.mark.parametrize(
    ("facts", "layer", "is_surface", "kind"),
    [
        ({"kind": "river"}, "", True, "water"),
        ({"kind": "trunk"}, "", False, "trunk"),
        ({"kind": "lane", "name": "x"}, "", False, "lane"),
        ({"class": "motorway"}, "transportation", False, "trunk"),
        ({"class": "minor"}, "transportation", False, "lane"),
        ({"kind": "major_road"}, "roads", False, "trunk"),
        ({"fclass": "tertiary"}, "gis_osm_roads", False, "street"),
        ({"highway": "residential"}, "", False, "lane"),
        ({"waterway": "river"}, "", False, "water"),
        ({"natural": "coastline"}, "", False, "water"),
        ({"natural": "water"}, "", True, "water"),
        ({"landuse": "forest"}, "", True, "green"),
        ({"leisure": "park"}, "", True, "green"),
        ({"building": "yes"}, "", True, "building"),
        ({"类型": "主干路"}, "", False, "trunk"),
        ({}, "water", True, "water"),
        ({}, "建筑", True, "building"),
        ({}, "roads", False, "street"),
        ({"landuse": "residential"}, "landuse", True, "green"),
        ({"class": "residential"}, "landuse", True, ""),
        ({"building": "no", "natural": None}, "x", True, ""),
        ({"kind": "railway"}, "roads", False, ""),
        ({"admin_level": "4"}, "boundaries", False, ""),
    ],
)
def test_common_words_tell_what_a_feature_is(
    facts: dict[str, Any], layer: str, is_surface: bool, kind: str
) -> None:
    assert basemap_kinds.kind_of(facts, layer, is_surface=is_surface) == kind


def test_a_folder_with_nothing_in_it_is_no_base_map(folder: Path) -> None:
    assert basemap.layers(BOUNDS, False, LOOK) == ([], [])
    folder.rmdir()
    assert (basemap.layers(BOUNDS, False, LOOK), told()) == (([], []), [])


def test_what_is_dropped_is_drawn_by_kind_from_the_lowest_up(folder: Path) -> None:
    drop(folder, "roads.geojson", (ROAD, {"kind": "trunk", "name": "江山路"}))
    drop(folder, "water.json", (LAKE, {"natural": "water"}), (shapely.Point(120, 36), {}))
    found = content()
    assert list(found) == ["water", "trunk"]
    assert found["trunk"][0]["properties"] == {"name": "江山路"}
    assert found["water"][0]["properties"] == {}
    drop(folder, "roads.geojson", (ROAD, {"kind": "lane"}))
    assert list(content()) == ["water", "lane"]
    assert told() == []


def test_only_what_lies_around_the_map_is_sent(folder: Path) -> None:
    long = shapely.LineString([(110, 36.05), (130, 36.05)])
    far = shapely.box(121, 36, 121.1, 36.1)
    speck = shapely.box(120.01, 36.01, 120.01001, 36.01001)
    drop(
        folder,
        "a.geojson",
        (long, {"kind": "trunk"}),
        *((s, {"kind": "lake"}) for s in (far, speck)),
    )
    box = basemap.box_of(BOUNDS)
    found = content()
    assert list(found) == ["trunk"]
    west, _, east, _ = shapely.from_geojson(json.dumps(found["trunk"][0]["geometry"])).bounds
    assert (west, east) == pytest.approx((box[0], box[2]), abs=1e-4)
    assert box[0] < BOUNDS[0] - 0.04
    assert box[3] == pytest.approx(36.05 + 0.1, abs=0.02)


def test_bounds_that_hardly_differ_share_one_base_map(folder: Path) -> None:
    drop(folder, "roads.geojson", (ROAD, {"kind": "trunk"}))
    nearly = (BOUNDS[0] + 1e-6, *BOUNDS[1:])
    assert basemap.around(BOUNDS, False) is basemap.around(nearly, False)


@pytest.mark.parametrize("crs", ["GCJ-02", "BD-09", "EPSG:4547"])
def test_the_settings_name_the_datum_of_a_file(folder: Path, crs: str) -> None:
    moved = shapely.transform(
        ROAD, lambda xy: np.column_stack(datums.from_wgs84(xy[:, 0], xy[:, 1], crs))
    )
    drop(folder, "roads.geojson", (moved, {"kind": "trunk"}))
    settings = f'attribution = "测绘院"\n[files."roads.geojson"]\ncrs = "{crs}"\nkind = "lane"'
    (folder / "basemap.toml").write_text(settings, encoding="utf-8")
    found = shapely.from_geojson(json.dumps(content()["lane"][0]["geometry"]))
    assert shapely.hausdorff_distance(found, ROAD) < 1e-5
    assert (told("zh"), told()) == (["底图：测绘院"], ["Base map: 测绘院"])


def test_what_cannot_be_read_is_told_and_the_rest_is_drawn(folder: Path) -> None:
    drop(folder, "roads.geojson", (ROAD, {"kind": "trunk"}))
    drop(folder, "points.geojson", (shapely.Point(120.05, 36.05), {"kind": "trunk"}))
    (folder / "cut.geojson").write_text('{"type": "FeatureCollection", "features": [', "utf-8")
    (folder / "vrt.geojson").write_text("<OGRVRTDataSource></OGRVRTDataSource>", "utf-8")
    (folder / "tiles.pmtiles").write_bytes(b"PMTiles\x02" + bytes(200))
    (folder / "short.pmtiles").write_bytes(basemap_files.HEADER + bytes(200))
    drop(folder, "mars.geojson", (ROAD, {"kind": "lane"}))
    (folder / "basemap.toml").write_text('[files."mars.geojson"]\ncrs = "EPSG:1"', "utf-8")
    assert list(content()) == ["trunk"]
    found = "\n".join(told())
    for name in ("cut", "vrt", "mars"):
        assert f"Base map file {name}.geojson cannot be read and is left out" in found
    for name in ("tiles", "short"):
        assert f"Base map file {name}.pmtiles cannot be read and is left out" in found
    assert "Base map file points.geojson has no road, water, green or building" in found
    assert len(told()) == 6
    assert "底图文件 vrt.geojson 无法读取，未显示：不是 GeoJSON" in told("zh")


@pytest.mark.parametrize("wrong", ["crs = ", 'colour = "red"', '[files."a"]\nkind = "railway"'])
def test_wrong_settings_are_told_and_ignored(folder: Path, wrong: str) -> None:
    drop(folder, "roads.geojson", (ROAD, {"kind": "trunk"}))
    (folder / "basemap.toml").write_text(wrong, encoding="utf-8")
    assert list(content()) == ["trunk"]
    assert told()[0].startswith("The base map's settings basemap.toml are wrong and ignored: ")


def test_a_file_too_large_to_read_whole_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder, "roads.geojson", (ROAD, {"kind": "trunk"}))
    monkeypatch.setattr(basemap_files, "MOST_BYTES", 10)
    assert "convert it to PMTiles" in told()[0]


def test_a_surface_that_crosses_itself_is_mended(folder: Path) -> None:
    bow = shapely.Polygon([(120.02, 36.02), (120.08, 36.08), (120.08, 36.02), (120.02, 36.08)])
    drop(folder, "water.geojson", (bow, {"kind": "lake"}))
    shape = shapely.from_geojson(json.dumps(content()["water"][0]["geometry"]))
    assert shape.is_valid
    assert shape.area == pytest.approx(0.0018, rel=0.01)


def test_too_much_is_thinned_the_smallest_of_the_least_useful_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    houses = [shapely.box(x, 36.05, x + 4e-4 + n * 1e-5, 36.051) for n, x in corners(20)]
    lanes = [shapely.LineString([(x, 36.06), (x + 1e-3, 36.06)]) for _, x in corners(20)]
    drop(
        folder,
        "all.geojson",
        (ROAD, {"kind": "trunk"}),
        *((house, {"building": "yes"}) for house in houses),
        *((lane, {"kind": "lane"}) for lane in lanes),
    )
    assert {kind: len(found) for kind, found in content().items()} == {
        "building": 20,
        "lane": 20,
        "trunk": 1,
    }
    assert told() == []
    monkeypatch.setattr(basemap, "MOST_BYTES", 4_500)
    basemap._load.cache_clear()
    found = content()
    assert (len(found["trunk"]), len(found["lane"])) == (1, 20)
    assert 0 < len(found["building"]) < 20
    widths = [shapely.from_geojson(json.dumps(f["geometry"])).bounds for f in found["building"]]
    assert min(east - west for west, _, east, _ in widths) > 4.5e-4
    left_out = 20 - len(found["building"])
    assert told() == [
        f"The base map is too dense here: {left_out} of the smallest buildings are left out."
    ]
    monkeypatch.setattr(basemap, "MOST_BYTES", 1_500_000)
    monkeypatch.setattr(basemap, "MOST_BUILDINGS", 3)
    basemap._load.cache_clear()
    assert len(content()["building"]) == 3


def corners(count: int) -> list[tuple[int, float]]:
    return [(n, 120.01 + n * 0.004) for n in range(count)]


def test_vector_tiles_are_read_at_the_zoom_that_a_map_shows(folder: Path) -> None:
    """Written here by GDAL: roads of a city, of which one map shows a part."""
    draw = np.random.default_rng(1)
    starts = draw.uniform((119.6, 35.6), (120.5, 36.5), (500, 2))
    lines = [shapely.LineString([(x, y), (x + 0.004, y + 0.002)]) for x, y in starts]
    moved = shapely.transform(
        np.array(lines, dtype=object),
        lambda xy: np.column_stack(datums.from_wgs84(xy[:, 0], xy[:, 1], "EPSG:3857")),
    )
    pyogrio.raw.write(
        folder / "city.pmtiles",
        shapely.to_wkb(moved),
        [np.array(["primary"] * 500, dtype=object)],
        ["class"],
        driver="PMTiles",
        layer="transportation",
        crs="EPSG:3857",
        geometry_type="LineString",
        dataset_options={"MINZOOM": "6", "MAXZOOM": "12"},
    )
    found = shapely.from_geojson([json.dumps(f["geometry"]) for f in content()["trunk"]])
    around = shapely.box(*basemap.box_of(BOUNDS))
    true = shapely.union_all([line for line in lines if around.covers(line)])
    assert told() == []
    assert len(found) < 100
    assert shapely.length(true) > 0.05
    assert shapely.union_all(found).buffer(1e-4).covers(true)


@pytest.mark.parametrize("dark", [False, True])
def test_surfaces_lie_below_the_cells_and_roads_above(folder: Path, dark: bool) -> None:
    surfaces, lines = basemap_kinds.KINDS[:3], basemap_kinds.KINDS[3:]
    drop(folder, "surfaces.geojson", *((LAKE, {"kind": kind}) for kind in surfaces))
    drop(folder, "lines.geojson", *((ROAD, {"kind": kind}) for kind in lines))
    below, above = basemap.layers(BOUNDS, False, Look(LOOK.translate, palette(dark)))
    assert [layer.id for layer in below] == ["base-green", "base-water", "base-building"]
    assert [layer.id for layer in above] == ["base-lane", "base-street", "base-trunk"]
    drawn = json.loads(deck.dumps(below[0]))
    assert static_routes.NAME.fullmatch(drawn["data"].removeprefix(static_routes.PATH))
    assert drawn["pickable"] is False


def test_the_sample_has_a_base_map_of_its_own(folder: Path) -> None:
    """Invented areas go with invented roads: an office's own would lie beside them."""
    drop(folder, "roads.geojson", (ROAD, {"kind": "trunk"}))
    assert basemap.SAMPLE.name == "basemap"
    kinds = {packed.kind for packed in basemap.around((115, 28, 121, 41), synthetic=True).packed}
    assert kinds <= {"water", "trunk", "street", "lane"}

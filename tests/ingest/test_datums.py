"""Coordinates come back from GCJ-02, BD-09 and projections to where they were measured."""

import numpy as np
import prcoords
import pytest

from governance.ingest.geo import datums
from governance.ingest.sources import SourceError

IN_CHINA = (73.0, 135.5, 3.0, 54.0)  # west, east, south, north
CITIES = {"青岛": (120.19, 35.96), "北碚": (106.43, 29.82), "北京": (116.46, 39.95)}
FORWARD = {datums.GCJ02: prcoords.wgs_gcj, datums.BD09: prcoords.wgs_bd}
INVERSE = {datums.GCJ02: prcoords.gcj_wgs_bored, datums.BD09: prcoords.bd_wgs_bored}
# As it comes, the reference goes on until a step is below 1e-5 degrees: 2 cm are left.
prcoords.PRC_EPS = 1e-12
# What an office needs, in metres; what is reached is far better, and held below.
NEEDED = {datums.GCJ02: 1.0, datums.BD09: 2.0}
REACHED = {datums.GCJ02: 0.001, datums.BD09: 0.002}

Points = tuple[np.ndarray, np.ndarray]


def scattered(count: int) -> Points:
    """Points all over China, a tenth of them where the formula of GCJ-02 bends: at 105 east."""
    west, east, south, north = IN_CHINA
    draw = np.random.default_rng(3)
    lon, lat = draw.uniform(west, east, count), draw.uniform(south, north, count)
    lon[::10] = 105 + draw.normal(0, 0.004, len(lon[::10]))
    return lon, lat


def lattice(step: float = 0.5) -> Points:
    west, east, south, north = IN_CHINA
    lon, lat = np.meshgrid(np.arange(west, east, step), np.arange(south, north, step))
    return lon.ravel() + 0.0137, lat.ravel() + 0.0071


def farthest(some: Points, others: Points) -> float:
    """The largest distance in metres between points that should be the same."""
    metres = np.pi / 180 * 6_371_000
    east = (some[0] - others[0]) * np.cos(np.radians(some[1])) * metres
    return float(np.hypot(east, (some[1] - others[1]) * metres).max())


def exactly(x: np.ndarray, y: np.ndarray, crs: str) -> Points:
    """What the reference says, point by point."""
    undo = INVERSE[crs]
    pairs = [undo((lat, lon)) for lon, lat in zip(x.tolist(), y.tolist(), strict=True)]
    lat, lon = np.array(pairs).T
    return lon, lat


@pytest.mark.parametrize("crs", FORWARD)
def test_the_shift_is_the_reference_s(crs: str) -> None:
    x, y = lattice(1.5)
    pairs = [FORWARD[crs]((lat, lon)) for lon, lat in zip(x.tolist(), y.tolist(), strict=True)]
    lat, lon = np.array(pairs).T
    assert farthest(datums.from_wgs84(x, y, crs), (lon, lat)) < 1e-3


@pytest.mark.parametrize("crs", FORWARD)
@pytest.mark.parametrize("points", [lattice(), scattered(3_000)], ids=["lattice", "scattered"])
def test_the_shift_is_undone_as_the_reference_does(crs: str, points: Points) -> None:
    off = farthest(datums.to_wgs84(*points, crs), exactly(*points, crs))
    assert off < REACHED[crs] < NEEDED[crs]


@pytest.mark.parametrize("crs", FORWARD)
def test_points_come_back_from_where_they_were_moved(crs: str) -> None:
    points = scattered(200_000)
    back = datums.to_wgs84(*datums.from_wgs84(*points, crs), crs)
    assert farthest(back, points) < REACHED[crs]


@pytest.mark.parametrize("crs", FORWARD)
@pytest.mark.parametrize("city", CITIES)
def test_a_shift_is_some_hundred_metres(crs: str, city: str) -> None:
    lon, lat = (np.array([value]) for value in CITIES[city])
    assert 300 < farthest(datums.from_wgs84(lon, lat, crs), (lon, lat)) < 1_500


@pytest.mark.parametrize("crs", FORWARD)
def test_points_outside_the_box_and_unknown_ones_stay(crs: str) -> None:
    x = np.array([0.0, -74.0, 139.7, 120.0, np.nan, 105.0, np.inf])
    y = np.array([0.0, 40.7, 35.7, 60.0, 30.0, np.nan, 30.0])
    for moved in (datums.to_wgs84(x, y, crs), datums.from_wgs84(x, y, crs)):
        np.testing.assert_array_equal(moved, (x, y))


def test_hong_kong_macau_and_taiwan_are_moved_as_the_reference_does() -> None:
    x, y = np.array([114.17, 113.55, 121.56]), np.array([22.28, 22.19, 25.03])
    moved = datums.to_wgs84(x, y, datums.GCJ02)
    assert farthest(moved, exactly(x, y, datums.GCJ02)) < 0.001
    assert (np.hypot(moved[0] - x, moved[1] - y) > 0.001).all()


def test_what_comes_in_is_not_changed_and_pieces_join() -> None:
    x, y = scattered(datums.PIECE + 7)
    kept = x.copy(), y.copy()
    whole = datums.to_wgs84(x, y, "gcj02")
    np.testing.assert_array_equal((x, y), kept)
    parts = [datums.to_wgs84(x[part], y[part], "GCJ-02") for part in (slice(9), slice(9, None))]
    np.testing.assert_allclose(np.concatenate(parts, axis=1), whole, rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("crs", "name"),
    [
        ("gcj02", datums.GCJ02),
        ("GCJ-02", datums.GCJ02),
        ("bd-09", datums.BD09),
        ("BD09", datums.BD09),
        ("wgs84", datums.WGS84),
        ("WGS-84", datums.WGS84),
        ("EPSG:4326", datums.WGS84),
        ("cgcs2000", "EPSG:4490"),
        (" EPSG:4547 ", "EPSG:4547"),
    ],
)
def test_names_are_known_in_any_spelling(crs: str, name: str) -> None:
    assert datums.canonical_crs(crs) == name


def test_cgcs2000_is_wgs84_and_projected_coordinates_become_degrees() -> None:
    lon, lat = np.array([120.19]), np.array([35.96])
    assert farthest(datums.to_wgs84(lon, lat, "CGCS2000"), (lon, lat)) < 1e-3
    x, y = datums.to_wgs84(np.array([500_000.0]), np.array([0.0]), "EPSG:32648")
    assert (x[0], y[0]) == pytest.approx((105.0, 0.0))
    there = datums.from_wgs84(lon, lat, "EPSG:4547")
    assert farthest(datums.to_wgs84(*there, "EPSG:4547"), (lon, lat)) < 1e-3


def test_an_unknown_coordinate_system_is_named() -> None:
    for convert in (datums.to_wgs84, datums.from_wgs84):
        with pytest.raises(SourceError, match="crs 'EPSG:1' is not known; use WGS84"):
            convert(np.zeros(1), np.zeros(1), "EPSG:1")

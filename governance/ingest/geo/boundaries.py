"""Boundaries: valid WGS84 polygons, or what is wrong with one and where; the points in them."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from governance.ingest.geo import datums
from governance.ingest.geo.datums import Array

# What may be wrong, in the words of ingest/problem_messages.py; only the last can be repaired here.
UNREADABLE, OPEN, EMPTY = "type", "boundary_open", "boundary_empty"
SWAPPED, FAR, REPAIRED = "boundary_swapped", "boundary_far", "boundary_mended"
REJECTED = (UNREADABLE, OPEN, EMPTY, SWAPPED, FAR)
SHOWN = 60  # characters of a text that cannot be read at all
# A fix by telephone and the drawing of a boundary are each some metres off.
TOLERANCE = 50.0
DEGREE = 111_320.0  # metres of one degree of latitude
PLACE = re.compile(r"\[(\S+) (\S+)\]")  # where a polygon is not valid, as GEOS says it


@dataclass(frozen=True)
class Outline:
    """geometry: GeoJSON in WGS84, wound as RFC 7946 says, None where it is rejected.

    problem: "" or one of the names above. about: where, as "longitude, latitude" of the point at
    fault (else the first one), in the file's own coordinates where these are what is wrong.
    """

    geometry: str | None
    problem: str
    about: str


def read(text: str, crs: str) -> Outline:
    """A boundary in GeoJSON or WKT. Raises SourceError for an unknown coordinate system."""
    parse = shapely.from_geojson if text.lstrip()[:1] == "{" else shapely.from_wkt
    shape = parse(text, on_invalid="ignore")
    if shape is None:
        broken = _open_end(text)
        return Outline(None, OPEN if broken else UNREADABLE, broken or text[:SHOWN])
    xy = shapely.get_coordinates(shape)
    if not len(xy):
        return Outline(None, EMPTY, text[:SHOWN])
    moved = shapely.transform(
        shapely.force_2d(shape),
        lambda xy: np.column_stack(datums.to_wgs84(xy[:, 0], xy[:, 1], crs)),
    )
    if not _on_earth(shapely.get_coordinates(moved)):
        # Whether the other order of the two numbers would lie on the earth.
        return Outline(None, SWAPPED if _on_earth(xy[:, ::-1]) else FAR, _point(xy[0]))
    return _sound(moved)


def _sound(moved: shapely.Geometry) -> Outline:
    """The polygons of a shape that lies on the earth, repaired where they are not valid."""
    where = PLACE.search(shapely.is_valid_reason(moved))
    parts = shapely.get_parts(shapely.make_valid(moved))
    merged = shapely.union_all([part for part in parts if part.geom_type.endswith("Polygon")])
    first = _point(shapely.get_coordinates(moved)[0])
    if merged.is_empty:
        return Outline(None, EMPTY, first)
    about = _point([float(number) for number in where.groups()]) if where else first
    geometry = shapely.to_geojson(shapely.orient_polygons(merged))
    return Outline(geometry, REPAIRED if where else "", about)


def _on_earth(xy: Any) -> bool:
    return bool(np.isfinite(xy).all() and (np.abs(xy) <= (180, 90)).all())


def _open_end(text: str) -> str:
    """Where the first ring begins that does not end where it began; "" where none does."""
    try:
        content = json.loads(text)
    except ValueError:  # no GeoJSON at all, which the caller says
        return ""
    coordinates = content.get("coordinates") if isinstance(content, dict) else None
    opened = (ring for ring in _rings(coordinates) if len(ring) > 2 and ring[0] != ring[-1])
    return next((_point(ring[0]) for ring in opened), "")


def _rings(coordinates: Any) -> Iterator[list[Any]]:
    """The lists of points anywhere in nested coordinates."""
    if not isinstance(coordinates, list) or not coordinates:
        return
    if all(_is_point(part) for part in coordinates):
        yield coordinates
        return
    for part in coordinates:
        yield from _rings(part)


def _is_point(value: Any) -> bool:
    is_pair = isinstance(value, list) and len(value) > 1
    return is_pair and all(isinstance(number, int | float) for number in value)


def _point(xy: Any) -> str:
    in_metres = max(map(abs, xy[:2])) > 1e3
    return ", ".join(f"{number:.0f}" if in_metres else f"{number:.5f}" for number in xy[:2])


def around_points(codes: Sequence[str], boundaries: Sequence[str], x: Array, y: Array) -> pa.Array:
    """The code of the boundary that holds each point; null where none does or a point is NaN.

    On a shared border the first boundary in order wins, so that the answer never changes.
    """
    shapes = [shapely.from_geojson(boundary) for boundary in boundaries]
    rows = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    near, cells = shapely.STRtree(shapes).query(shapely.points(x[rows], y[rows]))
    near = rows[near]
    inside = _in_own(shapes, cells, x[near], y[near])
    result = np.full(len(x), len(codes))
    np.minimum.at(result, near[inside], cells[inside])
    names = pa.array([*codes, None], pa.string())
    return names.take(pa.array(result))


def are_within(
    boundaries: Sequence[str], which: NDArray[np.int64], x: Array, y: Array
) -> NDArray[np.bool_]:
    """Whether each point lies in its own boundary, boundaries[which], or within 50 m of it."""
    return _in_own([_widened(boundary) for boundary in boundaries], which, x, y)


def _in_own(
    shapes: Sequence[shapely.Geometry], which: NDArray[np.int64], x: Array, y: Array
) -> NDArray[np.bool_]:
    """Whether each point touches shapes[which]; prepared ones are asked 20 times as fast."""
    prepared = np.array(shapes, dtype=object)
    shapely.prepare(prepared)
    inside: NDArray[np.bool_] = shapely.intersects_xy(prepared[which], x, y)
    return inside


# One register comes in many files whose rows lie in the same areas.
@lru_cache(maxsize=4096)
def _widened(boundary: str) -> shapely.Geometry:
    shape = shapely.from_geojson(boundary)
    metres = np.array([DEGREE * np.cos(np.radians(shape.centroid.y)), DEGREE])
    flat = shapely.transform(shape, lambda xy: xy * metres)
    return shapely.transform(shapely.buffer(flat, TOLERANCE), lambda xy: xy / metres)

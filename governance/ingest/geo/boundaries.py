"""Points and the boundaries around them: GeoJSON texts in WGS84 against columns of degrees."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from governance.ingest.geo.datums import Array

# A fix by telephone and the drawing of a boundary are each some metres off.
TOLERANCE = 50.0
DEGREE = 111_320.0  # metres of one degree of latitude


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
    """Whether each point touches shapes[which]; a shape at a time, prepared, is the fast way."""
    inside = np.zeros(len(x), dtype=bool)
    order = np.argsort(which, kind="stable")
    ends = np.searchsorted(which[order], np.arange(len(shapes) + 1))
    for number, shape in enumerate(shapes):
        rows = order[ends[number] : ends[number + 1]]
        shapely.prepare(shape)
        inside[rows] = shapely.intersects_xy(shape, x[rows], y[rows])
    return inside


# One register comes in many files whose rows lie in the same areas.
@lru_cache(maxsize=4096)
def _widened(boundary: str) -> shapely.Geometry:
    shape = shapely.from_geojson(boundary)
    metres = np.array([DEGREE * np.cos(np.radians(shape.centroid.y)), DEGREE])
    flat = shapely.transform(shape, lambda xy: xy * metres)
    return shapely.transform(shapely.buffer(flat, TOLERANCE), lambda xy: xy / metres)

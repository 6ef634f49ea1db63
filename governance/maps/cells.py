"""The areas that a map draws: codes, names, polygons and where a label stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

DIGITS = 6  # of a degree: a decimetre
Ring = list[list[float]]
Polygon = list[Ring]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of one frame and level in the order of their codes; equal only to itself.

    polygons: of each cell its polygons, each an outer ring and its holes, in degrees of WGS84
    rounded to 6 digits. points: (n, 2), a place inside each cell. bounds: west, south, east, north,
    all zero without cells.
    left_out: how many areas have no boundary and are therefore not among the cells.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    polygons: tuple[list[Polygon], ...]
    points: NDArray[np.float64]
    bounds: Bounds
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.codes)


def from_frame(frame: pd.DataFrame) -> Cells:
    """Cells of a frame of queries/views/cells.sql: area_code, area_name, kind, geometry."""
    drawn = frame[frame["geometry"].notna()]
    if drawn.empty:
        return Cells((), (), (), (), np.empty((0, 2)), (0.0, 0.0, 0.0, 0.0), len(frame))
    shapes = shapely.from_geojson(drawn["geometry"].to_numpy(dtype=object))
    west, south, east, north = map(float, shapely.total_bounds(shapes))
    return Cells(
        codes=tuple(drawn["area_code"]),
        names=tuple(drawn["area_name"]),
        kinds=tuple(drawn["kind"].fillna("")),
        polygons=tuple(_polygons(shapes)),
        points=_label_points(shapes),
        bounds=(west, south, east, north),
        left_out=len(frame) - len(drawn),
    )


def _polygons(shapes: NDArray[Any]) -> list[list[Polygon]]:
    """Nested lists of all shapes at once: a point at a time takes ten times as long."""
    parts, of_shape = shapely.get_parts(shapes, return_index=True)
    rings, of_part = shapely.get_rings(parts, return_index=True)
    xy, of_ring = shapely.get_coordinates(rings, return_index=True)
    points = np.round(xy, DIGITS).tolist()
    nested_rings = _nested(points, of_ring, len(rings))
    return _nested(_nested(nested_rings, of_part, len(parts)), of_shape, len(shapes))


def _nested(items: list[Any], owner: NDArray[np.int64], count: int) -> list[list[Any]]:
    """The items by their owner, 0 to count - 1; owners stand in order."""
    ends = np.searchsorted(owner, np.arange(count + 1)).tolist()
    return [items[start:end] for start, end in pairwise(ends)]


def _label_points(shapes: Sequence[Any]) -> NDArray[np.float64]:
    """A point inside the largest polygon of each shape, near its middle where it is compact."""
    parts, of_shape = shapely.get_parts(shapes, return_index=True)
    # Of each shape the largest part comes last, and so stays.
    order = np.lexsort((shapely.area(parts), of_shape))
    largest = np.empty(len(shapes), dtype=object)
    largest[of_shape[order]] = parts[order]
    middle = shapely.centroid(largest)
    is_inside = shapely.contains_properly(largest, middle)
    chosen = np.where(is_inside, middle, shapely.point_on_surface(largest))
    points: NDArray[np.float64] = np.round(shapely.get_coordinates(chosen), DIGITS)
    return points

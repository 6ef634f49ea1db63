"""Draws points on the dry land of areas, evenly or close to a given point."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from sample_data.calibration import Floats, Ints
from sample_data.ground.geometry import Ground, Tract, degrees, metres
from sample_data.ground.seats import DIGITS, METRES_PER_DEGREE

MARGIN = 3.0  # metres from a border that nothing stands in


@dataclass(frozen=True)
class Spots:
    """Land of every area, its borders and its water left out, cut in triangles.

    codes: ascending. land: of each. corners: (n, 3, 2) degrees of all triangles in the order of the
    codes. reached: their areas added up, from 0. first: of each code, where its triangles start.
    """

    codes: pd.Index
    land: np.ndarray
    corners: Floats
    reached: Floats
    first: Ints

    def anywhere(self, codes: Sequence[str], rng: np.random.Generator) -> Floats:
        """(n, 2) longitudes and latitudes, evenly spread over each area's land."""
        area = self.codes.get_indexer(pd.Index(codes))
        low, high = self.reached[self.first[area]], self.reached[self.first[area + 1]]
        drawn = low + rng.random(len(area)) * (high - low)
        chosen = np.searchsorted(self.reached, drawn, side="right") - 1
        corner = self.corners[chosen]
        far, along = np.sqrt(rng.random(len(area)))[:, None], rng.random(len(area))[:, None]
        spots = corner[:, 0] + far * (
            (1 - along) * (corner[:, 1] - corner[:, 0]) + along * (corner[:, 2] - corner[:, 0])
        )
        return np.asarray(spots.round(DIGITS))

    def near(
        self, codes: Sequence[str], around: Floats, spread: float, rng: np.random.Generator
    ) -> Floats:
        """Points some `spread` metres around given ones; NaN where that is off the area's land."""
        away = rng.normal(0.0, spread / METRES_PER_DEGREE, around.shape)
        away[:, 0] /= np.cos(np.radians(around[:, 1]))
        spots = (around + away).round(DIGITS)
        land = self.land[self.codes.get_indexer(pd.Index(codes))]
        inside = shapely.contains_xy(land, spots[:, 0], spots[:, 1])
        return np.where(inside[:, None], spots, np.nan)


def build_spots(ground: Ground) -> Spots:
    """The land of every area of the ground."""
    land = pd.concat([_land(tract, ground) for tract in ground.tracts]).sort_index()
    parts, owner = shapely.get_parts(
        shapely.constrained_delaunay_triangles(land.to_numpy()), return_index=True
    )
    corners = shapely.get_coordinates(parts).reshape(-1, 4, 2)[:, :3]
    sizes = shapely.area(parts)
    first = np.searchsorted(owner, np.arange(len(land) + 1))
    shapely.prepare(shapes := land.to_numpy())
    return Spots(land.index, shapes, corners, np.concatenate([[0.0], np.cumsum(sizes)]), first)


def _land(tract: Tract, ground: Ground) -> pd.Series:
    """Of each area of a tract the land in degrees; the whole area where it is all water."""
    codes = [code for code in ground.shapes if code.startswith(tract.seat.root[:6])]
    whole = shapely.transform(
        [ground.shapes[code] for code in codes], lambda xy: metres(tract.seat, xy)
    )
    water = shapely.union_all([shape for _, _, shape in tract.waters])
    land = whole
    for inside in (shapely.buffer(s, -MARGIN) for s in (whole, shapely.difference(whole, water))):
        land = np.where(shapely.is_empty(inside), land, inside)
    placed = shapely.transform(land, lambda xy: degrees(tract.seat, xy))
    return pd.Series(placed, index=codes)

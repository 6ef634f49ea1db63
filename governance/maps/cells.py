"""The areas that a map draws: codes, names, polygons and where a label stands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ring = list[list[float]]
Polygon = list[Ring]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of one frame and level in the order of their codes; equal only to itself.

    polygons: of each cell its polygons, each an outer ring and its holes, in degrees of WGS84
    rounded to 6 digits. points: (n, 2), a place inside each cell. bounds: west, south, east, north.
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

"""Which cells of a map are neighbours: those that touch, and themselves."""

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import sparse

from governance.maps.cells import Cells

# Boundaries that are at most this far apart touch (0.000 01° is about 1 m): an export rounds.
TOUCH = 1e-5


def of_cells(cells: Cells) -> sparse.csr_matrix:
    """By rows and columns 1 where two cells touch, in a corner too, and where a cell meets itself.

    Tells it from distances and not from shared corners: a corner of one cell often lies in the
    middle of another's side.
    """
    shapes = [
        shapely.MultiPolygon([(p[0], p[1:]) for p in polygons]) for polygons in cells.polygons
    ]
    pairs = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=TOUCH)
    return _matrix(pairs[0], pairs[1], len(shapes))


def _matrix(rows: NDArray[np.intp], columns: NDArray[np.intp], size: int) -> sparse.csr_matrix:
    ones = np.ones(len(rows))
    return sparse.csr_matrix((ones, (rows, columns)), shape=(size, size))

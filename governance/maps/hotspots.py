"""Hot and cold spots: where high or low values lie together more than chance would have it.

Getis-Ord Gi* of each cell (Ord & Getis 1995, Geographical Analysis 27(4), doi:10.1111/
j.1538-4632.1995.tb00912.x): the sum of a cell and its neighbours against that of as many cells
drawn from all. It equals esda's G_Local(transform="B", star=True) on its example data (tests);
esda itself is not imported by the pages: that costs 3.7 s of CPU, scikit-learn and geopandas.

The chance is counted on the values themselves, drawn without replacement: the normal distribution
calls 29 of 100 maps of pure chance hot when values are as skewed as complaints are, draws 5. The
draws have a fixed seed, so that the same data give the same map on every day and machine. Since
every cell is tested, the chances are corrected for it (Benjamini & Hochberg 1995): of the spots
found at 95 %, one in twenty is expected to be chance.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import sparse

from governance.maps.cells import Cells

Numbers = NDArray[np.float64]
# With fewer cells nothing can be distinguished from chance: three of eight are one of 56 choices.
FEWEST = 8
# Draws of the reference; the smallest chance that can be estimated is 2 in 100,000.
DRAWS = 99_999
SEED = 19_951
# From the strictest: a spot is called by the first share of false discoveries that it stays below.
CLASSES = ((0.01, "99"), (0.05, "95"), (0.10, "90"))
NONE, UNTESTED = "none", "untested"
# Boundaries that are at most this far apart touch (0.000 01° is about 1 m): an export rounds.
TOUCH = 1e-5


@dataclass(frozen=True, eq=False)
class Hotspots:
    """Every cell with its test: area_code, value, z, p, q, spot ("hot_95", "none", …).

    z, p and q are empty where a cell is untested: no value, no neighbour, or too few cells.
    """

    frame: pd.DataFrame
    tested: int

    @property
    def is_enough(self) -> bool:
        """Whether there were cells enough to test any."""
        return self.tested >= FEWEST

    def spots(self, side: str, sure: float = 0.05) -> pd.DataFrame:
        """The hot or cold cells below a share of false discoveries."""
        is_side = self.frame["spot"].str.startswith(side)
        return self.frame[is_side & (self.frame["q"] <= sure)]


def find_neighbours(cells: Cells) -> sparse.csr_matrix:
    """By rows and columns 1 where two cells touch, in a corner too, and where a cell meets itself.

    Tells it from distances and not from shared corners: a corner of one cell often lies in the
    middle of another's side.
    """
    shapes = [
        shapely.MultiPolygon([(p[0], p[1:]) for p in polygons]) for polygons in cells.polygons
    ]
    pairs = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=TOUCH)
    return sparse.csr_matrix((np.ones(pairs.shape[1]), tuple(pairs)), shape=(len(shapes),) * 2)


def find(codes: Any, values: Any, neighbours: sparse.csr_matrix) -> Hotspots:
    """Gi* of each cell, its chance p (two-sided), the corrected chance q and its class.

    codes: of the cells, in the order of `neighbours` (`find_neighbours`). values: a rate,
    or a count of cells of one size; NaN is no data, which is left out and never zero.
    """
    numbers = np.asarray(values, dtype=float)
    has = np.isfinite(numbers)
    has[has] = _linked(neighbours[has][:, has])
    frame = pd.DataFrame({"area_code": list(codes), "value": numbers})
    frame[["z", "p", "q"]] = np.nan
    enough = int(has.sum()) >= FEWEST and np.ptp(numbers[has]) > 0
    if enough:
        linked = neighbours[has][:, has]
        p = chance(numbers[has], linked)
        frame.loc[has, "z"] = gi_star(numbers[has], linked)
        frame.loc[has, "p"] = p
        frame.loc[has, "q"] = correct_for_tests(p)
    frame["spot"] = _classed(frame)
    frame.loc[has & frame["q"].isna(), "spot"] = NONE if int(has.sum()) >= FEWEST else UNTESTED
    return Hotspots(frame, int(has.sum()))


def _linked(neighbours: sparse.csr_matrix) -> NDArray[np.bool_]:
    """Cells with a neighbour, and not with all others as neighbours: those can be compared."""
    sizes = _sizes(neighbours)
    result: NDArray[np.bool_] = (sizes > 1) & (sizes < neighbours.shape[0])
    return result


def _sizes(neighbours: sparse.csr_matrix) -> NDArray[np.intp]:
    return np.asarray(neighbours.sum(axis=1)).ravel().astype(np.intp)


def gi_star(values: Numbers, neighbours: sparse.csr_matrix) -> Numbers:
    """Gi* as a z value; 0 is what is expected of cells drawn at random."""
    n, sizes = len(values), _sizes(neighbours)
    spread = values.std() * np.sqrt(sizes * (n - sizes) / (n - 1))
    result: Numbers = (neighbours @ values - sizes * values.mean()) / spread
    return result


def chance(values: Numbers, neighbours: sparse.csr_matrix, draws: int = DRAWS) -> Numbers:
    """How often as many cells drawn from all have a sum as far out as this, on either side."""
    sums, sizes = neighbours @ values, _sizes(neighbours)
    slack = 1e-9 * np.abs(values).sum()
    result = np.ones(len(values))
    for size in np.unique(sizes):
        drawn, at = _random_draws(values, int(size), draws), sizes == size
        above = len(drawn) - np.searchsorted(drawn, sums[at] - slack)
        below = np.searchsorted(drawn, sums[at] + slack, side="right")
        result[at] = 2 * (np.minimum(above, below) + 1) / (len(drawn) + 1)
    return np.minimum(result, 1)


def _random_draws(values: Numbers, size: int, draws: int) -> Numbers:
    """Sorted sums of `size` values without replacement: shuffled rows cut into pieces."""
    pieces = len(values) // size
    rows = np.tile(values, (-(-draws // pieces), 1))
    mixed = np.random.default_rng(SEED).permuted(rows, axis=1)[:, : pieces * size]
    return np.sort(mixed.reshape(-1, size).sum(axis=1)[:draws])


def correct_for_tests(chances: Numbers) -> Numbers:
    """The smallest share of false discoveries at which each would be among those found."""
    n, order = len(chances), np.argsort(chances)
    stepped = chances[order] * n / np.arange(1, n + 1)
    result = np.empty(n)
    result[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1)
    return result


def _classed(frame: pd.DataFrame) -> pd.Series:
    side = np.where(frame["z"] > 0, "hot_", "cold_")
    within = [frame["q"] <= share for share, _ in CLASSES]
    names = [pd.Series(side, index=frame.index) + name for _, name in CLASSES]
    rest = np.where(frame["q"].notna(), NONE, UNTESTED)
    return pd.Series(np.select(within, names, rest), index=frame.index)

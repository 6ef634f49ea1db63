"""What a map shows at once: whose areas, at which level, and over which months they are stepped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from governance.core import periods
from governance.core.area_tree import AreaTree
from governance.core.contracts import ROOT
from governance.core.periods import Window

# A map of places farther apart than this, in degrees, shows dots instead of places.
SCATTERED = 1.5
# Cells below a community are drawn with their whole street around them, communities with their
# district: who goes from one to the next keeps the map and sees it among its neighbours.
AROUND = {
    "street_office": "district",
    "community": "district",
    "grid_cell": "street_office",
    "micro_grid": "street_office",
}
MONTHS = 12


@dataclass(frozen=True)
class Frame:
    """The cells of one map: all areas of `level` inside `area`. The same for all of them."""

    area: str
    level: str


def choose_frame(tree: AreaTree, area: str, wanted: str = "") -> Frame | None:
    """The map on which an area is seen, at the wanted level if it has one; None without areas.

    Without a wish an area shows what lies directly below it, and one with nothing below itself
    among its neighbours.
    """
    offered = levels(tree, area)
    if not offered:
        return None
    level = wanted if wanted in offered else tree.level_below(area) or tree[area].level
    return Frame(_around(tree, area, level), level)


def cell(tree: AreaTree, code: str, level: str) -> str:
    """The cell of a map of this level that an area lies in; the area itself where it is in none.

    Points belong to areas below the cells: a click on one must not change what the map is made of.
    "" for an area that is not known.
    """
    chain = tree.chain(code) if code in tree else []
    return next((area.code for area in chain if area.level == level), code if chain else "")


def levels(tree: AreaTree, area: str) -> list[str]:
    """The levels that a map with this area on it can show, highest first."""
    own, below = tree[area].level, tree.levels_below(area)
    return below if own == ROOT else [own, *below]


def _around(tree: AreaTree, area: str, level: str) -> str:
    """The nearest area of the level that cells are shown in; the area itself above it."""
    chain = tree.chain(area)
    code = next((a.code for a in reversed(chain) if a.level == AROUND.get(level)), "")
    return code or (ROOT if chain[-1].level == level else area)


def fullest_area(tree: AreaTree, codes: Sequence[str]) -> str:
    """Of several areas the one with the most areas inside, the first in order among equals."""

    def inside(code: str) -> int:
        return sum(1 + inside(child.code) for child in tree.children(code))

    return max(codes, key=inside)


def is_scattered(bounds: tuple[float, float, float, float]) -> bool:
    """Whether bounds (west, south, east, north) are too wide for one map of streets."""
    west, south, east, north = bounds
    return max(east - west, north - south) > SCATTERED


def choose_months(window: Window, as_of: date) -> tuple[Window, ...]:
    """The months that a map of this window is stepped through, among them the window itself.

    The last twelve that are over; for a month before them the twelve up to it. They share one
    scale, so that a colour means the same in each. () where the window is no single month, or one
    that is not over.
    """
    if periods.whole_months(window) != 1:
        return ()
    last = periods.months_before(as_of + periods.DAY, as_of, MONTHS)
    months = last if window in last else periods.months_before(window[1], as_of, MONTHS)
    return tuple(months) if window in months else ()


def neighbouring_window(windows: Sequence[Window], window: Window, step: int) -> Window | None:
    """The month before (-1) or after (1) the window among those found; None beyond the ends."""
    place = windows.index(window) + step if window in windows else -1
    return windows[place] if 0 <= place < len(windows) else None

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
MONTHS = 12


@dataclass(frozen=True)
class Frame:
    """The cells of one map: all areas of `level` inside `area`. The same for all of them."""

    area: str
    level: str


def choose_frame(tree: AreaTree, area: str, wanted: str = "") -> Frame | None:
    """The map that an area opens: what lies inside it, at the wanted level if it has that.

    Where nothing lies inside, or its own level is wanted, the area is seen among its neighbours.
    None where there are neither.
    """
    below = tree.levels_below(area)
    if wanted in below:
        return Frame(area, wanted)
    if below and wanted != tree[area].level:
        return Frame(area, below[0])
    return among(tree, area)


def among(tree: AreaTree, area: str) -> Frame | None:
    """The areas of an area's own level that lie in the same area above; None for the root."""
    parent = tree[area].parent
    return Frame(parent, tree[area].level) if parent in tree else None


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

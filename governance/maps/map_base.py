"""What a map of areas stands on, whatever it shows: cells, view, look, and what lies around."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pydeck as pdk

from governance.charts.chart_base import Look
from governance.maps.camera import View
from governance.maps.cells import Cells


@dataclass(frozen=True, eq=False)
class Stage:
    """A map before anything is drawn on it.

    width, height: the box that the map fills on the page, in pixels. parents: the cells of the
    levels above, nearest first, whose borders are drawn thicker. chosen: the area's code that is
    outlined, "" for none. faded: codes that a filter leaves out. below, above: layers of the base
    map under and over the cells. numbers: whether values stand under the names. is_first: whether
    the chosen area's name has room before others; else names are the same whatever is chosen.
    letters: pixels of the type of names, 0 for what is usual on a page or a projector.
    """

    cells: Cells
    view: View
    look: Look
    width: int
    height: int
    parents: tuple[Cells, ...] = ()
    chosen: str = ""
    faded: Collection[str] = ()
    below: Sequence[pdk.Layer] = ()
    above: Sequence[pdk.Layer] = ()
    is_named: bool = True
    numbers: bool = False
    is_first: bool = True
    projector: bool = False
    letters: int = 0
    still: bool = False

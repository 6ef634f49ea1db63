"""What a map of areas stands on, whatever it shows: cells, view, look, and what lies around."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pydeck as pdk

from governance.charts.chart_base import Look
from governance.maps.camera import View
from governance.maps.cells import Cells


class GroundName(NamedTuple):
    """What a road or a water is called, and where it says so, in degrees."""

    text: str
    longitude: float
    latitude: float


@dataclass(frozen=True, eq=False)
class Stage:
    """A map before anything is drawn on it.

    width, height: the box that the map fills on the page, in pixels. parents: the cells of the
    levels above, nearest first, whose borders are drawn thicker. beside: the area that the cells
    lie in, among its neighbours, which stay in the background. chosen: the area's code that is
    outlined, "" for none; names are the same whatever is chosen. below, above: layers of the base
    map under and over the cells. ground_names: of roads and waters.
    letters: pixels of the type of names, 0 for what is usual on a
    page or a projector.
    """

    cells: Cells
    view: View
    look: Look
    width: int
    height: int
    parents: tuple[Cells, ...] = ()
    beside: Cells | None = None
    chosen: str = ""
    below: Sequence[pdk.Layer] = ()
    above: Sequence[pdk.Layer] = ()
    ground_names: Sequence[GroundName] = ()
    is_named: bool = True
    projector: bool = False
    letters: int = 0
    still: bool = False

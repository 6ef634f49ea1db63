"""What one map is: the deck, its legend, the words for who cannot see it, and its numbers."""

from dataclasses import dataclass, replace

import pandas as pd
from pydeck import Layer

from governance.atlas import kept
from governance.contracts import LEVELS
from governance.maps import baselayers, basemap, camera
from governance.maps.camera import View
from governance.maps.cells import Cells
from governance.maps.deck import CompactDeck
from governance.maps.frames import Frame
from governance.maps.stage import Stage
from governance.maps.wish import Wish
from governance.scope import Here

# Shares of the width and height that the legend at the left, the title above and the source below
# take, on a page and on a projector.
TAKEN = {False: (0.28, 0.0, 0.0), True: (0.24, 0.09, 0.04)}
# Pixels of the map beside figures and records, and of all that a projector shows.
Box = tuple[int, int]
PAGE, PROJECTOR = (800, 560), (1920, 1080)


@dataclass(frozen=True, eq=False)
class Sheet:
    """The paper a map is drawn on: a frame of cells, and how large it is.

    place: the name of the frame's area.
    """

    frame: Frame
    stage: Stage
    place: str


@dataclass(frozen=True, eq=False)
class Picture:
    """A map ready to be shown.

    legend: HTML. alt: the map in words. frame: its numbers under the headings that a reader sees.
    said: what must be read with it, a line each.
    """

    deck: CompactDeck
    legend: str
    title: str
    alt: str
    frame: pd.DataFrame
    said: tuple[str, ...] = ()


def sheet(here: Here, frame: Frame, wanted: Wish, projector: Box | None = None) -> Sheet | None:
    """The cells of a frame with their borders, seen from where the chosen area is in the middle.

    projector: the screen that the map fills alone. None where no cell of the frame has a boundary.
    """
    cells = kept.cells(here.build, frame)
    if not len(cells):
        return None
    width, height = projector or PAGE
    below, above = _ground(here, cells, 2.0 if projector else 1.0)
    stage = Stage(
        cells,
        _view(here, cells, (width, height), wanted, bool(projector)),
        here.look,
        width,
        height,
        parents=tuple(
            kept.cells(here.build, replace(frame, level=level)) for level in _above(here, frame)
        ),
        chosen=here.scope.area,
        below=below,
        above=above,
        is_named=wanted.has_names,
        projector=bool(projector),
    )
    return Sheet(frame, stage, here.named(frame.area))


def _view(here: Here, cells: Cells, box: Box, wanted: Wish, projector: bool) -> View:
    """All cells in what legend and titles leave free of the box; an area of them in its middle."""
    (width, height), (left, top, bottom) = box, TAKEN[projector]
    free = round(width * (1 - left)), round(height * (1 - top - bottom))
    view, chosen = camera.fit(cells.bounds, *free, tilted=wanted.has_columns), here.scope.area
    if chosen in cells.codes:
        point = cells.points[cells.codes.index(chosen)]
        view = camera.fly(view, (float(point[0]), float(point[1])), chosen)
    return camera.moved(view, -width * left / 2, height * (bottom - top) / 2)


def _ground(here: Here, cells: Cells, wider: float) -> tuple[list[Layer], list[Layer]]:
    """The base map below the cells and above them."""
    found = basemap.layers(cells.bounds, here.build.meta.synthetic)
    return baselayers.drawn(found, here.look, wider=wider)


def _above(here: Here, frame: Frame) -> list[str]:
    """The levels between the frame's area and its cells, the nearest to the cells first."""
    own = here.ground.tree[frame.area].level
    depth = LEVELS.index(own) + 1 if own in LEVELS else 0
    between = LEVELS[depth : LEVELS.index(frame.level)]
    known = here.ground.tree.levels_below(frame.area)
    return [level for level in reversed(between) if level in known]

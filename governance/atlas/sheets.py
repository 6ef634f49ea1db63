"""What one map is: the deck, its legend, the words for who cannot see it, and its numbers."""

from dataclasses import dataclass, replace

import pandas as pd

from governance.atlas import kept
from governance.contracts import LEVELS
from governance.maps import camera
from governance.maps.deck import CompactDeck
from governance.maps.frames import Frame
from governance.maps.stage import Stage
from governance.maps.wish import Wish
from governance.scope import Here

# Pixels that the legend takes on the left, on a page and on a projector.
LEGEND = {False: 230, True: 460}
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
    taken, chosen = LEGEND[bool(projector)], here.scope.area
    view = camera.fit(cells.bounds, width - taken, height, tilted=wanted.has_columns)
    if chosen in cells.codes:
        point = cells.points[cells.codes.index(chosen)]
        view = camera.fly(view, (float(point[0]), float(point[1])), chosen)
    # The middle of what the legend leaves free.
    view = replace(view, longitude=view.longitude - camera.longitudes(taken / 2, view))
    stage = Stage(
        cells,
        view,
        here.look,
        width,
        height,
        parents=tuple(
            kept.cells(here.build, replace(frame, level=level)) for level in _above(here, frame)
        ),
        chosen=chosen,
        is_named=wanted.has_names,
        projector=bool(projector),
    )
    return Sheet(frame, stage, here.named(frame.area))


def _above(here: Here, frame: Frame) -> list[str]:
    """The levels between the frame's area and its cells, the nearest to the cells first."""
    own = here.ground.tree[frame.area].level
    depth = LEVELS.index(own) + 1 if own in LEVELS else 0
    between = LEVELS[depth : LEVELS.index(frame.level)]
    known = here.ground.tree.levels_below(frame.area)
    return [level for level in reversed(between) if level in known]

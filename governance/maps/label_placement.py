"""Names on a map that do not cover one another, on pills, legible on any colour.

What has no room is not written; the tooltip names every area.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np

from governance.maps import camera
from governance.maps.camera import View
from governance.maps.cells import Cells

# Widths of characters as shares of the type size: a Chinese one is square, others are narrower.
WIDE, NARROW = 1.0, 0.58
LINE = 1.25
PADDING = (5, 3)  # pixels beside and above the text, within its pill
GAP = 3.0  # pixels between two pills
SIZE, LARGE = 13, 20  # of type, on a page and on a projector
# A name may be so much wider than its area; else it seems to belong to the neighbours.
OVERHANG = 1.3
# Where fewer of the numbered names than this have room in full, all are written as numbers.
USUAL = 0.9
SUFFIX = re.compile(r"(街道办事处|街道|社区|镇|乡|村|微网格|网格)$")
NUMBER = re.compile(r"第?(\d+)(?:微网格|网格|片区)?$")

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """One name: what is written, where (longitude, latitude), and the pixels that it takes.

    box: left, top, right, bottom from the middle of the map. drop: pixels below its point.
    has_mark: whether the box holds a value, too.
    """

    code: str
    text: str
    point: tuple[float, float]
    box: Box
    drop: int = 0
    has_mark: bool = False


@dataclass(frozen=True)
class Constraints:
    """How names are written: in which box of pixels, in type how high.

    below: names of the areas above, which their parts' names need not repeat. drop: pixels below
    its place at which a name stands, clear of what stands there. taken: boxes in which nothing may
    stand; a name moves up or down within its area to stand beside them. mark: as many characters as
    a value has that stands below a name where there is room for both, "" for none.
    """

    width: int
    height: int
    size: int = SIZE
    below: tuple[str, ...] = ()
    drop: int = 0
    taken: tuple[Box, ...] = ()
    mark: str = ""


# The names stay where they are while metrics, periods and filters change.
@lru_cache(maxsize=64)
def place_labels(cells: Cells, view: View, constraints: Constraints) -> tuple[Label, ...]:
    """The labels that have room, those of larger areas first; all in full or all shortened."""
    ways = [shorten(name, constraints.below) for name in cells.names]
    short = _placed(cells, view, constraints, [way[-1] for way in ways])
    if are_numbers(cells, view, constraints):
        return short
    full = _placed(cells, view, constraints, [way[0] for way in ways])
    return full if _worth(full) >= _worth(short) else short


def _worth(placed: Sequence[Label]) -> tuple[int, int]:
    """How much is written: more names come before more values."""
    return len(placed), sum(label.has_mark for label in placed)


def _placed(
    cells: Cells, view: View, constraints: Constraints, names: Sequence[str]
) -> tuple[Label, ...]:
    """The names that have room, those of larger areas first."""
    frames = [_frame(around, view) for around in _boxes(cells)]
    order = sorted(range(len(cells)), key=lambda n: (-_extent(frames[n]), cells.codes[n]))
    placed: list[Label] = []
    for n in order:
        place = cells.codes[n], *cells.points[n].tolist()
        placed += islice(_fitting(place, frames[n], view, names[n], constraints, placed), 1)
    return tuple(placed)


@lru_cache(maxsize=64)
def are_numbers(cells: Cells, view: View, constraints: Constraints) -> bool:
    """Whether numbered names are written as numbers alone: alike on one map, if many need it."""
    ways = [shorten(name, constraints.below)[0] for name in cells.names]
    numbered = [n for n, way in enumerate(ways) if is_numbered(way)]
    around = _boxes(cells)
    full = [
        measure(ways[n], constraints.size)[0] <= _room(_frame(around[n], view)) for n in numbered
    ]
    return sum(full) < USUAL * len(full)


def _fitting(
    place: tuple[str, float, float],
    frame: Box,
    view: View,
    name: str,
    constraints: Constraints,
    placed: Sequence[Label],
) -> Iterator[Label]:
    """The ways of writing an area that have room, that with its value first.

    place: the area's code, longitude and latitude.
    """
    code, lon, lat = place
    x, y = camera.pixels(lon, lat, view)
    occupied = (*constraints.taken, *(label.box for label in placed))
    for mark in dict.fromkeys((constraints.mark, "")):
        text = "\n".join(filter(None, (name, mark)))
        width, height = measure(text, constraints.size)
        for drop in _drops(frame, y, constraints) if width <= _room(frame) else ():
            box = (x - width / 2, y + drop - height / 2, x + width / 2, y + drop + height / 2)
            if is_inside(box, constraints) and not any(touch(box, other) for other in occupied):
                yield Label(code, name, (lon, lat), box, drop, bool(mark))


def _drops(frame: Box, y: float, constraints: Constraints) -> list[int]:
    """Pixels below an area's place at which its name may stand, the usual first, then the nearest.

    frame: the pixels around the area. y: of its place.
    """
    if not constraints.taken:
        return [constraints.drop]
    steps = (side * step * constraints.size // 2 for step in range(1, 9) for side in (1, -1))
    return [constraints.drop, *(step for step in steps if frame[1] < y + step < frame[3])]


def _room(frame: Box) -> float:
    """How wide a name may be over a cell."""
    return (frame[2] - frame[0]) * OVERHANG


def shorten(name: str, above: Iterable[str] = ()) -> list[str]:
    """The ways to write a name, the fullest first: 永红社区第03网格, 第03网格, 03."""
    short = name
    for other in sorted(above, key=len, reverse=True):
        if name.startswith(other) and len(name) > len(other):
            short = name[len(other) :].strip()
            break
    number = NUMBER.search(short)
    return list(dict.fromkeys([short, number[1] if number else SUFFIX.sub("", short) or short]))


def is_numbered(name: str) -> bool:
    """Whether a name can be written as its number alone."""
    return NUMBER.search(name) is not None


def measure(text: str, size: float) -> tuple[float, float]:
    """Width and height of a text's pill in pixels, of the widest of its lines."""
    lines = text.split("\n")
    ems = max(sum(WIDE if ord(letter) > 0x2E80 else NARROW for letter in line) for line in lines)
    return ems * size + 2 * PADDING[0], len(lines) * size * LINE + 2 * PADDING[1]


@lru_cache(maxsize=64)
def _boxes(cells: Cells) -> tuple[Box, ...]:
    """West, south, east, north of each cell's largest polygon."""
    frames = []
    for polygons in cells.polygons:
        rings = [np.asarray(polygon[0]) for polygon in polygons]
        around = [(*ring.min(axis=0).tolist(), *ring.max(axis=0).tolist()) for ring in rings]
        frames.append(max(around, key=_extent))
    return tuple(frames)


def _frame(around: Box, view: View) -> Box:
    """Degrees as pixels from the middle of the map: left, top, right, bottom."""
    west, south, east, north = around
    return (*camera.pixels(west, north, view), *camera.pixels(east, south, view))


def _extent(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def is_inside(box: Box, constraints: Constraints) -> bool:
    """Whether a box is on the map as a whole."""
    right, bottom = constraints.width / 2, constraints.height / 2
    return -right <= box[0] and box[2] <= right and -bottom <= box[1] and box[3] <= bottom


def touch(box: Box, other: Box) -> bool:
    """Whether two boxes are closer than the gap."""
    return (
        box[0] - GAP < other[2]
        and other[0] - GAP < box[2]
        and box[1] - GAP < other[3]
        and other[1] - GAP < box[3]
    )

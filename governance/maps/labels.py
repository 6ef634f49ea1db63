"""Names on a map that do not cover one another, on pills, legible on any colour.

What has no room is not written; the tooltip names every area.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pydeck as pdk

from governance.figures import Look
from governance.maps import camera, ramps
from governance.maps.camera import View
from governance.maps.cells import Cells
from governance.maps.deck import Text, dumps, harmless, word
from governance.style import FONTS

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

    box: left, top, right, bottom from the middle of the map.
    """

    code: str
    text: str
    point: tuple[float, float]
    box: Box


@dataclass(frozen=True)
class Wish:
    """How names are written: in which box of pixels, how large, and which area comes first.

    below: names of the areas above, which their parts' names need not repeat. numbers: texts that
    stand under the names, in the order of the cells; empty for none. drop: pixels below its place
    at which a name stands, clear of what stands there.
    """

    width: int
    height: int
    large: bool = False
    chosen: str = ""
    below: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    drop: int = 0

    @property
    def size(self) -> int:
        return LARGE if self.large else SIZE


# The names stay where they are while metrics, periods and filters change.
@lru_cache(maxsize=64)
def place(cells: Cells, view: View, wish: Wish) -> tuple[Label, ...]:
    """The labels that have room, the chosen area's first, then those of larger areas."""
    frames = [_frame(around, view) for around in boxes(cells)]
    order = sorted(
        range(len(cells)),
        key=lambda n: (cells.codes[n] != wish.chosen, -_extent(frames[n]), cells.codes[n]),
    )
    room = [(frame[2] - frame[0]) * OVERHANG for frame in frames]
    first = _style(cells, room, wish)
    placed: list[Label] = []
    for number in order:
        ways = _texts(cells, number, first, wish)
        if found := next(_fitting(cells, number, ways, (room[number], view, placed, wish)), None):
            placed.append(found)
    return tuple(placed)


def _style(cells: Cells, room: Sequence[float], wish: Wish) -> int:
    """How far numbered names are shortened: alike on one map, as far as most of them need it.

    0: in full, 1: the number alone.
    """
    ways = [shortened(name, wish.below) for name in cells.names]
    numbered = [n for n, way in enumerate(ways) if NUMBER.search(way[0])]
    full = [measure(ways[n][0], wish.size)[0] <= room[n] for n in numbered]
    return int(sum(full) < USUAL * len(full))


def _fitting(
    cells: Cells,
    number: int,
    ways: Iterable[str],
    given: tuple[float, View, Sequence[Label], Wish],
) -> Iterator[Label]:
    """The ways of writing an area's name that have room, the fullest first."""
    code, (lon, lat), (wide, view, placed, wish) = (
        cells.codes[number],
        cells.points[number].tolist(),
        given,
    )
    x, y = camera.pixels(lon, lat, view)
    y += wish.drop
    for text in ways:
        width, height = measure(text, wish.size)
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if width > wide and code != wish.chosen:
            continue
        if _is_inside(box, wish) and not any(_touch(box, one.box) for one in placed):
            yield Label(code, text, (lon, lat), box)


def _texts(cells: Cells, number: int, first: int, wish: Wish) -> Iterator[str]:
    """The ways to write one label, the fullest first: with its value below, without it."""
    ways = shortened(cells.names[number], wish.below)
    if cells.codes[number] != wish.chosen and NUMBER.search(ways[0]):
        ways = ways[min(first, len(ways) - 1) :]
    value = wish.numbers[number] if wish.numbers else ""
    yield from (f"{short}\n{value}" for short in ways if value)
    yield from ways


def shortened(name: str, above: Iterable[str] = ()) -> list[str]:
    """The ways to write a name, the fullest first: 永红社区第03网格, 第03网格, 03."""
    own = name
    for other in sorted(above, key=len, reverse=True):
        if name.startswith(other) and len(name) > len(other):
            own = name[len(other) :].strip()
            break
    number = NUMBER.search(own)
    return list(dict.fromkeys([own, number[1] if number else SUFFIX.sub("", own) or own]))


def measure(text: str, size: float) -> tuple[float, float]:
    """Width and height of a text's pill in pixels, of the widest of its lines."""
    lines = text.split("\n")
    ems = max(sum(WIDE if ord(one) > 0x2E80 else NARROW for one in line) for line in lines)
    return ems * size + 2 * PADDING[0], len(lines) * size * LINE + 2 * PADDING[1]


@lru_cache(maxsize=64)
def boxes(cells: Cells) -> tuple[Box, ...]:
    """West, south, east, north of each cell's largest polygon."""
    found = []
    for polygons in cells.polygons:
        rings = [np.asarray(polygon[0]) for polygon in polygons]
        around = [(*ring.min(axis=0).tolist(), *ring.max(axis=0).tolist()) for ring in rings]
        found.append(max(around, key=_extent))
    return tuple(found)


def _frame(around: Box, view: View) -> Box:
    """Degrees as pixels from the middle of the map: left, top, right, bottom."""
    west, south, east, north = around
    return (*camera.pixels(west, north, view), *camera.pixels(east, south, view))


def _extent(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_inside(box: Box, wish: Wish) -> bool:
    right, bottom = wish.width / 2, wish.height / 2
    return -right <= box[0] and box[2] <= right and -bottom <= box[1] and box[3] <= bottom


def _touch(box: Box, other: Box) -> bool:
    """Whether two boxes are closer than the gap."""
    return (
        box[0] - GAP < other[2]
        and other[0] - GAP < box[2]
        and box[1] - GAP < other[3]
        and other[1] - GAP < box[3]
    )


def layer(labels: Sequence[Label], look: Look, wish: Wish) -> pdk.Layer:
    """The labels as a layer called "labels"; they let clicks through to what lies below.

    The colour of the type is that of the sub-layer: Streamlit fades a layer's own on a selection.
    """
    colours = ramps.marks(look.palette)
    data = [
        {"p": [round(part, 6) for part in one.point], "t": harmless(one.text)} for one in labels
    ]
    return pdk.Layer(
        "TextLayer",
        Text(dumps(data)),
        id="labels",
        get_position="p",
        get_text="t",
        get_size=wish.size,
        get_pixel_offset=[0, wish.drop],
        line_height=LINE,
        font_family=word(FONTS),
        font_weight=600,
        character_set=word("auto"),
        background=True,
        get_background_color=ramps.rgb(colours.halo, 235),
        background_padding=[PADDING[0], PADDING[1], PADDING[0], PADDING[1]],
        background_border_radius=4,
        pickable=False,
        # Raised cells and columns would hide them.
        parameters={"depthCompare": "always"},
        _sub_layer_props={"characters": {"getColor": ramps.rgb(colours.chosen, 255)}},
    )

"""What stands and lies on a drawn map beside its areas: names that have room, roads, waters."""

from collections.abc import Iterator
from dataclasses import dataclass

from governance.briefings.map_fit import Fit
from governance.briefings.slide_content import Ground, Map
from governance.core import export_tables
from governance.maps.basemap import COLOURS, WIDTHS

WATER = "water"
LETTER, LINE = 0.58, 1.25  # of a size, a narrow letter's width and a line's height
SMALLER = 0.82  # of the areas' names are those of roads and waters


@dataclass(frozen=True)
class Name:
    """A name with its middle and its size on the page; is_ground: of a road or a water."""

    text: str
    x: float
    y: float
    width: float
    height: float
    size: float
    is_ground: bool = False


def colour(part: Ground) -> str:
    """The base map's colour of a road or water, on white."""
    return COLOURS[part.kind][0]


def width(part: Ground) -> float:
    """How wide its line is, in pixels of a page of the dashboard."""
    return WIDTHS[part.kind]


def names(area_map: Map, fit: Fit, size: float) -> list[Name]:
    """The areas' names first, then those of roads and waters, none upon another.

    size: of the areas' letters, in the page's own measure.
    """
    placed: list[Name] = []
    for wanted in _wanted(area_map, fit, size):
        if not any(_touch(wanted, other) for other in placed):
            placed.append(wanted)
    return placed


def _wanted(area_map: Map, fit: Fit, size: float) -> Iterator[Name]:
    for place in area_map.places:
        ((x, y),) = fit.ring((place.longitude, place.latitude))
        yield _name(place.name, x, y, size)
    told = set()
    for part in area_map.ground:
        if part.name and part.name not in told:
            told.add(part.name)
            x, y = _middle(part, fit)
            yield _name(part.name, x, y, size * SMALLER, is_ground=True)


def _name(text: str, x: float, y: float, size: float, *, is_ground: bool = False) -> Name:
    wide = export_tables.letters(text) * LETTER * size
    return Name(text, x, y, wide, LINE * size, size, is_ground)


def _middle(part: Ground, fit: Fit) -> tuple[float, float]:
    """The middle of a line; of a surface the middle of its box."""
    points = fit.ring(part.flat)
    if not part.is_surface:
        return points[len(points) // 2]
    easts, souths = zip(*points, strict=True)
    return (min(easts) + max(easts)) / 2, (min(souths) + max(souths)) / 2


def _touch(one: Name, other: Name) -> bool:
    """Whether one of them would stand on the other."""
    near = abs(one.x - other.x) * 2 < one.width + other.width
    return near and abs(one.y - other.y) * 2 < one.height + other.height

"""A shape that a reader draws on a map, as the address keeps it, and what lies inside it.

The address has numbers with commas between: longitude and latitude of each corner of a ring, or
those of a circle's middle and its radius in metres.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pydeck as pdk
from numpy.typing import NDArray

from governance.core.palette import Palette
from governance.maps import colour_ramps, deck

DIGITS = 5  # of a degree: 1 m
RADIUS = 6_371_008.8  # metres, of the earth as a sphere
# map_drawing.js makes no more corners.
FEWEST, MOST = 3, 40
NARROWEST, WIDEST = 10, 50_000  # metres of a circle's radius
SIDES = 72  # of a circle, to be drawn
EASTERNMOST, NORTHERNMOST = 180.0, 85.0
Corner = tuple[float, float]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class DrawnShape:
    """A ring of corners in degrees; or a circle of so many metres around one."""

    corners: tuple[Corner, ...]
    radius: int = 0

    @property
    def text(self) -> str:
        """The shape as an address names it."""
        numbers = [f"{part:.{DIGITS}f}" for corner in self.corners for part in corner]
        return ",".join([*numbers, str(self.radius)] if self.radius else numbers)

    @property
    def ring(self) -> tuple[Corner, ...]:
        """The corners to be drawn, of a circle those of a figure with SIDES."""
        if not self.radius:
            return self.corners
        ((lon, lat),) = self.corners
        high = math.degrees(self.radius / RADIUS)
        wide = high / math.cos(math.radians(lat))
        turns = (2 * math.pi * side / SIDES for side in range(SIDES))
        return tuple((lon + wide * math.cos(t), lat + high * math.sin(t)) for t in turns)

    def contains(self, longitudes: Numbers, latitudes: Numbers) -> NDArray[np.bool_]:
        """Which places lie inside; where a ring crosses itself, those that it goes round once."""
        if self.radius:
            return metres(self.corners[0], longitudes, latitudes) <= self.radius
        inside = np.zeros(len(longitudes), dtype=bool)
        for (west, south), (east, north) in pairwise([*self.corners, self.corners[0]]):
            if south != north:
                is_beside = (south > latitudes) != (north > latitudes)
                edge = west + (east - west) * (latitudes - south) / (north - south)
                inside ^= is_beside & (longitudes < edge)
        return inside


def metres(start: Corner, longitudes: Numbers, latitudes: Numbers) -> Numbers:
    """How far places are from one, over the ground (haversine)."""
    lon, lat = map(math.radians, start)
    east, north = np.radians(longitudes), np.radians(latitudes)
    half = np.sin((north - lat) / 2) ** 2
    half = half + math.cos(lat) * np.cos(north) * np.sin((east - lon) / 2) ** 2
    far: Numbers = 2 * RADIUS * np.arcsin(np.sqrt(half))
    return far


def parse(text: str) -> DrawnShape | None:
    """The shape that an address names; None where it names none."""
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        return None
    corners = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    if not all(abs(lon) <= EASTERNMOST and abs(lat) <= NORTHERNMOST for lon, lat in corners):
        return None
    if len(numbers) == 3 and NARROWEST <= numbers[2] <= WIDEST:
        return DrawnShape(corners[:1], round(numbers[2]))
    is_ring = len(numbers) % 2 == 0 and FEWEST <= len(corners) <= MOST
    return DrawnShape(corners) if is_ring else None


def layers(shape: DrawnShape, look: Palette) -> list[pdk.Layer]:
    """Its outline, over all that lies on the map."""
    origin = shape.corners[0]
    rounded = round(origin[0], DIGITS), round(origin[1], DIGITS)
    path = deck.flat([*shape.ring, shape.ring[0]], rounded)
    return [
        _outline(key, path, rounded, colour, width)
        for key, colour, width in (
            ("shape-halo", look.background, 9.0),
            ("shape", look.accent, 4.0),
        )
    ]


def _outline(key: str, path: Sequence[int], origin: Corner, colour: str, width: float) -> pdk.Layer:
    return pdk.Layer(
        "PolygonLayer",
        [{"p": path}],
        id=key,
        get_polygon="p",
        filled=False,
        stroked=True,
        get_line_color=colour_ramps.rgb(colour),
        get_line_width=width,
        line_width_units=deck.word("pixels"),
        line_joint_rounded=True,
        pickable=False,
        **deck.grid(origin),
    )

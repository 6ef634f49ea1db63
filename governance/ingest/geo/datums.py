"""Coordinates of any datum or projection to WGS84 and back, a whole column at a time.

GCJ-02 (Amap, Tencent, every official web map) moves each point by some 500 m, BD-09 (Baidu) moves
it once more. Neither is published; the formulas here are those that all converters share.
Points outside a box around China (72.004 to 137.8347 east, 0.8293 to 55.8271 north) are not moved.
The box also holds Hong Kong, Macau, Taiwan and parts of the neighbours: there all are moved.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer
from pyproj.exceptions import CRSError

from governance.core.i18n import mark
from governance.ingest.sources import SourceError

WGS84, GCJ02, BD09 = "EPSG:4326", "GCJ-02", "BD-09"
NAMES = {"WGS84": WGS84, "GCJ02": GCJ02, "BD09": BD09, "CGCS2000": "EPSG:4490"}

WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
# Krasovsky 1940: half of the long axis in metres, and the first eccentricity squared.
AXIS, ECCENTRICITY = 6_378_245.0, 0.00669342162296594323
# Each step divides the error by about 130: two leave 3 cm of GCJ-02 and 15 cm of BD-09.
STEPS = 3
PIECE = 8_192  # points at once: what is needed in between stays in the processor's cache

Array = NDArray[np.float64]
Points = tuple[Array, Array]


def canonical_crs(crs: str) -> str:
    """One spelling of each known name; any other text stays, for the projection library."""
    return NAMES.get(crs.upper().translate({ord(sign): None for sign in " -_"}), crs.strip())


def to_wgs84(x: Array, y: Array, crs: str) -> Points:
    """Longitudes and latitudes in degrees of points given in any coordinate system.

    crs: WGS84, CGCS2000, GCJ-02, BD-09 or what pyproj knows ("EPSG:4547"); x is east, y is north.
    GCJ-02 and BD-09 are undone to 2 mm. Raises SourceError for an unknown system.
    """
    undo = {GCJ02: _from_gcj02, BD09: _from_bd09}.get(canonical_crs(crs))
    return _in_china(undo, x, y) if undo else _projected(x, y, crs, WGS84)


def from_wgs84(x: Array, y: Array, crs: str) -> Points:
    """The reverse of to_wgs84, exact. Raises SourceError for an unknown system."""
    move = {GCJ02: _to_gcj02, BD09: _to_bd09}.get(canonical_crs(crs))
    return _in_china(move, x, y) if move else _projected(x, y, WGS84, crs)


def _projected(x: Array, y: Array, start: str, end: str) -> Points:
    start, end = canonical_crs(start), canonical_crs(end)
    if start == end:
        return x, y
    try:
        return Transformer.from_crs(start, end, always_xy=True).transform(x, y)
    except CRSError as error:
        crs = end if start == WGS84 else start
        message = mark(
            "crs {crs} is not known; use WGS84, CGCS2000, GCJ-02, BD-09 or an EPSG code like "
            "EPSG:4547"
        )
        raise SourceError(message, crs=repr(crs)) from error


def _in_china(move: Callable[[Array, Array], Points], x: Array, y: Array) -> Points:
    """Moves the points inside the box, a piece at a time, so that millions need no gigabytes."""
    moved_x, moved_y = np.array(x, dtype=float), np.array(y, dtype=float)
    for start in range(0, len(moved_x), PIECE):
        piece = slice(start, start + PIECE)
        lon, lat = moved_x[piece], moved_y[piece]
        inside = (lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)
        if inside.all():
            moved_x[piece], moved_y[piece] = move(lon, lat)
        else:
            lon[inside], lat[inside] = move(lon[inside], lat[inside])
    return moved_x, moved_y


def _from_gcj02(x: Array, y: Array) -> Points:
    return _undone(_to_gcj02, x, y)


def _from_bd09(x: Array, y: Array) -> Points:
    return _from_gcj02(*_undone(_gcj02_to_bd09, x, y))


def _to_bd09(x: Array, y: Array) -> Points:
    return _gcj02_to_bd09(*_to_gcj02(x, y))


def _undone(move: Callable[[Array, Array], Points], x: Array, y: Array) -> Points:
    """Where points were before `move`: each step takes off the shift found at the last guess."""
    lon, lat = x, y
    for _ in range(STEPS):
        moved_x, moved_y = move(lon, lat)
        lon, lat = x - (moved_x - lon), y - (moved_y - lat)
    return lon, lat


def _to_gcj02(x: Array, y: Array) -> Points:
    u, v = x - 105, y - 35
    waves, east_1, east_3, east_12, east_30 = _waves(u)
    _, north_1, north_3, north_12, north_30 = _waves(v)
    root, product = np.sqrt(np.abs(u)), 0.1 * u * v
    north = -100 + 2 * u + 3 * v + 0.2 * v * v + product + 0.2 * root
    north += (waves + 2 * north_1 + 4 * north_3 + 16 * north_12 + 32 * north_30) * (20 / 3)
    east = 300 + u + 2 * v + 0.1 * u * u + product + 0.1 * root
    east += (waves + 2 * east_1 + 4 * east_3 + 15 * east_12 + 30 * east_30) * (20 / 3)
    # Metres to degrees: the lengths of one degree on the ellipsoid at this latitude.
    sine, cosine = _with_cosine(np.sin(y * (np.pi / 180)))
    flat = 1 - ECCENTRICITY * sine * sine
    bend = np.sqrt(flat) / np.radians(AXIS)
    east *= bend / cosine
    north *= flat * bend / (1 - ECCENTRICITY)
    return x + east, y + north


def _waves(u: Array) -> tuple[Array, Array, Array, Array, Array]:
    """2 (sin 6πu + sin 2πu), and sin πu / 1, 3, 12, 30.

    All follow from the sine of πu/120, whose cosine is positive inside the box, by multiplying
    the angle: a sine costs as much as 25 multiplications.
    """
    sine, cosine = _doubled(*_with_cosine(np.sin(u * (np.pi / 120))))
    sin_30 = 2 * sine * cosine
    sin_12, cos_12 = sine * _fifth(sine * sine), cosine * _fifth(cosine * cosine)
    sin_3, cos_3 = _doubled(*_doubled(sin_12, cos_12))
    sin_1, cos_1 = sin_3 * (3 - 4 * sin_3**2), cos_3 * (4 * cos_3**2 - 3)
    fast = 2 * sin_1 * cos_1
    return fast * (8 - 8 * fast * fast), sin_1, sin_3, sin_12, sin_30


def _with_cosine(sine: Array) -> Points:
    return sine, np.sqrt(1 - sine * sine)


def _doubled(sine: Array, cosine: Array) -> Points:
    return 2 * sine * cosine, 1 - 2 * sine * sine


def _fifth(square: Array) -> Array:
    """What a sine (or cosine) is multiplied by to have that of five times its angle."""
    return (16 * square - 20) * square + 5


def _gcj02_to_bd09(x: Array, y: Array) -> Points:
    """Baidu's own step: a little further from (0, 0), turned a little about it, and moved."""
    wave = np.pi * 3000 / 180
    stretch = 1 + 0.00002 * np.sin(y * wave) / np.sqrt(x * x + y * y)
    turn = 0.000003 * np.cos(x * wave)
    still = stretch * (1 - turn * turn / 2)  # the cosine of an angle as small as this
    turn *= stretch
    return x * still - y * turn + 0.0065, y * still + x * turn + 0.006

"""Where a map looks: the view that fits an area into a box of pixels (Web Mercator).

What Streamlit's page (1.67.0, DeckGlJsonChart) does with the view that a drawing sends:
- It keeps the last one sent. Where the new one is equal, the reader's own view stays as it is.
- Where it differs, only the keys that differ *from the last one sent* are written over the
  reader's view: a new longitude alone moves the map sideways and leaves the reader's zoom. A key
  that is sent again with the same value is not applied, however far the reader has moved since,
  so `stamp` makes middle and zoom of each map differ from those of all others by a trifle.
- A chart with the same `key=` keeps its view while layers and data change. It is reset by another
  key, by the chart leaving the page, and by other `views` (so those never change here).
- `transitionDuration` does nothing: deck.gl wants a transitionInterpolator with it, and neither
  FlyToInterpolator nor LinearInterpolator is among the classes that the page knows by name.
  The camera is there at once.
- With a selection, getFillColor of all other objects loses 60 % of its opacity, but only where it
  is set on the layer itself: set on the sub-layer (`_subLayerProps`), colours stay what the legend
  says.
"""

import math
import zlib
from dataclasses import dataclass, replace

import pydeck as pdk

from governance.maps.cells import Bounds

TILE = 512  # pixels of the world at zoom 0, in deck.gl
CLOSEST, FARTHEST = 17.0, 2.0
ROOM = 0.78  # of the height is left to the ground where columns stand on it
EARTH = 40_075_016.7  # metres around the equator
# Degrees; no reader sees 0.1 mm, but the page sees another number.
TRIFLE = 1e-9
PITCH = 35.0  # degrees, of a map with columns: enough to see heights, little hides behind


@dataclass(frozen=True)
class View:
    """What the map shows: its middle in degrees, deck.gl's zoom, and its tilt in degrees."""

    longitude: float
    latitude: float
    zoom: float
    pitch: float = 0.0

    def state(self) -> pdk.ViewState:
        """As pydeck sends it."""
        return pdk.ViewState(
            longitude=self.longitude,
            latitude=self.latitude,
            zoom=self.zoom,
            pitch=self.pitch,
            bearing=0,
        )


def fit(
    bounds: Bounds, width: int, height: int, *, padding: int = 24, tilted: bool = False
) -> View:
    """The view that shows west, south, east, north in a box of pixels, the larger side filling it.

    tilted: seen slanting from the south, for columns, which need room on top.
    """
    west, south, east, north = bounds
    left, right = _x(west), _x(east)
    top, bottom = _y(north), _y(south)
    lowered = math.cos(math.radians(PITCH)) if tilted else 1.0
    across = (right - left) / max(width - 2 * padding, 1)
    along = (bottom - top) * lowered / max((height - 2 * padding) * (ROOM if tilted else 1), 1)
    most = max(across, along)
    zoom = -math.log2(most * TILE) if most > 0 else CLOSEST
    lift = most * height * (1 - ROOM) / 2 / lowered if tilted else 0.0
    # Where north lies in the box decides the middle: Mercator's, not the mean of the latitudes.
    return View(
        longitude=round((west + east) / 2, 6),
        latitude=round(_latitude((top + bottom) / 2 - lift), 6),
        zoom=round(min(max(zoom, FARTHEST), CLOSEST), 3),
        pitch=PITCH if tilted else 0.0,
    )


def stamp(view: View, key: str) -> View:
    """The view of a map that `key` names, apart from those of all others by what no reader sees."""
    trifle = (zlib.crc32(key.encode()) % 1000 + 1) * TRIFLE
    parts = view.longitude + trifle, view.latitude + trifle, view.zoom + trifle
    return View(*parts, view.pitch)


def pixels(lon: float, lat: float, view: View) -> tuple[float, float]:
    """Where a place lies from the middle of the map, in pixels to the right and down.

    Exact on a tilted map as well, since maps are drawn without perspective.
    """
    size = TILE * 2.0**view.zoom
    lowered = math.cos(math.radians(view.pitch))
    return (
        (_x(lon) - _x(view.longitude)) * size,
        (_y(lat) - _y(view.latitude)) * size * lowered,
    )


def metres(view: View) -> float:
    """Metres that a pixel in the middle of the map stands for."""
    return EARTH * math.cos(math.radians(view.latitude)) / (TILE * math.pow(2.0, view.zoom))


def move(view: View, right: float, down: float) -> View:
    """The view from a place so many pixels to the right and down: the map moves the other way."""
    size = TILE * 2.0**view.zoom
    lowered = math.cos(math.radians(view.pitch))
    return replace(
        view,
        longitude=view.longitude + 360 * right / size,
        latitude=_latitude(_y(view.latitude) + down / lowered / size),
    )


def _x(lon: float) -> float:
    """Longitude as 0 to 1 from west to east."""
    return lon / 360 + 0.5


def _y(lat: float) -> float:
    """Latitude as 0 to 1 from north to south (Web Mercator, EPSG:3857)."""
    return 0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)


def _latitude(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp((0.5 - y) * 2 * math.pi)) - math.pi / 2)

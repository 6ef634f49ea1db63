"""How dense the points lie, as a picture of a few classes: records on a square kilometre.

deck.gl's own HeatmapLayer draws without a GPU, too (Chromium with SwiftShader), but needs every
point in the page and has no unit: its red means "most here", another number at each zoom. This
picture has the same size for a thousand points and for ten million, and a legend with numbers.
"""

import base64
import io
import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import pydeck as pdk
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from governance.maps import camera, clusters, colour_ramps, deck
from governance.maps.cells import Bounds
from governance.maps.classes import Scale

# Pixels of the longer side; with classes as few as these, more are not seen.
SIDE = 512
# How far a record is spread, as a share of the longer side: some city blocks of a street.
REACH = 1 / 40
TAIL = 8.0  # standard deviations of the kernel, beyond which nothing is left of a record
# Below this share of the highest density nothing is drawn: one record far out is no heat.
FLOOR = 0.04
# Opacity of the lowest and the highest class: below, roads and names shine through.
FAINT, FULL = 90, 235
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Surface:
    """Records on a square kilometre in each pixel, from the north, and the extent of the picture.

    metres: the radius in which a record counts (one standard deviation of the normal kernel).
    """

    density: Numbers
    bounds: Bounds
    metres: float

    @property
    def felt(self) -> Numbers:
        """The densities that are drawn, thinned to what classes can be made of."""
        values: Numbers = self.density[self.density > self.density.max() * FLOOR]
        return values[:: max(len(values) // 2000, 1)]


def bounds_around(bounds: Bounds) -> Bounds:
    """An extent with room for the records at its edge to be spread."""
    west, south, east, north = bounds
    room = max(east - west, north - south) * REACH * 3
    return west - room, south - room, east + room, north + room


def estimate_surface(frame: pd.DataFrame, bounds: Bounds) -> Surface:
    """The density of ShownPoints.frame inside an extent, each record spread by a normal kernel."""
    west, south, east, north = bounds
    (left, right), (bottom, top) = clusters.plane(np.array([west, east]), np.array([south, north]))
    unit = max(right - left, bottom - top) / SIDE or 1e-12
    wide, high = (max(math.ceil(side / unit), 1) for side in (right - left, bottom - top))
    x, y = clusters.plane(frame["longitude"].to_numpy(float), frame["latitude"].to_numpy(float))
    edges = (top + unit * np.arange(high + 1), left + unit * np.arange(wide + 1))
    counts = np.histogram2d(y, x, bins=edges, weights=frame["records"].to_numpy(float))[0]
    pixel = unit * camera.EARTH * math.cos(math.radians((south + north) / 2))
    spread = ndimage.gaussian_filter(counts, REACH * SIDE, mode="constant", truncate=TAIL)
    return Surface(spread / (pixel / 1000) ** 2, bounds, REACH * SIDE * pixel)


def layers(surface: Surface, scale: Scale) -> list[pdk.Layer]:
    """One picture, "heat", coloured by the classes of `scale` (made of Surface.felt).

    A picture knows nothing of the records in it, so that nothing can be clicked.
    """
    if not len(surface.felt):
        return []
    return [
        pdk.Layer(
            "BitmapLayer",
            id="heat",
            image=deck.word(picture(surface, scale)),
            bounds=list(surface.bounds),
            pickable=False,
        )
    ]


# Drawn again with each click on an area, while the picture stays: 35 ms of CPU for 10,000 records.
@lru_cache(maxsize=16)
def picture(surface: Surface, scale: Scale) -> str:
    """The picture as a data: address, one colour a class, nothing below FLOOR."""
    places = np.searchsorted(scale.breaks, np.round(surface.density, scale.decimals)) + 1
    places[surface.density <= surface.density.max() * FLOOR] = 0
    image = Image.fromarray(places.astype(np.uint8), "P")
    channels = [channel for colour in scale.colours for channel in colour_ramps.rgb(colour)]
    image.putpalette([0, 0, 0, *channels])
    alphas = np.linspace(FAINT, FULL, len(scale.colours)).astype(np.uint8)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True, transparency=bytes([0, *alphas]))
    return "data:image/png;base64," + base64.b64encode(written.getvalue()).decode()

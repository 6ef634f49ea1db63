"""The base map as a picture, for a map that stands still: what lies around its areas."""

import gzip
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from governance.core.palette import Palette
from governance.maps import basemap
from governance.maps.camera import View
from governance.maps.cells import Bounds
from governance.maps.map_svg import Paper, line_path

FLAT = 1.6  # width to height of a box that the usual base map fills


@lru_cache(maxsize=8)
def svg(bounds: Bounds, synthetic: bool, look: Palette, view: View, box: tuple[int, int]) -> str:
    """Waters, green, houses and roads as SVG, roads on top; "" where there is no base map.

    bounds: west, south, east, north of the areas. box: pixels, of which the view is the middle.
    """
    paper, (west, south, east, north) = Paper(view, box, look), bounds
    # A base map is of a square twice as wide as the areas; a flatter box shows more than that.
    more = (east - west) * max(0.0, box[0] / box[1] / FLAT - 1) / 2
    wider = west - more, south, east + more, north
    drawn = "".join(
        _drawn(packed.kind, json.loads(gzip.decompress(packed.content)), paper)
        for packed in basemap.around(wider, synthetic).packed
    )
    size = f'viewBox="0 0 {box[0]} {box[1]}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} aria-hidden="true">'
    return f"{head}{drawn}</svg>" if drawn else ""


def _drawn(kind: str, geojson: Any, paper: Paper) -> str:
    """All of one kind as one path."""
    colour = basemap.COLOURS[kind][0 if paper.look.is_light else 1]
    lines = [
        line
        for feature in geojson["features"]
        for line in _lines(feature["geometry"].get("coordinates") or ())
    ]
    path = "".join(f"M{line_path([paper.at(*point[:2]) for point in line])}" for line in lines)
    is_line = kind in basemap.OVER
    ink = f'fill="none" stroke="{colour}"' if is_line else f'fill="{colour}" stroke="none"'
    width = basemap.WIDTHS.get(kind, 1.0)
    return f'<path d="{path}" {ink} stroke-width="{width}" fill-rule="evenodd"/>'


def _lines(coordinates: Any) -> Iterator[Any]:
    """The lines and rings of a geometry, however deep they lie; points are none."""
    if not coordinates or not isinstance(coordinates[0], list):
        return
    if not isinstance(coordinates[0][0], list):
        yield coordinates
        return
    for part in coordinates:
        yield from _lines(part)

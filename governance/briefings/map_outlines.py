"""Outlines of a map laid onto a page, and drawn there as SVG."""

import math
from collections.abc import Sequence
from html import escape

from governance.briefings.slide_content import Map
from governance.charts import svg

Shapes = Sequence[Sequence[Sequence[float]]]


class Fit:
    """Longitudes and latitudes → places inside (left, top, width, height), as large as they fit.

    North is up, and the measure is the page's own.
    """

    def __init__(self, shapes: Shapes, place: tuple[float, float, float, float]) -> None:
        rings = [ring for shape in shapes for ring in shape]
        easts = [value for ring in rings for value in ring[::2]] or [0.0]
        norths = [value for ring in rings for value in ring[1::2]] or [0.0]
        self._west, self._north = min(easts), max(norths)
        # A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
        self._squeeze = math.cos(math.radians((min(norths) + max(norths)) / 2))
        wide = (max(easts) - self._west) * self._squeeze or 1e-9
        tall = (self._north - min(norths)) or 1e-9
        left, top, width, height = place
        self._scale = min(width / wide, height / tall)
        self._left = left + (width - wide * self._scale) / 2
        self._top = top + (height - tall * self._scale) / 2

    def ring(self, flat: Sequence[float]) -> list[tuple[float, float]]:
        """The points of a ring on the page."""
        pairs = zip(flat[::2], flat[1::2], strict=True)
        return [
            (
                self._left + (east - self._west) * self._squeeze * self._scale,
                self._top + (self._north - north) * self._scale,
            )
            for east, north in pairs
        ]


def areas(area_map: Map, width: int, height: int) -> str:
    """A map as <svg>; each area says its name and value, and can be chosen by key or click."""
    fit = Fit(area_map.shapes, (0.0, 0.0, width, height))
    parts = []
    for place, rings in enumerate(area_map.shapes):
        if rings:
            said = f"{area_map.names[place]} {area_map.shown[place]}"
            path = "".join(
                f"M{'L'.join(f'{x:.1f},{y:.1f}' for x, y in fit.ring(ring))}Z" for ring in rings
            )
            parts.append(
                f'<path d="{path}" fill="{area_map.colours[place]}" tabindex="0" '
                f'data-said="{escape(said)}"><title>{escape(said)}</title></path>'
            )
    inside = f'<g class="areas" fill-rule="evenodd">{"".join(parts)}</g>'
    return svg.wrapped(inside, area_map.title, (width, height), "map")

"""Outlines of a map laid onto a page."""

import math
from collections.abc import Sequence

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

"""A map of a slide as a live deck: the values it was composed with, on cells to choose."""

from collections.abc import Sequence

import pandas as pd
import shapely
from shapely import LinearRing

from governance.briefings.slide_content import Map
from governance.charts.chart_base import Look
from governance.maps import basemap, camera, cells, choropleths, colour_ramps
from governance.maps.cell_values import Kind, Shade
from governance.maps.cells import Cells
from governance.maps.deck import CompactDeck
from governance.maps.map_base import Stage

# From this size of a slide's letters on, lines are as wide as on a projector.
LARGE = 18.0
# The names on the map, as a share of the slide's letters.
NAMES = 0.8


def outlines(given: Map) -> Cells:
    """The areas of a slide's map that have a boundary, in the map's order."""
    shapes = [_geojson(rings) if rings else None for rings in given.shapes]
    columns = {"area_code": given.codes, "area_name": given.names, "kind": None, "geometry": shapes}
    return cells.from_frame(pd.DataFrame(columns, dtype=object))


def deck(
    given: Map,
    drawn: Cells,
    above: Sequence[Cells],
    look: Look,
    box: tuple[int, int],
    letters: float,
    *,
    synthetic: bool,
) -> CompactDeck:
    """The map in a box of pixels, with the base map around it.

    drawn: `outlines` of it. above: the areas around them, whose borders are wider. letters: the
    height of the slide's type. synthetic: whether the data is the sample's, whose base map no other
    may have.
    """
    large = letters >= LARGE
    under, over = basemap.layers(drawn.bounds, synthetic, look, wider=2.0 if large else 1.0)
    stage = Stage(
        drawn,
        camera.fit(drawn.bounds, *box),
        look,
        *box,
        parents=tuple(above),
        below=under,
        above=over,
        projector=large,
        letters=round(letters * NAMES),
    )
    return choropleths.draw(stage, shades(given, drawn, look))


def shades(given: Map, drawn: Cells, look: Look) -> list[Shade]:
    """Colour and text of every cell as the slide has them."""
    marks = colour_ramps.marks(look.palette)
    kinds: dict[str, Kind] = {marks.no_data: "no_data", marks.suppressed: "suppressed"}
    cells = zip(given.codes, given.colours, given.shown, given.values, strict=True)
    shades = {
        code: Shade(
            colour,
            text,
            "class" if value is not None else kinds.get(colour, "no_data"),
            size=value or 0.0,
        )
        for code, colour, text, value in cells
    }
    return [shades[code] for code in drawn.codes]


def _geojson(rings: Sequence[Sequence[float]]) -> str:
    """Outer rings with their holes: holes turn the other way (RFC 7946) and follow their ring."""
    polygons: list[tuple[LinearRing, list[LinearRing]]] = []
    for flat in rings:
        ring = LinearRing(zip(flat[::2], flat[1::2], strict=True))
        if polygons and not ring.is_ccw:
            polygons[-1][1].append(ring)
        else:
            polygons.append((ring, []))
    return str(shapely.to_geojson(shapely.MultiPolygon(polygons)))

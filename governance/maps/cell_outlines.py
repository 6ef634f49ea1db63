"""The shapes of cells as flat lists of text, written once for each frame and level; lines on them.

Lines are hatching of what has no value, borders of levels, and the chosen area's.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import pydeck as pdk
import shapely

from governance.maps import camera, colour_ramps
from governance.maps.cell_values import Shade
from governance.maps.cells import Cells, Polygon
from governance.maps.deck import STEP, Text, flat, grid, harmless, word
from governance.maps.map_base import Stage

Origin = tuple[float, float]
# Pages show a few frames and levels at a time, of which each is drawn again and again.
KEPT = 64
LINE = 1  # shapely's number for a LineString
FINENESS = 1200
DEGREE = 111_320  # metres of latitude
HATCH = 11  # pixels between lines
# More cells without a value than this stay plain: their lines would be most of the page's bytes.
MOST_HATCHED = 400


def origin(cells: Cells) -> Origin:
    """The middle of the cells, from which their coordinates are counted."""
    west, south, east, north = cells.bounds
    return round((west + east) / 2, 4), round((south + north) / 2, 4)


@lru_cache(maxsize=KEPT)
def _drawn_polygons(cells: Cells) -> tuple[list[Polygon], ...]:
    """The polygons with the corners that can be seen, neighbours still sharing theirs.

    A frame fills some 1,000 pixels: what moves a border by less than one is left out (94 streets
    of Beijing: 255 KB before, 110 KB so).
    """
    if not len(cells):
        return ()
    west, south, east, north = cells.bounds
    shapes = [
        shapely.MultiPolygon([shapely.Polygon(p[0], p[1:]) for p in polygons])
        for polygons in cells.polygons
    ]
    fine = shapely.coverage_simplify(shapes, max(east - west, north - south) / FINENESS)
    return tuple(
        _rings(shape) if not shape.is_empty else polygons
        for shape, polygons in zip(fine, cells.polygons, strict=True)
    )


def _rings(shape: shapely.Geometry) -> list[Polygon]:
    return [
        [list(ring.coords) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shape)
    ]


@lru_cache(maxsize=KEPT)
def parts(cells: Cells) -> tuple[tuple[str, ...], ...]:
    """Of each cell the opening of its data in JSON, one for each of its polygons."""
    start = origin(cells)
    return tuple(
        tuple(
            f'{{"area_code":{quoted(code)},"name":{quoted(name)},"p":{_shape(polygon, start)}'
            for polygon in polygons
        )
        for code, name, polygons in zip(
            cells.codes, cells.names, _drawn_polygons(cells), strict=True
        )
    )


def quoted(text: str) -> str:
    """A text as JSON that deck.gl only shows."""
    return json.dumps(harmless(text), ensure_ascii=False)


def _shape(polygon: Polygon, start: Origin) -> str:
    """A polygon as deck.gl takes it flat: a list, or with holes a list and where they begin."""
    rings = [flat(ring, start) for ring in polygon]
    positions = json.dumps([part for ring in rings for part in ring], separators=(",", ":"))
    if len(rings) == 1:
        return positions
    starts = np.cumsum([len(ring) for ring in rings[:-1]]).tolist()
    return f'{{"positions":{positions},"holeIndices":{json.dumps(starts, separators=(",", ":"))}}}'


@lru_cache(maxsize=KEPT)
def _outlines(cells: Cells, start: Origin, only: str = "") -> Text:
    """Data of the cells' outlines, of one cell or all of them."""
    rows = [
        f'{{"p":{_shape(polygon, start)}}}'
        for code, polygons in zip(cells.codes, _drawn_polygons(cells), strict=True)
        if only in ("", code)
        for polygon in polygons
    ]
    return Text(f"[{','.join(rows)}]")


@lru_cache(maxsize=KEPT)
def _hatching(cells: Cells, single: frozenset[str], crossed: frozenset[str], gap: float) -> Text:
    """Slanted lines across cells, in two directions in `crossed`; gap: degrees between lines.

    The lines of all cells lie on one grid, so that neighbours look like one surface.
    """
    start = origin(cells)
    lines: list[str] = []
    for code, polygons in zip(cells.codes, _drawn_polygons(cells), strict=True):
        slopes = (1, -1) if code in crossed else (1,) if code in single else ()
        for polygon in polygons if slopes else ():
            area = shapely.Polygon(polygon[0], polygon[1:])
            lines += [_line(pair, start) for slope in slopes for pair in _strokes(area, slope, gap)]
    return Text(f"[{','.join(lines)}]")


def _strokes(area: shapely.Polygon, slope: int, gap: float) -> Iterable[Sequence[Sequence[float]]]:
    """The pieces of parallel lines that lie inside an area."""
    west, south, east, north = area.bounds
    low, *_between, high = sorted(y - slope * x for x in (west, east) for y in (south, north))
    offsets = np.arange(np.ceil(low / gap), np.floor(high / gap) + 1) * gap
    if not len(offsets):
        return []
    across = np.broadcast_to([west, east], (len(offsets), 2))
    lines = shapely.linestrings(np.stack([across, slope * across + offsets[:, None]], axis=2))
    cut = shapely.get_parts(shapely.intersection(area, shapely.multilinestrings(lines)))
    inside = cut[shapely.get_type_id(cut) == LINE]
    return [shapely.get_coordinates(piece).tolist() for piece in inside]


def _line(points: Sequence[Sequence[float]], start: Origin) -> str:
    return f'{{"p":{json.dumps(flat(points, start), separators=(",", ":"))}}}'


def side(cells: Cells) -> float:
    """The side of a square as large as the cell in the middle of all by size, in degrees."""
    sizes = [
        shapely.area(shapely.polygons(polygon[0]))
        for polygons in cells.polygons
        for polygon in polygons
    ]
    return float(np.sqrt(np.median(sizes))) if sizes else STEP


def hatches(stage: Stage, shades: Sequence[Shade]) -> list[pdk.Layer]:
    """Lines across cells without a value: one way for no data, both ways for suppressed ones.

    Their colour is deck.gl's own black: one that is set would be faded on a selection.
    """
    kinds = {
        kind: frozenset(
            code
            for code, shade in zip(stage.cells.codes, shades, strict=True)
            if shade.kind == kind
        )
        for kind in ("no_data", "suppressed")
    }
    if len(kinds["no_data"]) > MOST_HATCHED:
        kinds["no_data"] = frozenset()
    if not any(kinds.values()):
        return []
    gap = HATCH * camera.metres(stage.view) / DEGREE
    layer = pdk.Layer(
        "PathLayer",
        _hatching(stage.cells, kinds["no_data"], kinds["suppressed"], round(gap, 6)),
        id="hatch",
        get_path="p",
        get_width=1,
        width_units=word("pixels"),
        opacity=0.28,
        pickable=False,
        **grid(origin(stage.cells)),
    )
    return [layer]


def borders(stage: Stage) -> list[pdk.Layer]:
    """The borders of the levels above, the higher the thicker, and the chosen area's over all."""
    colours = colour_ramps.marks(stage.look.palette)
    wider = 2 if stage.projector else 1
    drawn = [
        _outline(f"borders-{number}", cells, "", colours.border, wider * (2.0 + 1.2 * number))
        for number, cells in enumerate(stage.parents)
    ]
    known = filter(None, (stage.cells, *stage.parents, stage.beside))
    around = next((cells for cells in known if stage.chosen in cells.codes), None)
    if around is None:
        return drawn
    marked = [("halo", colours.halo, 7.0), ("chosen", colours.chosen, 3.5)]
    return drawn + [
        _outline(key, around, stage.chosen, colour, wider * width) for key, colour, width in marked
    ]


def _outline(key: str, cells: Cells, only: str, colour: str, width: float) -> pdk.Layer:
    """Borders as polygons that are not filled, whose lines Streamlit does not fade."""
    start = origin(cells)
    return pdk.Layer(
        "PolygonLayer",
        _outlines(cells, start, only),
        id=key,
        get_polygon="p",
        filled=False,
        stroked=True,
        get_line_color=colour_ramps.rgb(colour),
        get_line_width=width,
        line_width_units=word("pixels"),
        line_joint_rounded=True,
        pickable=False,
        **grid(start),
    )

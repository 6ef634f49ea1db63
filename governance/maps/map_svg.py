"""A drawn map as SVG, its layers from the lowest up: what is taken away looks as what is seen.

Only the base map stays away: its tiles are the page's, and are fetched when they are looked at.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

import h3

from governance.core.palette import FONTS, Palette
from governance.maps import camera, label_placement, point_layers
from governance.maps.camera import View
from governance.maps.deck import STEP, CompactDeck

Layer = Mapping[str, Any]
Point = tuple[float, float]
# The side of a column that is turned to the reader is darker than its top.
SHADED = 0.82


class Paper:
    """Degrees → pixels of a box, for one view."""

    def __init__(self, view: View, box: tuple[int, int], look: Palette) -> None:
        self.view, self.look = view, look
        self.width, self.height = box

    def at(self, lon: float, lat: float) -> Point:
        """Where a place lies, from the left and from the top."""
        right, down = camera.pixels(lon, lat, self.view)
        return self.width / 2 + right, self.height / 2 + down

    def of(self, layer: Layer, place: Sequence[float]) -> Point:
        """The same of a datum's position, in the layer's own measure."""
        if "coordinateOrigin" not in layer:
            return self.at(place[0], place[1])
        west, south, *_height = layer["coordinateOrigin"]
        return self.at(west + place[0] * STEP, south + place[1] * STEP)

    def points(self, layer: Layer, flat: Sequence[float]) -> list[Point]:
        """The same of a row of x, y, x, y and so on."""
        return [self.of(layer, pair) for pair in zip(flat[::2], flat[1::2], strict=True)]


def svg(deck: CompactDeck, box: tuple[int, int], look: Palette, title: str) -> str:
    """The map as a document of its own, in a box of so many pixels; what lies outside is cut."""
    (width, height), whole = box, json.loads(deck.to_json())
    seen = {name: part for name, part in whole["initialViewState"].items() if name != "bearing"}
    paper, layers = Paper(View(**seen), box, look), whole["layers"]
    inside = "".join(
        f'<g id="{escape(layer["id"])}">{"".join(draw(layer, paper))}</g>'
        for layer in layers
        if (draw := DRAWN.get(layer["@@type"]))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" overflow="hidden" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{width}" height="{height}" fill="{look.background}"/>{inside}</svg>'
    )


def _polygons(layer: Layer, paper: Paper) -> Iterator[str]:
    """Cells in their colours, or outlines alone."""
    is_filled = layer.get("filled", True)
    line, width = _ink("stroke", layer["getLineColor"]), layer["getLineWidth"]
    for datum in layer["data"]:
        fill = _ink("fill", datum["c"]) if is_filled else 'fill="none"'
        title = f"<title>{escape(_title_text(datum))}</title>" if is_filled else ""
        path = "".join(f"M{line_path(paper.points(layer, ring))}Z" for ring in _rings(datum["p"]))
        yield (
            f'<path d="{path}" {fill} fill-rule="evenodd" {line} stroke-width="{width}" '
            f'stroke-linejoin="round">{title}</path>'
        )


def _rings(coordinates: Any) -> Iterator[Sequence[float]]:
    """The outer ring, then the holes."""
    if isinstance(coordinates, list):
        yield coordinates
        return
    flat = coordinates["positions"]
    yield from (flat[a:b] for a, b in pairwise([0, *coordinates["holeIndices"], len(flat)]))


def _title_text(datum: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (datum.get("name", ""), datum.get("text", "")))).replace(
        "\n", ", "
    )


def _lines(layer: Layer, paper: Paper) -> Iterator[str]:
    """The hatching of cells without a value."""
    path = "".join(f"M{line_path(paper.points(layer, datum['p']))}" for datum in layer["data"])
    width, opacity = layer["getWidth"], layer["opacity"]
    yield f'<path d="{path}" fill="none" stroke="#000" stroke-width="{width}" opacity="{opacity}"/>'


def _texts(layer: Layer, paper: Paper) -> Iterator[str]:
    """Names on their pills, numbers in their circles."""
    size, ink = layer["getSize"], _ink("fill", layer["_subLayerProps"]["characters"]["getColor"])
    for datum in layer["data"]:
        (x, y), down = paper.of(layer, datum["p"]), datum.get("o", (0, 0))[1]
        lines, high = datum["t"].split("\n"), size * label_placement.LINE
        top = y + down - high * (len(lines) - 1) / 2
        if layer.get("background"):
            yield _pill(layer, lines, (x, y + down), size)
        for place, text in enumerate(lines):
            yield (
                f'<text x="{x:.1f}" y="{top + place * high + size * 0.35:.1f}" {ink} '
                f'font-size="{size}" font-weight="600" font-family="{escape(FONTS)}" '
                f'text-anchor="middle">{escape(text)}</text>'
            )


def _pill(layer: Layer, lines: Sequence[str], middle: Point, size: float) -> str:
    (x, y), (width, height) = middle, label_placement.measure("\n".join(lines), size)
    return (
        f'<rect x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" rx="4" {_ink("fill", layer["getBackgroundColor"])}/>'
    )


def _signs(layer: Layer, paper: Paper) -> Iterator[str]:
    """Records, each a sign of its kind."""
    reach = layer["getSize"] / 2
    for sign in point_layers.signs(paper.look):
        corners = " ".join(f"{x * reach:.1f},{y * reach:.1f}" for x, y in sign.corners)
        edge = f'fill="{sign.colour}" stroke="{paper.look.background}" stroke-width="1"'
        shape = f'<polygon points="{corners}" {edge}/>'
        shape = shape if corners else f'<circle r="{reach * 0.88:.1f}" {edge}/>'
        yield f'<defs><g id="sign-{sign.letter}">{shape}</g></defs>'
    for datum in layer["data"]:
        x, y = paper.of(layer, datum["p"])
        yield f'<use href="#sign-{datum["k"]}" x="{x:.1f}" y="{y:.1f}"/>'


def _circles(layer: Layer, paper: Paper) -> Iterator[str]:
    """Circles as large as their numbers; the base map's lines, which have an address, are not."""
    if isinstance(layer["data"], str):
        return
    own = layer["_subLayerProps"]["points-circle"]
    ink = f"{_ink('fill', own['getFillColor'])} {_ink('stroke', own['getLineColor'])}"
    for datum in layer["data"]:
        x, y = paper.of(layer, datum["geometry"]["coordinates"])
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{datum["r"] * layer["pointRadiusScale"]:.1f}" '
            f'{ink} stroke-width="{layer["getLineWidth"]}">'
            f"<title>{escape(_title_text(datum))}</title></circle>"
        )


def _hexagons(layer: Layer, paper: Paper) -> Iterator[str]:
    line = _ink("stroke", layer["getLineColor"])
    for datum in layer["data"]:
        ring = [paper.at(lon, lat) for lat, lon in h3.cell_to_boundary(datum["id"])]
        yield (
            f'<path d="M{line_path(ring)}Z" {_ink("fill", datum["c"])} {line}>'
            f"<title>{escape(_title_text(datum))}</title></path>"
        )


def _picture(layer: Layer, paper: Paper) -> Iterator[str]:
    """A surface of densities, which is a picture already."""
    west, south, east, north = layer["bounds"]
    (left, top), (right, bottom) = paper.at(west, north), paper.at(east, south)
    yield (
        f'<image href="{escape(layer["image"])}" x="{left:.1f}" y="{top:.1f}" '
        f'width="{right - left:.1f}" height="{bottom - top:.1f}" preserveAspectRatio="none"/>'
    )


def _columns(layer: Layer, paper: Paper) -> Iterator[str]:
    """Columns seen slanting from the south: a top and a front, those behind first."""
    pixel, pitch = camera.metres(paper.view), math.radians(paper.view.pitch)
    wide = layer["cellSize"] / pixel
    deep = wide * math.cos(pitch)
    for datum in sorted(layer["data"], key=lambda column: -float(column["p"][1])):
        x, y = paper.of(layer, datum["p"])
        lift = datum["h"] / pixel * math.sin(pitch)
        front = [round(part * SHADED) for part in datum["c"][:3]]
        box = f'x="{x - wide / 2:.1f}" width="{wide:.1f}"'
        below = f'y="{y + deep / 2 - lift:.1f}" height="{lift:.1f}"'
        yield f"<rect {box} {below} {_ink('fill', front)}/>"
        yield (
            f'<rect {box} y="{y - deep / 2 - lift:.1f}" height="{deep:.1f}" '
            f"{_ink('fill', datum['c'])}><title>{escape(_title_text(datum))}</title></rect>"
        )


DRAWN: Mapping[str, Callable[[Layer, Paper], Iterator[str]]] = {
    "PolygonLayer": _polygons,
    "PathLayer": _lines,
    "TextLayer": _texts,
    "IconLayer": _signs,
    "GeoJsonLayer": _circles,
    "H3HexagonLayer": _hexagons,
    "BitmapLayer": _picture,
    "GridCellLayer": _columns,
}


def _ink(name: str, colour: Sequence[int]) -> str:
    """A colour of deck.gl as an attribute, how much shines through beside it."""
    red, green, blue, *alpha = colour
    shine = f' {name}-opacity="{alpha[0] / 255:.2f}"' if alpha and alpha[0] < 255 else ""
    return f'{name}="#{red:02x}{green:02x}{blue:02x}"{shine}'


def line_path(points: Sequence[Point]) -> str:
    """The points as the body of an SVG path, without its first and last letter."""
    return "L".join(f"{x:.1f},{y:.1f}" for x, y in points)

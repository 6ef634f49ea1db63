"""A map as native shapes of PowerPoint: a group each of areas, of roads and waters, of names."""

from collections.abc import Sequence
from typing import Any

from pptx.util import Pt

from governance.briefings import map_names, slide_style
from governance.briefings.map_fit import Fit
from governance.briefings.map_names import Name
from governance.briefings.powerpoint_private import fit_group, remove_style, see_through
from governance.briefings.powerpoint_text import Box, Pen, box, colour, rectangle
from governance.briefings.slide_content import Ground, Map
from governance.core.i18n import Translator, translator

LEGEND = 3.4  # inches
EMU = 914_400
LETTERS = 11.0  # points of the areas' names
Points = Sequence[tuple[float, float]]


def add_map(slide: Any, area_map: Map, place: Box, lang: str) -> None:
    """Draws the areas, each a shape with its name, and their legend at a place of a slide."""
    (left, top, width, height), _ = place, translator(lang)
    fit = Fit(area_map.shapes, (left, top, width - LEGEND, height))
    areas = _group(slide, _("Areas"))
    for index, rings in enumerate(area_map.shapes):
        if rings:
            shape = _freeform(areas, [fit.ring(ring) for ring in rings], closed=True)
            shape.name = f"{area_map.names[index]} {area_map.shown[index]}"
            _paint(shape, area_map.colours[index], slide_style.light().muted, 0.5)
    fit_group(areas)
    _around(slide, area_map, fit, _)
    _legend(slide, area_map, (left + width - LEGEND + 0.2, top, LEGEND - 0.2, height), lang)


def _group(slide: Any, name: str) -> Any:
    group = slide.shapes.add_group_shape()
    group.name = name
    return group


def _around(slide: Any, area_map: Map, fit: Fit, _: Translator) -> None:
    """What one finds one's way by, above the areas: borders, roads and waters, names."""
    if area_map.borders or area_map.ground:
        lines = _group(slide, _("Roads and waters"))
        for ring in area_map.borders:
            border = _freeform(lines, [fit.ring(ring)], closed=True)
            _paint(border, "", slide_style.light().text, 1.5)
        for part in area_map.ground:
            _ground(lines, part, fit)
        fit_group(lines)
    names = map_names.names(area_map, fit, LETTERS / 72)
    if names:
        group = _group(slide, _("Names of places"))
        for name in names:
            _name(group, name, _.lang)


def _ground(group: Any, part: Ground, fit: Fit) -> None:
    shape, shade = (
        _freeform(group, [fit.ring(part.flat)], closed=part.is_surface),
        map_names.colour(part),
    )
    shape.name = part.name or part.kind
    _paint(shape, shade if part.is_surface else "", shade, map_names.width(part) * 0.75)


def _name(group: Any, name: Name, lang: str) -> None:
    """A name on a ground that lets the areas' colours through."""
    ink = slide_style.light()
    place = (name.x - name.width / 2, name.y - name.height / 2, name.width, name.height)
    pen = Pen(
        lang, round(name.size * 72), ink.muted if name.is_ground else ink.text,
        bold=not name.is_ground, align="center", middle=True,
    )  # fmt: skip
    shape = box(group, place, [name.text], pen)
    shape.text_frame.word_wrap = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(ink.background)
    see_through(shape, 0.72)


def _freeform(group: Any, rings: Sequence[Points], *, closed: bool) -> Any:
    """One shape with all rings of an area: a ring inside another is a hole."""
    first, *others = rings
    builder = group.shapes.build_freeform(*_emu(first[0]), scale=1.0)
    builder.add_line_segments([_emu(point) for point in first[1:]], close=closed)
    for ring in others:
        builder.move_to(*_emu(ring[0]))
        builder.add_line_segments([_emu(point) for point in ring[1:]], close=closed)
    shape = builder.convert_to_shape()
    remove_style(shape)
    return shape


def _paint(shape: Any, fill: str, line: str, points: float) -> None:
    """Fill and line in #rrggbb; "" for no fill."""
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
    else:
        shape.fill.background()
    shape.line.color.rgb = colour(line)
    shape.line.width = Pt(points)


def _emu(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0] * EMU), round(point[1] * EMU)


def _legend(slide: Any, area_map: Map, place: Box, lang: str) -> None:
    left, top, width, _height = place
    ink = slide_style.light()
    box(slide, (left, top, width, 0.6), [area_map.title], Pen(lang, size=12, bold=True))
    above = top + 0.75
    for row in area_map.classes:
        rectangle(slide, (left, above, 0.35, 0.24), row.colour, ink.muted)
        text = (left + 0.45, above, width - 1.1, 0.24)
        box(slide, text, [row.text], Pen(lang, size=12, middle=True))
        count = (left + width - 0.6, above, 0.6, 0.24)
        box(slide, count, [str(row.count)], Pen(lang, size=12, align="right", middle=True))
        above += 0.32
    box(
        slide, (left, above + 0.1, width, 0.6), [*area_map.facts], Pen(lang, size=11, ink=ink.muted)
    )

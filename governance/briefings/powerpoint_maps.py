"""A map as native shapes of PowerPoint: each area is one of its own, with its name."""

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from governance.briefings import slide_style
from governance.briefings.map_projection import Fit
from governance.briefings.powerpoint_private import remove_style
from governance.briefings.powerpoint_text import Box, Pen, box, colour
from governance.briefings.slide_content import Map

LEGEND = 3.4  # inches
EMU = 914_400


def add(slide: Any, given: Map, place: Box, lang: str) -> None:
    """Draws the areas with their legend at a place of a slide."""
    left, top, width, height = place
    fit = Fit(given.shapes, (left, top, width - LEGEND, height))
    for index, rings in enumerate(given.shapes):
        if rings:
            name = f"{given.names[index]} {given.shown[index]}"
            _area(slide, [fit.ring(ring) for ring in rings], given.colours[index], name)
    _legend(slide, given, (left + width - LEGEND + 0.2, top, LEGEND - 0.2, height), lang)


def _area(slide: Any, rings: list[list[tuple[float, float]]], shade: str, name: str) -> None:
    """One freeform with all rings of an area: a ring inside another is a hole."""
    first, *others = rings
    builder = slide.shapes.build_freeform(*_emu(first[0]), scale=1.0)
    builder.add_line_segments([_emu(point) for point in first[1:]], close=True)
    for ring in others:
        builder.move_to(*_emu(ring[0]))
        builder.add_line_segments([_emu(point) for point in ring[1:]], close=True)
    shape = builder.convert_to_shape()
    shape.name = name
    remove_style(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(shade)
    shape.line.color.rgb = colour(slide_style.light().muted)
    shape.line.width = Pt(0.5)


def _emu(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0] * EMU), round(point[1] * EMU)


def _legend(slide: Any, given: Map, place: Box, lang: str) -> None:
    left, top, width, _height = place
    ink = slide_style.light()
    box(slide, (left, top, width, 0.6), [given.title], Pen(lang, size=12, bold=True))
    above = top + 0.75
    for one in given.classes:
        swatch = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *(Inches(part) for part in (left, above, 0.35, 0.24))
        )
        remove_style(swatch)
        swatch.fill.solid()
        swatch.fill.fore_color.rgb = colour(one.colour)
        swatch.line.color.rgb = colour(ink.muted)
        text = (left + 0.45, above, width - 1.1, 0.24)
        box(slide, text, [one.text], Pen(lang, size=12, middle=True))
        count = (left + width - 0.6, above, 0.6, 0.24)
        box(slide, count, [str(one.count)], Pen(lang, size=12, align="right", middle=True))
        above += 0.32
    box(slide, (left, above + 0.1, width, 0.6), [*given.facts], Pen(lang, size=11, ink=ink.muted))

"""Tables and maps as native shapes of PowerPoint, which can be edited; no text is cut."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches, Pt

from governance.briefings import slide_style, table_fitting
from governance.briefings.map_outlines import Fit
from governance.briefings.powerpoint_private import remove_style
from governance.briefings.powerpoint_text import Box, Pen, box, colour, rectangle, write
from governance.briefings.slide_content import Map, Table

LEGEND = 3.4  # inches
EMU = 914_400


def add_table(slide: Any, table: Table, place: Box, lang: str) -> None:
    """Draws the rows and columns that a page shows at a place of a slide."""
    left, top, width, height = place
    fit, texts = table_fitting.fit(table, width, height), table_fitting.texts(table)
    size = (len(fit.heights), len(fit.widths))
    within = (left, top, sum(fit.widths), sum(fit.heights))
    frame = slide.shapes.add_table(*size, *(Inches(part) for part in within))
    frame.name = table.title
    columns, plain = table_fitting.drawn(table), slide_style.light().text
    for number, wide in enumerate(fit.widths):
        frame.table.columns[number].width = Inches(wide)
    for row, line in enumerate(texts):
        frame.table.rows[row].height = Inches(fit.heights[row])
        for number, text in enumerate(line):
            is_number = columns[number].kind != "text"
            is_judged = row > 0 and columns[number].name in ("verdict", "kind", "change")
            tone = table.tones[row - 1] if is_judged else ""
            ink = slide_style.tone(tone) if tone in ("better", "worse", "missed") else plain
            align = "right" if is_number else "left"
            pen = Pen(lang, fit.size, ink, bold=row == 0 or ink != plain, align=align)
            _cell(frame.table.cell(row, number), text, pen, is_head=row == 0)


def _cell(cell: Any, text: str, pen: Pen, *, is_head: bool) -> None:
    ink = slide_style.light()
    cell.margin_left = cell.margin_right = Inches(table_fitting.AIR / 2)
    cell.margin_top = cell.margin_bottom = Inches(0.01)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(ink.surface if is_head else ink.background)
    write(cell.text_frame, [text], pen)


def add_map(slide: Any, area_map: Map, place: Box, lang: str) -> None:
    """Draws the areas, each a shape with its name, and their legend at a place of a slide."""
    left, top, width, height = place
    fit = Fit(area_map.shapes, (left, top, width - LEGEND, height))
    for index, rings in enumerate(area_map.shapes):
        if rings:
            name = f"{area_map.names[index]} {area_map.shown[index]}"
            _area(slide, [fit.ring(ring) for ring in rings], area_map.colours[index], name)
    _legend(slide, area_map, (left + width - LEGEND + 0.2, top, LEGEND - 0.2, height), lang)


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

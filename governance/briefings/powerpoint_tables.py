"""Tables as native ones of PowerPoint, which can be edited; no text is cut."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches

from governance.briefings import slide_style, table_fitting
from governance.briefings.powerpoint_text import Box, Pen, box, colour, write
from governance.briefings.slide_content import Table
from governance.core.i18n import translator

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
    if said := table_fitting.counted(table, translator(lang)):
        below = (left, top + sum(fit.heights) + 0.06, width, table_fitting.BELOW - 0.06)
        box(slide, below, [said], Pen(lang, 11, slide_style.light().muted))


def _cell(cell: Any, text: str, pen: Pen, *, is_head: bool) -> None:
    ink = slide_style.light()
    cell.margin_left = cell.margin_right = Inches(table_fitting.AIR / 2)
    cell.margin_top = cell.margin_bottom = Inches(0.01)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(ink.surface if is_head else ink.background)
    write(cell.text_frame, [text], pen)

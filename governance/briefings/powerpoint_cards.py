"""Cards of key figures on a slide of PowerPoint: each a group of its rectangle and its texts."""

from collections.abc import Sequence
from typing import Any

from pptx.util import Pt

from governance.briefings import key_figures_slide, pagination, slide_style
from governance.briefings.powerpoint_text import Box, Pen, box, rectangle, set_language
from governance.briefings.slide_content import Figure
from governance.briefings.slide_style import GAP
from governance.core.i18n import translator


def add(slide: Any, figures: Sequence[Figure], room: Box, lang: str) -> None:
    """A card a figure, up to four in a row."""
    left, top, inside, tall = room
    across = min(len(figures), 3 if len(figures) <= 6 else 4) or 1
    down = -(-len(figures) // across)
    width = (inside - GAP * (across - 1)) / across
    height = tall / down - GAP
    for place, figure in enumerate(figures):
        beside = left + (place % across) * (width + GAP)
        above = top + (place // across) * (height + GAP)
        _card(slide, figure, (beside, above, width, min(height, 2.5)), lang)


def _card(slide: Any, figure: Figure, place: Box, lang: str) -> None:
    left, top, width, height = place
    ink, group = slide_style.light(), slide.shapes.add_group_shape()
    group.name = figure.title
    rectangle(group, place, ink.surface, ink.border)
    inside = (left + 0.15, top + 0.1, width - 0.3, 0.32)
    title = Pen(lang, heading(figure.title, width), ink.text, bold=True)
    box(group, inside, [figure.title], title)
    _number(group, figure, (left + 0.15, top + 0.42, width - 0.3, 0.6), lang)
    rows = key_figures_slide.card_lines(figure, translator(lang))
    step = min((height - 1.1) / max(len(rows), 1), 0.3)
    for number, (text, tone) in enumerate(rows):
        line = (left + 0.15, top + 1.02 + number * step, width - 0.3, step)
        shade = slide_style.tone(tone) if tone in ("better", "worse") else ink.text
        box(group, line, [text], Pen(lang, size=12 if step > 0.22 else 10, ink=shade))


def heading(title: str, width: float) -> float:
    """Points in which a card's title stands on one line, in whichever font the machine has."""
    sizes = ((15, 6.6), (12, 8.2), (10, 9.9))  # with how many narrow bold letters an inch holds
    return next(
        (size for size, inch in sizes if pagination.lines([title], int(width * inch)) == 1), 9
    )


def _number(group: Any, figure: Figure, place: Box, lang: str) -> None:
    """The number large, its unit smaller behind it."""
    number, unit = figure.parts
    size = 30 if pagination.lines([number], int(place[2] * 4)) == 1 else 18
    ink = slide_style.light().text
    shape = box(group, place, [number], Pen(lang, size, ink, bold=True))
    if unit:
        run = shape.text_frame.paragraphs[0].add_run()
        run.text = unit if unit == "%" else f" {unit}"
        run.font.size, run.font.bold = Pt(size if unit == "%" else 13), unit == "%"
        set_language(run, lang)

"""A deck as PowerPoint (16:9): charts and tables that can be edited, notes, and source lines."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches, Pt

from governance.briefings import (
    appendix,
    html_file,
    key_figures_slide,
    pagination,
    powerpoint_charts,
    powerpoint_shapes,
    slide_style,
    xlsx_file,
)
from governance.briefings.appendix import Entry
from governance.briefings.pagination import Page, Progress, nothing
from governance.briefings.powerpoint_private import replace_content, run_properties
from governance.briefings.powerpoint_text import FONT, Box, Pen, box, rectangle, spell, write
from governance.briefings.slide_content import Deck, Figure
from governance.briefings.slide_style import FOOT, GAP, INSIDE, LEFT
from governance.charts.model import Chart
from governance.core.i18n import translator

TITLE_ONLY = 5


def pptx_bytes(deck: Deck, progress: Progress = nothing) -> bytes:
    """The deck as a .pptx file; `progress` hears after each page how many of all are done."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(slide_style.WIDTH), Inches(slide_style.HEIGHT)
    _theme(show)
    show.core_properties.title, show.core_properties.author = deck.title, ""
    show.core_properties.comments = f"{deck.build} {deck.warning}".strip()
    annex = _annex(deck)
    for page in pagination.pages(deck):
        _page(show, page, deck, page.total + len(annex))
        progress(page.number, page.total)
    shown = len(show.slides)
    for number, (title, entries) in enumerate(annex, start=shown + 1):
        _listed(show, title, entries, deck, f"{number} / {shown + len(annex)}")
    stream = BytesIO()
    show.save(stream)
    return stream.getvalue()


def _theme(show: Any) -> None:
    """Chinese fonts for everything that is written into the file later on, too."""
    part = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    for old in ('<a:latin typeface="Calibri"/>', '<a:ea typeface=""/>'):
        tag = old.split()[0]
        text = text.replace(old, f'{tag} typeface="{FONT}"/>')
    replace_content(part, text.encode("utf-8"))


def _annex(deck: Deck) -> list[tuple[str, list[Entry]]]:
    """The last slides: definitions, how figures were judged, and where they are from."""
    _ = translator(deck.lang)
    facts: list[Entry] = [(name, [text]) for name, text in xlsx_file.facts(deck).items()]
    return [*appendix.entries(deck, _), (_("Sources"), facts)]


def _listed(show: Any, title: str, entries: Sequence[Entry], deck: Deck, number: str) -> None:
    """A slide of the annex: headings in bold, their texts below them."""
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    _title(slide, title, deck.lang)
    lines = [line for name, texts in entries for line in (name, *texts)]
    place = (LEFT, slide_style.WHERE, INSIDE, FOOT - slide_style.WHERE - GAP)
    written = box(slide, place, lines, Pen(deck.lang, size=12)).text_frame.paragraphs
    at = 0
    for _name, texts in entries:
        written[at].runs[0].font.bold = True
        at += 1 + len(texts)
    _foot(slide, "", number, deck)


def _page(show: Any, page: Page, deck: Deck, total: int) -> None:
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    content, lang, ink = page.slide, deck.lang, slide_style.light()
    _title(slide, page.title, lang)
    where = (LEFT, slide_style.WHERE, INSIDE, 0.3)
    box(slide, where, [content.where], Pen(lang, size=13, ink=ink.muted))
    sentences = html_file.lead(page)
    count = pagination.lines(sentences)
    size = slide_style.size_of_words(count)
    top = slide_style.below_words(count)
    words = (LEFT, slide_style.WORDS, INSIDE, max(top - slide_style.WORDS - GAP, 0.1))
    if sentences:
        box(slide, words, sentences, Pen(lang, size=size))
    if not content.trouble:
        BODIES[content.kind](slide, page, top, lang)
    _foot(slide, content.footing, f"{page.number} / {total}", deck)
    notes = pagination.notes(content, translator(lang))
    slide.notes_slide.notes_text_frame.text = "\n".join(notes).strip()


def _title(slide: Any, text: str, lang: str) -> None:
    title = slide.shapes.title
    title.left, title.top = Inches(LEFT), Inches(slide_style.TITLE)
    title.width, title.height = Inches(INSIDE), Inches(0.6)
    frame = title.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    size = pagination.title_size(text)
    write(frame, [text], Pen(lang, size=size, ink=slide_style.light().text, bold=True))


def _foot(slide: Any, said: str, number: str, deck: Deck) -> None:
    lang, ink = deck.lang, slide_style.light()
    place = (LEFT, FOOT, INSIDE - 1.2, 0.25)
    shade = ink.text if deck.warning else ink.muted
    box(slide, place, [said], Pen(lang, size=9, ink=shade))
    corner = (LEFT + INSIDE - 1.0, FOOT, 1.0, 0.25)
    box(slide, corner, [number], Pen(lang, size=10, align="right"))


def _text(slide: Any, page: Page, top: float, lang: str) -> None:
    """What somebody wrote, large."""
    lines = page.slide.comment.splitlines()
    size = 28 if pagination.lines(lines, 60) <= 8 else 20
    box(slide, (LEFT, top + 0.3, INSIDE, FOOT - top - 0.5), lines, Pen(lang, size=size))


def _figures(slide: Any, page: Page, top: float, lang: str) -> None:
    """A card a figure, up to four in a row."""
    figures = page.slide.figures
    across = min(len(figures), 3 if len(figures) <= 6 else 4) or 1
    down = -(-len(figures) // across)
    width = (INSIDE - GAP * (across - 1)) / across
    height = (FOOT - top - GAP * down) / down
    for place, figure in enumerate(figures):
        left = LEFT + (place % across) * (width + GAP)
        above = top + (place // across) * (height + GAP)
        _card(slide, figure, (left, above, width, min(height, 2.5)), lang)


def _card(slide: Any, figure: Figure, place: Box, lang: str) -> None:
    left, top, width, height = place
    ink = slide_style.light()
    rectangle(slide, place, ink.surface, ink.border).name = figure.title
    inside = (left + 0.15, top + 0.1, width - 0.3, 0.32)
    box(slide, inside, [figure.title], Pen(lang, size=_heading(figure.title, width), bold=True))
    _number(slide, figure, (left + 0.15, top + 0.42, width - 0.3, 0.6), lang)
    rows = key_figures_slide.card_lines(figure, translator(lang))
    step = min((height - 1.1) / max(len(rows), 1), 0.3)
    for number, (text, tone) in enumerate(rows):
        line = (left + 0.15, top + 1.02 + number * step, width - 0.3, step)
        shade = slide_style.tone(tone) if tone in ("better", "worse") else ink.text
        box(slide, line, [text], Pen(lang, size=12 if step > 0.22 else 10, ink=shade))


def _heading(title: str, width: float) -> float:
    """Points in which a card's title stands on one line, in whichever font the machine has."""
    sizes = ((15, 6.6), (12, 8.2), (10, 9.9))  # with how many narrow bold letters an inch holds
    return next(
        (size for size, inch in sizes if pagination.lines([title], int(width * inch)) == 1), 9
    )


def _number(slide: Any, figure: Figure, place: Box, lang: str) -> None:
    """The number large, its unit smaller behind it."""
    number, unit = figure.parts
    size = 30 if pagination.lines([number], int(place[2] * 4)) == 1 else 18
    shape = box(slide, place, [number], Pen(lang, size=size, bold=True))
    if unit:
        run = shape.text_frame.paragraphs[0].add_run()
        run.text = unit if unit == "%" else f" {unit}"
        run.font.size, run.font.bold = Pt(size if unit == "%" else 13), unit == "%"
        spell(run_properties(run), lang)


def _trend(slide: Any, page: Page, top: float, lang: str) -> None:
    for chart in page.slide.charts:
        _chart(slide, chart, (LEFT, top, INSIDE, FOOT - top - GAP), lang)


def _chart(slide: Any, chart: Chart, place: Box, lang: str) -> None:
    """A chart, and below it what is said of it."""
    (left, top, wide, height), said = place, html_file.beside(chart)
    below = 0.3 if said else 0.0
    powerpoint_charts.add(slide, chart, (left, top, wide, height - below), lang)
    if said:
        note = (left, top + height - 0.28, wide, 0.28)
        box(slide, note, [said], Pen(lang, size=11, ink=slide_style.light().muted))


def _areas(slide: Any, page: Page, top: float, lang: str) -> None:
    """The chart on the left, the table on the right; each alone has the whole width."""
    content = page.slide
    table = html_file.shown(page)
    height = FOOT - top - GAP
    wide = INSIDE * html_file.CHART if table else INSIDE
    for chart in content.charts[:1]:
        _chart(slide, chart, (LEFT, top, wide, height), lang)
    if table:
        left = LEFT + (wide + GAP if content.charts else 0)
        powerpoint_shapes.add_table(slide, table, (left, top, LEFT + INSIDE - left, height), lang)


def _map(slide: Any, page: Page, top: float, lang: str) -> None:
    if page.part == 1 and any(area_map.shapes for area_map in page.slide.maps):
        for area_map in page.slide.maps:
            powerpoint_shapes.add_map(slide, area_map, (LEFT, top, INSIDE, FOOT - top - GAP), lang)
        return
    _areas(slide, page, top, lang)


BODIES: Mapping[str, Callable[[Any, Page, float, str], None]] = {
    "text": _text,
    "metric": _figures,
    "trend": _trend,
    "months": _trend,
    "ranking": _areas,
    "table": _areas,
    "attention": _areas,
    "followups": _areas,
    "map": _map,
    "causes": _areas,
    "overdue": _areas,
    "rebounds": _areas,
    "kept": _areas,
}

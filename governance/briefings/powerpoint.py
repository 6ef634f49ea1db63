"""A deck as PowerPoint (16:9): charts and tables that can be edited, notes, and source lines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from governance.briefings import (
    appendix,
    html_file,
    pagination,
    powerpoint_cards,
    powerpoint_charts,
    powerpoint_maps,
    powerpoint_tables,
    powerpoint_theme,
    slide_style,
    xlsx_file,
)
from governance.briefings.appendix import Entry
from governance.briefings.pagination import Page, Progress, nothing
from governance.briefings.powerpoint_master import WHERE, WORDS
from governance.briefings.powerpoint_text import Box, Pen, box
from governance.briefings.powerpoint_theme import Theme
from governance.briefings.slide_content import Deck
from governance.briefings.slide_style import GAP
from governance.charts.model import Chart
from governance.core.i18n import translator


@dataclass(frozen=True)
class Sheet:
    """A slide that is being drawn, and the room below its sentences."""

    theme: Theme
    slide: Any
    page: Page
    room: Box
    lang: str


def pptx_bytes(deck: Deck, progress: Progress = nothing) -> bytes:
    """The deck as a .pptx file; `progress` hears after each page how many of all are done.

    Raises BriefingError where the office's theme cannot be used.
    """
    theme = powerpoint_theme.load(translator(deck.lang))
    about = theme.show.core_properties
    about.title, about.author = deck.title, ""
    about.comments = f"{deck.build} {deck.warning}".strip()
    if deck.has_cover:
        _cover(theme, deck)
    for page in pagination.pages(deck):
        _page(theme, page, deck)
        progress(page.number, page.total)
    for title, entries in _annex(deck):
        _listed(theme, title, entries, deck)
    stream = BytesIO()
    theme.show.save(stream)
    return stream.getvalue()


def _cover(theme: Theme, deck: Deck) -> None:
    """What it is, of which office and days, and that its data is made up where it is."""
    slide = theme.show.slides.add_slide(theme.cover)
    powerpoint_theme.put(slide.shapes.title, [deck.title], deck.lang)
    below = powerpoint_theme.holder(slide, *powerpoint_theme.BELOW)
    if below is not None:
        powerpoint_theme.put(below, deck.scope, deck.lang)
    powerpoint_theme.tidy(slide)
    powerpoint_theme.foot(slide, theme, "", deck.dated, deck.lang)


def _annex(deck: Deck) -> list[tuple[str, list[Entry]]]:
    """The last slides: definitions, how figures were judged, and where they are from."""
    _ = translator(deck.lang)
    facts: list[Entry] = [(name, [text]) for name, text in xlsx_file.facts(deck).items()]
    return [*appendix.entries(deck, _), (_("Sources"), facts)]


def _listed(theme: Theme, title: str, entries: Sequence[Entry], deck: Deck) -> None:
    """A slide of the annex: headings in bold, their texts below them."""
    slide = powerpoint_theme.add(theme, title, deck.lang)
    lines = [line for name, texts in entries for line in (name, *texts)]
    top = slide_style.WHERE + theme.shift
    place = (theme.left, top, theme.width, theme.foot - top - GAP)
    pen = Pen(deck.lang, size=12)
    written = powerpoint_theme.say(theme, slide, WORDS, place, lines, pen).text_frame.paragraphs
    at = 0
    for _name, texts in entries:
        written[at].runs[0].font.bold = True
        at += 1 + len(texts)
    _end(theme, slide, deck, "")


def _page(theme: Theme, page: Page, deck: Deck) -> None:
    slide = powerpoint_theme.add(theme, page.title, deck.lang)
    content, lang, shift = page.slide, deck.lang, theme.shift
    if content.lit:
        powerpoint_theme.light_up(slide.shapes.title, content.lit, slide_style.light().bad)
    where = (theme.left, slide_style.WHERE + shift, theme.width, 0.3)
    scope = Pen(lang, 0 if theme.is_own else 13, "" if theme.is_own else slide_style.light().muted)
    powerpoint_theme.say(theme, slide, WHERE, where, [content.where], scope)
    sentences = html_file.lead(page)
    count = pagination.lines(sentences)
    top = slide_style.below_words(count) + shift
    if sentences:
        above = slide_style.WORDS + shift
        words = (theme.left, above, theme.width, max(top - above - GAP, 0.1))
        pen = Pen(lang, slide_style.size_of_words(count))
        powerpoint_theme.say(theme, slide, WORDS, words, sentences, pen)
    if not content.trouble:
        room = (theme.left, top, theme.width, theme.foot - top - GAP)
        BODIES[content.kind](Sheet(theme, slide, page, room, lang))
    _end(theme, slide, deck, content.footing)
    notes = pagination.notes(content, translator(lang))
    slide.notes_slide.notes_text_frame.text = "\n".join(notes).strip()


def _end(theme: Theme, slide: Any, deck: Deck, said: str) -> None:
    powerpoint_theme.tidy(slide)
    office, *days = deck.scope or ("",)
    names = " · ".join(filter(None, (office, deck.title, *days)))
    powerpoint_theme.foot(slide, theme, names, said or deck.dated, deck.lang)


def _text(sheet: Sheet) -> None:
    """What somebody wrote, large."""
    texts = sheet.page.slide.comment.splitlines()
    left, top, width, height = sheet.room
    pen = Pen(sheet.lang, 26 if pagination.lines(texts, 60) <= 8 else 20)
    place = (left, top + 0.3, width, height - 0.3)
    shape = powerpoint_theme.say(sheet.theme, sheet.slide, WORDS, place, texts, pen)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.line_spacing = 1.3


def _figures(sheet: Sheet) -> None:
    powerpoint_cards.add(sheet.slide, sheet.page.slide.figures, sheet.room, sheet.lang)


def _trend(sheet: Sheet) -> None:
    for chart in sheet.page.slide.charts:
        _chart(sheet, chart, sheet.room)


def _chart(sheet: Sheet, chart: Chart, place: Box) -> None:
    """A chart, and below it what is said of it."""
    (left, top, wide, height), said = place, html_file.beside(chart)
    below = 0.3 if said else 0.0
    powerpoint_charts.add(sheet.slide, chart, (left, top, wide, height - below), sheet.lang)
    if said:
        note = (left, top + height - 0.28, wide, 0.28)
        box(sheet.slide, note, [said], Pen(sheet.lang, 11, slide_style.light().muted))


def _areas(sheet: Sheet) -> None:
    """The chart on the left, the table on the right; each alone has the whole width."""
    (left, top, width, height), charts = sheet.room, sheet.page.slide.charts
    table = html_file.shown(sheet.page)
    wide = width * html_file.CHART if table else width
    for chart in charts[:1]:
        _chart(sheet, chart, (left, top, wide, height))
    if table:
        beside = wide + GAP if charts else 0
        place = (left + beside, top, width - beside, height)
        powerpoint_tables.add_table(sheet.slide, table, place, sheet.lang)


def _map(sheet: Sheet) -> None:
    maps = sheet.page.slide.maps
    if sheet.page.part > 1 or not any(area_map.shapes for area_map in maps):
        _areas(sheet)
        return
    for area_map in maps:
        powerpoint_maps.add_map(sheet.slide, area_map, sheet.room, sheet.lang)


BODIES: Mapping[str, Callable[[Sheet], None]] = {
    "text": _text,
    "metric": _figures,
    "trend": _trend,
    "months": _trend,
    "ranking": _areas,
    "table": _areas,
    "attention": _areas,
    "improved": _areas,
    "followups": _areas,
    "map": _map,
    "causes": _areas,
    "pivot": _areas,
    "overdue": _areas,
    "rebounds": _areas,
    "kept": _areas,
}

"""A deck as an editable document of Word: cover, a chapter a slide, definitions and sources."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from governance.briefings import (
    html_file,
    pagination,
    slide_style,
    table_fitting,
    word_pictures,
    word_table,
    word_text,
    xlsx_file,
)
from governance.briefings.key_figures_slide import card_lines
from governance.briefings.pagination import Progress, nothing
from governance.briefings.slide_content import Deck, Figure, Map, SlideContent, Table
from governance.briefings.word_table import Cell
from governance.core.i18n import Translator, translator
from governance.metrics.query import parse_filters
from governance.receipts import addresses

# Inches of the columns of figures, of a map's legend, of the receipts and of the files.
FIGURES, LEGEND = (1.7, 1.3, 3.15), (0.6, 4.35, 1.2)
RECEIPTS, FILES = (1.5, 1.4, 3.25), (1.95, 1.0, 0.85, 0.85, 1.5)


def docx_bytes(deck: Deck, progress: Progress = nothing) -> bytes:
    """The deck as a .docx file; `progress` hears after each slide how many of all are done."""
    _, document = translator(deck.lang), word_text.new(deck.lang)
    document.core_properties.title, document.core_properties.author = deck.title, ""
    document.core_properties.comments = f"{deck.build} {deck.warning}".strip()
    _cover(document, deck, _)
    told = deck.told
    for number, slide in enumerate(told, start=1):
        _chapter(document, slide, _)
        progress(number, len(told))
    _annex(document, deck, _)
    foot = " · ".join(filter(None, (deck.warning, deck.title, deck.build)))
    ink = slide_style.light()
    word_text.number_pages(document, foot, ink.bad if deck.warning else ink.muted)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _cover(document: Any, deck: Deck, _: Translator) -> None:
    """What it is, of which office and days, and that its data is made up where it is."""
    ink = slide_style.light()
    word_text.add(document, deck.title, "Title")
    for text in deck.scope:
        word_text.add(document, text, "Subtitle")
    if deck.warning:
        word_text.add(document, deck.warning, "Subtitle", ink.bad)
    for heading, text in xlsx_file.facts(deck).items():
        if text not in (deck.title, deck.warning):
            said = _("{heading}: {text}", heading=heading, text=text)
            word_text.add(document, said, "Caption", ink.muted)
    document.add_page_break()


def _chapter(document: Any, slide: SlideContent, _: Translator) -> None:
    word_text.add(document, slide.title, "Heading 1")
    where = word_text.add(document, slide.where, "Caption", slide_style.light().muted)
    where.paragraph_format.keep_with_next = True
    said = (slide.trouble,) if slide.trouble else (*slide.words, *slide.comment.splitlines())
    word_text.add_sentences(document, said, _.lang)
    if slide.trouble:
        return
    if slide.kind == "metric" and slide.figures:
        _figures(document, slide.figures, _)
    for chart in slide.charts:
        word_pictures.add_chart(document, chart, _.lang)
        word_text.add(document, html_file.beside(chart), "Caption", slide_style.light().muted)
    for area_map in slide.maps:
        if any(area_map.shapes):
            word_pictures.add_map(document, area_map)
        _legend(document, area_map, _)
    for table in slide.tables:
        if table.drawn:
            _table(document, table, _)


def _table(document: Any, table: Table, _: Translator) -> None:
    """The rows that a slide shows, and which of all they are."""
    word_table.add(document, table)
    if said := table_fitting.counted(table, _):
        word_text.add(document, said, "Caption", slide_style.light().muted)


def _figures(document: Any, figures: Sequence[Figure], _: Translator) -> None:
    """A row a figure: its number, and what a card says below it."""
    heads = [Cell(_("Metric")), Cell(_("Value"), is_number=True), Cell(_("Compared"))]
    rows = []
    for figure in figures:
        number, unit = figure.parts
        shown = number + (unit if unit in ("", "%") else f" {unit}")
        below = "\n".join(text for text, _tone in card_lines(figure, _) if text)
        rows.append([Cell(figure.title), Cell(shown, is_number=True), Cell(below)])
    word_table.add_rows(document, [heads, *rows], FIGURES)


def _legend(document: Any, area_map: Map, _: Translator) -> None:
    """What the colours of a map mean, how many areas have each, and how they were made."""
    heads = [Cell(""), Cell(area_map.title), Cell(_("Areas"), is_number=True)]
    rows = [
        [Cell("", fill=row.colour), Cell(row.text), Cell(str(row.count), is_number=True)]
        for row in area_map.classes
    ]
    word_table.add_rows(document, [heads, *rows], LEGEND)
    for fact in area_map.facts:
        word_text.add(document, fact, "Caption", slide_style.light().muted)


def _annex(document: Any, deck: Deck, _: Translator) -> None:
    document.add_page_break()
    word_text.add(document, _("Definitions"), "Heading 1")
    for definition in deck.definitions:
        word_text.add(document, pagination.defined(definition, _), "Heading 2")
        for text in pagination.explained(definition, _):
            word_text.add(document, text, "Caption")
    word_text.add(document, _("Sources"), "Heading 1")
    for heading, text in xlsx_file.facts(deck).items():
        word_text.add(document, _("{heading}: {text}", heading=heading, text=text), "Caption")
    _receipts(document, deck, _)
    _files(document, deck, _)


def _receipts(document: Any, deck: Deck, _: Translator) -> None:
    """Where each number can be followed to its records, in the dashboard."""
    names = (_("Slide"), _("Metric"), _("Receipt: behind the dashboard's address"))
    rows = [
        [Cell(slide.title), Cell(definition.title), Cell(_receipt(slide, definition.key))]
        for slide in deck.told
        for definition in slide.definitions
        if slide.place  # a state frozen before slides kept their scope has none
    ]
    if rows:
        word_table.add_rows(document, [[*map(Cell, names)], *rows], RECEIPTS)


def _receipt(slide: SlideContent, key: str) -> str:
    window, filters = (slide.start, slide.end), parse_filters(slide.filters)
    return addresses.figure(key, slide.area, window, filters, slide.rules)


def _files(document: Any, deck: Deck, _: Translator) -> None:
    counts = (_("Rows read"), _("Accepted"))
    heads = [Cell(_("File")), Cell(_("Dataset")), *(Cell(name, is_number=True) for name in counts)]
    rows = [
        [
            *(Cell(item.path), Cell(item.dataset)),
            *(Cell(f"{count:,}", is_number=True) for count in (item.rows, item.accepted)),
            Cell(item.sha256[:16]),
        ]
        for item in deck.files
    ]
    word_table.add_rows(document, [[*heads, Cell(_("SHA-256"))], *rows], FILES)

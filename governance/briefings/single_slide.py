"""One slide as a picture by itself: its chart or map as SVG, or the whole page for a browser."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from governance.briefings import html_file, map_outlines, slide_style
from governance.briefings.slide_content import Deck, Map, SlideContent
from governance.charts.model import Chart
from governance.charts.svg import picture
from governance.core import export_tables
from governance.core.i18n import TranslatedError, Translator, mark
from governance.core.palette import FONTS

WIDTH, HEIGHT, PAD = 1280, 720, 40
# The place of a legend beside a map, and of what a line of text takes in points of its letters.
SIDE, LEADING = 330, 1.5
# Pixels of a narrow letter for each pixel of the type.
LETTER = 0.56
# What charts and maps of a page look like, without their size there and what a pointer does.
RULES = re.compile(r"^\.page (\.(?:chart|areas) [^{:]+\{[^}]*\})", re.MULTILINE)
COLOUR = re.compile(r"var\(--g-(\w+)\)")
NO_PICTURE = mark(
    "“{title}” has no chart and no map, so there is no SVG of it; PNG draws the whole slide"
)


class PictureError(TranslatedError):
    """There is no such picture."""


def has_figure(slide: SlideContent) -> bool:
    """Whether there is a chart or a map to be a picture of its own."""
    return bool(slide.charts) or any(any(area_map.shapes) for area_map in slide.maps)


def figure(slide: SlideContent, width: int, height: int, _: Translator) -> str:
    """The slide's chart or map with its legend as one <svg>, "" where it has neither."""
    drawn = [_map(area_map, width, height) for area_map in slide.maps if any(area_map.shapes)]
    drawn += [_chart(chart, width, height, _) for chart in slide.charts]
    if not drawn:
        return ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" font-size="13" font-family="{FONTS}">'
        f"<title>{escape(slide.title)}</title><style>{_rules()}</style>{drawn[0]}</svg>"
    )


def _rules() -> str:
    """The rules of charts and maps with the colours themselves: what draws SVG knows no names."""
    rules = "\n".join(RULES.findall(html_file.SLIDE.read_text(encoding="utf-8")))
    return COLOUR.sub(lambda match: str(getattr(slide_style.light(), match[1])), rules)


def svg(deck: Deck, _: Translator) -> str:
    """The deck's first slide with title, scope, sentences and sources. Raises PictureError."""
    slide, ink, room = deck.slides[0], slide_style.light(), WIDTH - 2 * PAD
    above = [(slide.title, 30, 700, ink.text), (slide.where, 16, 400, ink.muted)]
    above += [(text, 18, 400, ink.text) for text in (*slide.words, *slide.comment.splitlines())]
    foot = [
        (text, 12, 400, ink.bad if text == deck.warning else ink.muted) for text in slide.sources
    ]
    head, top = _lines(above, PAD, PAD * 0.6, room)
    _foot, tall = _lines(foot, PAD, 0, room)
    below, _end = _lines(foot, PAD, HEIGHT - tall - 14, room)
    made = figure(slide, room, int(HEIGHT - top - tall - 40), _)
    if not made:
        raise PictureError(NO_PICTURE, title=slide.about)
    place = made.replace("<svg ", f'<svg x="{PAD}" y="{top + 12:.0f}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" lang="{_.lang}" font-family="{FONTS}">'
        f'<title>{escape(slide.title)}</title><rect width="{WIDTH}" height="{HEIGHT}" '
        f'fill="{ink.background}"/>{head}{place}{below}</svg>'
    )


def page(deck: Deck) -> str:
    """The deck's first page alone, as HTML that fills a window of 1280 x 720."""
    bare = (
        "nav, details, .said, .foot b { display: none } "
        f".frame {{ margin: 0; max-width: none; width: {WIDTH}px; box-shadow: none }}"
    )
    return html_file.html(deck).replace("</head>", f"<style>{bare}</style></head>", 1)


Line = tuple[str, float, int, str]  # text, pixels of its letters, weight, colour


def _lines(texts: Sequence[Line], left: float, top: float, room: float) -> tuple[str, float]:
    """The texts one below another, and where the last line ends."""
    drawn = []
    for text, size, weight, colour in texts:
        for line in _broken(text, room / (size * LETTER)):
            top += size * LEADING
            drawn.append(
                f'<text x="{left:.0f}" y="{top:.1f}" font-size="{size}" font-weight="{weight}" '
                f'fill="{colour}">{escape(line)}</text>'
            )
    return "".join(drawn), top


def _broken(text: str, most: float) -> list[str]:
    """The text in lines of so many narrow letters; Chinese may break after any letter."""
    lines = [""]
    for piece in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+", text):
        if lines[-1] and export_tables.letters(lines[-1] + piece.rstrip()) > most:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]


def _chart(chart: Chart, width: int, height: int, _: Translator) -> str:
    """The chart, and below it what its line across stands for."""
    said = html_file.beside(chart)
    drawn = picture(chart, (width, height - (24 if said else 0)), slide_style.light(), _)
    note, _end = _lines([(said, 13, 400, slide_style.light().muted)], 0, height - 20, width)
    return _sized(drawn, width, height) + note


def _map(area_map: Map, width: int, height: int) -> str:
    """The areas on the left, the legend on the right."""
    left = width - SIDE + 20
    return _sized(
        map_outlines.areas(area_map, width - SIDE, height), width - SIDE, height
    ) + "".join(_legend(area_map, left))


def _legend(area_map: Map, left: float) -> Iterator[str]:
    ink = slide_style.light()
    title, top = _lines([(area_map.title, 15, 700, ink.text)], left, 0, SIDE - 20)
    yield title
    for row in area_map.classes:
        top += 28
        yield (
            f'<rect x="{left}" y="{top - 14}" width="30" height="18" fill="{row.colour}" '
            f'stroke="{ink.muted}"/><text x="{left + 42}" y="{top}" font-size="15" '
            f'fill="{ink.text}">{escape(row.text)}</text><text x="{left + SIDE - 30}" y="{top}" '
            f'font-size="15" text-anchor="end" fill="{ink.text}">{row.count}</text>'
        )
    facts = [(fact, 13, 400, ink.muted) for fact in area_map.facts]
    yield _lines(facts, left, top + 12, SIDE - 20)[0]


def _sized(drawn: str, width: int, height: int) -> str:
    """A drawing that a page scales by CSS, with a size of its own."""
    return drawn.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)

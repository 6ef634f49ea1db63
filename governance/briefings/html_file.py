"""A deck as one HTML file that works without a network: pages, notes, every table, a live map."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from governance.briefings import (
    appendix,
    html_table,
    map_outlines,
    pagination,
    slide_style,
    table_fitting,
)
from governance.briefings.key_figures_slide import card_lines
from governance.briefings.pagination import Page, Progress, nothing
from governance.briefings.slide_content import Deck, Figure, Map, Table
from governance.charts import sparkline, svg
from governance.charts.model import Chart
from governance.core.i18n import Translator, translator
from governance.core.palette import css_variables

PIXELS = 96  # an inch
EM = 12.75  # points of a title for each em of its page
SLIDE = Path(__file__).with_name("slide.css")
SIDE = 3.4  # inches beside a map
CAPTION = 0.35  # inches below a chart
CHART = 0.42  # of the width is a chart's that stands beside a table
TAGS = {"zh": "zh-CN", "en": "en"}


def html(deck: Deck, progress: Progress = nothing) -> str:
    """The deck as a whole HTML document; nothing in it names another file or host."""
    _ = translator(deck.lang)
    shown, more = pagination.pages(deck), appendix.pages(deck, _)
    before = int(deck.has_cover)
    total = before + len(shown) + len(more)
    parts = [_frame(_cover(deck), 1, total, [deck.dated], deck)] if before else []
    for number, page in enumerate(shown, start=before + 1):
        parts.append(_frame(inside(page, _), number, total, [page.slide.footing], deck))
        parts += _details(page, _) if page.part == page.parts else []
        progress(page.number, total)
    for number, listed in enumerate(more, start=before + len(shown) + 1):
        parts.append(_frame(listed, number, total, (), deck))
    return _document(deck, "\n".join(parts), _)


def _document(deck: Deck, body: str, _: Translator) -> str:
    sheets = (SLIDE, Path(__file__).with_name("html_file.css"))
    style = css_variables(slide_style.light()) + "".join(
        sheet.read_text(encoding="utf-8") for sheet in sheets
    )
    script = Path(__file__).with_name("html_file.js").read_text(encoding="utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; form-action 'none'; base-uri 'none'"
    )
    present = escape(_("Present (F)"))
    back, forth = escape(_("Back")), escape(_("Next"))
    buttons = (
        f'<nav><button data-go="-1" aria-label="{back}">‹</button>'
        f'<button data-go="1" aria-label="{forth}">›</button>'
        f'<button data-go="present">{present}</button></nav>'
    )
    return (
        f'<!doctype html>\n<html lang="{TAGS[deck.lang]}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(deck.title)}</title><style>{style}</style></head>\n<body>\n"
        f"{body}\n{buttons}\n<script>{script}</script></body></html>\n"
    )


def _frame(inside: str, number: int, total: int, sources: Sequence[str], deck: Deck) -> str:
    said = " · ".join(sources or filter(None, (deck.warning, deck.title, deck.build)))
    css = "foot made-up" if deck.warning else "foot"
    foot = f'<div class="{css}"><span>{escape(said)}</span><b>{number} / {total}</b></div>'
    return f'<section class="frame" id="{number}"><div class="page">{inside}{foot}</div></section>'


def _cover(deck: Deck) -> str:
    """What it is, and of which office and days."""
    below = "".join(f"<p>{escape(text)}</p>" for text in deck.scope)
    return f'<div class="body cover"><h2>{escape(deck.title)}</h2>{below}</div>'


def inside(page: Page, _: Translator) -> str:
    """What stands on a page above its sources."""
    body = "" if page.slide.trouble else BODIES[page.slide.kind](page, room(page), _)
    return f'{head(page)}<div class="body">{body}</div>'


def head(page: Page) -> str:
    """Title, scope and sentences of a page."""
    sentences = lead(page)
    large = f' style="font-size:{pagination.title_size(page.title) / EM:.2f}em"'
    size = slide_style.size_of_words(pagination.lines(sentences)) / 12
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in sentences)
    words = (
        f'<div class="words" style="font-size:{size:.3f}em">{paragraphs}</div>'
        if paragraphs
        else ""
    )
    where = escape(page.slide.where)
    title, lit = escape(page.title), escape(page.slide.lit)
    if lit:
        title = title.replace(lit, f'<span class="worse">{lit}</span>', 1)
    return f'<h2{large}>{title}</h2><p class="where">{where}</p>{words}'


def room(page: Page) -> float:
    """Inches that the head of a page leaves to what it shows."""
    below = slide_style.below_words(pagination.lines(lead(page)))
    return slide_style.FOOT - below - 2 * slide_style.GAP


def lead(page: Page) -> Sequence[str]:
    """What stands above the picture; why there is none."""
    if page.slide.trouble:
        return [page.slide.trouble]
    return [] if page.slide.kind == "text" else [*page.sentences]


def _text(page: Page, height: float, _: Translator) -> str:
    del height, _
    long = "" if pagination.lines(page.slide.comment.splitlines(), 60) <= 8 else " long"
    return f'<div class="text{long}">{escape(page.slide.comment)}</div>'


def _figures(page: Page, height: float, _: Translator) -> str:
    figures = page.slide.figures
    across = min(len(figures), 3 if len(figures) <= 6 else 4) or 1
    roomy = height / -(-len(figures) // across) > 2.2
    made = "".join(_card(figure, roomy, _) for figure in figures)
    return f'<div class="cards" style="grid-template-columns:repeat({across},1fr)">{made}</div>'


def _card(figure: Figure, roomy: bool, _: Translator) -> str:
    number, unit = figure.parts
    rows = "".join(
        f'<p class="{escape(tone)}">{escape(text)}</p>' for text, tone in card_lines(figure, _)
    )
    same = ' class="same"' if unit == "%" else ""
    behind = f"<small{same}>{escape(unit)}</small>" if unit else ""
    exact = "" if figure.value is None else f' data-value="{figure.value!r}"'
    has_line = roomy and any(value is not None for value in figure.months)
    accent = slide_style.light().accent
    picture = sparkline.image(figure.months, accent, figure.title) if has_line else ""
    return (
        f'<article class="card"><h3>{escape(figure.title)}</h3>'
        f'<p class="value"{exact}>{escape(number)} {behind}</p>'
        f"{rows}{picture}</article>"
    )


def _trend(page: Page, height: float, _: Translator) -> str:
    made = ""
    for chart in page.slide.charts:
        said = beside(chart)
        box = _pixels(slide_style.INSIDE, height - (CAPTION if said else 0))
        made += _figure(svg.picture(chart, box, slide_style.light(), _), slide_style.INSIDE, said)
    return made


def _areas(page: Page, height: float, _: Translator) -> str:
    """The chart on the left, the table on the right; each alone has the whole width."""
    rows = shown(page)
    charts = page.slide.charts[:1]
    wide = slide_style.INSIDE * CHART if rows else slide_style.INSIDE
    made = ""
    for chart in charts:
        picture = svg.picture(chart, _pixels(wide, height - CAPTION), slide_style.light(), _)
        made += _figure(picture, wide, beside(chart))
    if rows:
        room = slide_style.INSIDE - (wide + slide_style.GAP if charts else 0)
        made += html_table.table(rows, table_fitting.fit(rows, room, height).size, _)
    return made


def shown(page: Page) -> Table | None:
    """The table that stands on a page, None for none."""
    return next((table for table in page.slide.tables if table.drawn), None)


def beside(chart: Chart) -> str:
    """What is said below a chart: what its line across is, its notes, and what it leaves out."""
    ruled = f"│ {chart.ruled}" if chart.ruled and chart.is_lying else ""
    return " · ".join(filter(None, (ruled, chart.note)))


def _map(page: Page, height: float, _: Translator) -> str:
    if page.part > 1 or not any(area_map.shapes for area_map in page.slide.maps):
        return _areas(page, height, _)
    return "".join(_drawn(area_map, height, _) for area_map in page.slide.maps)


def _drawn(area_map: Map, height: float, _: Translator) -> str:
    wide = slide_style.INSIDE - SIDE
    hint = escape(_("Click an area to see its value."))
    said = f'<p class="said" aria-live="polite">{hint}</p>'
    picture = _figure(map_outlines.areas(area_map, *_pixels(wide, height)), wide, "")
    return f'{picture}<div class="side">{legend(area_map)}{said}</div>'


def legend(area_map: Map) -> str:
    """What the colours of a map mean, how many areas have each, and how they were made."""
    rows = "".join(
        f'<li><i style="background:{row.colour}"></i><span>{escape(row.text)}</span>'
        f"<b>{row.count}</b></li>"
        for row in area_map.classes
    )
    facts = "".join(f"<p>{escape(fact)}</p>" for fact in area_map.facts)
    return f'<h3>{escape(area_map.title)}</h3><ul class="legend">{rows}</ul>{facts}'


BODIES: Mapping[str, Callable[[Page, float, Translator], str]] = {
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


def _pixels(width: float, height: float) -> tuple[int, int]:
    return round(width * PIXELS), round(height * PIXELS)


def _figure(picture: str, width: float, caption: str) -> str:
    said = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure style="width:{width * PIXELS / 16:.3f}em">{picture}{said}</figure>'


def _details(page: Page, _: Translator) -> Iterator[str]:
    """What a page has no room for, folded below it: notes, and every row of its tables."""
    slide = page.slide
    notes = "\n".join(pagination.notes(slide, _)).strip()
    yield _folded(_("Notes and definitions"), f"<p>{escape(notes)}</p>")
    for table in filter(lambda table: table.rows, slide.tables):
        rows = ["".join(map(html_table.plain, row)) for row in table.rows]
        heads = [(column.heading, column.kind) for column in table.columns]
        name = _("All {n} rows: {title}", n=len(table.rows), title=table.title)
        yield _folded(name, html_table.as_html(heads, rows))


def _folded(name: str, inside: str) -> str:
    return f'<details><summary>{escape(name)}</summary><div class="inside">{inside}</div></details>'

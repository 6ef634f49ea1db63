"""A calendar heat map: areas × days or months, with what is missing marked and not only pale."""

import itertools
from collections.abc import Sequence
from datetime import date

import numpy as np
from babel.dates import format_skeleton

from governance.charts import chart_base
from governance.charts.chart_base import Figure, Look, cut
from governance.core import dates
from governance.core.palette import mix
from governance.core.periods import DAY, add_months
from governance.metrics import number_format
from governance.warehouse import data_gaps
from governance.warehouse.data_gaps import Calendar, Row

ROW = 26
CLASSES = 5
# Numbers in the cells as long as a projector and a phone have room for them.
MOST_NUMBERS = 12
MOST_PARTED = 31


def figure(calendar: Calendar, look: Look) -> Figure:
    """A cell a bucket and area: darker for more, pale for none, a cross without any data."""
    rows, bare = calendar.drawn, {"showgrid": False, "showline": False}
    names = [cut(data_gaps.row_name(row, look.translate)) for row in rows]
    areas = chart_base.ticks(range(len(rows)), names)
    layout = chart_base.layout(look, 96 + ROW * max(len(rows), 2)) | {
        "margin": {"l": 8, "r": 8, "t": 40, "b": 8},
        "xaxis": chart_base.axis(look, **_ticks(calendar, look.translate.lang), **bare),
        "yaxis": chart_base.axis(look, autorange="reversed", **areas, **bare),
    }
    edges = _edges([count for row in rows for count in row.records if count])
    cells = _cells(calendar, edges, look)
    return {
        "data": [cells, _crosses(calendar, look), *_legend(calendar, edges, look)],
        "layout": layout,
    }


def _ticks(calendar: Calendar, lang: str) -> Figure:
    if calendar.by == "month":
        labels = dates.ticks(tuple(calendar.buckets), lang)
    else:
        labels = [_day(start, n, lang) for n, (start, _end) in enumerate(calendar.buckets)]
    shown = {place: label for place, label in enumerate(labels) if label}
    ends = [-0.5, len(labels) - 0.5]
    return chart_base.ticks(list(shown), list(shown.values())) | {"range": ends}


def _day(day: date, place: int, lang: str) -> str:
    """The first day and each first of a month with the month's name; else every fifth day."""
    if place == 0 or day.day == 1:
        return str(format_skeleton("MMMd", day, locale=lang))
    near = day + 3 * DAY >= add_months(day.replace(day=1), 1) or place < 3
    return str(day.day) if day.day % 5 == 0 and not near else ""


def _edges(counts: Sequence[int]) -> list[int]:
    """Lower ends of the classes: 1, then round numbers that part the counts evenly."""
    if not counts:
        return [1]
    parts = np.quantile(counts, np.linspace(0, 1, CLASSES + 1)[1:-1])
    return sorted({1, *(_round(part) for part in parts if part > 1)})


def _round(value: float) -> int:
    """To one digit, or to two beginning with 1 or 2: 13, 250, 400."""
    size = 10 ** int(np.log10(value))
    step = size / 10 if value / size < 3 and size > 1 else size
    return int(round(value / step) * step)


def _cells(calendar: Calendar, edges: Sequence[int], look: Look) -> Figure:
    colours, count, lang = _colours(edges, look), len(calendar.buckets), look.translate.lang
    records = [row.records for row in calendar.drawn]
    steps = [place / len(colours) for place in range(len(colours) + 1)]
    texts = iter(number_format.alike([n for line in records for n in line], 0, lang))
    numbers = {
        "text": [[next(texts) for _n in line] for line in records],
        "texttemplate": "%{text}",
        "textfont": {"size": 12},
    }
    return chart_base.heat_map(
        [
            [None if n is None else int(np.searchsorted(edges, n, "right")) for n in line]
            for line in records
        ],
        [
            [_hover_text(row, place, calendar, look) for place in range(count)]
            for row in calendar.drawn
        ],
        [
            (end, colour)
            for colour, ends in zip(colours, itertools.pairwise(steps), strict=True)
            for end in ends
        ],
        zmin=-0.5,
        zmax=len(edges) + 0.5,
        # On a phone a quarter's days are 3 pixels wide each.
        xgap=2 if count <= MOST_PARTED else 0.5,
        hoverongaps=True,
        **(numbers if count <= MOST_NUMBERS else {}),
    )


def _hover_text(row: Row, place: int, calendar: Calendar, look: Look) -> str:
    _, count = look.translate, row.records[place]
    text = _("No data") if count is None else _("{n} records", n=number_format.number(count))
    days = dates.window(calendar.buckets[place], _.lang)
    return f"{data_gaps.row_name(row, _)}<br>{days}<br><b>{text}</b>"


def _colours(edges: Sequence[int], look: Look) -> list[str]:
    """Zero's own, then the classes' from pale to full: no middle tone, on which no text reads."""
    palette = look.palette
    strong = [mix(palette.accent, palette.text, share) for share in (0.85, 0.5)]
    ramp = [*map(palette.fade, (0.2, 0.33, 0.47)), *strong]
    chosen = np.linspace(0, CLASSES - 1, len(edges)).round().astype(int)
    return [palette.surface, *(ramp[place] for place in chosen)]


def _crosses(calendar: Calendar, look: Look) -> Figure:
    _ = look.translate
    lost = [
        (place, line)
        for line, row in enumerate(calendar.drawn)
        for place, count in enumerate(row.records)
        if count is None
    ]
    mark = _mark(_("No data"), "x-thin", look)
    if not lost:
        return {**mark, "showlegend": False, "hoverinfo": "skip"}
    places, lines = map(list, zip(*lost, strict=True))
    return {**mark, "x": places, "y": lines, "showlegend": True, "hoverinfo": "skip"}


def _legend(calendar: Calendar, edges: Sequence[int], look: Look) -> list[Figure]:
    """One square a class. Series without points, since a heat map has no legend of its own."""
    pairs = itertools.pairwise(edges)
    ends = [f"{low}–{high - 1}" if high - 1 > low else f"{low}" for low, high in pairs]
    entries = zip(["0", *ends, f"≥ {edges[-1]:,}"], _colours(edges, look), strict=True)
    zero = any(count == 0 for row in calendar.drawn for count in row.records)
    return [_mark(name, "square", look, colour) for name, colour in entries if zero or name != "0"]


def _mark(name: str, symbol: str, look: Look, colour: str = "") -> Figure:
    size, width = (7, 1.5) if symbol == "x-thin" else (12, 1)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [None],
        "y": [None],
        "marker": {
            "symbol": symbol,
            "size": size,
            "color": colour or look.palette.muted,
            "line": {"width": width, "color": look.palette.muted},
        },
    }

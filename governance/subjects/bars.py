"""Amounts side by side as bars: one a value of a segment, a step or a stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pandas as pd

from governance import display, figures, segments
from governance.catalog import Metric
from governance.figures import Figure, Look
from governance.i18n import Translator

# LONGEST: of a name, as wide as so many Latin letters; a Chinese one is as wide as two.
ROW, LONGEST, MOST = 30, 30, 12


@dataclass(frozen=True)
class Bar:
    """One bar: the code that a click names, its name, its length, and what stands at its end."""

    code: str
    name: str
    value: float
    text: str


def by_segment(frame: pd.DataFrame, metric: Metric, segment: str, _: Translator) -> list[Bar]:
    """measure()'s frame of one metric, area and window by a segment: the largest first."""
    known = frame[frame["value"].notna()].sort_values("value", ascending=False, kind="stable")
    return [
        Bar(
            str(code),
            segments.value(segment, str(code), _, metric.dataset),
            float(value),
            display.compact(float(value), metric.decimals, _.lang)
            + ("%" if metric.unit == "percent" else ""),
        )
        for code, value in zip(known["segment_value"], known["value"], strict=True)
    ]


def of_counts(counts: Sequence[tuple[str, str, int]]) -> list[Bar]:
    """Bars of (code, name, count) in the order given."""
    return [Bar(code, name, float(n), display.number(n)) for code, name, n in counts]


def figure(bars: Sequence[Bar], look: Look, chosen: str | None = None) -> Figure:
    """Horizontal bars from top to bottom; all but the chosen one step back, and it has a mark.

    More than MOST of them are no picture any more: the numbers to take away have them all.
    """
    bars = bars[:MOST]
    codes = [bar.code for bar in bars]
    names = {
        "tickmode": "array",
        "tickvals": codes,
        "ticktext": [_tick(bar, chosen) for bar in bars],
        "type": "category",
        "categoryorder": "array",
        "categoryarray": codes[::-1],
    }
    most = max((bar.value for bar in bars), default=0.0) or 1.0
    # Room for the texts at the ends of the bars.
    wide = max((len(bar.text) for bar in bars), default=0)
    numbers = {"range": [0, most * (1.1 + 0.04 * wide)], "rangemode": "tozero", "visible": False}
    layout = figures.layout(look, 36 + ROW * len(bars)) | {
        "bargap": 0.3,
        "showlegend": False,
        "xaxis": figures.axis(look, **numbers),
        "yaxis": figures.axis(look, **names, showgrid=False),
    }
    return {"data": [_trace(bars, look, chosen)], "layout": layout}


def _trace(bars: Sequence[Bar], look: Look, chosen: str | None) -> Figure:
    faded = look.palette.fade(0.4)
    colours = [look.palette.accent if chosen in (None, bar.code) else faded for bar in bars]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [bar.code for bar in bars],
        "x": [bar.value for bar in bars],
        "text": [bar.text for bar in bars],
        "textposition": "outside",
        "outsidetextfont": {"size": 13, "color": look.palette.text},
        "cliponaxis": False,
        "customdata": [bar.name for bar in bars],
        "hovertemplate": "%{customdata}<br><b>%{text}</b><extra></extra>",
        "marker": {"color": colours},
    }


def _tick(bar: Bar, chosen: str | None) -> str:
    name = _cut(bar.name)
    return f"✓ {name}" if bar.code == chosen else name


def _cut(name: str) -> str:
    widths = accumulate(2 if ord(letter) > 0x2E80 else 1 for letter in name)
    room = sum(width <= LONGEST for width in widths)
    return name if room == len(name) else name[: room - 1] + "…"


def table(bars: Sequence[Bar], heading: str, amount: str) -> pd.DataFrame:
    """The bars' names and amounts under these headings, to be taken away."""
    return pd.DataFrame({heading: [b.name for b in bars], amount: [b.value for b in bars]})


def code_of(points: Sequence[dict[str, Any]]) -> str:
    """The code of the bar that was clicked; "" where none was."""
    return str(points[0].get("y", "")) if points else ""

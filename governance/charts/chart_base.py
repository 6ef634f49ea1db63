"""Charts as plain Plotly specifications: readings in, dictionaries out; nothing is fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from governance.core.i18n import Translator
from governance.core.palette import Palette
from governance.metrics import number_format
from governance.metrics.catalog import Metric

Figure = dict[str, Any]
# The words and number marks of Plotly's own, inline: its locale files would be a request.
CHINESE = {
    "dictionary": {
        "Download plot as a PNG": "下载图片（PNG）",
        "Zoom": "缩放",
        "Pan": "平移",
        "Reset axes": "还原坐标轴",
        "Autoscale": "自动缩放",
    },
    "format": {"decimal": ".", "thousands": ",", "date": "%Y年%-m月%-d日"},
}


@dataclass(frozen=True)
class Look:
    """How a reader sees a figure: the language and the theme's colours."""

    translate: Translator
    palette: Palette


def cut(name: str, most: int = 14) -> str:
    """A name of at most so many letters."""
    return name if len(name) <= most else f"{name[: most - 1]}…"


def config(lang: str) -> dict[str, Any]:
    """Plotly's settings: no button bar, no zoom by accident, the reader's language."""
    settings: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
    return settings | ({"locale": "zh-CN", "locales": {"zh-CN": CHINESE}} if lang == "zh" else {})


def layout(look: Look, height: int) -> Figure:
    """What every figure shares; the fonts are the theme's."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "separators": ".,",
        "dragmode": False,
        "hovermode": "closest",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 14, "color": look.palette.text},
        "hoverlabel": {"align": "left", "font": {"size": 14}},
        "showlegend": True,
        "legend": legend(look),
    }


def legend(look: Look) -> Figure:
    """One row above the plot, not a switchboard: a click on it hides nothing."""
    place = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"}
    still = {"itemclick": False, "itemdoubleclick": False}
    return {**place, **still, "font": {"size": 13, "color": look.palette.text}}


def axis(look: Look, **settings: object) -> Figure:
    """An axis that stands still, with labels in full contrast and a pale grid."""
    return {
        "fixedrange": True,
        "automargin": True,
        "gridcolor": look.palette.surface,
        "linecolor": look.palette.border,
        "zeroline": False,
        "tickfont": {"size": 13, "color": look.palette.text},
        **settings,
    }


def ticks(places: Sequence[Any], texts: Sequence[str]) -> Figure:
    """Settings of an axis with these labels at these places alone."""
    return {"tickmode": "array", "tickvals": list(places), "ticktext": list(texts)}


def heat_map(
    levels: Sequence[Sequence[float | None]],
    hovers: Sequence[Sequence[str]],
    colours: Sequence[tuple[float, str]],
    **settings: Any,
) -> Figure:
    """Cells by row: how full each is, what it says, the colours of its scale from 0 to 1."""
    return {
        "type": "heatmap",
        "z": levels,
        "customdata": hovers,
        "hovertemplate": "%{customdata}<extra></extra>",
        "colorscale": [list(end) for end in colours],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        **settings,
    }


def value_axis(
    look: Look, metric: Metric, values: Iterable[float | None] = (), **settings: Any
) -> Figure:
    """An axis of a metric's values from zero, with thousands and the percent sign.

    values: what is drawn along it (sums, where bars stand on one another), unless `range` says
    how far it goes: large ones are labelled in 万/亿 or k/M.
    """
    suffix = "%" if metric.unit == "percent" else ""
    numbers = {
        "rangemode": "tozero",
        "tickformat": ",~f",
        "ticksuffix": suffix,
        "nticks": number_format.TICKS,
    }
    known = [0.0, *(value for value in values if value is not None)]
    low, high = settings.get("range") or (min(known), max(known))
    return axis(look, **{**numbers, **short(low, high, look.translate.lang), **settings})


def short(low: float, high: float, lang: str) -> Figure:
    """Ticks of our own where Plotly would write 200,000: it knows no 万."""
    places = number_format.nice(low, high)
    if max(map(abs, places), default=0) < number_format.TICKS_FROM:
        return {}
    return ticks(places, number_format.ticks(places, lang))

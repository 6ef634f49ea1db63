"""Charts as plain Plotly specifications: readings in, dictionaries out; nothing is fetched."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from governance import display
from governance.catalog import Metric
from governance.i18n import Translator
from governance.palette import Palette, mix

Figure = dict[str, Any]
TICKS = 6  # labels along an axis of values
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


def value_axis(
    look: Look, metric: Metric, values: Iterable[float | None] = (), **settings: Any
) -> Figure:
    """An axis of a metric's values from zero, with thousands and the percent sign.

    values: what is drawn along it (sums, where bars stand on one another), unless `range` says
    how far it goes: large ones are labelled in 万/亿 or k/M.
    """
    suffix = "%" if metric.unit == "percent" else ""
    numbers = {"rangemode": "tozero", "tickformat": ",~f", "ticksuffix": suffix, "nticks": TICKS}
    known = [0.0, *(value for value in values if value is not None)]
    low, high = settings.get("range") or (min(known), max(known))
    return axis(look, **{**numbers, **_short(low, high, look.translate.lang), **settings})


def _short(low: float, high: float, lang: str) -> Figure:
    """Ticks of our own where Plotly would write 200,000: it knows no 万."""
    places = nice(low, high)
    if max(map(abs, places), default=0) < display.TICKS_FROM:
        return {}
    return {"tickmode": "array", "tickvals": places, "ticktext": display.ticks(places, lang)}


def nice(low: float, high: float) -> list[float]:
    """Round numbers from low to high, at most TICKS of them, 1, 2 or 5 × 10ⁿ apart."""
    if not high > low:
        return [low]
    rough = (high - low) / (TICKS - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * 0.999)
    return [
        place * step for place in range(math.ceil(low / step), math.floor(high / step + 1e-9) + 1)
    ]


def hatched(look: Look, name: str, at: Sequence[object], *, upright: bool) -> Figure:
    """Bars across the whole plot, on the second axis (0 to 1), that say "no data"."""
    full = [1] * len(at)
    colour = mix(look.palette.muted, look.palette.background, 0.6)
    pattern = {"shape": "/", "size": 6, "solidity": 0.2, "fgcolor": colour}
    sides = {"x": list(at), "y": full} if upright else {"y": list(at), "x": full}
    return {
        "type": "bar",
        "orientation": "v" if upright else "h",
        "yaxis" if upright else "xaxis": "y2" if upright else "x2",
        "name": name,
        "marker": {"color": "rgba(0,0,0,0)", "pattern": pattern, "line": {"width": 0}},
        "hovertemplate": f"%{{{'x' if upright else 'y'}}}: {name}<extra></extra>",
        **sides,
    }


def hidden_axis(over: str) -> Figure:
    """The second axis of `hatched`: 0 to 1, not drawn."""
    return {"overlaying": over, "range": [0, 1], "visible": False, "fixedrange": True}


def target_line(look: Look, metric: Metric, value: float, *, upright: bool) -> Figure:
    """A dashed line across the plot at the target, with its value written on it."""
    across, along = ("y", "x") if upright else ("x", "y")
    _ = look.translate
    line = {"color": look.palette.text, "width": 1.5, "dash": "dash"}
    ends = {f"{across}0": value, f"{across}1": value, f"{along}0": 0, f"{along}1": 1}
    shape = {
        "type": "line",
        "layer": "above" if upright else "below",
        f"{along}ref": "paper",
        f"{across}ref": across,
        "line": line,
        **ends,
    }
    anchors = {"xanchor": "right", "yanchor": "bottom"} if upright else {"yanchor": "bottom"}
    note = {
        f"{across}": value,
        f"{along}": 1,
        f"{along}ref": "paper",
        "text": _("Target {aim}", aim=display.level(value, metric)),
        "showarrow": False,
        "font": {"size": 13, "color": look.palette.text},
        "bgcolor": look.palette.background,
        **anchors,
    }
    return {"shapes": [shape], "annotations": [note]}


def overlaid(layout: Figure, *parts: Figure) -> Figure:
    """A layout with the shapes and annotations of all parts on it."""
    lists = ("shapes", "annotations")
    found = {name: [one for part in parts for one in part.get(name, [])] for name in lists}
    return layout | {name: ones for name, ones in found.items() if ones}

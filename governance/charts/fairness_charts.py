"""Which areas stand apart: the funnel plot of raw rates, the caterpillar of shrunken ones."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from governance.charts import chart_base
from governance.charts.chart_base import Figure, Look, cut
from governance.core.i18n import Translator
from governance.core.palette import mix
from governance.metrics import number_format
from governance.stats.fairness import funnel_limits, league_words
from governance.stats.fairness.assess import Assessment, Verdict
from governance.stats.fairness.league import ORDER, League, Standing
from governance.stats.fairness.rate_kinds import Numbers

Pair = tuple[Standing, Assessment]
SHAPES: dict[Verdict, str] = {
    "above": "triangle-up",
    "indistinguishable": "circle",
    "below": "triangle-down",
}
ROW, HEIGHT = 24, 440
# Above so many areas marks shrink and names have no room.
MOST_NAMED = 40
# Share of the colour of bars that are many and mean little; their middles keep all of it.
BACK = 0.45
# Points of each limit: smooth at any width.
STEPS = 120
# Alarms beyond so many would cover each other's names; the table has them all.
MOST_LABELS = 8
# What a name takes of the plot's width and height where two charts stand side by side.
WIDE, TALL = 0.45, 0.06


def funnel_plot(league: League, look: Look) -> Figure:
    """Raw rates by cases, both pairs of limits, the whole's rate; alarms carry their names."""
    marks = [
        trace
        | {
            "x": [standing.now.denominator for standing, _unit in pairs],
            "y": [unit.raw * league.factor for _standing, unit in pairs],
        }
        for trace, pairs in _marks(league, look)
    ]
    layout = chart_base.layout(look, HEIGHT) | {
        "xaxis": _cases_axis(league, look),
        "yaxis": chart_base.value_axis(
            look, league.metric, range=_range(league), rangemode="normal", automargin=True
        ),
        "annotations": _names(league, look),
    }
    return {"data": [*_limits(league, look), *marks], "layout": layout}


def caterpillar(league: League, look: Look) -> Figure:
    """Adjusted rates with their intervals in the order of the table, the whole's rate across.

    Areas lie below each other, or side by side without names where a row each would be too long.
    What is indistinguishable from the whole is shaded.
    """
    count, is_upright = len(league.judged), len(league.judged) > MOST_NAMED
    along, across = ("x", "y") if is_upright else ("y", "x")
    places = {standing.code: place for place, (standing, _unit) in enumerate(league.judged)}
    marks = [
        trace
        | {
            along: [places[standing.code] for standing, _unit in pairs],
            across: [unit.shrunken * league.factor for _standing, unit in pairs],
            f"error_{across}": _intervals(pairs, trace["marker"]["color"], league, look),
        }
        for trace, pairs in _marks(league, look)
    ]
    height = HEIGHT if is_upright else 84 + ROW * max(count, 2)
    layout = chart_base.layout(look, height) | {
        f"{along}axis": _areas_axis(league, look),
        f"{across}axis": chart_base.value_axis(look, league.metric, rangemode="normal"),
        "shapes": _shapes(league, look, along, across),
    }
    # Shapes have no name in the legend.
    return {"data": [*marks, _whole([None], [None], league, look)], "layout": layout}


def code(points: Sequence[Figure]) -> str:
    """The area of the mark that was clicked, "" for none or for a line."""
    clicked = points[0].get("customdata") if points else None
    return str(clicked or "")


def _marks(league: League, look: Look) -> Iterator[tuple[Figure, list[Pair]]]:
    """A series for each verdict that occurs, shown by symbol, colour and legend, and its areas."""
    _, small = look.translate, len(league.judged) > MOST_NAMED
    descriptions, colours = _descriptions(league, _), _colours(league, look)
    for verdict in ORDER:
        pairs = [pair for pair in league.judged if pair[1].verdict == verdict]
        if not pairs:
            continue
        size = {True: (5, 9), False: (9, 12)}[small][verdict != "indistinguishable"]
        rim = {"width": 0 if small else 1, "color": look.palette.background}
        trace = {
            "type": "scatter",
            "mode": "markers",
            "cliponaxis": False,
            "name": f"{_(league_words.SAID[league.metric.better][verdict])} ({len(pairs)})",
            "marker": {
                "symbol": SHAPES[verdict],
                "size": size,
                "color": colours[verdict],
                "line": rim,
            },
            # Two flat lists: Plotly's validation walks through every list inside a list.
            "customdata": [standing.code for standing, _unit in pairs],
            "hovertext": [descriptions[standing.code] for standing, _unit in pairs],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
        yield trace, pairs


def _colours(league: League, look: Look) -> dict[Verdict, str]:
    """Good and bad by the metric's direction; what is indistinguishable stands back."""
    palette = look.palette
    above, below = {
        "up": (palette.good, palette.bad),
        "down": (palette.bad, palette.good),
        "neither": (palette.accent, palette.accent),
    }[league.metric.better]
    return {"above": above, "indistinguishable": palette.muted, "below": below}


@lru_cache(maxsize=8)
def _descriptions(league: League, _: Translator) -> Mapping[str, str]:
    """What each area's mark says, written once for both charts."""
    return {
        standing.code: league_words.describe_standing(standing, unit, league, _)
        for standing, unit in league.judged
    }


def _intervals(pairs: Sequence[Pair], colour: str, league: League, look: Look) -> Figure:
    is_upright, factor = len(league.judged) > MOST_NAMED, league.factor
    if is_upright and colour == look.palette.muted:  # stands back where bars lie side by side
        colour = mix(colour, look.palette.background, BACK)
    return {
        "type": "data",
        "symmetric": False,
        "array": [(unit.shrunken_high - unit.shrunken) * factor for _one, unit in pairs],
        "arrayminus": [(unit.shrunken - unit.shrunken_low) * factor for _one, unit in pairs],
        "thickness": 1 if is_upright else 2,
        "width": 0,
        "color": colour,
    }


def _areas_axis(league: League, look: Look) -> Figure:
    count, _ = len(league.judged), look.translate
    # The last of a thousand areas would hide behind the edge.
    room = max(0.7, count * 0.02)
    ends = [-room, max(count, 2) - 1 + room]
    if count > MOST_NAMED:
        title = {"text": _("Areas, in the order of the table"), "font": {"size": 13}}
        return chart_base.axis(look, range=ends, showgrid=False, showticklabels=False, title=title)
    names = [cut(standing.name) for standing, _unit in league.judged]
    labels = chart_base.ticks(range(count), names)
    return chart_base.axis(look, range=ends[::-1], showgrid=False, **labels)


def _shapes(league: League, look: Look, along: str, across: str) -> list[Figure]:
    """The whole's rate as a line, and the band of the areas that are like it."""
    level, units = league.reference * league.factor, [unit for _one, unit in league.judged]
    line = {
        "type": "line",
        f"{along}ref": "paper",
        f"{along}0": 0,
        f"{along}1": 1,
        f"{across}0": level,
        f"{across}1": level,
        "line": {"color": look.palette.text, "width": 1.5},
    }
    alike = [place for place, unit in enumerate(units) if unit.verdict == "indistinguishable"]
    if not alike:
        return [line]
    band = {
        "type": "rect",
        "layer": "below",
        f"{across}ref": "paper",
        f"{across}0": 0,
        f"{across}1": 1,
        f"{along}0": alike[0] - 0.5,
        f"{along}1": alike[-1] + 0.5,
        "line": {"width": 0},
        "fillcolor": look.palette.surface,
    }
    return [band, line]


def _whole(x: Sequence[Any], y: Sequence[Any], league: League, look: Look) -> Figure:
    """The line of the whole's rate, with its name in the legend."""
    _ = look.translate
    name = _("Whole: {rate}", rate=league_words.rate(league.reference, league, _))
    return _line(x, y, name, {"color": look.palette.text, "width": 1.5})


def _line(x: Sequence[Any], y: Sequence[Any], name: str, line: Figure) -> Figure:
    shown = {"x": x, "y": y, "name": name, "line": line, "hoverinfo": "skip"}
    return {"type": "scatter", "mode": "lines", **shown}


def _limits(league: League, look: Look) -> list[Figure]:
    """The outer and the inner pair, and the line of the whole's rate."""
    _, sizes = look.translate, _sizes(league)
    x, lines = sizes.round(3).tolist(), []
    for z, name, dash in (
        (funnel_limits.ALARM, _("99.8% limits"), "solid"),
        (funnel_limits.WARNING, _("95% limits"), "dash"),
    ):
        line = {"color": look.palette.muted, "width": 1.2, "dash": dash}
        for side, edge in enumerate(_edges(sizes, z, league)):
            y = (edge * league.factor).round(4).tolist()
            lines.append(_line(x, y, name, line) | {"showlegend": side == 0})
    level = round(league.reference * league.factor, 4)
    return [*lines, _whole(x, [level] * STEPS, league, look)]


def _sizes(league: League) -> Numbers:
    cases = [standing.now.denominator or 1.0 for standing, _unit in league.judged]
    # A single area would make a funnel without width.
    return np.geomspace(max(min(cases) * 0.8, 1e-9), max(cases) * 1.25, STEPS)


def _edges(sizes: Numbers, z: float, league: League) -> tuple[Numbers, Numbers]:
    tau2 = league.judgement.spread.tau2
    return funnel_limits.limits(sizes, league.reference, tau2, z, league.kind)


def _cases_axis(league: League, look: Look) -> Figure:
    """Logarithmic: the smallest area has a handful of cases, the largest thousands."""
    low, high = (float(size) for size in _sizes(league)[[0, -1]])
    title: Figure = {"text": league_words.describe_reference(league, look.translate)}
    title |= {"font": {"size": 13}, "standoff": 14}
    # 1, 2, 5 of each power, or the powers alone where those are many.
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    digits = (1, 2, 5) if len(powers) < 4 else (1, 3) if len(powers) < 6 else (1,)
    values = [digit * 10.0**power for power in powers for digit in digits]
    texts = [number_format.number(value, 0 if value >= 1 else 2) for value in values]
    ends = np.log10([low, high]).tolist()
    labels = chart_base.ticks(values, texts)
    return chart_base.axis(look, type="log", range=ends, title=title, **labels)


def _range(league: League) -> list[float]:
    """The points and the funnel's narrow end; limits of a handful of cases would span everything.

    A little beyond 0 and 100 %, so that marks there are whole, and no tick is at 102 %.
    """
    narrow = _edges(_sizes(league)[-1:], funnel_limits.WARNING, league)
    ends = [unit.raw for _one, unit in league.judged] + [float(edge[0]) for edge in narrow]
    low, high = min(ends), max(ends)
    margin = max((high - low) * 0.06, high * 0.01) or 0.1
    least, most = -0.3 * margin, 1 + 0.3 * margin if league.kind == "proportion" else np.inf
    return [max(low - margin, least) * league.factor, min(high + margin, most) * league.factor]


def _names(league: League, look: Look) -> list[Figure]:
    """The alarms' names, those with most cases first; where two would overlap, only the first."""
    alarms = [pair for pair in league.judged if pair[1].band == "alarm"]
    (left, right), (low, high) = np.log10(_sizes(league)[[0, -1]]), _range(league)
    shown: list[Figure] = []
    for standing, unit in sorted(alarms, key=lambda pair: -league.cases(pair[0])):
        x, y = float(np.log10(standing.now.denominator or 1.0)), unit.raw * league.factor
        near = (
            abs(x - name["x"]) < WIDE * (right - left) and abs(y - name["y"]) < TALL * (high - low)
            for name in shown
        )
        if any(near):
            continue
        shown.append(
            {
                "x": x,
                "y": y,
                "text": cut(standing.name),
                "showarrow": False,
                "xanchor": "right" if x > (left + right) / 2 else "left",
                "yanchor": "bottom" if unit.raw >= league.reference else "top",
                "font": {"size": 13, "color": look.palette.text},
            }
        )
    return shown[:MOST_LABELS]

"""The funnel plot: each area's raw rate by its number of cases, between the limits of chance."""

from collections.abc import Sequence

import numpy as np

from governance.charts import chart_base
from governance.charts.chart_base import Figure, Look
from governance.charts.fairness import verdict_marks
from governance.charts.fairness.verdict_marks import Pair
from governance.metrics import number_format
from governance.stats.fairness import funnel_limits, league_words
from governance.stats.fairness.league import League
from governance.stats.fairness.rate_kinds import Numbers

HEIGHT = 440
# Points of each limit: smooth at any width.
STEPS = 120
# Alarms beyond so many would cover each other's names; the table has them all.
MOST_LABELS = 8
# What a name takes of the plot's width and height where two charts stand side by side.
WIDE, TALL = 0.45, 0.06


def figure(league: League, look: Look) -> Figure:
    """Raw rates by cases, both pairs of limits, the whole's rate; alarms carry their names."""
    shown = verdict_marks.series(league, look, lambda pairs, _colour: _places(pairs, league))
    layout = chart_base.layout(look, HEIGHT) | {
        "xaxis": _cases_axis(league, look),
        "yaxis": chart_base.value_axis(
            look, league.metric, range=_range(league), rangemode="normal", automargin=True
        ),
        "annotations": _names(league, look),
    }
    return {"data": [*_limits(league, look), *shown], "layout": layout}


def _places(pairs: Sequence[Pair], league: League) -> Figure:
    return {
        "x": [standing.now.denominator for standing, _unit in pairs],
        "y": [unit.raw * league.factor for _one, unit in pairs],
    }


def _sizes(league: League) -> Numbers:
    cases = [standing.now.denominator or 1.0 for standing, _unit in league.judged]
    # A single area would make a funnel without width.
    return np.geomspace(max(min(cases) * 0.8, 1e-9), max(cases) * 1.25, STEPS)


def _limits(league: League, look: Look) -> list[Figure]:
    """The outer and the inner pair, and the line of the whole's rate."""
    _, palette, sizes = look.translate, look.palette, _sizes(league)
    reference = league.reference
    dashes = (
        (funnel_limits.ALARM, _("99.8% limits"), "solid"),
        (funnel_limits.WARNING, _("95% limits"), "dash"),
    )
    lines = []
    for z, name, dash in dashes:
        tau2 = league.judgement.spread.tau2
        for side, edge in enumerate(funnel_limits.limits(sizes, reference, tau2, z, league.kind)):
            line = {"color": palette.muted, "width": 1.2, "dash": dash}
            lines.append(_line(sizes, edge * league.factor, line) | {"name": name})
            lines[-1]["showlegend"] = side == 0
    level = np.full(STEPS, reference * league.factor)
    whole = _("Whole: {rate}", rate=league_words.rate(reference, league, _))
    line = {"color": palette.text, "width": 1.5, "dash": "solid"}
    return [*lines, _line(sizes, level, line) | {"name": whole}]


def _line(sizes: Numbers, heights: Numbers, line: Figure) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": sizes.round(3).tolist(),
        "y": heights.round(4).tolist(),
        "line": line,
        "hoverinfo": "skip",
    }


def _cases_axis(league: League, look: Look) -> Figure:
    """Logarithmic: the smallest area has a handful of cases, the largest thousands."""
    sizes = _sizes(league)
    title = {
        "text": league_words.describe_reference(league, look.translate),
        "font": {"size": 13},
        "standoff": 14,
    }
    return chart_base.axis(
        look,
        type="log",
        range=np.log10(sizes[[0, -1]]).tolist(),
        title=title,
        **_ticks(float(sizes[0]), float(sizes[-1])),
    )


def _ticks(low: float, high: float) -> Figure:
    """1, 2, 5 of each power, or the powers alone where those are many."""
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    digits = (1, 2, 5) if len(powers) < 4 else (1, 3) if len(powers) < 6 else (1,)
    values = [digit * 10.0**power for power in powers for digit in digits]
    return {
        "tickmode": "array",
        "tickvals": values,
        "ticktext": [number_format.number(value, 0 if value >= 1 else 2) for value in values],
    }


def _range(league: League) -> list[float]:
    """The points and the funnel's narrow end; limits of a handful of cases would span everything.

    A little beyond 0 and 100 %, so that marks there are whole, and no tick is at 102 %.
    """
    tau2 = league.judgement.spread.tau2
    narrow = funnel_limits.limits(
        _sizes(league)[-1:], league.reference, tau2, funnel_limits.WARNING, league.kind
    )
    ends = [unit.raw for _one, unit in league.judged] + [float(edge[0]) for edge in narrow]
    low, high = min(ends), max(ends)
    margin = max((high - low) * 0.06, high * 0.01) or 0.1
    least, most = -0.3 * margin, 1 + 0.3 * margin if league.kind == "proportion" else np.inf
    ends = [max(low - margin, least), min(high + margin, most)]
    return [end * league.factor for end in ends]


def _names(league: League, look: Look) -> list[Figure]:
    """The alarms' names, those with most cases first; where two would overlap, only the first."""
    alarms = [pair for pair in league.judged if pair[1].band == "alarm"]
    alarms.sort(key=lambda pair: -league.cases(pair[0]))
    (left, right), (low, high) = np.log10(_sizes(league)[[0, -1]]), _range(league)
    shown: list[Figure] = []
    for pair in alarms:
        name = _name(pair, league, look, (left + right) / 2)
        if not any(
            abs(name["x"] - other["x"]) < WIDE * (right - left)
            and abs(name["y"] - other["y"]) < TALL * (high - low)
            for other in shown
        ):
            shown.append(name)
    return shown[:MOST_LABELS]


def _name(pair: Pair, league: League, look: Look, middle: float) -> Figure:
    standing, unit = pair
    place = float(np.log10(standing.now.denominator or 1.0))
    above = unit.raw >= league.reference
    return {
        "x": place,
        "y": unit.raw * league.factor,
        "text": standing.name if len(standing.name) <= 14 else f"{standing.name[:13]}…",
        "showarrow": False,
        "xanchor": "right" if place > middle else "left",
        "yanchor": "bottom" if above else "top",
        "font": {"size": 13, "color": look.palette.text},
    }

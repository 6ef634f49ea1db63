"""The caterpillar chart: each area's shrunken rate with its interval, the whole's rate across."""

from collections.abc import Sequence

from governance.charts import chart_base
from governance.charts.chart_base import Figure, Look
from governance.charts.fairness import verdict_marks
from governance.charts.fairness.verdict_marks import MOST_NAMED, Pair
from governance.core.palette import mix
from governance.stats.fairness import league_words
from governance.stats.fairness.league import League

ROW = 24
HEIGHT = 440
# Share of the colour of bars that are many and mean little; their middles keep all of it.
BACK = 0.45


def is_upright(league: League) -> bool:
    """Whether the areas stand side by side without names, since a row each would be too long."""
    return len(league.judged) > MOST_NAMED


def figure(league: League, look: Look) -> Figure:
    """Areas in the order of the table; shaded where they are indistinguishable from the whole."""
    upright, count = is_upright(league), len(league.judged)
    height = HEIGHT if upright else 84 + ROW * max(count, 2)
    places = {standing.code: place for place, (standing, _unit) in enumerate(league.judged)}
    series = verdict_marks.series(
        league, look, lambda pairs, colour: _marks(pairs, colour, league, look, places)
    )
    rates = chart_base.value_axis(look, league.metric, rangemode="normal")
    areas = _areas_axis(league, look)
    layout = chart_base.layout(look, height) | {
        "xaxis": areas if upright else rates,
        "yaxis": rates if upright else areas,
        "shapes": _shapes(league, look),
    }
    return {"data": [*series, *_whole(league, look)], "layout": layout}


def _marks(
    pairs: Sequence[Pair], colour: str, league: League, look: Look, places: dict[str, int]
) -> Figure:
    upright, factor = is_upright(league), league.factor
    rates = [unit.shrunken * factor for _one, unit in pairs]
    bars = {
        "type": "data",
        "symmetric": False,
        "array": [(unit.shrunken_high - unit.shrunken) * factor for _one, unit in pairs],
        "arrayminus": [(unit.shrunken - unit.shrunken_low) * factor for _one, unit in pairs],
        "thickness": 1 if upright else 2,
        "width": 0,
        "color": _bar(colour, league, look),
    }
    spots = [places[standing.code] for standing, _unit in pairs]
    if upright:
        return {"x": spots, "y": rates, "error_y": bars}
    return {"x": rates, "y": spots, "error_x": bars}


def _bar(colour: str, league: League, look: Look) -> str:
    """What is indistinguishable stands back where its bars lie side by side."""
    if is_upright(league) and colour == look.palette.muted:
        return mix(colour, look.palette.background, BACK)
    return colour


def _areas_axis(league: League, look: Look) -> Figure:
    count, upright = len(league.judged), is_upright(league)
    # The last of a thousand areas would hide behind the edge.
    room = max(0.7, count * 0.02)
    ends = [-room, max(count, 2) - 1 + room]
    if upright:
        _ = look.translate
        title = {"text": _("Areas, in the order of the table"), "font": {"size": 13}}
        return chart_base.axis(look, range=ends, showgrid=False, showticklabels=False, title=title)
    names = [standing.name for standing, _unit in league.judged]
    return chart_base.axis(
        look,
        range=ends[::-1],
        showgrid=False,
        tickmode="array",
        tickvals=list(range(count)),
        ticktext=[name if len(name) <= 14 else f"{name[:13]}…" for name in names],
    )


def _shapes(league: League, look: Look) -> list[Figure]:
    """The whole's rate as a line, and the band of the areas that are like it."""
    level, (along, across) = league.reference * league.factor, _sides(league)
    line = {
        "type": "line",
        f"{along}ref": "paper",
        f"{along}0": 0,
        f"{along}1": 1,
        f"{across}0": level,
        f"{across}1": level,
        "line": {"color": look.palette.text, "width": 1.5},
    }
    alike = [
        place
        for place, (_one, unit) in enumerate(league.judged)
        if unit.verdict == "indistinguishable"
    ]
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


def _sides(league: League) -> tuple[str, str]:
    """The axis along which areas lie, and the one of the rates."""
    return ("x", "y") if is_upright(league) else ("y", "x")


def _whole(league: League, look: Look) -> list[Figure]:
    """The line's name in the legend; shapes have none of their own."""
    _ = look.translate
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [None],
            "y": [None],
            "name": _("Whole: {rate}", rate=league_words.rate(league.reference, league, _)),
            "line": {"color": look.palette.text, "width": 1.5},
            "hoverinfo": "skip",
        }
    ]

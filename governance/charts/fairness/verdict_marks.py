"""The marks of both charts: one series a verdict, shown by symbol, colour and legend."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from governance.charts.chart_base import Figure, Look
from governance.core.i18n import Translator
from governance.stats.fairness import league_words
from governance.stats.fairness.assess import Assessment, Verdict
from governance.stats.fairness.league import ORDER, League, Standing

Pair = tuple[Standing, Assessment]
SHAPES: dict[Verdict, str] = {
    "above": "triangle-up",
    "indistinguishable": "circle",
    "below": "triangle-down",
}
# Above so many areas marks shrink and names have no room.
MOST_NAMED = 40


def series(
    league: League, look: Look, place: Callable[[Sequence[Pair], str], Figure]
) -> list[Figure]:
    """A series for each verdict that occurs; `place` adds where its marks lie, given its colour."""
    traces = []
    for verdict in ORDER:
        pairs = [pair for pair in league.judged if pair[1].verdict == verdict]
        if pairs:
            colour = colours(league, look)[verdict]
            traces.append(_marks(pairs, verdict, league, look) | place(pairs, colour))
    return traces


def colours(league: League, look: Look) -> dict[Verdict, str]:
    """Good and bad by the metric's direction; what is indistinguishable stands back."""
    palette = look.palette
    above, below = {
        "up": (palette.good, palette.bad),
        "down": (palette.bad, palette.good),
        "neither": (palette.accent, palette.accent),
    }[league.metric.better]
    return {"above": above, "indistinguishable": palette.muted, "below": below}


def _marks(pairs: Sequence[Pair], verdict: Verdict, league: League, look: Look) -> Figure:
    _, descriptions = look.translate, _descriptions(league, look.translate)
    small = len(league.judged) > MOST_NAMED
    size = {True: (5, 9), False: (9, 12)}[small][verdict != "indistinguishable"]
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "name": f"{_(league_words.SAID[league.metric.better][verdict])} ({len(pairs)})",
        "marker": {
            "symbol": SHAPES[verdict],
            "size": size,
            "color": colours(league, look)[verdict],
            "line": {"width": 0 if small else 1, "color": look.palette.background},
        },
        # Two flat lists: Plotly's validation walks through every list inside a list.
        "customdata": [standing.code for standing, _unit in pairs],
        "hovertext": [descriptions[standing.code] for standing, _unit in pairs],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


@lru_cache(maxsize=8)
def _descriptions(league: League, _: Translator) -> Mapping[str, str]:
    """What each area's mark says, written once for both charts."""
    return {
        standing.code: league_words.describe_standing(standing, unit, league, _)
        for standing, unit in league.judged
    }


def code(points: Sequence[Figure]) -> str:
    """The area of the mark that was clicked, "" for none or for a line."""
    clicked = points[0].get("customdata") if points else None
    return str(clicked or "")

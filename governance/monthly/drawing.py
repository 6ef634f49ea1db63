"""A control chart and its moving ranges as plain Plotly specifications."""

from collections.abc import Sequence

import numpy as np

from governance import dates, display, figures
from governance.figures import Figure, Look
from governance.monthly import notes, states
from governance.monthly.control import Control
from governance.periods import overlaps
from governance.signals.xmr import Series

HEIGHT, RANGES_HEIGHT = 380, 170


def figure(given: Control, look: Look) -> Figure:
    """Values with centre line and natural limits; signals have another shape and colour."""
    layout = figures.layout(look, HEIGHT) | {
        "xaxis": _months(given, look),
        "yaxis": figures.value_axis(look, given.metric, **_range(given)),
        "yaxis2": figures.hidden_axis("y"),
    }
    target = given.target
    aim = figures.target_line(look, given.metric, target.value, upright=True) if target else {}
    layout = figures.overlaid(layout, aim, notes.marks(given.notes, given.months, look))
    data = [*_limits(given, look), _line(given, look), *_points(given, look), *_open(given, look)]
    return {"data": [*data, *_missing(given, look)], "layout": layout}


def ranges(given: Control, look: Look) -> Figure:
    """The step from each month to the next, with the limit of what is usual."""
    found, _ = given.chart.limits, look.translate
    steps, limit = found.ranges[0], float(found.range_limit[0, 0])
    beyond = [step > limit for step in steps]
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": _("Moving range"),
        "x": list(range(given.judged)),
        "y": _plain(steps),
        "line": {"color": look.palette.accent, "width": 1.5},
        "marker": {
            "symbol": ["diamond" if one else "circle" for one in beyond],
            "size": [11 if one else 5 for one in beyond],
            "color": [look.palette.bad if one else look.palette.accent for one in beyond],
        },
        "customdata": [_step(given, index, look) for index in range(given.judged)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    layout = figures.layout(look, RANGES_HEIGHT) | {
        "xaxis": _months(given, look),
        "yaxis": figures.value_axis(look, given.metric, [*_plain(steps), limit], nticks=4),
    }
    wide = np.full(given.judged, limit)
    return {"data": [_rule(wide, _("Limit of the range"), "dash", look), line], "layout": layout}


def _months(given: Control, look: Look) -> Figure:
    labels = dates.ticks(tuple(given.months), look.translate.lang)
    places = {"tickmode": "array", "tickvals": list(range(len(labels))), "ticktext": labels}
    room = [-0.6, len(labels) - 0.4]
    return figures.axis(look, **places, showgrid=False, range=room, autotickangles=[0, 90])


def _range(given: Control) -> Figure:
    """Room for values, limits and target; no limit is shown below 0 or above 100 %."""
    lower, upper = cut(given)
    known = [value.value for value in given.values if value.value is not None]
    known += [one for one in (*_plain(lower), *_plain(upper)) if one is not None]
    known += [given.target.value] if given.target else []
    if not known:
        return {}
    low, high = min(known), max(known)
    margin = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return {"range": [max(low - margin, -0.04 * high), high + margin], "rangemode": "normal"}


def cut(given: Control) -> tuple[Series, Series]:
    """The limits as they are drawn: cut at what the metric can be, for the eye alone."""
    limits = given.chart.limits
    top = 100.0 if given.metric.unit == "percent" else np.inf
    return np.maximum(limits.lower[0], 0.0), np.minimum(limits.upper[0], top)


def _limits(given: Control, look: Look) -> list[Figure]:
    _, (lower, upper) = look.translate, cut(given)
    centre = given.chart.limits.centre[0]
    mean = _("Mean {value}", value=display.level(float(centre[-1]), given.metric))
    second = _rule(lower, "", "dot", look) | {"showlegend": False}
    return [
        _rule(upper, _("Natural limits"), "dot", look),
        second,
        _rule(centre, mean if np.isfinite(centre[-1]) else _("Mean"), "solid", look),
    ]


def _rule(values: Series, name: str, dash: str, look: Look) -> Figure:
    """A line across the months, with a step where it changes from one to the next."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(range(len(values))),
        "y": _plain(values),
        "line": {"color": look.palette.muted, "width": 1.2, "dash": dash, "shape": "hvh"},
        "hoverinfo": "skip",
    }


def _line(given: Control, look: Look) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(range(len(given.months))),
        "y": [value.value for value in given.values],
        "line": {"color": look.palette.accent, "width": 2},
        "connectgaps": False,
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _points(given: Control, look: Look) -> list[Figure]:
    """The judged months by what they are: usual, signals above, signals below.

    A month that is a signal only as one of a run is drawn smaller than one beyond a limit.
    """
    better, _, ink = given.metric.better, look.translate, look.palette
    kinds = {
        0: (_("Within chance"), "circle", 7, ink.accent),
        1: (_("Signal: high"), "triangle-up", 13, _colour(1, better, look)),
        -1: (_("Signal: low"), "triangle-down", 13, _colour(-1, better, look)),
    }
    found = []
    for side, (name, symbol, size, colour) in kinds.items():
        places = [i for i, one in enumerate(given.special) if one == side and _known(given, i)]
        sizes = [size if given.chart.beyond[0, i] or not side else size - 4 for i in places]
        marker: Figure = {"symbol": symbol, "size": sizes, "color": colour}
        outline = [2.5 if overlaps(given.months[i], given.chosen) else 0 for i in places]
        marker |= {"line": {"width": outline, "color": ink.text}}
        found += [_marks(given, places, look) | {"name": name, "marker": marker}] if places else []
    return found


def _colour(side: int, better: str, look: Look) -> str:
    if better == "neither":
        return look.palette.text
    return look.palette.good if (side > 0) == (better == "up") else look.palette.bad


def _open(given: Control, look: Look) -> list[Figure]:
    """Months whose figures still move: drawn, but hollow."""
    places = [i for i in range(given.judged, len(given.months)) if _known(given, i)]
    ring = {"symbol": "circle-open", "size": 9, "color": look.palette.accent}
    _ = look.translate
    name = _("Not settled yet")
    return [_marks(given, places, look) | {"name": name, "marker": ring}] if places else []


def _known(given: Control, index: int) -> bool:
    return given.values[index].value is not None


def _marks(given: Control, places: Sequence[int], look: Look) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(places),
        "y": [given.values[index].value for index in places],
        "customdata": [_said(given, index, look) for index in places],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _said(given: Control, index: int, look: Look) -> str:
    """What a mark says: the month, the value, what it is made of, how it is judged."""
    _, value, metric = look.translate, given.values[index], given.metric
    lines = [dates.window(given.months[index], _.lang)]
    lines.append(f"<b>{display.amount(value.value, metric, _)}</b>")
    if value.denominator is not None and value.numerator is not None:
        lines.append(f"{display.number(value.numerator)} ÷ {display.number(value.denominator)}")
    if index < given.judged and given.special[index]:
        lines.append(states.word("signal", given.special[index], metric.better, _))
    return "<br>".join(lines)


def _step(given: Control, index: int, look: Look) -> str:
    _, step = look.translate, float(given.chart.limits.ranges[0, index])
    month = dates.window(given.months[index], _.lang)
    return f"{month}<br>{display.number(step, given.metric.decimals)}"


def _missing(given: Control, look: Look) -> list[Figure]:
    _ = look.translate
    name = _("No data")
    places = [index for index, value in enumerate(given.values) if not value.has_data]
    return [figures.hatched(look, name, places, upright=True)] if places else []


def _plain(values: Series) -> list[float | None]:
    return [float(value) if np.isfinite(value) else None for value in values]

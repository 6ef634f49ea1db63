"""The trend of one metric, month by month, with what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from governance import dates, display, figures
from governance.annotations import Annotation
from governance.asked import Scope
from governance.catalog import Metric
from governance.figures import Figure, Look
from governance.i18n import Translator
from governance.monthly import notes
from governance.periods import DAY, Window, overlaps, shift
from governance.readings import Value, Values
from governance.targets import Target

HEIGHT = 340
# Months outside the period stand back, but a projector must still show them: shares of the accent.
STRENGTH = {"chosen": 1.0, "before": 0.65, "other": 0.38}


@dataclass(frozen=True)
class Point:
    """One month; `then` is the same month a year before, None where it is not asked for."""

    window: Window
    now: Value
    then: Value | None = None


@dataclass(frozen=True)
class Trend:
    """A metric month by month. before: the window compared with, None for no such months.

    notes: what is known of these months (governance/annotations.py).
    """

    metric: Metric
    points: Sequence[Point]
    chosen: Window
    before: Window | None = None
    target: Target | None = None
    notes: Sequence[Annotation] = ()

    @property
    def is_counted(self) -> bool:
        """Whether a month's value stands for itself (bars) and is no level or rate (a line)."""
        metric = self.metric
        return metric.time == "flow" and not metric.is_ratio and metric.aggregate != "quantile"


def windows(months: Sequence[Window]) -> list[Window]:
    """What a trend asks measure() for: its months and the same months a year before."""
    return [*months, *(shift(month, -12) for month in months)]


def of(
    values: Values,
    metric: Metric,
    scope: Scope,
    months: Sequence[Window],
    target: Target | None,
    known: Sequence[Annotation] = (),
) -> Trend:
    """The trend of the scope's area, with the comparison that the scope asks for."""

    def at(window: Window) -> Value:
        return values.at(metric.key, scope.area, window)

    yearly = scope.compare == "last_year"
    points = [
        Point(month, at(month), at(shift(month, -12)) if yearly else None) for month in months
    ]
    before = scope.previous if scope.compare == "previous" else None
    return Trend(metric, points, scope.window, before, target, known)


def title(given: Trend, place: str, _: Translator) -> str:
    """What the chart shows: metric, unit, area, months."""
    months = (given.points[0].window[0], given.points[-1].window[1])
    return display.heading(given.metric, place, dates.window(months, _.lang), _)


def table(given: Trend, _: Translator) -> pd.DataFrame:
    """The chart's numbers, one row a month; columns that are empty throughout are left out."""
    unit = display.unit(given.metric, _)
    rows = [
        {
            _("Period"): dates.window(point.window, _.lang),
            _("First day"): point.window[0],
            _("Last day"): point.window[1] - DAY,
            _("Value ({unit})", unit=unit): point.now.value,
            _("Numerator"): point.now.numerator if given.metric.is_ratio else None,
            _("Denominator"): point.now.denominator,
            _("Same month last year"): point.then.value if point.then else None,
        }
        for point in given.points
    ]
    return pd.DataFrame(rows, dtype=object).dropna(axis="columns", how="all")


def figure(given: Trend, look: Look) -> Figure:
    """Bars for what is counted in a month; a line for what stands at its end and for rates."""
    labels = dates.ticks(tuple(point.window for point in given.points), look.translate.lang)
    series = _bars(given, look) if given.is_counted else _line(given, look)
    places = {"tickmode": "array", "tickvals": list(range(len(labels))), "ticktext": labels}
    layout = figures.layout(look, HEIGHT) | {
        "barmode": "overlay",
        "bargap": 0.28,
        "xaxis": figures.axis(
            look, **places, showgrid=False, range=[-0.6, len(labels) - 0.4], autotickangles=[0, 90]
        ),
        "yaxis": _amounts(given, look),
        "yaxis2": figures.hidden_axis("y"),
    }
    months = [point.window for point in given.points]
    layout = figures.overlaid(layout, *_target(given, look), notes.marks(given.notes, months, look))
    return {"data": [*series, *_year_before(given, look), *_missing(given, look)], "layout": layout}


def _amounts(given: Trend, look: Look) -> Figure:
    """The axis of values; it has no numbers where none is known."""
    known = _values(given)
    shown = {"showticklabels": bool(known), "showgrid": bool(known)}
    return figures.value_axis(look, given.metric, known, **_range(given), **shown)


def _target(given: Trend, look: Look) -> list[Figure]:
    if given.target is None:
        return []
    return [figures.target_line(look, given.metric, given.target.value, upright=True)]


def _range(given: Trend) -> Figure:
    """Bars stand on zero. A line's axis shows what moves, but no tenth blown up to a cliff."""
    known = _values(given)
    if given.is_counted or not known:
        return {}
    low, high = min(known), max(known)
    margin = max((high - low) * 0.15, (0.2 * abs(high) - (high - low)) / 2) or 1.0
    return {"range": [max(low - margin, min(low, 0.0)), high + margin], "rangemode": "normal"}


def _values(given: Trend) -> list[float]:
    """Every value that is drawn; the target only beside one."""
    values = [p.value for point in given.points for p in (point.now, point.then) if p]
    known = [value for value in values if value is not None]
    return [*known, given.target.value] if known and given.target else known


def _kinds(given: Trend, look: Look) -> list[tuple[str, float, list[int]]]:
    """The months by what they are to the reader: name, strength, positions."""
    _ = look.translate
    names = {
        "chosen": _("Chosen period"),
        "before": _("Previous period"),
        "other": _("Other months"),
    }
    places: dict[str, list[int]] = {kind: [] for kind in names}
    for index, point in enumerate(given.points):
        chosen, before = (overlaps(point.window, w) for w in (given.chosen, given.before))
        places["chosen" if chosen else "before" if before else "other"].append(index)
    return [(names[kind], STRENGTH[kind], found) for kind, found in places.items() if found]


def _bars(given: Trend, look: Look) -> list[Figure]:
    return [
        _series(given, positions, look)
        | {"type": "bar", "name": name}
        | {"marker": {"color": look.palette.fade(strength)}}
        for name, strength, positions in _kinds(given, look)
    ]


def _line(given: Trend, look: Look) -> list[Figure]:
    line = _series(given, range(len(given.points)), look) | {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": look.palette.accent, "width": 2},
        "connectgaps": False,
        "showlegend": False,
        "hoverinfo": "skip",
        "hovertemplate": None,
    }
    dots = [
        _series(given, positions, look)
        | {"type": "scatter", "mode": "markers", "name": name}
        | {"marker": {"color": look.palette.fade(strength), "size": 5 + 6 * strength}}
        for name, strength, positions in _kinds(given, look)
    ]
    return [line, *dots]


def _series(given: Trend, positions: Sequence[int], look: Look) -> Figure:
    points = [given.points[index] for index in positions]
    return {
        "x": list(positions),
        "y": [point.now.value for point in points],
        "customdata": [_said(point.window, point.now, given.metric, look) for point in points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _said(window: Window, value: Value, metric: Metric, look: Look) -> str:
    """What a month's mark says: the month, the value and what it is made of."""
    _ = look.translate
    text = f"{dates.window(window, _.lang)}<br><b>{display.exact(value.value, metric, _)}</b>"
    if value.denominator is None or value.numerator is None:
        return text
    parts = (display.number(part) for part in (value.numerator, value.denominator))
    return f"{text}<br>{' ÷ '.join(parts)}"


def _year_before(given: Trend, look: Look) -> list[Figure]:
    points = [(i, p.window, p.then) for i, p in enumerate(given.points) if p.then]
    if not points:
        return []
    _ = look.translate
    name = _("Same month last year")
    diamonds = {"symbol": "diamond", "size": 9, "color": look.palette.background}
    return [
        {
            "type": "scatter",
            "mode": "markers+lines",
            "name": name,
            "x": [index for index, *_rest in points],
            "y": [then.value for *_rest, then in points],
            "customdata": [
                f"{name}<br>{display.exact(then.value, given.metric, _)}" for *_rest, then in points
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
            "marker": diamonds | {"line": {"width": 1.5, "color": look.palette.text}},
            "line": {"color": look.palette.muted, "width": 1, "dash": "dot"},
        }
    ]


def _missing(given: Trend, look: Look) -> list[Figure]:
    places = [index for index, point in enumerate(given.points) if not point.now.has_data]
    _ = look.translate
    name = _("No data")
    return [figures.hatched(look, name, places, upright=True)] if places else []

"""The trend of one metric, month by month, with what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from governance.charts import roles
from governance.charts.metric_charts import of_months, parts, target_rule
from governance.charts.model import Chart, Series
from governance.charts.model import Values as Amounts
from governance.core import dates
from governance.core.i18n import Translator
from governance.core.periods import DAY, Window, overlaps, shift
from governance.metrics import comparison, number_format
from governance.metrics.annotations import Annotation
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Value, Values
from governance.metrics.scope import Scope
from governance.metrics.targets import Target

# Pixels of the mark of a month, by what it is to the reader.
SIZES = {"value": 11.0, "before": 9.0, "other": 7.0}


@dataclass(frozen=True)
class Point:
    """One month; `then` is the same month a year before, None where it is not compared."""

    window: Window
    now: Value
    then: Value | None = None


@dataclass(frozen=True)
class Trend:
    """A metric month by month. before: the window compared with, None for no such months.

    notes: what is known of these months (governance/metrics/annotations.py).
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
    """The windows that a trend needs: its months and the same months a year before."""
    return [*months, *(shift(month, -12) for month in months)]


def build_trend(
    values: Values,
    metric: Metric,
    scope: Scope,
    months: Sequence[Window],
    target: Target | None,
    known: Sequence[Annotation] = (),
) -> Trend:
    """The trend of the scope's area, with the comparison that the scope requests."""

    def at(window: Window) -> Value:
        return values.at(metric.key, scope.area, window)

    yearly = scope.compare == "last_year"
    points = [
        Point(month, at(month), at(shift(month, -12)) if yearly else None) for month in months
    ]
    before = scope.previous if scope.compare == "previous" else None
    return Trend(metric, points, scope.window, before, target, known)


def title(trend: Trend, place: str, _: Translator) -> str:
    """What the chart shows: metric, unit, area, months."""
    months = (trend.points[0].window[0], trend.points[-1].window[1])
    return number_format.heading(trend.metric, place, dates.window(months, _.lang), _)


def table(trend: Trend, _: Translator) -> pd.DataFrame:
    """The chart's numbers, one row a month; columns that are empty throughout are left out."""
    unit = number_format.unit(trend.metric, _)
    rows = [
        {
            _("Period"): dates.window(point.window, _.lang),
            _("First day"): point.window[0],
            _("Last day"): point.window[1] - DAY,
            _("Value ({unit})", unit=unit): point.now.value,
            _("Numerator"): point.now.numerator if trend.metric.is_ratio else None,
            _("Denominator"): point.now.denominator,
            _("Same month last year"): point.then.value if point.then else None,
        }
        for point in trend.points
    ]
    return pd.DataFrame(rows, dtype=object).dropna(axis="columns", how="all")


def chart(trend: Trend, _: Translator) -> Chart:
    """Bars for what is counted in a month; a line for what stands at its end and for rates."""
    metric, months = trend.metric, [point.window for point in trend.points]
    line = Series(_.pick(metric.title), "line", _amounts(trend), legend="")
    shown = (*_kinds(trend, _), *_year_before(trend, _))
    made = of_months(
        metric,
        months,
        _,
        trend.notes,
        series=shown if trend.is_counted else (line, *shown),
        reach=_reach(trend),
        gaps=tuple(n for n, point in enumerate(trend.points) if not point.now.has_data),
        **target_rule(trend.target, metric, _),
    )
    return replace(made, note=" · ".join(filter(None, (made.note, *_parts_known(trend, _)))))


def _parts_known(trend: Trend, _: Translator) -> list[str]:
    """Of which months only a part is known, and which."""
    return [
        f"⚠ {dates.window(point.window, _.lang)}: {text}"
        for point in trend.points
        for text in comparison.known_part(point.now, _)
        if not point.now.is_to_the_end
    ]


def _amounts(trend: Trend) -> Amounts:
    return tuple(point.now.value for point in trend.points)


def _reach(trend: Trend) -> tuple[float, ...]:
    """Bars stand on zero. A line's axis shows what moves, but no tenth blown up to a cliff."""
    drawn = [value.value for point in trend.points for value in (point.now, point.then) if value]
    known = [value for value in drawn if value is not None]
    if not known:
        return ()
    known += [trend.target.value] if trend.target else []
    low, high = min(known), max(known)
    if trend.is_counted:
        return min(low, 0.0), max(high, 0.0) * 1.06 or 1.0
    margin = max((high - low) * 0.15, (0.2 * abs(high) - (high - low)) / 2) or 1.0
    return max(low - margin, min(low, 0.0)), high + margin


def _kinds(trend: Trend, _: Translator) -> list[Series]:
    """The months by what they are to the reader: chosen, compared with, or neither."""
    names = {
        "value": _("Chosen period"),
        "before": _("Previous period"),
        "other": _("Other months"),
    }
    kinds = []
    for point in trend.points:
        chosen, before = (overlaps(point.window, w) for w in (trend.chosen, trend.before))
        kinds.append("value" if chosen else "before" if before else "other")
    hovers = tuple(_hover_text(point, trend.metric, _) for point in trend.points)
    pairs = list(zip(_amounts(trend), kinds, strict=True))
    form = "bar" if trend.is_counted else "dots"
    return [
        Series(
            name,
            form,
            tuple(value if point_kind == kind else None for value, point_kind in pairs),
            tone=kind,
            symbol="circle",
            sizes=(SIZES[kind],) * len(pairs),
            hovers=hovers,
        )
        for kind, name in names.items()
        if kind in kinds
    ]


def _hover_text(point: Point, metric: Metric, _: Translator) -> str:
    """What a month's mark says: the month, the value and what it is made of."""
    text = number_format.exact(point.now.value, metric, _)
    return f"{dates.window(point.window, _.lang)}<br><b>{text}</b>{parts(point.now)}"


def _year_before(trend: Trend, _: Translator) -> list[Series]:
    """The same months a year before, where they are compared."""
    if not any(point.then for point in trend.points):
        return []
    name = _("Same month last year")
    values = tuple(point.then.value if point.then else None for point in trend.points)
    hovers = tuple(f"{name}<br><b>{number_format.exact(v, trend.metric, _)}</b>" for v in values)
    look = roles.Line(tone="limit", symbol="diamond-open", dash="dot")
    return [Series(name, "value", values, **look, hovers=hovers)]

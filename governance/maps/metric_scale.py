"""What a map of a metric is coloured by: one scale wherever the same areas and days are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from governance.charts.chart_base import Look
from governance.core.periods import Window
from governance.maps import cell_values, classes, frames, household_rates
from governance.maps.cell_values import Known
from governance.maps.class_limits import Method
from governance.maps.classes import USUAL, Scale
from governance.maps.frames import Frame
from governance.maps.household_rates import Households
from governance.metrics.catalog import Metric
from governance.metrics.query import REST
from governance.warehouse.context import Context


@dataclass(frozen=True, eq=False)
class Graded:
    """A metric's values by window and area, and their classes.

    rate, rated: the metric itself and its values, but of a count those by 1,000 households, none
    where these are not known. scale: the classes of `rated` in all windows.
    """

    metric: Metric
    known: Mapping[Window, Known]
    rate: Metric
    rated: Mapping[Window, Known]
    scale: Scale

    @property
    def is_counted(self) -> bool:
        return self.rate is not self.metric


@dataclass(frozen=True, eq=False)
class Changed:
    """A metric's values in two windows, now and then, and the classes of their differences.

    rate, rated: as of Graded; no areas in `rated` where households are not known.
    """

    sides: tuple[Known, Known]
    rate: Metric
    rated: tuple[Known, Known]
    scale: Scale


def grade(
    context: Context,
    metric: Metric,
    frame: Frame,
    look: Look,
    households: Households,
    *,
    method: Method = "quantiles",
    count: int = USUAL,
) -> Graded:
    """The metric in a frame's areas: of a month in the classes of all that it is stepped through.

    households: by area, of queries/views/areas_at_level.sql (household_rates.of_frame).
    """
    window = context.scope.window
    months = frames.choose_months(window, context.ground.known.as_of) or (window,)
    known = by_window(context, metric, frame, months)
    rate, rated = rates(metric, known, households, look)
    target = None if rate is not metric else context.target(metric.key)
    numbers = [cell.value for month in rated.values() for cell in month.values()]
    scale = classes.scale(
        numbers,
        rate,
        look,
        method=method,
        count=count,
        target=target.value if target else None,
    )
    scale = classes.of_months(scale, len(months), look.translate)
    return Graded(metric, known, rate, rated, scale)


def change(
    context: Context,
    metric: Metric,
    frame: Frame,
    look: Look,
    households: Households,
    *,
    method: Method = "quantiles",
    count: int = USUAL,
) -> Changed | None:
    """How a metric differs from the window compared with, in the classes of every month's change.

    None where there is nothing to compare with.
    """
    now, then = context.scope.window, context.scope.other
    if then is None:
        return None
    months = frames.choose_months(now, context.ground.known.as_of)
    pairs = [(month, _other(context, month)) for month in months] or [(now, then)]
    windows = [now, then, *(window for pair in pairs for window in pair)]
    known = by_window(context, metric, frame, list(dict.fromkeys(windows)))
    rate, rated = rates(metric, known, households, look)
    sizes = [
        size
        for later, earlier in (pairs if rated else ())
        for size in cell_values.changed_values(rated[later], rated[earlier]).values()
    ]
    scale = classes.scale(sizes, rate, look, method=method, count=count, diverging=True)
    scale = classes.of_months(scale, len(months), look.translate)
    both = (rated[now], rated[then]) if rated else ({}, {})
    return Changed((known[now], known[then]), rate, both, scale)


def _other(context: Context, month: Window) -> Window:
    """The window that another month is compared with in this view."""
    start, end = month
    return replace(context.scope, start=start, end=end, period="custom").other or month


def by_window(
    context: Context, metric: Metric, frame: Frame, windows: Sequence[Window]
) -> dict[Window, Known]:
    """The values of a frame's areas in some windows."""
    values = context.values(context.scope.query([metric.key], windows, frame.level, frame.area))
    codes = sorted(code for code in values.names if not code.endswith(REST))
    return {
        window: {code: values.at(metric.key, code, window) for code in codes} for window in windows
    }


def rates(
    metric: Metric, known: Mapping[Window, Known], households: Households, look: Look
) -> tuple[Metric, Mapping[Window, Known]]:
    """What areas are coloured by: a rate as it is, a count by households; none where unknown."""
    if not household_rates.is_counted(metric):
        return metric, known
    rate = household_rates.metric(metric, look.translate)
    if not households:
        return rate, {}
    return rate, {w: household_rates.rates(values, households) for w, values in known.items()}

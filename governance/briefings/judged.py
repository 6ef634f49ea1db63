"""The months of a slide's metrics, judged: signal or no more than chance (charts/control_chart)."""

from collections.abc import Sequence
from dataclasses import replace

from governance.briefings.slide_view import View
from governance.charts.control_chart import control_series
from governance.charts.control_chart.control_series import Control
from governance.core import periods
from governance.core.periods import Window
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Values


def months(view: View) -> tuple[Window, ...]:
    """The months up to the period's end that the trend page judges."""
    as_of = view.ground.known.as_of
    return periods.months_before(view.scope.end, as_of, control_series.MONTHS)


def judged(view: View, values: Values, metric: Metric, known: Sequence[Window]) -> Control:
    """The control chart of the slide's area. values: of its level and these months."""
    as_of, area = view.ground.known.as_of, view.scope.area
    found = control_series.judge(values, metric, area, known, as_of, view.scope.window)
    target = view.target(metric.key, known[-1])
    return replace(found, target=target, notes=view.notes(metric.key, known))

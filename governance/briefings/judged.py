"""The months of a slide's metrics, judged: signal or no more than chance (governance/monthly)."""

from collections.abc import Sequence
from dataclasses import replace

from governance import periods
from governance.briefings.view import View
from governance.catalog import Metric
from governance.monthly import control
from governance.monthly.control import Control
from governance.periods import Window
from governance.readings import Values


def months(view: View) -> tuple[Window, ...]:
    """The months up to the period's end that the trend page judges."""
    as_of = view.ground.known.as_of
    return periods.months_before(view.scope.end, as_of, control.MONTHS)


def judged(view: View, values: Values, metric: Metric, known: Sequence[Window]) -> Control:
    """The control chart of the slide's area. values: of its level and these months."""
    as_of, area = view.ground.known.as_of, view.scope.area
    found = control.judge(values, metric, area, known, as_of, view.scope.window)
    target = view.target(metric, known[-1])
    return replace(found, target=target, notes=view.known(metric, known))

"""Slides of months: as the page Trend and signals has them, and as the overview does."""

from collections.abc import Sequence
from dataclasses import replace

from governance.briefings import slide_cells, view_snapshots
from governance.briefings.slide_content import Column, Table
from governance.briefings.slide_view import View
from governance.charts import trend_figure
from governance.charts.control_chart import control_series
from governance.charts.control_chart.control_series import Control
from governance.charts.model import Chart
from governance.charts.trend_figure import Trend
from governance.core import export_tables, periods
from governance.core.periods import Window
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Values


def judged_months(view: View) -> tuple[Window, ...]:
    """The months up to the period's end that the trend page judges."""
    as_of = view.ground.known.as_of
    return periods.months_before(view.scope.end, as_of, control_series.MONTHS)


def judge(view: View, values: Values, metric: Metric, known: Sequence[Window]) -> Control:
    """The control chart of the slide's area. values: of its level and these months."""
    as_of, area = view.ground.known.as_of, view.scope.area
    control = control_series.judge(values, metric, area, known, as_of, view.scope.window)
    target = view.target(metric.key, known[-1])
    return replace(control, target=target, notes=view.notes(metric.key, known))


def table(view: View, control: Control) -> Table:
    """The chart's numbers, one row a month, as the page hands them out."""
    frame, metric = control_series.numbers(control, view.translate), control.metric
    kind = slide_cells.kind_of(metric)
    first, *numbers, last = frame.columns
    columns = (
        Column("month", str(first)),
        *(Column(f"n{n}", str(name), kind, metric.decimals) for n, name in enumerate(numbers)),
        Column("signal", str(last)),
    )
    codes = tuple(start.isoformat() for start, _end in control.months)
    title, rows = control_series.title(control, view.place, view.translate), slide_cells.rows(frame)
    return Table("months", title, columns, codes, rows, key=metric.key)


def months(view: View) -> Trend:
    """The slide's metric month by month, with what it is compared with."""
    (metric,), scope = view.metrics, view.scope
    windows = periods.months_of(scope.window, view.ground.known.as_of)
    values = view.values(scope.query([metric.key], trend_figure.windows(windows)))
    known = view.notes(metric.key, windows)
    return trend_figure.build_trend(values, metric, scope, windows, view.target(metric.key), known)


def month_chart(view: View, trend: Trend) -> Chart:
    """The chart of the overview."""
    return trend_figure.chart(trend, view.translate).titled(
        trend_figure.title(trend, view.place, view.translate)
    )


def month_table(view: View, trend: Trend) -> Table:
    """The chart's numbers, one row a month; for a workbook, beside the chart they are not shown."""
    frame = trend_figure.table(trend, view.translate).infer_objects()
    made = view_snapshots.table(
        export_tables.Table(frame), trend_figure.title(trend, view.place, view.translate)
    )
    codes = tuple(point.window[0].isoformat() for point in trend.points)
    return replace(made, name="months", codes=codes, drawn=(), shown=(), tones=())

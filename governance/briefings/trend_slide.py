"""Slides of months: as the page Trend and signals has them, and as the overview does."""

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


def table(view: View, given: Control) -> Table:
    """The chart's numbers, one row a month, as the page hands them out."""
    frame, metric = control_series.numbers(given, view.translate), given.metric
    kind = "points" if metric.unit == "percent" else "number"
    first, *numbers, last = frame.columns
    columns = (
        Column("month", str(first)),
        *(Column(f"n{n}", str(name), kind, metric.decimals) for n, name in enumerate(numbers)),
        Column("signal", str(last)),
    )
    rows = slide_cells.rows(frame)
    codes = tuple(start.isoformat() for start, _end in given.months)
    title = control_series.title(given, view.place, view.translate)
    return Table("months", title, columns, codes, rows, (), (), (), metric.key)


def months(view: View) -> Trend:
    """The slide's metric month by month, with what it is compared with."""
    (metric,), scope = view.metrics, view.scope
    found = periods.months_of(scope.window, view.ground.known.as_of)
    values = view.values(scope.query([metric.key], trend_figure.windows(found)))
    known = view.notes(metric.key, found)
    return trend_figure.build_trend(values, metric, scope, found, view.target(metric.key), known)


def month_chart(view: View, given: Trend) -> Chart:
    """The chart of the overview."""
    return trend_figure.chart(given, view.translate).titled(
        trend_figure.title(given, view.place, view.translate)
    )


def month_table(view: View, given: Trend) -> Table:
    """The chart's numbers, one row a month; for a workbook, beside the chart they are not shown."""
    frame = trend_figure.table(given, view.translate).infer_objects()
    made = view_snapshots.table(
        export_tables.Table(frame), trend_figure.title(given, view.place, view.translate)
    )
    codes = tuple(point.window[0].isoformat() for point in given.points)
    return replace(made, name="months", codes=codes, drawn=(), shown=(), tones=())

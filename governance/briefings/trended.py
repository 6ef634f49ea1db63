"""Slides of months: as the page Trend and signals has them, and as the overview does."""

from dataclasses import replace

from governance import periods, tables, trend
from governance.briefings import cells, kept
from governance.briefings.content import Column, Table
from governance.briefings.view import View
from governance.charts.model import Chart
from governance.monthly import control
from governance.monthly.control import Control
from governance.trend import Trend


def table(view: View, given: Control) -> Table:
    """The chart's numbers, one row a month, as the page hands them out."""
    frame, metric = control.numbers(given, view.translate), given.metric
    kind = "points" if metric.unit == "percent" else "number"
    first, *numbers, last = frame.columns
    columns = (
        Column("month", str(first)),
        *(Column(f"n{n}", str(name), kind, metric.decimals) for n, name in enumerate(numbers)),
        Column("signal", str(last)),
    )
    rows = cells.rows(frame)
    codes = tuple(start.isoformat() for start, _end in given.months)
    title = control.title(given, view.place, view.translate)
    return Table("months", title, columns, codes, rows, (), (), (), metric.key)


def months(view: View) -> Trend:
    """The slide's metric month by month, with what it is compared with."""
    (metric,), scope = view.metrics, view.scope
    found = periods.months_of(scope.window, view.ground.known.as_of)
    values = view.values([metric.key], scope.level, trend.windows(found))
    known = view.known(metric, found)
    return trend.of(values, metric, scope, found, view.target(metric), known)


def month_chart(view: View, given: Trend) -> Chart:
    """The chart of the overview."""
    return trend.chart(given, view.translate).titled(trend.title(given, view.place, view.translate))


def month_table(view: View, given: Trend) -> Table:
    """The chart's numbers, one row a month; for a workbook, beside the chart they are not shown."""
    frame = trend.table(given, view.translate).infer_objects()
    made = kept.table(tables.Table(frame), trend.title(given, view.place, view.translate))
    codes = tuple(point.window[0].isoformat() for point in given.points)
    return replace(made, name="months", codes=codes, drawn=(), shown=(), tones=())

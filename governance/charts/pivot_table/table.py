"""A pivot as it is taken away, and the notes on its totals."""

import pandas as pd

from governance.charts.pivot_table.lines import Line, Pivot
from governance.core.export_tables import POINTS, Table
from governance.core.i18n import Translator, mark
from governance.metrics import number_format, pivot
from governance.metrics.catalog import Metric
from governance.metrics.pivot import Number

NOTES = {
    "adds": mark("{metrics}: the total is the sum of its parts"),
    "ratio": mark("{metrics}: the total is computed of the whole, no mean of its parts"),
    "once": mark("{metrics}: each is counted once, the parts may add up to more than the total"),
    "stock": mark("{metrics}: the total over time is the state at the end"),
    "apart": mark("{metrics}: units differ, so there is no total"),
}


def notes(given: Pivot, _: Translator) -> list[str]:
    """What the totals of each metric are, alike ones together."""
    found: dict[str, list[str]] = {}
    for metric in given.metrics:
        found.setdefault(_note(metric, given.by), []).append(_.pick(metric.title))
    return [_(NOTES[kind], metrics=_(", ").join(names)) for kind, names in found.items()]


def _note(metric: Metric, by: pivot.By) -> str:
    lost = [name for name in by if name and not pivot.adds_up(metric, name)]
    if not lost:
        return "adds"
    if metric.apart and metric.apart in by:
        return "apart"
    if not metric.is_count or metric.per or metric.lookback:
        return "ratio"
    return "once" if metric.aggregate != "sum" else "stock"


def table(given: Pivot, head: str, _: Translator) -> Table:
    """Every line and total with numbers as numbers. head: of the column of the rows' names."""
    total = Line(None, _("Total"))
    columns = [(column, metric) for column in (*given.columns, total) for metric in given.metrics]
    headings = [_heading(given, column, metric, _) for column, metric in columns]
    rows = [
        [row.title, *(_taken(given.at(one, row.key, column.key), _) for column, one in columns)]
        for row in (*given.rows, total)
    ]
    kinds = zip(headings, columns, strict=True)
    formats = {heading: _format(metric) for heading, (_column, metric) in kinds}
    return Table(pd.DataFrame(rows, columns=[head, *headings]), formats)


def _heading(given: Pivot, column: Line, metric: Metric, _: Translator) -> str:
    named = number_format.named(metric, _)
    if not given.columns:
        return named
    return column.title if len(given.metrics) == 1 else f"{column.title} · {named}"


def _taken(number: Number, _: Translator) -> object:
    return _(number_format.FEW) if number.is_few else number.value


def _format(metric: Metric) -> str:
    decimals = f".{'0' * metric.decimals}" if metric.decimals else ""
    return POINTS if metric.unit == "percent" else f"#,##0{decimals}"

"""A slide of a table: the areas of a level, several metrics side by side."""

from governance.briefings import slide_cells as written
from governance.briefings.slide_content import Column, Table
from governance.briefings.slide_view import View
from governance.charts import kpi_cards
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import REST, Value, Values


def read(view: View) -> tuple[Values, list[str]]:
    """The values of the areas, and the codes in the order of the table, rests left out."""
    keys = [metric.key for metric in view.metrics]
    values = view.values(view.scope.query(keys, level=view.level))
    codes = sorted(code for code in values.names if not code.endswith(REST))
    return values, sorted(codes, key=lambda code: _place(view, values, code))


def _place(view: View, values: Values, code: str) -> tuple[bool, float]:
    """By the first metric, the largest first, what has no value last."""
    value = at(view, values, view.metrics[0], code).value
    return value is None, -(value or 0.0)


def at(view: View, values: Values, metric: Metric, code: str) -> Value:
    """One metric of one area in the slide's period."""
    return values.at(metric.key, code, view.scope.window)


def table(view: View, values: Values, codes: list[str]) -> Table:
    """One row an area, one column a metric."""
    _ = view.translate
    columns = (
        Column("area", _("Area")),
        *(
            Column(
                metric.key,
                number_format.named(metric, _),
                "points" if metric.unit == "percent" else "number",
                metric.decimals,
            )
            for metric in view.metrics
        ),
    )
    cells = [[at(view, values, metric, code) for metric in view.metrics] for code in codes]
    drawn = tuple(range(min(len(codes), view.slide.rows)))
    return Table(
        name="areas",
        title=f"{view.title} · {view.place} · {view.days}",
        columns=columns,
        codes=tuple(codes),
        rows=tuple(
            (values.names[code], *(cell.value for cell in row))
            for code, row in zip(codes, cells, strict=True)
        ),
        drawn=drawn,
        shown=tuple(
            (
                values.names[codes[place]],
                *(
                    _text(cell, column, view)
                    for cell, column in zip(cells[place], columns[1:], strict=True)
                ),
            )
            for place in drawn
        ),
        tones=("",) * len(drawn),
    )


def _text(cell: Value, column: Column, view: View) -> str:
    if cell.value is None:
        return kpi_cards.absent(cell, view.translate)
    return written.text(cell.value, column)

"""The grid as a picture: bars for one dimension, a heat map with its numbers for two."""

from governance.charts import chart_base
from governance.charts.chart_base import Figure, Look
from governance.charts.cross_table.cross_grid import COLUMNS, NONE, ROWS, Grid
from governance.charts.model import Chart, Series
from governance.core.i18n import Translator
from governance.metrics import number_format

ROW = 30
MOST_LETTERS = 16
DEEPEST = 0.5  # share of the accent in the fullest cell: its number must stay readable


def chart(grid: Grid, look: Look) -> Chart | Figure:
    """The grid's first rows and columns, largest on top; a heat map is drawn by Plotly alone."""
    return _bars(grid, look.translate) if grid.by[1] == NONE else _heat(grid, look)


def _bars(grid: Grid, _: Translator) -> Chart:
    rows, metric = grid.rows[:ROWS], grid.metric
    values = [grid.at(row, grid.columns[0]) for row in rows] if grid.columns else []
    texts = [number_format.short(value, metric, _.lang) for value in values]
    known = [0.0, *(value for value in values if value is not None)]
    bars = Series(
        _.pick(metric.title),
        "value",
        tuple(values),
        texts=tuple(texts),
        hovers=tuple(_hover_text(row.title, text) for row, text in zip(rows, texts, strict=False)),
    )
    return Chart(
        name="view",
        title="",
        form="bars",
        key=metric.key,
        unit=number_format.unit(metric, _),
        decimals=metric.decimals,
        categories=tuple(row.title for row in rows),
        codes=tuple(row.key for row in rows),
        series=(bars,),
        reach=(min(known), max(known) or 1.0),
    )


def _hover_text(name: str, text: str) -> str:
    return f"{name}<br><b>{text}</b>"


def _names(grid: Grid, look: Look) -> Figure:
    rows = grid.rows[:ROWS]
    keys = [row.key for row in rows]
    return chart_base.axis(
        look,
        type="category",
        tickmode="array",
        tickvals=keys,
        ticktext=[_short(row.title) for row in rows],
        categoryorder="array",
        categoryarray=keys[::-1],
        showgrid=False,
    )


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"


def _heat(grid: Grid, look: Look) -> Figure:
    rows, columns, metric = grid.rows[:ROWS], grid.columns[:COLUMNS], grid.metric
    amounts = [[grid.at(row, column) for column in columns] for row in rows]
    texts = [
        [number_format.compact(value, metric.decimals, look.translate.lang) for value in line]
        for line in amounts
    ]
    heads = [column.title for column in columns]
    hovers = [
        [_hover_text(f"{row.title} · {head}", text) for head, text in zip(heads, line, strict=True)]
        for row, line in zip(rows, texts, strict=True)
    ]
    cells = {
        "type": "heatmap",
        "x": [column.key for column in columns],
        "y": [row.key for row in rows],
        "z": amounts,
        "text": texts,
        "texttemplate": "%{text}",
        "customdata": hovers,
        "hovertemplate": "%{customdata}<extra></extra>",
        "colorscale": [[0, look.palette.surface], [1, look.palette.fade(DEEPEST)]],
        "textfont": {"color": look.palette.text, "size": 13},
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    across = chart_base.axis(
        look,
        type="category",
        side="top",
        tickmode="array",
        tickvals=[column.key for column in columns],
        ticktext=[_short(head) for head in heads],
        showgrid=False,
    )
    axes = {"xaxis": across, "yaxis": _names(grid, look)}
    layout = chart_base.layout(look, 96 + ROW * max(len(rows), 2)) | axes | {"showlegend": False}
    return {"data": [cells], "layout": layout}

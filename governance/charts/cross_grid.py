"""A metric by one or two dimensions: as a table, as bars or a heat map, and what a click opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from governance.charts import chart_base
from governance.charts.chart_base import Figure, Look, cut
from governance.charts.metric_charts import of_metric
from governance.charts.model import Chart, Series
from governance.core import dates, periods
from governance.core.area_tree import AreaTree
from governance.core.i18n import Translator, mark
from governance.metrics import number_format, segments
from governance.metrics import scope as scopes
from governance.metrics.catalog import Metric
from governance.metrics.scope import Scope

AREA, MONTH, NONE = "area", "month", ""
TITLES = {AREA: mark("Area"), MONTH: mark("Month"), NONE: mark("(none)")}
# What a chart has room for; the table has everything.
ROWS, COLUMNS = 30, 12
ROW, MOST_LETTERS = 30, 16
DEEPEST = 0.5  # share of the accent in the fullest cell: its number must stay readable
Place = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """A row or column: its key (a code, a value, the first day of a month), in words."""

    key: str
    title: str


@dataclass(frozen=True)
class Grid:
    """Values by row and column; no value where nothing is known. by: the two dimensions."""

    metric: Metric
    by: Place
    rows: Sequence[Line]
    columns: Sequence[Line]
    values: Mapping[Place, float]

    def at(self, row: Line, column: Line) -> float | None:
        return self.values.get((row.key, column.key))


def dimensions(metric: Metric, *, has_areas: bool) -> list[str]:
    """By which dimensions the metric can be split."""
    names = [AREA] if has_areas else []
    names += [MONTH] if metric.time != "register" else []
    return [*names, *metric.segments]


def second_dimensions(metric: Metric, first: str, offered: Sequence[str]) -> list[str]:
    """By what else beside the first: two segments at once only where rows can be added up."""
    adds = metric.aggregate == "sum"
    return [
        NONE,
        *(
            name
            for name in offered
            if name != first and (adds or first in TITLES or name in TITLES)
        ),
    ]


def title(dimension: str, metric: Metric, _: Translator) -> str:
    """What a dimension is called."""
    if dimension in TITLES:
        return _(TITLES[dimension])
    return segments.title(dimension, _, metric.dataset)


def build_grid(
    frame: pd.DataFrame, metric: Metric, by: Place, tree: AreaTree, _: Translator
) -> Grid:
    """The grid of a frame with row_key, column_key and value (query.explored).

    Months stand in their order, everything else by size.
    """
    known = frame.dropna(subset=["value"])
    values = {
        (str(row), str(column)): float(value)
        for row, column, value in zip(
            known["row_key"], known["column_key"], known["value"], strict=True
        )
    }
    rows, columns = (
        [
            Line(key, _label(key, dimension, metric, tree, _))
            for key in _ordered(known, side, dimension)
        ]
        for side, dimension in zip(("row_key", "column_key"), by, strict=True)
    )
    return Grid(metric, by, rows, columns, values)


def _ordered(known: pd.DataFrame, side: str, dimension: str) -> list[str]:
    if dimension == MONTH:
        return sorted(known[side].unique())
    sizes = known.groupby(side)["value"].max().sort_values(ascending=False)
    return [str(key) for key in sizes.index]


def _label(key: str, dimension: str, metric: Metric, tree: AreaTree, _: Translator) -> str:
    if dimension == NONE:
        return number_format.named(metric, _)
    if dimension == AREA:
        return tree[key].name if key in tree else _("Unspecified")
    if dimension == MONTH:
        return dates.month(pd.Timestamp(key).date(), _.lang)
    return segments.value(dimension, key, _, metric.dataset)


def table(grid: Grid, _: Translator) -> pd.DataFrame:
    """Every row and column; the first column names the rows, the others are the columns' keys."""
    head = title(grid.by[0], grid.metric, _)
    rows = [
        {head: row.title, **{column.key: grid.at(row, column) for column in grid.columns}}
        for row in grid.rows
    ]
    return pd.DataFrame(rows)


def chart(grid: Grid, look: Look) -> Chart | Figure:
    """The grid's first rows and columns, largest on top; a heat map is drawn by Plotly alone."""
    return _bars(grid, look.translate) if grid.by[1] == NONE else _heat(grid, look)


def _bars(grid: Grid, _: Translator) -> Chart:
    rows, metric = grid.rows[:ROWS], grid.metric
    values = tuple(grid.at(row, grid.columns[0]) for row in rows)
    texts = tuple(number_format.short(value, metric, _.lang) for value in values)
    hovers = (f"{row.title}<br><b>{text}</b>" for row, text in zip(rows, texts, strict=True))
    return of_metric(
        metric,
        _,
        name="view",
        form="bars",
        categories=tuple(row.title for row in rows),
        codes=tuple(row.key for row in rows),
        series=(Series(_.pick(metric.title), "value", values, texts=texts, hovers=tuple(hovers)),),
    )


def _heat(grid: Grid, look: Look) -> Figure:
    rows, columns = grid.rows[:ROWS], grid.columns[:COLUMNS]
    decimals, lang = grid.metric.decimals, look.translate.lang
    amounts = [[grid.at(row, column) for column in columns] for row in rows]
    texts = [[number_format.compact(value, decimals, lang) for value in line] for line in amounts]
    cells = chart_base.heat_map(
        amounts,
        [
            [
                f"{row.title} · {column.title}<br><b>{text}</b>"
                for column, text in zip(columns, line, strict=True)
            ]
            for row, line in zip(rows, texts, strict=True)
        ],
        [(0, look.palette.surface), (1, look.palette.fade(DEEPEST))],
        x=[column.key for column in columns],
        y=[row.key for row in rows],
        text=texts,
        texttemplate="%{text}",
        textfont={"color": look.palette.text, "size": 13},
    )
    layout = chart_base.layout(look, 96 + ROW * max(len(rows), 2)) | {"showlegend": False}
    layout["xaxis"] = _names(columns, look, side="top")
    keys = [row.key for row in rows][::-1]
    layout["yaxis"] = _names(rows, look, categoryorder="array", categoryarray=keys)
    return {"data": [cells], "layout": layout}


def _names(lines: Sequence[Line], look: Look, **settings: Any) -> Figure:
    names = [cut(line.title, MOST_LETTERS) for line in lines]
    ticks = chart_base.ticks([line.key for line in lines], names)
    return chart_base.axis(look, type="category", showgrid=False, **ticks, **settings)


def row_filters(grid: Grid, row: str, scope: Scope, tree: AreaTree) -> dict[str, str]:
    """The page filtered by a row: its area, its days, its segment's value alone.

    A value that is filtered by already adds no filter; a row of no known area opens nothing.
    """
    dimension = grid.by[0]
    if dimension in TITLES:
        return _place(dimension, row, scope, tree) or {}
    pair = (dimension, row)
    return scopes.written([] if pair in scope.filters else [pair])


def cell_filters(
    grid: Grid, row: str, column: str, scope: Scope, tree: AreaTree
) -> dict[str, str] | None:
    """The scope of exactly one number: area, days and segment values of its row and column.

    None where no scope has it: records whose area is not known stand below no area.
    """
    chosen = dict(zip(grid.by, (row, column), strict=True))
    values = {name: key for name, key in chosen.items() if name not in TITLES}
    filters = scopes.written(scope.narrowed(values.items()))
    for dimension in chosen.keys() - values.keys():
        place = _place(dimension, chosen[dimension], scope, tree)
        if place is None:
            return None
        filters |= place
    return filters


def _place(dimension: str, key: str, scope: Scope, tree: AreaTree) -> dict[str, str] | None:
    if dimension == AREA:
        return {"area": key} if key in tree else None
    if dimension == MONTH:
        first, last = periods.month_of(scope.window, key)
        return {"period": "custom", "start": first, "end": last}
    return {}

"""A metric by one or two dimensions, as rows and columns of values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from governance.core import dates
from governance.core.area_tree import AreaTree
from governance.core.i18n import Translator, mark
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric

AREA, MONTH, NONE = "area", "month", ""
TITLES = {AREA: mark("Area"), MONTH: mark("Month"), NONE: mark("(none)")}
# What a chart has room for; the table has everything.
ROWS, COLUMNS = 30, 12
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

"""The URL parameters that a click on a grid opens, for a row or for one number."""

from governance.charts.cross_table import cross_grid
from governance.charts.cross_table.cross_grid import Grid
from governance.core import periods
from governance.core.area_tree import AreaTree
from governance.metrics import scope as scopes
from governance.metrics.scope import Scope


def row_filters(grid: Grid, row: str, scope: Scope, tree: AreaTree) -> dict[str, str]:
    """The page filtered by a row: its area, its days, its segment's value alone.

    A value that is filtered by already adds no filter; a row of no known area opens nothing.
    """
    dimension = grid.by[0]
    if dimension in cross_grid.TITLES:
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
    values = {name: key for name, key in chosen.items() if name not in cross_grid.TITLES}
    filters = scopes.written(list((dict(scope.filters) | values).items()))
    for dimension in chosen.keys() - values.keys():
        place = _place(dimension, chosen[dimension], scope, tree)
        if place is None:
            return None
        filters |= place
    return filters


def _place(dimension: str, key: str, scope: Scope, tree: AreaTree) -> dict[str, str] | None:
    if dimension == cross_grid.AREA:
        return {"area": key} if key in tree else None
    if dimension == cross_grid.MONTH:
        first, last = periods.month_of(scope.window, key)
        return {"period": "custom", "start": first, "end": last}
    return {}

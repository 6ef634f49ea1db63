"""A slide of metrics by rows and columns with their totals, as the page Explore has them."""

from typing import Any

from governance.briefings import slide_cells, view_snapshots
from governance.briefings.slide_content import Table
from governance.briefings.slide_view import View, ViewError
from governance.charts.pivot_table import lines, table
from governance.metrics import pivot

COLUMNS = 9  # that a slide has room for, the first names the rows; a workbook has all


def read(view: View) -> dict[str, Any]:
    """The table and what its totals are. Raises ViewError where a metric has no such dimension."""
    _, by, metrics = view.translate, view.by, view.metrics
    query = view.scope.query([metric.key for metric in metrics])
    levels = view.ground.tree.levels_below(view.scope.area)
    for metric in metrics:
        known = {*pivot.dimensions(metric, levels), pivot.NONE}
        if not {*by} <= known or not pivot.is_told(metric, by, query):
            said = _(" × ").join(view.words.dimension(name) for name in by if name)
            facts = {"metric": _.pick(metric.title), "segment": said}
            raise ViewError(_("{metric} is not recorded by {segment}.", **facts))
    found = pivot.numbers(view.warehouse.tabulate, query, by)
    given = lines.arrange(found, metrics, by, view.words, view.slide.sort)
    return {"tables": (_table(view, given),), "written": tuple(table.notes(given, _))}


def _table(view: View, given: lines.Pivot) -> Table:
    """Every row for a workbook; on the slide those that there is room for, and the total."""
    taken = table.table(given, view.words.dimension(view.by[0]), view.translate)
    whole = view_snapshots.table(taken, view.title, 0, COLUMNS)
    count = len(taken.frame)
    return slide_cells.draw(whole, [*range(min(count, view.slide.rows) - 1), count - 1])

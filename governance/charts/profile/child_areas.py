"""The areas below one, each with a few key figures: a way down, and a first look."""

from collections.abc import Callable, Mapping, Sequence

from governance.charts import kpi_cards
from governance.charts.profile.html_table import Cell, Row, Sheet
from governance.core.area_tree import Area, AreaTree
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Value, Values

# More rows are no list to choose from any more.
MOST = 40
KEY = ("issues_reported", "on_time_rate", "visits", "visit_coverage", "spaces_per_100_households")
FIGURES = 3
Link = Callable[[str, str], str]


def level(tree: AreaTree, area: str) -> str:
    """The level that is listed below an area: the lowest down to communities that is not too long.

    "" where there is none.
    """
    near = tree.level_below(area)
    if near in ("", "grid_cell", "micro_grid"):
        return near
    fitting = [
        below
        for below in tree.levels_below(area)
        if below not in ("grid_cell", "micro_grid") and len(areas_inside(tree, area, below)) <= MOST
    ]
    return fitting[-1] if fitting else near


def areas_inside(tree: AreaTree, code: str, level: str = "") -> list[Area]:
    """The areas inside an area in the tree's order: all of them, or those of a level."""
    areas = [a for child in tree.children(code) for a in (child, *areas_inside(tree, child.code))]
    return [area for area in areas if level in ("", area.level)]


def key_figures(catalog: Mapping[str, Metric], in_force: Callable[[str], str]) -> list[Metric]:
    """The metrics shown of each area: the first of KEY that there are, else of the catalogue."""
    metrics = [catalog[key] for key in map(in_force, KEY) if key in catalog]
    return (metrics or list(catalog.values()))[:FIGURES]


def by_value(areas: Sequence[Area], values: Values, metric: Metric, window: Window) -> list[Area]:
    """The areas by a metric: the worst first, of a count the largest."""
    sign = 1 if metric.better == "up" and not metric.is_count else -1
    known = {area.code: values.at(metric.key, area.code, window).value for area in areas}
    return sorted(areas, key=lambda a: (known[a.code] is None, sign * (known[a.code] or 0.0)))


def sheet(
    areas: Sequence[Area],
    values: Values,
    metrics: Sequence[Metric],
    window: Window,
    links: tuple[Callable[[str], str], Link],
    _: Translator,
) -> Sheet:
    """A row an area. links: the address of an area, and of the receipt of (metric, area)."""
    to_area, to_receipt = links
    heads = [number_format.named(metric, _) for metric in metrics]

    def row(area: Area) -> Row:
        pairs = [(metric, values.at(metric.key, area.code, window)) for metric in metrics]
        figures = [
            _figure(now, metric, to_receipt(metric.key, area.code), _) for metric, now in pairs
        ]
        return [Cell(area.name, href=to_area(area.code), value=area.name), *figures]

    return Sheet([_("Area"), *heads], [("", list(map(row, areas)))], range(1, len(heads) + 1))


def _figure(now: Value, metric: Metric, receipt: str, _: Translator) -> Cell:
    if now.value is None:
        return Cell(kpi_cards.absent(now, _))
    return Cell(number_format.level(now.value, metric), href=receipt, value=now.value)

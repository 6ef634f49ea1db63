"""Slides of a table: several metrics of the areas of a level, or what needs attention."""

from math import isfinite

from governance.attention import attention_words, detection, old_cases
from governance.attention.detection import Item
from governance.briefings import slide_cells
from governance.briefings.model import KINDS
from governance.briefings.slide_content import Column, Table
from governance.briefings.slide_view import View
from governance.charts import kpi_cards
from governance.core.contracts import ROOT
from governance.core.i18n import Translator
from governance.metrics import number_format, office_files
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Value, Values
from governance.metrics.number_format import LEVELS
from governance.metrics.query import REST


def read(view: View) -> tuple[Values, list[str]]:
    """The values of the areas, and the codes in the order of the table, rests left out."""
    keys = [metric.key for metric in view.metrics]
    values = view.values(view.scope.query(keys, level=view.level))
    codes = sorted(code for code in values.names if not code.endswith(REST))
    return values, sorted(codes, key=lambda code: _order(view, values, code))


def _order(view: View, values: Values, code: str) -> tuple[bool, float]:
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
                slide_cells.kind_of(metric),
                metric.decimals,
            )
            for metric in view.metrics
        ),
    )
    cells = [[at(view, values, metric, code) for metric in view.metrics] for code in codes]
    names = [values.names[code] for code in codes]
    lines = list(zip(names, cells, strict=True))
    shown = tuple(
        (name, *(_text(cell, column, view) for cell, column in zip(row, columns[1:], strict=True)))
        for name, row in lines[: view.slide.rows]
    )
    return Table(
        "areas",
        f"{view.title} · {view.place} · {view.days}",
        columns,
        tuple(codes),
        tuple((name, *(cell.value for cell in row)) for name, row in lines),
        drawn=tuple(range(len(shown))),
        shown=shown,
        tones=("",) * len(shown),
    )


def _text(cell: Value, column: Column, view: View) -> str:
    if cell.value is None:
        return kpi_cards.absent(cell, view.translate)
    return slide_cells.text(cell.value, column)


def attention_items(view: View) -> list[Item]:
    """What needs attention in the slide's area and inside it, as the overview finds it."""
    warehouse, metrics = view.warehouse, tuple(view.catalog)
    aimed = office_files.targets(warehouse.meta.synthetic)
    keys = sorted({target.metric for target in aimed})
    asked = {"metrics": metrics, "aimed": keys, "area": view.scope.area}
    frame = warehouse.view("signals", asked)
    items = detection.find(frame, warehouse.catalog, aimed, view.ground.tree, view.scope.area)
    return old_cases.with_ages(items, warehouse.catalog, warehouse.view)


def improved_items(view: View) -> list[Item]:
    """The signals for the better in the slide's area and inside it."""
    warehouse, metrics = view.warehouse, tuple(view.catalog)
    asked = {"metrics": metrics, "aimed": [], "area": view.scope.area}
    frame = warehouse.view("signals", asked)
    return detection.find_improved(frame, warehouse.catalog, view.ground.tree, view.scope.area)


def attention_states(view: View) -> dict[str, int]:
    """How many figures of the area and inside it have been judged how."""
    asked = {"metrics": tuple(view.catalog), "area": view.scope.area}
    frame = view.warehouse.view("signal_states", asked)
    return dict(zip(frame["state"], frame["series"].astype(int), strict=True))


def signals_table(view: View, items: list[Item]) -> Table:
    """One row an entry: kind, metric, area, value, mean, limits, and the sentence."""
    _ = view.translate
    columns = (
        Column("kind", _("Kind")),
        Column("metric", _("Metric"), is_drawn=False),
        Column("area", _("Area"), is_drawn=False),
        Column("value", _("Value"), "number", 1, is_drawn=False),
        Column("mean", _("Mean"), "number", 1, is_drawn=False),
        Column("lower", _("Lower limit"), "number", 1, is_drawn=False),
        Column("upper", _("Upper limit"), "number", 1, is_drawn=False),
        Column("sentence", _("What it says")),
    )
    rows = tuple(
        (
            attention_words.headline(item, _),
            _.pick(item.metric.title),
            _place(item, _),
            *(_finite(part) for part in (item.value, item.centre, item.lower, item.upper)),
            attention_words.sentence(item, _place(item, _), _),
        )
        for item in items
    )
    drawn = range(len(items))[: view.slide.rows]
    codes = tuple(f"{item.metric.key}@{item.area}" for item in items)
    title = " · ".join((_(KINDS[view.slide.kind]), view.place))
    whole = Table(view.slide.kind, title, columns, codes, rows)
    return slide_cells.draw(whole, drawn, [_tone(item) for item in items[: len(drawn)]])


def _tone(item: Item) -> str:
    return "better" if item.is_better else "worse" if item.is_signal else "missed"


def _finite(value: float) -> float | None:
    """A stock has no limits: nothing stands there."""
    return value if isfinite(value) else None


def _place(item: Item, _: Translator) -> str:
    return _(LEVELS[ROOT]) if item.area == ROOT else item.name

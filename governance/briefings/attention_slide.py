"""A slide of what needs attention: the entries of the overview's list, weightiest first."""

from governance.attention import attention_words, detection
from governance.attention.attention_items import Item
from governance.briefings.slide_content import Column, Table
from governance.briefings.slide_view import View
from governance.core.contracts import ROOT
from governance.core.i18n import Translator
from governance.metrics import office_files
from governance.metrics.number_format import LEVELS


def items(view: View) -> list[Item]:
    """What needs attention in the slide's area and inside it, as the overview finds it."""
    warehouse, metrics = view.warehouse, tuple(view.catalog)
    aimed = office_files.targets(warehouse.meta.synthetic)
    keys = sorted({one.metric for one in aimed})
    asked = {"metrics": metrics, "aimed": keys, "area": view.scope.area}
    frame = warehouse.view("signals", asked)
    return detection.find(frame, warehouse.catalog, aimed, view.ground.tree)


def states(view: View) -> dict[str, int]:
    """How many figures of the area and inside it have been judged how."""
    asked = {"metrics": tuple(view.catalog), "area": view.scope.area}
    found = view.warehouse.view("signal_states", asked)
    return dict(zip(found["state"], found["series"].astype(int), strict=True))


def table(view: View, found: list[Item]) -> Table:
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
            item.value,
            item.centre,
            item.lower,
            item.upper,
            attention_words.sentence(item, _place(item, _), _),
        )
        for item in found
    )
    drawn = tuple(range(min(len(found), view.slide.rows)))
    shown = tuple((str(rows[place][0]), str(rows[place][-1])) for place in drawn)
    codes = tuple(f"{item.metric.key}@{item.area}" for item in found)
    title = " · ".join((_("Needs attention"), view.place))
    tones = tuple("worse" if item.is_signal else "missed" for item in found[: len(drawn)])
    return Table("attention", title, columns, codes, rows, drawn, shown, tones)


def _place(item: Item, _: Translator) -> str:
    return _(LEVELS[ROOT]) if item.area == ROOT else item.name

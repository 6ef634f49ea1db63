"""A pivot on a page: what is chosen of it, where its links lead, and how it is taken away."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from governance.app import cache, context, figure_panel, receipt_links
from governance.app.context import Here
from governance.charts.pivot_table import lines, table
from governance.charts.pivot_table.drawing import Drawing, Links
from governance.charts.pivot_table.lines import Pivot, Words
from governance.core.contracts import LEVELS
from governance.core.escaping import markdown
from governance.metrics import number_format, pivot
from governance.metrics.catalog import Metric
from governance.metrics.pivot import By, Key

MOST_METRICS = 5
# What is chosen says what it is chosen of, so that the first figure stands higher.
UNLABELLED: dict[str, Any] = {"label_visibility": "collapsed"}
# The next shorter length of time, for who looks into one.
SHORTER = {"year": "quarter", "quarter": "month", "month": pivot.WEEK, pivot.WEEK: ""}
# What the address of a receipt keeps of the page's, where the number itself asks for no other.
KEPT = ("area", "period", "start", "end", "compare", "lang", "rules")
HERE = Path(__file__)
sorts = st.components.v2.component(
    "governance_pivot",
    html="<i hidden></i>",
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def choose_by(here: Here, metric: Metric) -> By:
    """The dimensions of rows and of columns: those that the address asks for, where they fit."""
    _, query = here.translate, here.scope.query([metric.key])
    words = Words(query, metric.dataset, here.ground.tree, _)
    offered = pivot.dimensions(metric, here.ground.tree.levels_below(here.scope.area))
    rows = _dimension(words, "by", _("Row dimension"), _("Rows: {name}"), offered or [pivot.NONE])
    fitting = [name for name in offered if name != rows]
    fitting = [name for name in fitting if pivot.is_told(metric, (rows, name), query)]
    known = [pivot.NONE, *fitting]
    return rows, _dimension(words, "and", _("Column dimension"), _("Columns: {name}"), known)


def _dimension(words: Words, name: str, label: str, said: str, offered: Sequence[str]) -> str:
    asked = context.wanted(name)
    if asked == "area":  # links of older versions: the level below
        asked = next((level for level in offered if level in LEVELS), "")
    held = asked if asked in offered else offered[0]
    titles = {one: said.format(name=words.dimension(one)) for one in offered}
    return context.choose(label, name, titles, held, clears=["sort"], **UNLABELLED)


def choose_beside(here: Here, first: Metric, by: By) -> list[Metric]:
    """The metrics that stand side by side: the first, and others with the same dimensions."""
    _, query = here.translate, here.scope.query([first.key])
    levels = here.ground.tree.levels_below(here.scope.area)
    fitting = {
        key: metric
        for key, metric in here.catalog.items()
        if key != first.key
        and {name for name in by if name} <= set(pivot.dimensions(metric, levels))
        and pivot.is_told(metric, by, query)
    }
    held = [key for key in context.wanted("beside").split(",") if key in fitting]
    titles = {key: _.pick(metric.title) for key, metric in fitting.items()}
    shown, label = held[: MOST_METRICS - 1], _("Beside")
    asked = {"placeholder": label, **UNLABELLED}
    context.choose_some(label, "beside", titles, shown, MOST_METRICS - 1, **asked)
    return [first, *(fitting[key] for key in shown)]


def find(here: Here, metrics: Sequence[Metric], by: By) -> Pivot:
    """The pivot in the order that the address asks for."""
    query = here.scope.query([metric.key for metric in metrics])
    found = pivot.numbers(partial(cache.tabulated, here.warehouse), query, by)
    words = Words(query, metrics[0].dataset, here.ground.tree, here.translate)
    return lines.arrange(found, metrics, by, words, context.wanted("sort"))


def show(here: Here, given: Pivot, controls: DeltaGenerator) -> None:
    """The table with its notes; a menu among the controls takes it away."""
    _, first = here.translate, given.metrics[0]
    words = Words(here.scope.query([first.key]), first.dataset, here.ground.tree, _)
    names = _(" × ").join(words.dimension(name) for name in given.by if name)
    named = _(", ").join(number_format.named(metric, _) for metric in given.metrics)
    title = here.titled(f"{named} · {names}")
    drawn = Drawing(given, _links(here, given), here.look, words.dimension(given.by[0]), title)
    taken = partial(table.table, given, words.dimension(given.by[0]), _)
    with controls:
        slide = {"kind": "pivot", "metrics": tuple(one.key for one in given.metrics)}
        asked = {"by": given.by, "sort": context.wanted("sort")}
        figure_panel.menu(here, title, "pivot", taken, slide | asked)
    st.html(drawn.html())
    hidden = sum(number.is_few for number in given.numbers.values())
    said = [number_format.suppressed(hidden, _)] if hidden else []
    said = [*filter(None, [drawn.cut]), *said, *table.notes(given, _)]
    said += [_("click a number for its records, a name for those of its row or column")]
    st.caption(markdown(" · ".join(said)))
    sorts(key="pivot_sort", on_order_change=_sorted)


def _sorted() -> None:
    """Sorts the pivot by the column that was clicked."""
    context.go(sort=str(st.session_state["pivot_sort"]["order"]))


def _links(here: Here, given: Pivot) -> Links:
    scope, by, first = here.scope, given.by, given.metrics[0].key
    parts, state = pivot.windows(scope.window, by), {n: context.wanted(n) for n in KEPT}

    def asked(key: str, row: Key, column: Key) -> dict[str, str]:
        return receipt_links.of_pivot(scope, key, pivot.place(by, (row, column), parts))

    def records(metric: Metric, row: Key, column: Key) -> str:
        wanted = state | asked(metric.key, row, column)
        return f"receipt?{urlencode({name: text for name, text in wanted.items() if text})}"

    def inside(side: int, key: str) -> str:
        wanted = asked(first, *((key, None) if side == 0 else (None, key)))
        shorter = SHORTER.get(by[side], "")
        if wanted["rest"] or (by[side] in SHORTER and not shorter):
            return ""
        return here.address("explore", **(wanted | {("by", "and")[side]: shorter, "sort": ""}))

    return Links(records, inside, lambda order: here.address("explore", sort=order.text))

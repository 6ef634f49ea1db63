"""Community profile: all that is known of one area, on one page that can be printed."""

from collections.abc import Sequence

import streamlit as st

from governance.app import attention_list, cache, context, figure_panel
from governance.app.context import Here
from governance.app.sections import profile_area
from governance.charts.control_chart import month_notes
from governance.charts.profile import (
    metric_table,
    sibling_comparison,
)
from governance.charts.profile.sibling_comparison import Standing
from governance.core import contracts, periods
from governance.core.escaping import markdown
from governance.metrics import metric_values
from governance.metrics.metric_values import Question, Reading

MOST = 5  # of what needs attention, before one asks for more


def read(here: Here) -> tuple[Question, list[Reading]]:
    wanted, keys = here.scope, list(here.catalog)
    asked = Question(
        wanted.area,
        wanted.window,
        wanted.previous,
        wanted.last_year,
        months=periods.months_before(wanted.end, here.ground.known.as_of),
        targets={key: here.target(key) for key in keys},
        only=wanted.only,
    )
    windows = asked.windows
    values = cache.measure(here.build, keys, wanted.level, wanted.area, windows, wanted.only)
    found = [metric_values.reading(values, None, one, asked) for one in here.catalog.values()]
    return asked, found


def judge(here: Here) -> dict[str, Standing]:
    """The verdicts among the siblings: nothing is said of micro-grids, which have few cases."""
    wanted, tree = here.scope, here.ground.tree
    around = tree[wanted.area].parent
    keys = list(sibling_comparison.rankable_metrics(here.catalog, wanted.level))
    if not around or not keys:
        return {}
    windows, only = [wanted.window], wanted.only
    values = cache.measure(here.build, keys, wanted.level, around, windows, only)
    whole = cache.measure(here.build, keys, tree[around].level, around, windows, only)
    return sibling_comparison.standings(values, whole, here.catalog, wanted.area, wanted.window)


def show_numbers(here: Here) -> None:
    _, wanted = here.translate, here.scope
    asked, found = read(here)
    if not found:
        st.info(_("This warehouse has no data for any metric."))
        return
    above = here.ground.tree[wanted.area].parent
    around = metric_table.Around(
        asked.months,
        here.look,
        receipt=lambda key: here.address("receipt", metric=key),
        ranking=lambda key: here.address("rank", metric=key, area=above, level=wanted.level),
        standings=judge(here),
        left_out=cache.left_out(here.build, list(here.catalog), wanted.area, wanted.window),
    )
    sheet = metric_table.sheet(found, around)
    figure_panel.sheet(here, sheet, profile_area.title(here, _("Every metric")), "profile_metrics")
    st.caption(_("A number leads to its receipt, a verdict to the ranking of the areas beside it."))
    if said := known_of(here, asked.months):
        st.markdown(markdown(said))


def known_of(here: Here, months: Sequence[periods.Window]) -> str:
    """What people wrote of these months, of any metric, in one line."""
    found = [note for key in here.catalog for note in here.notes(key, months)]
    unique = [note for place, note in enumerate(found) if note not in found[:place]]
    return month_notes.list_notes(sorted(unique, key=lambda note: note.date), here.translate)


here = context.here()
if here.scope.area == contracts.ROOT:
    profile_area.show_parts(here)
profile_area.show_head(here)
attention_list.show(here, MOST)
show_numbers(here)
if here.scope.area != contracts.ROOT:
    profile_area.show_parts(here)
profile_area.show_recent(here)

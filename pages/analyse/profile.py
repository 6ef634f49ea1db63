"""Community profile: all that is known of one area, on one page that can be printed."""

from collections.abc import Sequence

import streamlit as st

from governance.app import attention_list, cache, context, figure_panel
from governance.app.context import Here
from governance.app.sections import profile_area
from governance.charts import metric_charts
from governance.charts.profile import metric_table
from governance.charts.profile.metric_table import Standing
from governance.core import contracts, periods
from governance.core.escaping import markdown


def judge(here: Here) -> dict[str, Standing]:
    """The verdicts among the siblings: nothing is said of micro-grids, which have few cases."""
    wanted, tree = here.scope, here.ground.tree
    around = tree[wanted.area].parent
    keys = list(metric_table.rankable_metrics(here.catalog, wanted.level))
    if not around or not keys:
        return {}
    values = here.values(wanted.query(keys, area=around))
    whole = here.values(wanted.query(keys, (), tree[around].level, around))
    return metric_table.standings(values, whole, here.catalog, wanted.area, wanted.window)


def show_numbers(here: Here) -> None:
    _, wanted = here.translate, here.scope
    readings = here.readings(here.catalog.values(), parts=False)
    if not readings:
        st.info(_("This warehouse has no data for any metric."))
        return
    above = here.ground.tree[wanted.area].parent
    around = metric_table.Around(
        here.months,
        here.look,
        receipt=lambda key: here.address("receipt", metric=key),
        ranking=lambda key: here.address("rank", metric=key, area=above, level=wanted.level),
        standings=judge(here),
        left_out=cache.left_out(here.warehouse, list(here.catalog), wanted.area, wanted.window),
    )
    sheet = metric_table.sheet(readings, around)
    figure_panel.sheet(here, sheet, here.titled(_("Every metric")), "profile_metrics")
    if around.standings:
        st.caption(
            _("A number leads to its receipt, a verdict to the ranking of the areas beside it.")
        )
    if said := known_of(here, here.months):
        st.markdown(markdown(said))


def known_of(here: Here, months: Sequence[periods.Window]) -> str:
    """What people wrote of these months, of any metric, in one line."""
    notes = [note for key in here.catalog for note in here.notes(key, months)]
    unique = [note for place, note in enumerate(notes) if note not in notes[:place]]
    unique.sort(key=lambda note: note.date)
    told = [metric_charts.describe_note(note, here.translate) for note in unique]
    return " · ".join(told)


here = context.here()
if here.scope.area == contracts.ROOT:
    profile_area.show_parts(here)
profile_area.show_head(here)
attention_list.show(here, attention_list.find(here))
show_numbers(here)
if here.scope.area != contracts.ROOT:
    profile_area.show_parts(here)
profile_area.show_recent(here)

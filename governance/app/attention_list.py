"""The list of what needs attention, as the overview and the trend page show it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from governance.app import add_to_briefing, cache, followups_panel
from governance.app.add_to_briefing import Shown
from governance.app.context import Here
from governance.attention import attention_words
from governance.attention.detection import Item
from governance.charts.control_chart.control_series import month_query
from governance.core import dates
from governance.core.contracts import ROOT
from governance.metrics import office_files
from governance.metrics.number_format import LEVELS

SHOWN = 3  # entries; a click shows the others


def find(here: Here) -> list[Item]:
    """The weightiest entries of the chosen area."""
    aims = office_files.targets(here.warehouse.meta.synthetic)
    return cache.attention(here.warehouse, list(here.catalog), here.scope.area, aims)


def show(here: Here, items: Sequence[Item]) -> None:
    """What find() found; a click leads to the trend of each, and to its oldest cases."""
    _ = here.translate
    with st.container(key="attention", gap="small"):
        _head(here)
        if here.scope.filters:
            st.caption(_("The filter does not apply here: signals are judged of all records."))
        if months := {item.month for item in items} - {here.scope.window}:
            month = dates.month(max(months)[0], _.lang)
            said = _("Judged by the last settled month: {month}", month=month)
            st.html(f'<p class="note">{said}</p>')
        if not items:
            st.caption(_("No signal for the worse, and no target missed by more than chance."))
        for item in items[:SHOWN]:
            _entry(here, item)
        if more := items[SHOWN:]:
            with st.expander(_("{n} more", n=len(more)), key="attention_more"):
                for item in more:
                    _entry(here, item)


def _head(here: Here) -> None:
    _, metrics, area = here.translate, tuple(here.catalog), here.scope.area
    with st.container(horizontal=True, vertical_alignment="center"):
        title = _("Needs attention")
        st.html(f'<h2 class="part">{title}</h2>')
        with st.popover(_("How it is found"), type="tertiary"):
            states = cache.view(here.warehouse, "signal_states", metrics=metrics, area=area)
            counts = dict(zip(states["state"], states["series"].astype(int), strict=True))
            st.caption(attention_words.unjudged(counts, _))
            st.markdown(attention_words.method(_))
        made = partial(Shown, _("Needs attention"), {"kind": "attention"})
        add_to_briefing.offer(here, made, "attention")


def _entry(here: Here, item: Item) -> None:
    _ = here.translate
    place = _(LEVELS[ROOT]) if item.area == ROOT else item.name
    links = [(_("Trend"), here.address("trend", area=item.area, metric=item.metric.key))]
    if words := attention_words.old_cases(item, _):
        days = month_query(item.month)
        asked = {"area": item.area, "matter": item.metric.key, **days}
        links.append((words, here.address("issues", **asked)))
    with st.container(key=f"entry_{item.metric.key}_{item.area}", gap=None):
        st.html(attention_words.entry(item, place, links, _))
        followups_panel.offer(here, item)

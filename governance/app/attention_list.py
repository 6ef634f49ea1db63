"""The list of what needs attention, as the overview and the trend page show it."""

import streamlit as st

from governance.app import add_to_briefing, cache
from governance.app.add_to_briefing import Shown
from governance.app.context import Here
from governance.attention import attention_words
from governance.attention.detection import Item
from governance.charts.control_chart.control_series import month_query
from governance.core.contracts import ROOT
from governance.metrics import office_files
from governance.metrics.number_format import LEVELS


def show(here: Here) -> None:
    """The weightiest entries of the chosen area; a click leads to the trend of each."""
    _, area = here.translate, here.scope.area
    metrics = list(here.catalog)
    aims = office_files.targets(here.warehouse.meta.synthetic)
    items = cache.attention(here.warehouse, metrics, area, aims)
    with st.container(key="attention", gap="xsmall"):
        _head(here)
        if here.scope.only:
            st.caption(_("The filter does not apply here: signals are judged of all records."))
        if not items:
            st.caption(_("No signal for the worse, and no target missed by more than chance."))
        for item in items:
            _entry(here, item)
        states = cache.view(here.warehouse, "signal_states", metrics=tuple(metrics), area=area)
        counts = dict(zip(states["state"], states["series"].astype(int), strict=True))
        st.caption(attention_words.unjudged(counts, _))


def _head(here: Here) -> None:
    _ = here.translate
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.subheader(_("Needs attention"), anchor="attention", width="stretch")
        with st.popover(_("How it is found"), type="tertiary", icon=":material/help:"):
            st.markdown(attention_words.method(_))
        add_to_briefing.offer(here, Shown(_("Needs attention"), {"kind": "attention"}), "attention")


def _entry(here: Here, item: Item) -> None:
    _ = here.translate
    place = _(LEVELS[ROOT]) if item.area == ROOT else item.name
    links = [(_("Trend"), here.address("trend", area=item.area, metric=item.metric.key))]
    if words := attention_words.old_cases(item, _):
        days = month_query(item.month)
        asked = {"area": item.area, "matter": item.metric.key, **days}
        links.append((words, here.address("issues", **asked)))
    st.html(attention_words.entry(item, place, links, _))

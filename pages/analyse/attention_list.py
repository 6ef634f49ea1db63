"""The list of what needs attention, as the overview and the trend page show it."""

import streamlit as st

from governance import query, scope
from governance.attention import words
from governance.attention.items import Item
from governance.contracts import ROOT
from governance.display import LEVELS
from governance.scope import Here

TREND = "pages/analyse/trend.py"


def show(here: Here, most: int) -> None:
    """The `most` weightiest entries of the chosen area; a click leads to the trend of each."""
    _, area = here.translate, here.scope.area
    found = query.attention(here.build, list(here.catalog), area)
    with st.container(key="attention", gap="xsmall"):
        _head(here)
        if not found:
            st.caption(_("No signal for the worse, and no target missed by more than chance."))
        for number, item in enumerate(found[:most]):
            _entry(here, item, number)
        if len(found) > most:
            with st.expander(_("{n} more", n=len(found) - most)):
                for number, item in enumerate(found[most:], start=most):
                    _entry(here, item, number)
        states = query.signal_states(here.build, list(here.catalog), area)
        st.caption(words.unjudged(states, _))


def _head(here: Here) -> None:
    _ = here.translate
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.subheader(_("Needs attention"), anchor="attention", width="stretch")
        with st.popover(_("How it is found"), type="tertiary", icon=":material/help:"):
            st.markdown(words.method(_))


def _entry(here: Here, item: Item, number: int) -> None:
    _ = here.translate
    place = _(LEVELS[ROOT]) if item.area == ROOT else item.name
    asked = {"area": item.area, "metric": item.metric.key}
    with st.container(key=f"attention_{number}", horizontal=True, vertical_alignment="center"):
        st.html(words.entry(item, place, _), width="stretch")
        label = _("Trend")
        if st.button(
            label,
            key=f"attend_{number}",
            type="tertiary",
            icon=":material/arrow_forward:",
            help=_("Shows the trend of this metric and area"),
            on_click=scope.go,
            kwargs=asked,
        ):
            st.switch_page(TREND)

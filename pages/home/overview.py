"""Overview: what is worst and where, what needs attention, and the office's key figures."""

import streamlit as st

from governance.app import attention_list, context, followups_panel, hints, opening
from governance.app.sections import first_screen, focus
from governance.warehouse import followup_table

here = context.here()
figures = opening.key_figures(here)
readings = here.readings(figures.values())
items = attention_list.find(here)
agreed = followups_panel.find(here)
due = followup_table.counted(here, agreed, here.warehouse.today)
first = opening.show(here, readings, items, due)
hints.show(here)
with st.container(key="first_screen"):
    left, right = st.columns([4, 5], gap="large")
with left:
    attention_list.show(here, items)
    followups_panel.show(here, agreed)
with right:
    if first:
        first_screen.show_map(here, first)
first_screen.show_figures(here, readings)
if here.metric:
    focus.show(here)
first_screen.show_rest(here, figures)

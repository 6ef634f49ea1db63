"""Briefings: what a meeting looks at, built slide by slide, frozen, compared and taken along."""

import streamlit as st

from governance.app import context
from governance.app.briefing_editor import briefing_bar, editor, frozen_states
from governance.app.context import Here
from governance.briefings import store


def show(here: Here) -> None:
    _ = here.translate
    if not store.names():
        st.info(_("There is no briefing yet; make one, then add charts and tables to it."))
    given = briefing_bar.show(here)
    if given is not None:
        editor.show(here, given.name)
        frozen_states.show_changes(here, given)
        briefing_bar.show_rare(here, given)


show(context.here())

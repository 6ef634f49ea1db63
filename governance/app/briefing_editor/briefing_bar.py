"""The bar of the page of briefings: which one, presented, frozen, exported; and what is rare."""

import streamlit as st

from governance.app import context
from governance.app.briefing_editor import edit_briefing, export_form, frozen_states, office_forms
from governance.app.context import Here
from governance.app.presenting import minutes_form
from governance.briefings import minutes, store
from governance.briefings.store import Stored
from governance.core.escaping import quoted


def show(here: Here) -> Stored | None:
    """The briefing that the address names, else the first, and what is done with it as a whole."""
    _, names = here.translate, store.names()
    asked = context.wanted("briefing")
    if asked and asked not in names:
        st.warning(_("There is no briefing “{name}” here.", name=quoted(asked)))
    with st.container(horizontal=True, vertical_alignment="bottom", key="briefing_bar"):
        given = _chosen(here, asked if asked in names else names[0], names) if names else None
        if given:
            _show_uses(here, given)
        st.button(
            _("Wall screen"),
            key="to_wall",
            icon=":material/tv:",
            on_click=context.open_page,
            args=("wall",),
        )
        _show_new(here)
    return given


def _chosen(here: Here, held: str, names: list[str]) -> Stored | None:
    _, same = here.translate, {name: name for name in names}
    label = {"label_visibility": "collapsed"}  # the page's title says it
    context.choose(_("Briefing"), "briefing", same, held, width=240, **label)
    return edit_briefing.load(here, st.session_state["pick_briefing"])


def _show_uses(here: Here, given: Stored) -> None:
    """The one place to present, to freeze and to export."""
    _ = here.translate
    st.button(
        _("Present"),
        key="present",
        type="primary",
        icon=frozen_states.SHOW,
        on_click=frozen_states.present,
        args=(given.name,),
    )
    frozen_states.show_freezing(here, given)
    export_form.show_export(here, given)


def _show_new(here: Here) -> None:
    _ = here.translate
    with st.popover(_("New briefing"), icon=":material/add:"):
        title = st.text_input(_("Title"), key="new_briefing", max_chars=80)
        st.button(
            _("Create"),
            key="create_briefing",
            disabled=not title.strip(),
            on_click=edit_briefing.create,
            args=(here, title),
        )


def show_rare(here: Here, given: Stored) -> None:
    """Below everything: its title, the office's forms, and deleting it."""
    _ = here.translate
    with st.container(horizontal=True, key="briefing_rare"):
        edit_briefing.show_title(here, given)
        office_forms.show_forms(here)
        if minutes.of(given.name)[0]:
            with st.popover(_("Minutes"), type="tertiary", icon=":material/edit_note:"):
                minutes_form.show(here, given.name)
        with st.popover(_("Delete this briefing"), type="tertiary"):
            st.button(
                _("Delete for good"),
                key="remove",
                on_click=edit_briefing.remove,
                args=(here, given),
            )

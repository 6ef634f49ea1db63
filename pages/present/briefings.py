"""Briefings: what a meeting looks at, built slide by slide, frozen, compared and taken along."""

import streamlit as st

from governance.app import context
from governance.app.briefing_editor import (
    edit_briefing,
    export_form,
    frozen_states,
    office_forms,
    slide_card,
    slide_form,
)
from governance.app.context import Here
from governance.app.presenting import presentation
from governance.briefings import store
from governance.briefings.store import Stored
from governance.core.escaping import markdown, quoted

# More slides scroll beside what is done with them, in a list of so many pixels.
LISTED, TALLEST = 8, 1200


def choose(here: Here) -> Stored | None:
    """The briefing that the address names, else the first; a new one can be made beside."""
    _, names = here.translate, store.names()
    asked = context.wanted("briefing")
    if asked and asked not in names:
        st.warning(_("There is no briefing “{name}” here.", name=quoted(asked)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if names:
            held = asked if asked in names else names[0]
            same = {name: name for name in names}
            context.choose(_("Briefing"), "briefing", same, held, width=360)
            st.button(
                _("Start presenting"),
                key="present",
                type="primary",
                icon=":material/slideshow:",
                on_click=frozen_states.present,
                args=(st.session_state["pick_briefing"],),
            )
        with st.popover(_("New briefing"), icon=":material/add:"):
            title = st.text_input(_("Title"), key="new_briefing", max_chars=80)
            st.button(
                _("Create"),
                key="create_briefing",
                disabled=not title.strip(),
                on_click=edit_briefing.create,
                args=(here, title),
            )
    return edit_briefing.load(here, st.session_state["pick_briefing"]) if names else None


def show_slides(here: Here, given: Stored) -> None:
    _ = here.translate
    with st.spinner(_("Composing the slides …")):
        deck = presentation.live_deck(here.warehouse, given, _.lang, dark=here.is_dark)
    if not deck.slides:
        st.info(_("No slide yet: “Add to briefing” stands at every chart and table."))
    pairs = zip(given.briefing.slides, deck.slides, strict=True)
    is_long = len(deck.slides) > LISTED
    with st.container(height=TALLEST if is_long else "content", border=False, key="slides"):
        for number, (slide, content) in enumerate(pairs, start=1):
            with st.container(border=True, key=f"slide_{number}", gap="xxsmall"):
                slide_card.show_slide(here, given, (slide, content), number)
    for (name, gone), seen in list(slide_form.forms().items()):
        if name == given.name and given.briefing.slide(gone) is None:
            with st.container(border=True):
                slide_form.show(here, name, None, seen, ())
    slide_form.show_new(here, given)


def show(here: Here) -> None:
    _ = here.translate
    if notice := st.session_state.pop(edit_briefing.NOTICE, ""):
        st.warning(markdown(notice))
    if not store.names():
        st.info(_("There is no briefing yet; make one, then add charts and tables to it."))
    given = choose(here)
    if given is None:
        return
    slides, meetings = st.tabs([_("Slides"), _("Meetings")])
    with slides:
        left, right = st.columns([3, 2])
        with left:
            show_slides(here, given)
        with right:
            export_form.show_export(here, given)
            office_forms.show_forms(here)
            edit_briefing.show_title(here, given)
            with st.popover(_("Delete this briefing"), type="tertiary"):
                st.button(
                    _("Delete for good"),
                    key="remove",
                    on_click=edit_briefing.remove,
                    args=(here, given),
                )
    with meetings:
        frozen_states.show_frozen(here, given)


show(context.here())

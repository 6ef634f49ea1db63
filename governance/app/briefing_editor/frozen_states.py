"""The frozen states of a briefing: made, presented, compared."""

import streamlit as st

from governance.app import context, figure_panel
from governance.app.briefing_editor import edit_briefing
from governance.app.context import Here
from governance.briefings import frozen, frozen_comparison
from governance.briefings.model import BriefingError
from governance.briefings.store import Stored
from governance.core.escaping import markdown


def present(briefing: str, frozen: str = "") -> None:
    """Turns to the presentation, from its first slide on; a callback."""
    context.open_page("presenter", briefing=briefing, frozen=frozen, slide="1", inside="")


def show_frozen(here: Here, given: Stored) -> None:
    """Freezes the briefing, presents a frozen state, compares two of them."""
    _ = here.translate
    st.subheader(_("Frozen for a meeting"), anchor="frozen")
    st.caption(_("A frozen briefing never changes, whatever data is published later."))
    if st.button(_("Freeze now"), key="freeze", icon=":material/ac_unit:"):
        with st.spinner(_("Freezing …")):
            file = edit_briefing.freeze(here, given)
        if file:
            st.success(_("Frozen as {name}.", name=markdown(file.name)))
    names = frozen.names(given.name)
    if not names:
        st.caption(_("None yet."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(_("Frozen state"), names, key="frozen_shown", width=420)
        st.button(
            _("Present this state"),
            key="present_frozen",
            icon=":material/slideshow:",
            on_click=present,
            args=(given.name, chosen),
        )
    if len(names) > 1:
        _compare(here, names)


def _compare(here: Here, names: list[str]) -> None:
    """What changed since the last meeting, number by number."""
    _ = here.translate
    left, right = st.columns(2)
    now = left.selectbox(_("This meeting"), names, key="frozen_now")
    before = right.selectbox(_("Compared with"), names, 1, key="frozen_before")
    try:
        decks = [frozen.load(name).decks[_.lang] for name in (before, now)]
    except BriefingError as error:
        st.error(markdown(error.translated(_)))
        return
    numbers = frozen_comparison.compare(*decks)
    changed = numbers[numbers["why"] != ""]
    st.caption(_("{n} of {total} numbers differ.", n=len(changed), total=len(numbers)))
    every = st.toggle(_("Show the others, too"), key="frozen_all")
    title = _("What changed since the last meeting")
    settings = frozen_comparison.headings(_)
    figure_panel.table(here, numbers if every else changed, title, "meeting", settings=settings)

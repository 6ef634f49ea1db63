"""The frozen states of a briefing: made, presented, compared."""

from functools import partial

import streamlit as st

from governance.app import context, figure_panel, folds
from governance.app.briefing_editor import edit_briefing
from governance.app.context import Here
from governance.briefings import frozen, frozen_comparison
from governance.briefings.model import BriefingError
from governance.briefings.store import Stored
from governance.core.escaping import markdown

SHOW = ":material/slideshow:"


def present(briefing: str, frozen: str = "") -> None:
    """Turns to the presentation, from its first slide on; a callback."""
    context.open_page("presenter", briefing=briefing, frozen=frozen, slide="1", inside="")


def show_freezing(here: Here, given: Stored) -> None:
    """What opens in the bar: freezes the briefing, presents a frozen state."""
    _ = here.translate
    with st.popover(_("Freeze"), icon=":material/ac_unit:", key="freezing"):
        st.caption(_("A frozen briefing never changes, whatever data is published later."))
        if st.button(_("Freeze now"), key="freeze"):
            with st.spinner(_("Freezing …")):
                file = edit_briefing.freeze(here, given)
            if file:
                st.success(_("Frozen as {name}.", name=markdown(file.name)))
        names = frozen.names(given.name)
        if not names:
            return
        chosen = st.selectbox(_("Frozen state"), names, key="frozen_shown", width=420)
        label = _("Present this state")
        args = (given.name, chosen)
        st.button(label, key="present_frozen", icon=SHOW, on_click=present, args=args)


def show_changes(here: Here, given: Stored) -> None:
    """What changed since the last meeting, folded; nothing before there were two."""
    _, names = here.translate, frozen.names(given.name)
    if len(names) > 1:
        title = _("What changed since the last meeting")
        folds.fold(title, "", "meetings", partial(_compare, here, names))


def _compare(here: Here, names: list[str]) -> None:
    """Two frozen states, number by number."""
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

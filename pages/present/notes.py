"""Speaker notes: what the speaker alone sees, in a second window that follows the first."""

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.app.presenting import keyboard, minutes_form, presentation, speaker_notes
from governance.app.slides import paper


def main(here: Here) -> None:
    given = presentation.talk(here, on_paper=True)
    if given is None:
        return
    keyboard.accompany(here, given.deck.name, given.number)
    now, after = st.columns([3, 2], vertical_alignment="bottom")
    with now:
        paper.show(given.page, "notes_now", here.translate)
    with after:
        if given.after:
            paper.show(given.after, "notes_next", here.translate)
    said, taken = st.columns([3, 2])
    with said:
        st.html(speaker_notes.notes(given.page, given.after, here.translate))
    with taken:
        minutes_form.ask(here, given.deck.name, given.page.title)


main(context.here())

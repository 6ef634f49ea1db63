"""Speaker notes: what the speaker alone sees, in a second window that follows the first."""

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.app.presenting import keyboard, presentation, speaker_notes


def main(here: Here) -> None:
    given = presentation.talk(here)
    if given is None:
        return
    keyboard.accompany(here, given.deck.name, given.number)
    st.html(speaker_notes.notes(given.page, given.after, here.translate))


main(context.here())

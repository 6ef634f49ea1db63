"""Speaker notes: what the speaker alone sees, in a second window that follows the first."""

import streamlit as st

from governance import scope
from governance.presenting import keys, speaking, talk
from governance.scope import Here


def main(here: Here) -> None:
    given = talk.talk(here)
    if given is None:
        return
    keys.accompany(here, given.deck.name, given.number)
    st.html(speaking.notes(given.page, given.after, here.translate))


main(scope.here())

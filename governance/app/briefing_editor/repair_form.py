"""A briefing whose file is wrong is mended where that is told: its text, and what is allowed."""

import streamlit as st

from governance.app.context import Here
from governance.briefings import edits, store
from governance.briefings.model import BriefingError
from governance.core.escaping import markdown


def show(here: Here, name: str, wrong: BriefingError) -> None:
    """Why the briefing cannot be shown, and its file to put that right; nothing of it is lost."""
    _, key = here.translate, f"mend_{name}"
    st.error(markdown(wrong.translated(_)))
    try:
        now = store.text_of(name)
    except BriefingError:
        return  # what cannot be read is said above
    seen = st.session_state.setdefault(f"{key}_seen", now)
    st.session_state.setdefault(f"{key}_text", now)
    text = st.text_area(_("The file as it is"), height=400, key=f"{key}_text")
    if not st.button(_("Save"), key=f"{key}_save"):
        return
    try:
        store.mend(name, seen, text)
    except edits.REFUSED as error:
        st.error(markdown(edits.told(error, _)))
        st.session_state[f"{key}_seen"] = now
    else:
        st.session_state.pop(f"{key}_seen")
        st.rerun()

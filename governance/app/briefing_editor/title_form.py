"""The title of a briefing in both languages; its file keeps its name."""

import streamlit as st

from governance.app.briefing_editor import edit_briefing
from governance.app.context import Here
from governance.briefings import edits
from governance.briefings.store import Stored
from governance.core.escaping import markdown
from governance.core.i18n import LANGUAGES


def show(here: Here, given: Stored) -> None:
    """What opens beside the briefing's name. The title is the one that stood there when it did."""
    _, key = here.translate, f"titles_{given.name}"
    label = _("Title")
    with st.popover(_("Retitle"), icon=":material/edit:", key=key):
        seen = st.session_state.setdefault(f"{key}_seen", given.briefing.title)
        title = {
            lang: st.text_input(
                f"{label} · {called}", seen[lang], max_chars=200, key=f"{key}_{lang}"
            ).strip()
            for lang, called in LANGUAGES.items()
        }
        if not st.button(_("Save"), key=f"{key}_save"):
            return
        if reason := edit_briefing.tried(here, given.name, edits.retitled(seen, title)):
            st.error(markdown(reason))
            st.session_state[f"{key}_seen"] = (
                given.briefing.title
            )  # it is told: again is on purpose
        else:
            st.session_state.pop(f"{key}_seen")
            st.rerun()

"""What the page of briefings does to one: reads, makes, retitles, mends, freezes, deletes it."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from governance.app import context
from governance.app.briefing_editor import steps
from governance.app.context import Here
from governance.briefings import edits, frozen, store
from governance.briefings.model import Briefing, BriefingError
from governance.briefings.store import Stored
from governance.core.escaping import markdown
from governance.core.i18n import LANGUAGES


def create(here: Here, title: str) -> None:
    """Makes an empty briefing of this title and opens it, from a callback."""
    name, made = store.name_of(title), Briefing(dict.fromkeys(LANGUAGES, title))
    _open_after(here, name, lambda: store.create(name, made))


def remove(here: Here, given: Stored) -> None:
    """Deletes a briefing that is as it was seen, from a callback; frozen states stay."""
    _open_after(here, "", lambda: store.remove(given.name, given.digest))


def _open_after(here: Here, name: str, act: Callable[[], object]) -> None:
    if not steps.tell(steps.tried(here, act)):
        context.go(briefing=name)


def freeze(here: Here, given: Stored) -> Path | None:
    """Freezes a briefing to the pinned build; says so where it cannot, and returns None."""
    try:
        return frozen.freeze(here.warehouse, given)
    except edits.REFUSED as error:
        st.error(markdown(edits.told(error, here.translate)))
        return None


def load(here: Here, name: str) -> Stored | None:
    """The briefing of this name; where it cannot be read, says why and offers to mend its file."""
    try:
        return store.load(name)
    except BriefingError as error:
        _show_repair(here, name, error)
        return None


def _show_repair(here: Here, name: str, wrong: BriefingError) -> None:
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
    if st.button(_("Save"), key=f"{key}_save"):
        _save(f"{key}_seen", now, steps.tried(here, lambda: store.mend(name, seen, text)))


def show_title(here: Here, given: Stored) -> None:
    """Its title in both languages, which opens beside its name; its file keeps its name."""
    _, key, now = here.translate, f"titles_{given.name}", given.briefing.title
    label = _("Title")
    with st.popover(_("Retitle"), icon=":material/edit:", key=key):
        seen = st.session_state.setdefault(f"{key}_seen", now)
        title = {
            lang: st.text_input(
                f"{label} · {called}", seen[lang], max_chars=200, key=f"{key}_{lang}"
            ).strip()
            for lang, called in LANGUAGES.items()
        }
        if st.button(_("Save"), key=f"{key}_save"):
            _save(f"{key}_seen", now, steps.change(here, given.name, edits.retitled(seen, title)))


def _save(seen: str, now: object, reason: str) -> None:
    """Ends a form whose state when it was opened is kept as `seen`; says why it was refused.

    A reader to whom a change is told has seen it: to save again is on purpose.
    """
    if reason:
        st.error(markdown(reason))
        st.session_state[seen] = now
    else:
        st.session_state.pop(seen)
        st.rerun()

"""What the page of briefings does: reads a briefing, changes it, freezes it."""

from pathlib import Path

import streamlit as st

from governance.app import context
from governance.app.briefing_editor import repair_form
from governance.app.context import Here
from governance.briefings import edits, frozen, store
from governance.briefings.model import Briefing, BriefingError
from governance.briefings.store import Edit, Stored
from governance.core.escaping import markdown

NOTICE = "briefing_notice"


def load(here: Here, name: str) -> Stored | None:
    """The briefing of this name; where it cannot be read, says why and offers to mend its file."""
    try:
        return store.load(name)
    except BriefingError as error:
        repair_form.show(here, name, error)
        return None


def tried(here: Here, name: str, edit: Edit) -> str:
    """Changes a briefing; returns why it could not, "" where it is done."""
    try:
        store.change(name, edit)
    except edits.REFUSED as error:
        return edits.told(error, here.translate)
    return ""


def apply(here: Here, name: str, edit: Edit) -> None:
    """Changes a briefing, from a callback; what somebody else did meanwhile is told after it."""
    if reason := tried(here, name, edit):
        st.session_state[NOTICE] = reason


def create(here: Here, title: str) -> None:
    """Makes an empty briefing of this title and opens it, from a callback."""
    name = store.name_of(title)
    try:
        store.create(name, Briefing({"zh": title, "en": title}))
    except edits.REFUSED as error:
        st.session_state[NOTICE] = edits.told(error, here.translate)
    else:
        context.go(briefing=name)


def remove(here: Here, given: Stored) -> None:
    """Deletes a briefing that is as it was seen, from a callback; frozen states stay."""
    try:
        store.remove(given.name, given.digest)
    except edits.REFUSED as error:
        st.session_state[NOTICE] = edits.told(error, here.translate)
    else:
        context.go(briefing="")


def freeze(here: Here, given: Stored) -> Path | None:
    """Freezes a briefing to the pinned build; says so where it cannot, and returns None."""
    try:
        return frozen.freeze(here.build.warehouse, given)
    except edits.REFUSED as error:
        st.error(markdown(edits.told(error, here.translate)))
        return None

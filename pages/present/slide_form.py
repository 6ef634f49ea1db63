"""The form in which a slide is edited: titles, comment, words and notes in both languages."""

from dataclasses import replace
from typing import Any

import streamlit as st

from governance.briefings import edits
from governance.briefings.content import SlideContent
from governance.briefings.model import BY_LEVEL, Slide
from governance.contracts import Text
from governance.i18n import LANGUAGES, Translator, mark
from governance.scope import Here
from pages.present import workshop

EDITING = "briefing_editing"
FIELDS = {
    "title": mark("Title"),
    "words": mark("Words on the slide"),
    "comment": mark("Comment"),
    "notes": mark("Speaker notes"),
}
MOST = 40


def show(here: Here, name: str, given: Slide, content: SlideContent) -> None:
    """The form of one slide; what is left empty is written from the numbers."""
    _, key = here.translate, f"{name}_{given.name}"
    with st.form(f"form_{key}", border=False):
        if content.written:
            st.caption(_("The numbers themselves say: {text}", text=" ".join(content.written)))
        columns = st.columns(len(LANGUAGES))
        for (lang, called), column in zip(LANGUAGES.items(), columns, strict=True):
            for field, label in FIELDS.items():
                _field(column, given, field, f"{_(label)} · {called}", f"{key}_{field}_{lang}")
        if given.kind in (*BY_LEVEL, "attention"):
            label = _("Rows shown (0: as many as there is room for)")
            st.number_input(label, 0, MOST, given.most, key=f"{key}_most")
        with st.container(horizontal=True):
            st.form_submit_button(_("Save"), on_click=_save, args=(here, name, given, key))
            st.form_submit_button(_("Cancel"), on_click=_close)


def _field(column: Any, given: Slide, field: str, label: str, key: str) -> None:
    text: Text = getattr(given, field) or {}
    value = text.get(key.rpartition("_")[2], "")
    if field == "title":
        column.text_input(label, value, key=key, max_chars=200)
    else:
        column.text_area(label, value, key=key, max_chars=4000, height=90)


def _save(here: Here, name: str, seen: Slide, key: str) -> None:
    """Keeps what the form holds, unless somebody else changed the slide meanwhile."""
    new = replace(
        seen,
        title=_text("title", key),
        words=_text("words", key),
        comment=_text("comment", key),
        notes=_text("notes", key),
        most=int(st.session_state.get(f"{key}_most", seen.most)),
    )
    workshop.apply(here, name, edits.replaced(seen, new))
    _close()


def _text(field: str, key: str) -> Text | None:
    """The texts of a field; None where none is written."""
    found = {lang: st.session_state[f"{key}_{field}_{lang}"].strip() for lang in LANGUAGES}
    return found if any(found.values()) else None


def _close() -> None:
    st.session_state.pop(EDITING, None)


def heading(given: SlideContent, number: int, _: Translator) -> str:
    """A slide's number and title."""
    return _("{n}. {title}", n=number, title=given.title)

"""One slide in the editor: heading, buttons, words, its form."""

import streamlit as st

from governance.app.briefing_editor import (
    edit_briefing,
    slide_download,
    slide_form,
)
from governance.app.context import Here
from governance.briefings import edits
from governance.briefings.model import KINDS, Slide
from governance.briefings.slide_content import SlideContent
from governance.briefings.store import Stored
from governance.core.escaping import markdown


def show_slide(here: Here, given: Stored, pair: tuple[Slide, SlideContent], number: int) -> None:
    """A slide as the editor shows it, with its form where that is open."""
    _, (slide, content) = here.translate, pair
    with st.container(key=f"slide_head_{number}", horizontal=True, vertical_alignment="center"):
        title = slide_form.heading(content, number, _)
        st.markdown(f"**{markdown(title)}**", width="stretch")
        slide_download.show(here, given, content)
        _acts(here, given, slide, number)
    st.caption(markdown(" · ".join((_(KINDS[slide.kind]), content.where))))
    for text in (*content.words, *content.comment.splitlines(), content.trouble):
        if text:
            st.markdown(markdown(text))
    if seen := slide_form.forms().get((given.name, slide.name)):
        slide_form.show(here, given.name, slide, seen, content.written)


def _acts(here: Here, given: Stored, slide: Slide, number: int) -> None:
    """Up, down, edit, delete."""
    _, last = here.translate, len(given.briefing.slides)
    for name, label, edit, off in (
        ("up", _("Up"), edits.moved(slide, -1), number == 1),
        ("down", _("Down"), edits.moved(slide, 1), number == last),
    ):
        st.button(
            label,
            key=f"{name}_{slide.name}",
            type="tertiary",
            disabled=off,
            on_click=edit_briefing.apply,
            args=(here, given.name, edit),
        )
    st.button(
        _("Edit"),
        key=f"edit_{slide.name}",
        type="tertiary",
        on_click=slide_form.open_for,
        args=(given.name, slide),
    )
    with st.popover(_("Delete"), type="tertiary"):
        st.button(
            _("Delete this slide"),
            key=f"delete_{slide.name}",
            on_click=edit_briefing.apply,
            args=(here, given.name, edits.removed(slide)),
        )

"""One slide in the editor: heading, buttons, picture to download, words, its form."""

import streamlit as st

from governance.app import downloads
from governance.app.briefing_editor import edit_briefing, slide_form
from governance.app.context import Here
from governance.app.presenting import presentation
from governance.briefings import edits, single_slide
from governance.briefings.model import KINDS, Slide
from governance.briefings.slide_content import SlideContent
from governance.briefings.store import Stored
from governance.core import palette
from governance.core.escaping import markdown

WIDTH, HEIGHT = 1200, 560


def show_slide(here: Here, given: Stored, pair: tuple[Slide, SlideContent], number: int) -> None:
    """A slide as the editor shows it, with its form where that is open."""
    _, (slide, content) = here.translate, pair
    with st.container(key=f"slide_head_{number}", horizontal=True, vertical_alignment="center"):
        title = _("{n}. {title}", n=number, title=content.title)
        about = " · ".join((_(KINDS[slide.kind]), content.where))
        st.markdown(f"**{markdown(title)}**  \n:small[{markdown(about)}]", width="stretch")
        if single_slide.has_figure(content):
            _offer_picture(here, given, content)
        _show_buttons(here, given, slide, number)
    for text in (*content.words, *content.comment.splitlines(), content.trouble):
        if text:
            st.markdown(markdown(text))
    if seen := slide_form.forms().get((given.name, slide.name)):
        slide_form.show(here, given.name, slide, seen, content.written)


def _offer_picture(here: Here, given: Stored, content: SlideContent) -> None:
    """Its chart or map by itself; on white, as all that is printed."""
    _, key = here.translate, f"slide_of_{content.name}"
    with downloads.menu(_("Save"), key) as is_open:
        if is_open:
            deck = presentation.live_deck(here.warehouse, given, _.lang, dark=False)
            slide = next(slide for slide in deck.slides if slide.name == content.name)
            drawn = single_slide.figure(slide, WIDTH, HEIGHT, _)
            title, words = f"{slide.title} · {slide.where}", " ".join(slide.words)
            downloads.picture(here, title, key, words, drawn, palette.palette(dark=False))


def _show_buttons(here: Here, given: Stored, slide: Slide, number: int) -> None:
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

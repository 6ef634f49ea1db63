"""The editor of a briefing: what is done to the chosen slide, the board, the slide's settings."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from governance.app import downloads, folds
from governance.app.briefing_editor import acts, board, edit_briefing, slide_form, steps
from governance.app.context import Here
from governance.app.slides import composed
from governance.briefings import single_slide
from governance.briefings.model import KINDS, Slide
from governance.briefings.slide_content import SlideContent
from governance.briefings.store import Stored
from governance.core import palette
from governance.core.escaping import markdown
from governance.core.i18n import Translator, mark

WIDTH, HEIGHT = 1200, 560
OWN = {
    "title": mark("The title is your own words: it does not follow the figures."),
    "words": mark("The sentences are your own words: they do not follow the figures."),
}
Pair = tuple[Slide, SlideContent]


@st.fragment
def show(here: Here, name: str) -> None:
    """Everything about the slides of a briefing; drawn again without the rest of the page."""
    _, given = here.translate, edit_briefing.load(here, name)
    if given is None:
        return
    slide_form.keep()
    if notice := st.session_state.pop(steps.NOTICE, ""):
        st.warning(markdown(notice))
    _show_refused(here, given)
    # Their room is there before the slides are: nothing below them moves when these come.
    bar = st.container(key="slide_bar", horizontal=True, vertical_alignment="center", gap="xsmall")
    place = st.container(key="board_place")
    with place, st.spinner(_("Composing the slides …")):
        # On paper as files have them, whatever the scheme.
        deck = composed.live_deck(here.warehouse, given, _.lang)
    pairs = list(zip(given.briefing.slides, deck.slides, strict=True))
    wanted = steps.chosen(given)
    pair = next((pair for pair in pairs if pair[0].name == wanted), None)
    with bar:
        _show_bar(here, given, pair)
    if pair is None:
        place.info(_("No slide yet: “Add to briefing” stands at every chart and table."))
        slide_form.show_new(here, given)
    else:
        with place:
            board.show(here, given, deck.slides)
        _show_below(here, given, pair)
    _show_gone(here, given)


def _show_bar(here: Here, given: Stored, pair: Pair | None) -> None:
    """Undo and redo; where the chosen slide is, and what is done to it."""
    _show_steps(here, given)
    if pair is None:
        return
    _, (slide, content) = here.translate, pair
    names = [one.name for one in given.briefing.slides]
    number = names.index(slide.name) + 1
    place = _("Slide {n} of {total}", n=number, total=len(names))
    about = " · ".join((place, _(KINDS[slide.kind]), content.where))
    st.markdown(f":small[{markdown(about)}]", width="stretch")
    _show_moves(here, given, slide, number)
    if single_slide.has_figure(content):
        _offer_picture(here, content)


def _show_steps(here: Here, given: Stored) -> None:
    _, done = here.translate, steps.of(given.name)
    for label, key, there in (
        (_("Undo"), "undo", done.past),
        (_("Redo"), "redo", done.future),
    ):
        taken = partial(acts.step, here, given.name, forth=key == "redo")
        st.button(
            label,
            key=key,
            icon=f":material/{key}:",
            type="tertiary",
            disabled=not there,
            on_click=taken,
        )


def _show_moves(here: Here, given: Stored, slide: Slide, number: int) -> None:
    """Up, down, delete: the same as by the mouse or the keys."""
    _, last = here.translate, len(given.briefing.slides)
    for name, label, icon, by, off in (
        ("up", _("Up"), "arrow_upward", -1, number == 1),
        ("down", _("Down"), "arrow_downward", 1, number == last),
    ):
        st.button(
            label,
            key=f"{name}_{slide.name}",
            icon=f":material/{icon}:",
            type="tertiary",
            disabled=off,
            on_click=acts.move,
            args=(here, given.name, slide, by),
        )
    st.button(
        _("Delete this slide"),
        key=f"delete_{slide.name}",
        icon=":material/delete:",
        type="tertiary",
        on_click=acts.remove,
        args=(here, given.name, given.briefing, slide),
    )


def _offer_picture(here: Here, content: SlideContent) -> None:
    """Its chart or map by itself; on white, as all that is printed."""
    _, key = here.translate, f"slide_of_{content.name}"
    with downloads.menu(_("Save"), key) as is_open:
        if is_open:
            drawn = single_slide.figure(content, WIDTH, HEIGHT, _)
            title, words = f"{content.title} · {content.where}", " ".join(content.words)
            downloads.picture(here, title, key, words, drawn, palette.palette(dark=False))


def _show_below(here: Here, given: Stored, pair: Pair) -> None:
    """What is said of the slide's words, the way to a new one, its settings."""
    _, (slide, content) = here.translate, pair
    with st.container(horizontal=True, vertical_alignment="center", key="slide_words"):
        slide_form.show_new(here, given)
        _show_words(here, given, slide)
    said = content.trouble or _("what it shows, words in both languages, speaker notes")

    def settings() -> None:
        seen = slide_form.open_for(given.name, slide)
        slide_form.show(here, given.name, slide, seen, content.written)

    label, key = (
        folds.labelled(_("Settings of this slide"), said),
        slide_form.fold_key(given.name, slide.name),
    )
    folds.folded(label, key, settings)


def _show_words(here: Here, given: Stored, slide: Slide) -> None:
    """Whose words stand on the slide; the way back to those of the figures."""
    _ = here.translate
    own = acts.own_texts(slide, _.lang)
    if slide.kind in ("text", "kept"):
        own = []
    elif not own:
        st.caption(_("Title and sentences follow the figures; click them to write your own."))
    for field in own:
        st.caption(_(OWN[field]), width="content")
        seen = (getattr(slide, field) or {})[_.lang]
        args = (here, given.name, slide.name, field, seen, "")
        label = _own_label(field, _)
        st.button(label, key=f"own_{field}", type="tertiary", on_click=acts.write, args=args)


def _own_label(field: str, _: Translator) -> str:
    return _("The figures' title again") if field == "title" else _("The figures' words again")


def _show_refused(here: Here, given: Stored) -> None:
    """Words that somebody wrote while another changed the same: they are not lost."""
    _ = here.translate
    name, slide, field, text = st.session_state.get(acts.REFUSED, ("", "", "", ""))
    now = given.briefing.slide(slide)
    if name != given.name:
        return
    said = _("What you have written is not saved: {text}", text=text)
    st.warning(markdown(said))
    with st.container(horizontal=True):
        if now is not None:
            seen = (getattr(now, field) or {}).get(_.lang, "")
            args = (here, name, slide, field, seen, text)
            st.button(
                _("Save my words"), key="refused_save", on_click=acts.write_refused, args=args
            )
        st.button(_("Leave it as it is now"), key="refused_leave", on_click=acts.forget_refused)


def _show_gone(here: Here, given: Stored) -> None:
    """The forms of slides that somebody has deleted meanwhile."""
    open_forms: Sequence[tuple[tuple[str, str], Slide]] = list(slide_form.forms().items())
    for (name, gone), seen in open_forms:
        if name == given.name and given.briefing.slide(gone) is None:
            with st.container(border=True):
                slide_form.show(here, name, None, seen, ())

"""Briefings: what a meeting looks at, built slide by slide, frozen, compared and taken along."""

import streamlit as st

from governance.app import context, figure_panel
from governance.app.briefing_editor import (
    edit_briefing,
    new_slide_form,
    slide_download,
    slide_form,
    title_form,
)
from governance.app.context import Here
from governance.app.presenting import presentation_cache
from governance.briefings import edits, export_files, frozen, frozen_comparison, store
from governance.briefings.export_job import Errand, start
from governance.briefings.model import KINDS, Slide
from governance.briefings.parse import BriefingError
from governance.briefings.slide_content import SlideContent
from governance.briefings.store import Stored
from governance.core.escaping import markdown, quoted
from governance.core.i18n import LANGUAGES

LIVE, ERRAND = "", "briefing_errand"
FORMATS = {"pptx": "PowerPoint", "xlsx": "Excel", "html": "HTML", "pdf": "PDF"}


def choose(here: Here) -> Stored | None:
    """The briefing that the address names, else the first; a new one can be made beside."""
    _, names = here.translate, store.names()
    asked = context.wanted("briefing")
    if asked and asked not in names:
        st.warning(_("There is no briefing “{name}” here.", name=quoted(asked)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if names:
            st.session_state["pick_briefing"] = asked if asked in names else names[0]
            st.selectbox(
                _("Briefing"),
                names,
                key="pick_briefing",
                width=360,
                on_change=lambda: context.go(briefing=st.session_state["pick_briefing"]),
            )
            st.button(
                _("Start presenting"),
                key="present",
                type="primary",
                icon=":material/slideshow:",
                on_click=present,
                args=(st.session_state["pick_briefing"],),
            )
        with st.popover(_("New briefing"), icon=":material/add:"):
            title = st.text_input(_("Title"), key="new_briefing", max_chars=80)
            st.button(
                _("Create"),
                key="create_briefing",
                disabled=not title.strip(),
                on_click=edit_briefing.create,
                args=(here, title),
            )
    return edit_briefing.load(here, st.session_state["pick_briefing"]) if names else None


def present(briefing: str, frozen: str = "") -> None:
    """Turns to the presentation, from its first slide on; a callback."""
    context.open_page("presenter", briefing=briefing, frozen=frozen, slide="1", inside="")


def show_slides(here: Here, given: Stored) -> None:
    _ = here.translate
    with st.spinner(_("Composing the slides …")):
        contents = presentation_cache.deck(
            here.build, given, _.lang, dark=not here.look.palette.is_light
        ).slides
    if not contents:
        st.info(_("No slide yet: “Add to briefing” stands at every chart and table."))
    pairs = zip(given.briefing.slides, contents, strict=True)
    for number, (slide, content) in enumerate(pairs, start=1):
        with st.container(border=True, key=f"slide_{number}", gap="xsmall"):
            show_slide(here, given, (slide, content), number)
    for (name, gone), seen in list(slide_form.forms().items()):
        if name == given.name and given.briefing.slide(gone) is None:
            with st.container(border=True):
                slide_form.show(here, name, None, seen, ())
    new_slide_form.show(here, given)


def show_slide(here: Here, given: Stored, pair: tuple[Slide, SlideContent], number: int) -> None:
    _, (slide, content) = here.translate, pair
    with st.container(key=f"slide_head_{number}", horizontal=True, vertical_alignment="center"):
        title = slide_form.heading(content, number, _)
        st.markdown(f"**{markdown(title)}**", width="stretch")
        slide_download.show(here, given, content)
        acts(here, given, slide, number)
    st.caption(markdown(" · ".join((_(KINDS[slide.kind]), content.where))))
    for text in (*content.words, *content.comment.splitlines(), content.trouble):
        if text:
            st.markdown(markdown(text))
    if seen := slide_form.forms().get((given.name, slide.name)):
        slide_form.show(here, given.name, slide, seen, content.written)


def acts(here: Here, given: Stored, slide: Slide, number: int) -> None:
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


def show_frozen(here: Here, given: Stored) -> None:
    _ = here.translate
    st.subheader(_("Frozen for a meeting"), anchor="frozen")
    st.caption(_("A frozen briefing never changes, whatever data is published later."))
    if st.button(_("Freeze now"), key="freeze", icon=":material/ac_unit:"):
        with st.spinner(_("Freezing …")):
            file = edit_briefing.freeze(here, given)
        if file:
            st.success(_("Frozen as {name}.", name=markdown(file.name)))
    names = frozen.names(given.name)
    if not names:
        st.caption(_("None yet."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(_("Frozen state"), names, key="frozen_shown", width=420)
        st.button(
            _("Present this state"),
            key="present_frozen",
            icon=":material/slideshow:",
            on_click=present,
            args=(given.name, chosen),
        )
    if len(names) > 1:
        compare(here, names)


def compare(here: Here, names: list[str]) -> None:
    """What changed since the last meeting, number by number."""
    _ = here.translate
    left, right = st.columns(2)
    now = left.selectbox(_("This meeting"), names, key="frozen_now")
    before = right.selectbox(_("Compared with"), names, 1, key="frozen_before")
    try:
        decks = [frozen.load(name).decks[_.lang] for name in (before, now)]
    except BriefingError as error:
        st.error(markdown(error.told(_)))
        return
    found = frozen_comparison.compare(*decks)
    changed = found[found["why"] != ""]
    st.caption(_("{n} of {total} numbers differ.", n=len(changed), total=len(found)))
    every = st.toggle(_("Show the others, too"), key="frozen_all")
    title = _("What changed since the last meeting")
    settings = frozen_comparison.headings(_)
    figure_panel.table(here, found if every else changed, title, "meeting", settings=settings)


def show_export(here: Here, given: Stored) -> None:
    _ = here.translate
    st.subheader(_("Take along"), anchor="export")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form = st.segmented_control(
            _("Format"), list(export_files.FORMATS), default="pptx",
            format_func=FORMATS.__getitem__, key="export_form", required=True,
        )  # fmt: skip
        lang = st.segmented_control(
            _("Language of the file"), list(LANGUAGES), default=_.lang,
            format_func=LANGUAGES.__getitem__, key="export_lang", required=True,
        )  # fmt: skip
        state = st.selectbox(
            _("Numbers"), [LIVE, *frozen.names(given.name)], key="export_state", width=420,
            format_func=lambda name: name or _("Of the build that is published now"),
        )  # fmt: skip
    if st.button(_("Make the file"), key="export"):
        if old := st.session_state.get(ERRAND):
            old.end()
        try:
            made = start(given.name, form or "pptx", lang or _.lang, here.build.file, state)
        except OSError as error:
            reason = markdown(str(error.strerror or error))
            st.error(_("The file could not be made: {reason}", reason=reason))
        else:
            st.session_state[ERRAND] = made
    show_errand(here)


@st.fragment(run_every=1)
def show_errand(here: Here) -> None:
    """How the export goes on, and the file once it is there."""
    _ = here.translate
    running: Errand | None = st.session_state.get(ERRAND)
    if running is None:
        return
    if running.status is None:
        st.progress(running.progress, _("Making {name} …", name=running.name))
    elif running.status:
        st.error(_("The file could not be made: {reason}", reason=markdown(running.reason)))
    else:
        st.download_button(
            _("Download {name}", name=running.name),
            running.target.read_bytes(),
            file_name=running.name,
            key="export_file",
            on_click="ignore",
        )


def show(here: Here) -> None:
    _ = here.translate
    if notice := st.session_state.pop(edit_briefing.NOTICE, ""):
        st.warning(markdown(notice))
    if not store.names():
        st.info(_("There is no briefing yet; make one, then add charts and tables to it."))
    given = choose(here)
    if given is None:
        return
    slides, meetings = st.tabs([_("Slides"), _("Meetings")])
    with slides:
        left, right = st.columns([3, 2])
        with left:
            show_slides(here, given)
        with right:
            show_export(here, given)
            title_form.show(here, given)
            with st.popover(_("Delete this briefing"), type="tertiary"):
                st.button(
                    _("Delete for good"),
                    key="remove",
                    on_click=edit_briefing.remove,
                    args=(here, given),
                )
    with meetings:
        show_frozen(here, given)


show(context.here())

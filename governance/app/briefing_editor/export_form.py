"""A briefing as a file: chosen, made in a process beside, downloaded."""

import streamlit as st

from governance.app.context import Here
from governance.app.presenting import presentation
from governance.app.slides import composed, paper
from governance.briefings import export_files, frozen, pagination
from governance.briefings.export_job import Errand, start
from governance.briefings.model import BriefingError
from governance.briefings.pagination import Page
from governance.briefings.store import Stored
from governance.core.escaping import markdown
from governance.core.i18n import LANGUAGES

FORMATS = {
    "pptx": "PowerPoint",
    "docx": "Word",
    "xlsx": "Excel",
    "html": "HTML",
    "pdf": "PDF",
}

LIVE, ERRAND, FIRST = "", "briefing_errand", "briefing_first"


@st.fragment
def show_export(here: Here, given: Stored) -> None:
    """Format, language and state of the file; then how its making goes on."""
    _ = here.translate
    with st.popover(_("Export"), icon=":material/download:", key="exporting"):
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
        if st.button(_("Make the file"), key="export", type="primary"):
            _start(here, given.name, form or "pptx", lang or _.lang, state)
            st.session_state[FIRST] = _first_page(here, given, lang or _.lang, state)
        _show_errand(here)


def _start(here: Here, name: str, form: str, lang: str, state: str) -> None:
    """Begins to make a file in place of the one before."""
    _ = here.translate
    if old := st.session_state.get(ERRAND):
        old.end()
    try:
        made = start(name, form, lang, here.warehouse.file, state)
    except OSError as error:
        reason = markdown(str(error.strerror or error))
        st.error(_("The file could not be made: {reason}", reason=reason))
    else:
        st.session_state[ERRAND] = made


def _first_page(here: Here, given: Stored, lang: str, state: str) -> Page | None:
    """What the file begins with, for who waits.

    None where it is yet to be composed, and where it cannot be: why the export itself says.
    """
    if state == LIVE and lang != here.translate.lang:
        return None
    try:
        deck = (
            presentation.frozen_deck(state, lang)
            if state
            else composed.live_deck(here.warehouse, given, lang)
        )
    except BriefingError:
        return None
    return next(iter(pagination.pages(deck)), None)


@st.fragment(run_every=1)
def _show_errand(here: Here) -> None:
    """How the export goes on, and the file once it is there."""
    _ = here.translate
    running: Errand | None = st.session_state.get(ERRAND)
    if running is None:
        return
    if running.status is None:
        st.progress(running.progress, _("Making {name} …", name=running.name))
        if first := st.session_state.get(FIRST):
            paper.show(first, "export_first", _)
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

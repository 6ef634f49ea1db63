"""The pages of the registry as Streamlit's navigation, and what it shows while there is no data."""

import runpy
from collections.abc import Mapping, Sequence

import streamlit as st

from governance.app import cache, context
from governance.app.registry import UPLOAD, Entry
from governance.core.i18n import LANGUAGES, Translator, mark, translator
from governance.warehouse.reader import WarehouseMissingError, WarehouseUnreadableError

TITLE = mark("Street Governance")
NO_DATA = mark("There is no data here yet. This command makes it; the page then opens by itself:")
DAMAGED = mark(
    "The data here cannot be read: it is damaged, or another version made it. "
    "This command makes it again; the page then opens by itself:"
)


def choose(
    registry: Sequence[Entry], sections: Mapping[str, str], present: set[str], _: Translator
) -> tuple[Entry, st.Page]:
    """The pages by section, those without data out of sight, and the one that the reader is on."""
    entries = [entry for entry in registry if entry.is_on]
    first = next(entry for entry in entries if entry.has_data(present))
    pages = {
        entry: _page(entry, _, is_first=entry == first, is_listed=entry.is_listed(present))
        for entry in entries
    }
    listed: dict[str, list[st.Page]] = {}
    for entry, page in pages.items():
        listed.setdefault(_(sections[entry.section]), []).append(page)
    listed[_(sections[first.section])].append(_alias(first, _))
    current = st.navigation(listed)
    wanted = st.session_state.pop(context.NEXT, "")
    for entry, page in pages.items():
        if entry.name == wanted:
            st.switch_page(page, query_params={})
    return next((entry for entry, page in pages.items() if page == current), first), current


def show_missing(registry: Sequence[Entry], _: Translator, error: WarehouseMissingError) -> None:
    """What to do where nothing can be shown yet, in every language at once."""
    damaged = error.file if isinstance(error, WarehouseUnreadableError) else None
    uploads = {entry: _page(entry, _) for entry in registry if entry.name == UPLOAD and entry.is_on}
    pages = list(uploads.values())
    notice = st.Page(
        lambda: _tell(DAMAGED if damaged else NO_DATA, pages), title=_("No data yet"), default=True
    )
    current = st.navigation([notice, *pages], position="sidebar" if pages else "hidden")
    title = next((entry.title for entry, page in uploads.items() if page == current), TITLE)
    st.title(_(title), anchor=False)
    current.run()
    cache.watch(damaged)


def show_faulty(complaint: str) -> None:
    """Nothing but what is wrong with a file without which no number may be shown."""

    def tell() -> None:
        st.error(complaint)

    st.navigation([st.Page(tell, title=TITLE)], position="hidden").run()


def _tell(notice: str, elsewhere: Sequence[st.Page]) -> None:
    """A notice in every language, the command that mends it, and the pages that help."""
    for lang in LANGUAGES:
        st.info(translator(lang)(notice))
    st.code(".venv/bin/python -m governance build", language=None)
    for page in elsewhere:
        st.page_link(page)


def _page(
    entry: Entry, _: Translator, *, is_first: bool = False, is_listed: bool = True
) -> st.Page:
    return st.Page(
        entry.script,
        title=_(entry.title),
        icon=entry.icon,
        url_path=f"{entry.name}-here" if is_first else entry.name,
        default=is_first,
        visibility="visible" if is_listed else "hidden",
    )


def _alias(first: Entry, _: Translator) -> st.Page:
    """The first page by its name: it lives at "/", and Streamlit would not know it by its name."""

    def again() -> None:
        runpy.run_path(str(first.script))

    return st.Page(again, title=_(first.title), url_path=first.name, visibility="hidden")

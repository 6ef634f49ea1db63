"""What the registry of pages (dashboard.py) says of each, and the navigation made of it."""

import functools
import runpy
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from governance.app import cache, context
from governance.core.contracts import PROJECT
from governance.core.escaping import markdown
from governance.core.i18n import LANGUAGES, Translator, mark, translator
from governance.ingest import settings
from governance.metrics import catalog
from governance.metrics.catalog import Metric
from governance.warehouse.reader import WarehouseMissingError, WarehouseUnreadableError

UPLOAD = "upload"  # there without any data, too; GOVERNANCE_UPLOADS=off takes it away


@dataclass(frozen=True)
class Entry:
    """One page: its section and name are its file, pages/<section>/<name>.py.

    family: pages of one name share an entry of the menu, and lead to each other; "" stands alone.
    menu: what that entry is called, "" for the page's own title.
    needs: datasets of which any must have data, else the page is not in the menu, and says so to
    whoever follows a link to it; () always is.
    needs_metrics: whether it needs any of the datasets that have metrics.
    has_scope: whether area and period mean anything to it.
    is_compared: whether it says what figures were before, or how far a target is off.
    is_bare: whether it fills the screen alone; such a page is not in the menu.
    """

    section: str
    name: str
    title: str
    icon: str
    needs: tuple[str, ...] = ()
    needs_metrics: bool = False
    has_scope: bool = True
    is_compared: bool = True
    is_bare: bool = False
    family: str = ""
    menu: str = ""

    @property
    def script(self) -> Path:
        return PROJECT / "pages" / self.section / f"{self.name}.py"

    @property
    def is_on(self) -> bool:
        """Whether the page is wanted here at all."""
        return self.name != UPLOAD or settings.takes_uploads()

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets of which any must have data."""
        return measured() if self.needs_metrics else self.needs

    def metrics(self, known: Iterable[Metric]) -> list[Metric]:
        """Those of the metrics that it may show."""
        return [metric for metric in known if metric.dataset in self.datasets]

    def has_data(self, present: Collection[str]) -> bool:
        """Whether any of the datasets that it shows is there."""
        return not self.datasets or not set(self.datasets).isdisjoint(present)

    def is_kin(self, other: "Entry") -> bool:
        """Whether they share an entry of the menu; each is its own kin."""
        return self == other or bool(self.family and self.family == other.family)


@functools.cache
def measured() -> tuple[str, ...]:
    """The datasets with metrics of dated records, in reading order. Raises CatalogError.

    Without any of them an overview would be empty: registers alone have no days to compare.
    """
    metrics = catalog.load().values()
    return tuple(dict.fromkeys(one.dataset for one in metrics if one.time != "register"))


TITLE = mark("Street Governance")
NO_DATA = mark("There is no data here yet. This command makes it; the page then opens by itself:")
DAMAGED = mark(
    "The data here cannot be read: it is damaged, or another version made it. "
    "This command makes it again; the page then opens by itself:"
)


@dataclass(frozen=True)
class Place:
    """Where a reader is: the page, and the pages that share its entry of the menu, in order."""

    entry: Entry
    page: st.Page
    family: Sequence[tuple[Entry, st.Page]]


def choose(
    entries: Sequence[Entry], sections: Mapping[str, str], present: set[str], _: Translator
) -> Place:
    """The pages by section, those without data out of sight, and the one that the reader is on."""
    on = [entry for entry in entries if entry.is_on]
    first = next(entry for entry in on if entry.has_data(present))
    listed = _listed([entry for entry in on if entry.has_data(present) and not entry.is_bare])
    pages = {
        entry: _page(entry, _, is_first=entry == first, is_listed=entry in listed) for entry in on
    }
    menu: dict[str, list[st.Page]] = {}
    for entry, page in pages.items():
        menu.setdefault(_(sections[entry.section]), []).append(page)
    menu[_(sections[first.section])].append(_alias(first, _))
    current = st.navigation(menu)
    wanted = st.session_state.pop(context.NEXT, "")
    for entry, page in pages.items():
        if entry.name == wanted:
            st.switch_page(page, query_params={})
    here = next((entry for entry, page in pages.items() if page == current), first)
    kin = [(entry, pages[entry]) for entry in on if entry.is_kin(here) and entry.has_data(present)]
    return Place(here, current, kin)


def _listed(entries: Sequence[Entry]) -> list[Entry]:
    """Those that stand in the menu: of each family the first."""
    first = {entry.family or entry.name: entry for entry in reversed(entries)}
    return list(first.values())


def show_missing(entries: Sequence[Entry], _: Translator, error: WarehouseMissingError) -> None:
    """What to do where nothing can be shown yet, in every language at once."""
    damaged = error.file if isinstance(error, WarehouseUnreadableError) else None
    uploads = {entry: _page(entry, _) for entry in entries if entry.name == UPLOAD and entry.is_on}
    pages = list(uploads.values())
    others = [entry for entry in entries if entry not in uploads]
    message = DAMAGED if damaged else NO_DATA
    notices = _everywhere(others, lambda: _tell(message, pages), _("No data yet"))
    current = st.navigation([*notices, *pages], position="sidebar" if pages else "hidden")
    title = next((entry.title for entry, page in uploads.items() if page == current), TITLE)
    st.title(_(title), anchor=False)
    current.run()
    cache.watch(damaged)


def show_faulty(entries: Sequence[Entry], complaint: str, _: Translator) -> None:
    """Nothing but what is wrong with a file without which no number may be shown."""

    def tell() -> None:
        st.error(markdown(complaint))

    st.navigation(_everywhere(entries, tell, _(TITLE)), position="hidden").run()


def _everywhere(entries: Sequence[Entry], show: Callable[[], None], title: str) -> list[st.Page]:
    """A notice at the address of every page, of which Streamlit else says that there is none."""
    addresses = [
        st.Page(show, title=title, url_path=entry.name, visibility="hidden") for entry in entries
    ]
    return [st.Page(show, title=title, default=True), *addresses]


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
        title=_(entry.menu or entry.title) if is_listed else _(entry.title),
        icon=entry.icon,
        url_path=f"{entry.name}-here" if is_first else entry.name,
        default=is_first,
        visibility="visible" if is_listed else "hidden",
    )


def _alias(first: Entry, _: Translator) -> st.Page:
    """The first page by its name: it lives at "/", and Streamlit would not know it by its name."""

    def again() -> None:
        runpy.run_path(str(first.script))

    title = _(first.menu or first.title)
    return st.Page(again, title=title, url_path=first.name, visibility="hidden")

"""The dashboard's entry: which pages there are, and what stands above and below each of them."""

import runpy
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from governance.app import (
    add_to_briefing,
    cache,
    context,
    pages_folder,
    provenance,
    scope_bar,
    style,
)
from governance.app.context import Here
from governance.charts.chart_base import Look
from governance.core import contracts
from governance.core.contracts import PROJECT
from governance.core.i18n import LANGUAGES, Translator, mark, translator
from governance.core.palette import palette
from governance.ingest import settings
from governance.maps import static_routes
from governance.metrics import office_files, scope
from governance.warehouse.reader import WarehouseMissingError, WarehouseUnreadableError

TITLE = mark("Street Governance")
SECTIONS = {
    "monitor": mark("Monitor"),
    "analyse": mark("Analyse"),
    "present": mark("Present"),
    "reference": mark("Reference"),
}
NO_DATA = mark("There is no data here yet. This command makes it; the page then opens by itself:")
DAMAGED = mark(
    "The data here cannot be read: it is damaged, or another version made it. "
    "This command makes it again; the page then opens by itself:"
)
# The datasets that have metrics: without any of them the overview would be empty.
MEASURED = ("issues", "visits", "volunteer_hours", "parking_spaces", "projects")


@dataclass(frozen=True)
class Entry:
    """One page: its section and name are its file, pages/<section>/<name>.py.

    needs: datasets of which any must have data, else the page is not in the menu, and says so to
    whoever follows a link to it; () always is.
    has_scope: whether area, period and comparison mean anything to it.
    is_bare: whether it fills the screen alone; such a page is not in the menu.
    """

    section: str
    name: str
    title: str
    icon: str
    needs: tuple[str, ...] = ()
    has_scope: bool = True
    is_bare: bool = False

    def has_data(self, present: set[str]) -> bool:
        """Whether any of the datasets that it shows is there."""
        return not self.needs or bool(present.intersection(self.needs))

    def is_listed(self, present: set[str]) -> bool:
        """Whether it stands in the menu."""
        return self.has_data(present) and not self.is_bare


# GOVERNANCE_UPLOADS=off takes it away; it is there without any data, too.
# The one page that takes more than one filter: it shows a single number, with its rows.
RECEIPT = "receipt"
UPLOAD = Entry("reference", "upload", mark("Upload"), ":material/upload_file:", has_scope=False)

# In menu order; the first is the one that opens.
PAGES = (
    Entry("monitor", "overview", mark("Overview"), ":material/space_dashboard:", MEASURED),
    Entry("monitor", "issues", mark("Issues"), ":material/campaign:", ("issues",)),
    Entry(
        "monitor",
        "consultation",
        mark("Consultation and projects"),
        ":material/forum:",
        ("meetings", "projects"),
    ),
    Entry(
        "monitor",
        "organisation",
        mark("Compounds and organisation"),
        ":material/apartment:",
        ("organisations", "compounds"),
    ),
    Entry("monitor", "visits", mark("Visits"), ":material/door_front:", ("visits",)),
    Entry(
        *("monitor", "volunteers", mark("Volunteers"), ":material/volunteer_activism:"),
        ("volunteer_hours",),
    ),
    Entry("monitor", "parking", mark("Parking"), ":material/local_parking:", ("parking_spaces",)),
    Entry("analyse", "map", mark("Map"), ":material/map:", MEASURED),
    Entry(
        *("analyse", "projector", mark("Map for the projector"), ":material/slideshow:", MEASURED),
        is_bare=True,
    ),
    Entry("analyse", "rank", mark("Fair ranking"), ":material/balance:", MEASURED),
    Entry("analyse", "compare", mark("Compare areas"), ":material/compare_arrows:", MEASURED),
    Entry("analyse", "explore", mark("Explore"), ":material/pivot_table_chart:", MEASURED),
    Entry("analyse", "trend", mark("Trend and signals"), ":material/monitoring:", MEASURED),
    Entry("analyse", "profile", mark("Community profile"), ":material/assignment_ind:", MEASURED),
    Entry(
        *("present", "briefings", mark("Briefings"), ":material/co_present:"),
        MEASURED,
        has_scope=False,
    ),
    Entry(
        *("present", "presenter", mark("Presentation"), ":material/slideshow:", MEASURED),
        is_bare=True,
    ),
    Entry(
        *("present", "notes", mark("Speaker notes"), ":material/speaker_notes:", MEASURED),
        is_bare=True,
    ),
    Entry("reference", "metrics", mark("Metrics"), ":material/menu_book:"),
    Entry("reference", RECEIPT, mark("Number receipt"), ":material/receipt_long:", MEASURED),
    Entry(
        *("reference", "reconciliation", mark("Reconciliation"), ":material/done_all:"),
        has_scope=False,
    ),
    Entry("reference", "data", mark("Data"), ":material/fact_check:"),
    UPLOAD,
)


def main() -> None:
    """One run: address, build, scope, page."""
    asking = context.registers()
    _ = context.language()
    # An emoji: a Material symbol as the tab's icon would be fetched from the internet.
    st.set_page_config(page_title=_(TITLE), page_icon="🏘️", layout="wide", initial_sidebar_state=240)
    look = Look(_, palette(dark=st.context.theme.type == "dark"))
    st.html(style.sheet(look.palette))
    with st.container(key="script"):
        st.html(style.script(_), unsafe_allow_javascript=True)
    st.logo(style.wordmark(_(TITLE), look.palette), size="large")
    try:
        build = cache.pin()
    except WarehouseMissingError as error:
        missing(_, error)
        return
    present = build.present
    entry, page = menu(present, _)
    ground = cache.ground(build)
    chosen, notices = scope.read(asking, ground, _)
    if entry.name != RECEIPT and chosen.also:
        chosen = replace(chosen, also=())
        context.later(also="")
    notices += [
        _("{error}. Nothing of this file is shown.", error=wrong.told(_))
        for wrong in office_files.complaints()
    ]
    context.settle(Here(build, chosen, ground, look, asking["metric"]))
    if entry.is_bare and entry.has_data(present):
        st.html(style.bare())
        with st.container(key="bare_title"):
            st.title(_(entry.title), anchor=False)
        page.run()
    else:
        framed(entry, page, present, notices)
    cache.watch(build.file)


def framed(entry: Entry, page: st.Page, present: set[str], notices: list[str]) -> None:
    """A page between its title and what it speaks of; what it lacks where it has no data."""
    _ = context.here().translate
    if entry.has_data(present):
        above(entry, notices)
        page.run()
        add_to_briefing.ask(context.here())
    else:
        heading(entry, _)
        lacking(entry, _)
    below()


def missing(_: Translator, error: WarehouseMissingError) -> None:
    """What to do where nothing can be shown yet, in every language at once."""
    damaged = error.file if isinstance(error, WarehouseUnreadableError) else None
    upload = [_page(UPLOAD, _)] if is_on(UPLOAD) else []
    notice = st.Page(
        lambda: tell(DAMAGED if damaged else NO_DATA, upload), title=_("No data yet"), default=True
    )
    current = st.navigation([notice, *upload], position="sidebar" if upload else "hidden")
    st.title(_(UPLOAD.title if current in upload else TITLE), anchor=False)
    current.run()
    cache.watch(damaged)


def tell(notice: str, elsewhere: list[st.Page]) -> None:
    """A notice in every language, the command that mends it, and the pages that help."""
    for lang in LANGUAGES:
        st.info(translator(lang)(notice))
    st.code(".venv/bin/python -m governance build", language=None)
    for page in elsewhere:
        st.page_link(page)


def menu(present: set[str], _: Translator) -> tuple[Entry, st.Page]:
    """The pages by section, those without data out of sight, and the one that the reader is on."""
    entries = [entry for entry in PAGES if is_on(entry)]
    first = next(entry for entry in entries if entry.has_data(present))
    pages = {
        entry: _page(entry, _, first=first, visible=entry.is_listed(present)) for entry in entries
    }
    sections: dict[str, list[st.Page]] = {}
    for entry, page in pages.items():
        sections.setdefault(_(SECTIONS[entry.section]), []).append(page)

    # The first page lives at "/"; typed by its name, Streamlit would not know it, in English.
    def again() -> None:
        runpy.run_path(str(_script(first)))

    alias = st.Page(
        again,
        title=_(first.title),
        url_path=first.name,
        visibility="hidden",
    )
    sections[_(SECTIONS[first.section])].append(alias)
    current = st.navigation(sections)
    wanted = st.session_state.pop(context.NEXT, "")
    for entry, page in pages.items():
        if entry.name == wanted:
            st.switch_page(page, query_params={})
    return next((entry for entry, page in pages.items() if page == current), first), current


def is_on(entry: Entry) -> bool:
    """Whether the page is wanted here at all."""
    return entry != UPLOAD or settings.takes_uploads()


def _script(entry: Entry) -> Path:
    return PROJECT / "pages" / entry.section / f"{entry.name}.py"


def _page(entry: Entry, _: Translator, *, first: Entry = PAGES[0], visible: bool = True) -> st.Page:
    return st.Page(
        _script(entry),
        title=_(entry.title),
        icon=entry.icon,
        url_path=f"{entry.name}-here" if entry == first else entry.name,
        default=entry == first,
        visibility="visible" if visible else "hidden",
    )


def heading(entry: Entry, _: Translator) -> None:
    """Title and language."""
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.title(_(entry.title), anchor=False)
        scope_bar.switch(_)


def above(entry: Entry, notices: list[str]) -> None:
    """Title, language, what the data is, and the scope."""
    here = context.here()
    _ = here.translate
    heading(entry, _)
    if here.build.meta.synthetic:
        sample = _("Sample data (synthetic), not real")
        st.html(f'<div class="banner" role="note">{sample}</div>')
    if entry.has_scope:
        scope_bar.bar(here.scope, here.ground, _)
    if notices:
        st.warning("\n\n".join(notices))


def lacking(entry: Entry, _: Translator) -> None:
    """What a page without data would show, and where one sees what data there is."""
    titles = [_.pick(contracts.load()[dataset].title) for dataset in entry.needs]
    st.info(_("This page has no data yet. It shows: {datasets}.", datasets=" · ".join(titles)))
    st.page_link("pages/reference/data.py", label=_("Data"))


def below() -> None:
    """Which build this is and up to when it speaks."""
    parts = provenance.origin(context.here())
    st.html(f'<footer class="foot">{" · ".join(parts)}</footer>')


if __name__ == "__main__":
    main()
else:
    # Imported by `streamlit run`, which serves the app named here.
    pages_folder.ignore()
    # Base maps are fetched by their digest, so that a rerun does not carry them.
    app = st.App(__file__, routes=[static_routes.route(st.get_option("server.baseUrlPath"))])

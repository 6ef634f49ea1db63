"""What stands around every page: address, build and scope are read, then the page runs in it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from governance.app import (
    add_to_briefing,
    cache,
    context,
    registry,
    saved_views_menu,
    scope_bar,
    style,
    written_by,
)
from governance.app.registry import Entry, Place
from governance.charts.chart_base import Look
from governance.core import contracts
from governance.core.i18n import Translator
from governance.core.palette import palette
from governance.core.toml_entries import EntryError
from governance.metrics import office_edits, office_files, rules, scope, segments
from governance.metrics.query import Filter
from governance.metrics.scope import Scope
from governance.warehouse.reader import Warehouse, WarehouseMissingError

MENU = 208  # pixels


def run(entries: Sequence[Entry], sections: Mapping[str, str]) -> None:
    """One run: address, build, scope, page. sections: titles by name, in menu order."""
    st.set_page_config(layout="wide", initial_sidebar_state=MENU)  # before anything is drawn
    asking = context.registers()
    _ = context.language()
    look = Look(_, palette(dark=st.context.theme.type == "dark"))
    _set_up(look)
    try:
        rules.load()
        build = cache.pin()
    except WarehouseMissingError as error:
        registry.show_missing(entries, _, error)
        return
    except EntryError as error:
        registry.show_faulty(entries, error.translated(_), _)
        return
    present = build.present
    place = registry.choose(entries, sections, present, _)
    entry = place.entry
    ground = cache.ground(build)
    chosen, notices = scope.read(asking, ground, _)
    chosen = chosen.leaving_out(_unknown(chosen, entry, build, asking["metric"]))
    notices += [
        _("{error}. Nothing of this file is shown.", error=wrong.translated(_))
        for wrong in office_files.complaints()
    ]
    notices += [wrong.translated(_) for wrong in office_edits.changes()[1]]
    context.settle(build, chosen, look, asking["metric"])
    if entry.is_bare and entry.has_data(present):
        _show_bare(place, _)
    else:
        _show_framed(place, present, notices)
    cache.watch(build.file)


def _unknown(chosen: Scope, entry: Entry, build: Warehouse, focus: str) -> list[Filter]:
    """The filters that a page does not know: what it shows of several datasets has its own each."""
    metrics = entry.metrics(build.with_data.values())
    if entry.needs_metrics:
        return segments.left_out(chosen.filters, metrics, focus)
    return [p for p in chosen.filters if not any(segments.applied([p], m) for m in metrics)]


def _set_up(look: Look) -> None:
    """The tab's title, the colours, the page's language, and the wordmark."""
    title = look.translate(registry.TITLE)
    # An emoji: a Material symbol as the tab's icon would be fetched from the internet.
    st.set_page_config(page_title=title, page_icon="🏘️")
    st.html(style.colours(look.palette))
    with st.container(key="script"):
        st.html(style.script(look.translate, written_by.cookie()), unsafe_allow_javascript=True)
    st.logo(style.wordmark(title, look.palette), size="large")


def _show_bare(place: Place, _: Translator) -> None:
    st.html(style.bare())
    with st.container(key="bare_title"):
        st.title(_(place.entry.title), anchor=False)
    place.page.run()


def _show_framed(place: Place, present: set[str], notices: Sequence[str]) -> None:
    """A page below its bar; what it lacks where it has no data."""
    here, entry = context.here(), place.entry
    saved_views_menu.show(here, entry.name)
    scope_bar.show(here, place, has_scope=entry.has_scope and entry.has_data(present))
    if entry.has_data(present):
        if notices:
            st.warning("\n\n".join(notices))
        place.page.run()
        add_to_briefing.ask(here)
    else:
        _show_lacking(entry, here.translate)
    origin = [here.sample, *here.origin] if here.sample else here.origin
    st.html(f'<footer class="foot">{" · ".join(origin)}</footer>')


def _show_lacking(entry: Entry, _: Translator) -> None:
    """What a page without data would show, and where one sees what data there is."""
    titles = [_.pick(contracts.load()[dataset].title) for dataset in entry.datasets]
    st.info(_("This page has no data yet. It shows: {datasets}.", datasets=" · ".join(titles)))
    st.page_link("pages/reference/data.py", label=_("Data quality"))

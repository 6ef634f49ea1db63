"""What presenting keeps between runs: decks by build and state of the briefing, cells of a map."""

import streamlit as st

from governance.app.cache import Build
from governance.app.presenting import live_maps
from governance.briefings import compose, frozen
from governance.briefings.model import Slide
from governance.briefings.slide_content import Deck, Map, SlideContent
from governance.briefings.store import Stored
from governance.maps.cells import Cells
from governance.warehouse.reader import Warehouse


def deck(build: Build, given: Stored, lang: str, *, dark: bool = False) -> Deck:
    """A briefing with the numbers of a build; composed once for each state of its file."""
    return _deck(str(build.file), given.digest, lang, dark, build.warehouse, given)


@st.cache_resource(show_spinner=False, max_entries=30)
def _deck(
    file: str, digest: str, lang: str, dark: bool, _warehouse: Warehouse, _given: Stored
) -> Deck:
    del file, digest
    return compose.deck(_warehouse, _given.name, _given.briefing, lang, dark=dark)


def part(build: Build, given: Slide, lang: str, *, dark: bool = False) -> SlideContent:
    """One slide that no briefing has, with the numbers of a build."""
    return _part(str(build.file), given, lang, dark, build.warehouse)


@st.cache_resource(show_spinner=False, max_entries=60, hash_funcs={Slide: repr})
def _part(file: str, given: Slide, lang: str, dark: bool, _warehouse: Warehouse) -> SlideContent:
    del file
    return compose.slide(compose.reader_of(_warehouse, lang, dark=dark), given)


@st.cache_resource(show_spinner=False, max_entries=10)
def kept(name: str, lang: str) -> Deck:
    """A frozen briefing of the folder, which never changes. Raises BriefingError."""
    return frozen.listed(name).decks[lang]


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs={Map: hash})
def cells(given: Map) -> Cells:
    """The cells of a slide's map."""
    return live_maps.outlines(given)

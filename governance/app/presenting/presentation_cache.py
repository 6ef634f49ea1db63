"""What presenting keeps between runs: decks by build and state of the briefing, cells of a map."""

from operator import attrgetter

import streamlit as st

from governance.app.cache import NAMES, Build
from governance.app.presenting import live_maps
from governance.briefings import compose, frozen
from governance.briefings.model import Slide
from governance.briefings.slide_content import Deck, Map, SlideContent
from governance.briefings.store import Stored
from governance.maps.cells import Cells


@st.cache_resource(
    show_spinner=False, max_entries=30, hash_funcs=NAMES | {Stored: attrgetter("digest")}
)
def deck(build: Build, given: Stored, lang: str, *, dark: bool = False) -> Deck:
    """A briefing with the numbers of a build; composed once for each state of its file."""
    return compose.deck(build.warehouse, given.name, given.briefing, lang, dark=dark)


@st.cache_resource(show_spinner=False, max_entries=60, hash_funcs=NAMES | {Slide: repr})
def part(build: Build, given: Slide, lang: str, *, dark: bool = False) -> SlideContent:
    """One slide that no briefing has, with the numbers of a build."""
    return compose.slide(compose.reader_of(build.warehouse, lang, dark=dark), given)


@st.cache_resource(show_spinner=False, max_entries=10)
def kept(name: str, lang: str) -> Deck:
    """A frozen briefing of the folder, which never changes. Raises BriefingError."""
    return frozen.listed(name).decks[lang]


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs={Map: hash})
def cells(given: Map) -> Cells:
    """The cells of a slide's map."""
    return live_maps.outlines(given)

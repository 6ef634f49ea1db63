"""Slides composed for pages, each once for a build, the follow-ups and the day."""

import datetime as dt
from operator import attrgetter

import streamlit as st

from governance.app.cache import NAMES
from governance.briefings import compose
from governance.briefings.model import Slide
from governance.briefings.slide_content import Deck, SlideContent
from governance.briefings.store import Stored
from governance.metrics import followups
from governance.warehouse.reader import Warehouse


def live_deck(build: Warehouse, given: Stored, lang: str, *, dark: bool = False) -> Deck:
    """A briefing with the numbers of a build and the follow-ups of today.

    Of what is edited only the slide that it changes is composed again.
    """
    return _deck(build, given, lang, followups.state(), build.today, dark=dark)


@st.cache_resource(
    show_spinner=False, max_entries=30, hash_funcs=NAMES | {Stored: attrgetter("digest")}
)
def _deck(
    build: Warehouse,
    given: Stored,
    lang: str,
    agreed: tuple[int, int],
    today: dt.date,
    *,
    dark: bool,
) -> Deck:
    made = [_slide(build, one, lang, agreed, today, dark=dark) for one in given.briefing.slides]
    return compose.bound(
        compose.reader_of(build, lang, dark=dark), given.name, given.briefing, made
    )


def single_slide(build: Warehouse, given: Slide, lang: str, *, dark: bool = False) -> SlideContent:
    """One slide, as live_deck() has its own."""
    return _slide(build, given, lang, followups.state(), build.today, dark=dark)


@st.cache_resource(show_spinner=False, max_entries=300, hash_funcs=NAMES | {Slide: repr})
def _slide(
    build: Warehouse,
    given: Slide,
    lang: str,
    agreed: tuple[int, int],
    today: dt.date,
    *,
    dark: bool,
) -> SlideContent:
    del agreed, today
    return compose.slide(compose.reader_of(build, lang, dark=dark), given)

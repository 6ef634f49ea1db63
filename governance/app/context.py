"""The scope of every page: the widgets that choose it, and the address that keeps it.

The address is kept by inputs that nobody sees ("registers"): text inputs bound to the query
parameters hold codes (`area=500113011`), which the visible widgets could not, since Streamlit
binds those to their translated labels. So links survive a change of language or name, Back and
Forward work, and what a link asks for wrongly can be told instead of dropped.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

import duckdb
import pandas as pd
import streamlit as st

from governance.app import cache
from governance.charts.chart_base import Look
from governance.core import dates, escaping, i18n, periods, sql
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric
from governance.metrics.query import filter_parameters
from governance.metrics.scope import PARAMETERS, Ground, Scope, written
from governance.receipts.figure_records import Source
from governance.warehouse import build_stamp
from governance.warehouse.context import Context
from governance.warehouse.reader import Warehouse

# What is not written into the address.
HERE = "here"
NEXT = "next_page"
LATER = "asked_later"
# Of a parameter: many areas or metrics are listed in one.
LONGEST = 4000
# What only one map or the receipt of a single number has, and is not taken to another page.
NARROW = {"cell": "", "rest": "", "shape": ""}
DEFAULTS = {"period": periods.DEFAULT, "compare": "previous"}


def registers() -> Mapping[str, str]:
    """Draws the hidden inputs that hold the address' parameters, and reads them."""
    go(**st.session_state.pop(LATER, {}))
    with st.container(key="registers"):
        return {
            name: escaping.parameter(st.text_input(name, key=name, bind="query-params"), LONGEST)
            for name in PARAMETERS
        }


def go(**asked: str) -> None:
    """Asks for another view, from a widget's callback; what is the default leaves the address."""
    for name, value in asked.items():
        st.session_state[name] = "" if DEFAULTS.get(name) == value else value


def later(**asked: str) -> None:
    """Asks for another view from the next run on: for what changes by itself, by no callback."""
    st.session_state[LATER] = asked


def wanted(name: str) -> str:
    """What the address asks for by one of its parameters, "" for nothing."""
    return escaping.parameter(str(st.session_state.get(name, "")), LONGEST)


def choose(
    label: str,
    name: str,
    options: Mapping[str, str],
    held: str | None,
    clears: Sequence[str] = (),
    **shown: Any,
) -> str:
    """A choice of one that a parameter of the address keeps; returns its code.

    options: what a reader sees, by code. held: the code that the address asks for, or what stands
    for it. clears: parameters that a choice takes out of the address. shown: how Streamlit's
    selectbox is shown; `key` is pick_<name> unless it is given.
    """
    key = shown.setdefault("key", f"pick_{name}")
    st.session_state[key] = held

    def keep() -> None:
        go(**{name: st.session_state[key], **dict.fromkeys(clears, "")})

    named = options.__getitem__
    return str(st.selectbox(label, list(options), format_func=named, on_change=keep, **shown))


def choose_some(
    label: str,
    name: str,
    options: Mapping[str, str],
    held: Sequence[str],
    most: int | None = None,
    **shown: Any,
) -> None:
    """Choices of several that a parameter of the address keeps, with commas between.

    options, held: as of choose(). most: how many at once.
    """
    key = f"pick_{name}"
    st.session_state[key] = held

    def keep() -> None:
        go(**{name: ",".join(st.session_state[key])})

    shown |= {"max_selections": most, "key": key, "on_change": keep}
    st.multiselect(label, list(options), format_func=options.__getitem__, **shown)


def open_page(name: str, **asked: str) -> None:
    """Goes to another page, and there to a view, from a callback; registry.py turns the page."""
    st.session_state[NEXT] = name
    go(**{**NARROW, **asked})


def drill(ground: Ground, code: str) -> None:
    """Goes to an area, from a callback; stays where the code is no area ("unspecified")."""
    if code in ground.tree:
        go(area=code)


def filter_by(segment: str, *values: str) -> None:
    """Adds values to those that count, beside the other filters, from a callback.

    Where all of them count already, they are taken away.
    """
    asked, pairs = here().scope.asked, [(segment, value) for value in values]
    others = [pair for pair in asked if pair not in pairs]
    go(**written(others if set(pairs) <= set(asked) else [*others, *pairs]))


def language() -> Translator:
    """The language asked for in the address, else the browser's."""
    asked = i18n.known_language(st.session_state.get("lang", ""))
    return i18n.translator(asked or i18n.known_language(st.context.locale) or i18n.FALLBACK)


@dataclass(frozen=True)
class Here(Context):
    """What a page is given: its context, the look, the metric in the address."""

    look: Look
    metric: str

    @property
    def below(self) -> str:
        """The highest level with areas inside the chosen one, "" for none."""
        return self.ground.tree.level_below(self.scope.area)

    @property
    def is_dark(self) -> bool:
        return not self.look.palette.is_light

    @property
    def sample(self) -> str:
        """That the data is made up, "" where it is not."""
        return build_stamp.sample(self.warehouse.meta, self.translate)

    @property
    def origin(self) -> tuple[str, ...]:
        """Up to when a build's data goes, and which build it is, in phrases."""
        return build_stamp.origin(self.warehouse.meta, self.ground.known.as_of, self.translate)

    def days(self, window: Window | None = None) -> str:
        """The chosen days in words, or those of another window."""
        return dates.window(window or self.scope.window, self.translate.lang)

    def titled(self, text: str, window: Window | None = None) -> str:
        """The title of what is no metric: what, where, when."""
        return " · ".join((text, self.place, self.days(window), *self._caveat))

    def titled_now(self, text: str) -> str:
        """The same of a register, which speaks of now, whatever the period."""
        _ = self.translate
        now = _("current register")
        return " · ".join((text, self.place, now, *self._caveat))

    def heading(self, metric: Metric, window: Window | None = None) -> str:
        """The title of a metric's figure: metric, unit, where, when."""
        title = number_format.heading(metric, self.place, self.days(window), self.translate)
        return " · ".join((title, *self._caveat))

    @property
    def _caveat(self) -> list[str]:
        """What a title says of filters that the figure does not know."""
        return segments.caveat(self.scope.left_out, self.translate)

    @property
    def filtered(self) -> tuple[str, ...]:
        """What alone is counted, and which filters the figure does not know, in phrases."""
        return (*segments.alone(self.scope.filters, self.translate), *self._caveat)

    def find(self, view: str, **given: Hashable) -> tuple[Source, pd.DataFrame]:
        """What a view finds in the pinned build, and the source to show with it.

        The scope's area, days and filters are bound where the view names them, unless given.
        """
        scope, query = self.scope, duckdb.extract_statements(sql.text("views", view))[0]
        known = {"area": scope.area, "start": scope.start, "end": scope.end}
        known |= filter_parameters(scope.filters)
        bound = {name: known[name] for name in known if name in query.named_parameters} | given
        return Source(view, bound), cache.view(self.warehouse, view, **bound)

    def address(self, page: str, **asked: str) -> str:
        """The address of a page with this view, or with what is asked instead."""
        state = {name: st.session_state.get(name, "") for name in PARAMETERS}
        state |= {**NARROW, **asked}
        return f"{page}?{urlencode({name: text for name, text in state.items() if text})}"

    def show_link(self, text: str, page: str, **asked: str) -> None:
        """The way to a page with this view, or with what is asked instead."""
        st.markdown(f"[{text}]({self.address(page, **asked)})")


def here() -> Here:
    """What frame.py settled for this run. Raises KeyError outside a page."""
    found: Here = st.session_state[HERE]
    return found


def settle(build: Warehouse, scope: Scope, look: Look, metric: str) -> None:
    """Keeps what this run's page is to show."""
    answer, ground = partial(cache.answer, build), cache.ground(build)
    parts = build, scope, ground, look.translate, cache.office_rules(), answer
    st.session_state[HERE] = Here(*parts, look, metric)

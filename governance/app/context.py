"""The scope of every page: the widgets that choose it, and the address that keeps it.

The address is kept by inputs that nobody sees ("registers"): text inputs bound to the query
parameters hold codes (`area=500113011`), which the visible widgets could not, since Streamlit
binds those to their translated labels. So links survive a change of language or name, Back and
Forward work, and what a link asks for wrongly can be told instead of dropped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

import streamlit as st

from governance.app import cache
from governance.app.cache import Build
from governance.charts.chart_base import Look
from governance.core import escaping, i18n, periods
from governance.core.contracts import ROOT
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import annotations, segments, targets, variants
from governance.metrics.annotations import Annotation
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.metrics.scope import PARAMETERS, Ground, Only, Scope
from governance.metrics.targets import Target

# What is not written into the address.
HERE = "here"
NEXT = "next_page"
LATER = "asked_later"
# Of a parameter: many areas or metrics are listed in one.
LONGEST = 4000
DEFAULTS = {"area": ROOT, "period": periods.DEFAULT, "compare": "previous"}


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


def open_page(name: str, **asked: str) -> None:
    """Goes to another page, and there to a view, from a callback; menu.py turns the page."""
    st.session_state[NEXT] = name
    go(**{"also": "", **asked})


def drill(ground: Ground, code: str) -> None:
    """Goes to an area, from a callback; stays where the code is no area ("unspecified")."""
    if code in ground.tree:
        go(area=code)


def filter_by(segment: str, value: str, now: Only | None = None) -> None:
    """Counts only this value of the segment, from a callback; the same one again counts all."""
    go(only="" if (segment, value) == now else f"{segment}:{value}")


def language() -> Translator:
    """The language asked for in the address, else the browser's."""
    asked = i18n.known_language(st.session_state.get("lang", ""))
    return i18n.translator(asked or i18n.known_language(st.context.locale) or i18n.FALLBACK)


@dataclass(frozen=True)
class Here:
    """What a page is given: the pinned build, the scope, the words and colours to show it in."""

    build: Build
    scope: Scope
    ground: Ground
    look: Look
    metric: str

    @property
    def translate(self) -> Translator:
        return self.look.translate

    @cached_property
    def catalog(self) -> dict[str, Metric]:
        """The metrics to show: with data, by the definition in force, that the filter fits."""
        found = variants.in_force(self.build.catalog, self.scope.rules, cache.office_rules())
        only = self.scope.only
        return {key: m for key, m in found.items() if only is None or only[0] in m.splits}

    @property
    def headlines(self) -> dict[str, Metric]:
        """The metrics of the overview; all of them where none is one."""
        bases = self.build.metrics
        found = {
            key: metric
            for key, metric in self.catalog.items()
            if bases.get(metric.variant_of, metric).headline
        }
        return found or self.catalog

    def about(self, dataset: str, *splits: str) -> "Here":
        """The same for a part of a page that speaks of one dataset, by these segments.

        A filter that is not the dataset's is left out: "kind" is one thing of a meeting and
        another of a project.
        """
        only = self.scope.only
        if only is None or (only[0] in splits and segments.fits(dataset, *only)):
            return self
        return replace(self, scope=replace(self.scope, only=None))

    def within(self, code: str) -> Scope:
        """The scope with another area. Raises KeyError for a code that is no area."""
        return replace(self.scope, area=code, level=self.ground.tree[code].level)

    def in_force(self, key: str) -> str:
        """The key of the definition of a metric that is in force."""
        found = variants.in_force(self.build.metrics, self.scope.rules, cache.office_rules())
        return next((k for k, metric in found.items() if key in (k, metric.variant_of)), key)

    def address(self, page: str, **asked: str) -> str:
        """The address of a page with this view, or with what is asked instead."""
        state = {name: st.session_state.get(name, "") for name in PARAMETERS}
        state |= {"also": "", **asked}
        return f"{page}?{urlencode({name: text for name, text in state.items() if text})}"

    @property
    def place(self) -> str:
        """The chosen area's name."""
        return self.named(self.scope.area)

    def named(self, code: str) -> str:
        """An area's name. Raises KeyError for a code that is no area."""
        area = self.ground.tree[code]
        return self.translate(LEVELS[ROOT]) if area.code == ROOT else area.name

    def target(self, metric: str, window: Window | None = None) -> Target | None:
        """What the metric is to reach in this scope (or window), None where nothing is aimed at."""
        wanted = self.scope
        days = window or wanted.window
        return targets.find(cache.aims(self.build), metric, wanted.area, wanted.level, days)

    def notes(self, metric: str, months: Sequence[Window]) -> list[Annotation]:
        """What is known of these months, of the metric and of the chosen area or those above."""
        areas = [area.code for area in self.ground.tree.chain(self.scope.area)]
        window = (months[0][0], months[-1][1])
        return annotations.speaking(cache.annotations(self.build), metric, areas, window)


def here() -> Here:
    """What frame.py settled for this run. Raises KeyError outside a page."""
    found: Here = st.session_state[HERE]
    return found


def settle(here: Here) -> None:
    """Keeps what this run's page is to show."""
    st.session_state[HERE] = here

"""The widgets that choose the scope: language, area, period, comparison, and the ways back up."""

import streamlit as st

from governance.app import context
from governance.app.context import go
from governance.charts.control_chart import control_series
from governance.core import dates, i18n, periods
from governance.core.contracts import ROOT
from governance.core.escaping import markdown
from governance.core.i18n import Translator
from governance.core.periods import DAY, Window
from governance.metrics import scope as asked
from governance.metrics import segments
from governance.metrics.number_format import LEVELS
from governance.metrics.scope import COMPARISONS, Ground, Scope


def switch(_: Translator) -> None:
    """The language switch; each language is named in itself."""
    st.session_state["pick_lang"] = _.lang
    st.segmented_control(
        _("Language"),
        list(i18n.LANGUAGES),
        format_func=lambda lang: i18n.LANGUAGES[lang],
        key="pick_lang",
        on_change=lambda: go(lang=st.session_state["pick_lang"]),
        label_visibility="collapsed",
    )


def bar(scope: Scope, ground: Ground, _: Translator) -> None:
    """Area, period and comparison on one line; the days themselves where they are custom."""
    with st.container(key="scope_bar"):
        left, middle, right = st.columns([5, 5, 3])
        with left:
            _area(scope, ground, _)
        with middle:
            _period(scope, ground, _)
        with right:
            compared = {key: _(COMPARISONS[key]) for key in ground.comparisons}
            context.choose(_("Compared with"), "compare", compared, scope.compare)
        if scope.period == "custom":
            _days(scope, ground, _)
    _climb(scope, ground, _)
    _filter(scope, _)


def _filter(scope: Scope, _: Translator) -> None:
    """What alone is counted, to be taken away by a click."""
    for segment, value in scope.filters:
        rest = [pair for pair in scope.filters if pair != (segment, value)]
        text = _(
            "Only {segment}: {value} ✕",
            segment=segments.title(segment, _, segments.owner(segment, value)),
            value=segments.value(segment, value, _),
        )
        key = "filter_off" if (segment, value) == scope.only else f"filter_off_{segment}"
        st.button(text, key=key, on_click=go, kwargs=asked.written(rest))


def _area(scope: Scope, ground: Ground, _: Translator) -> None:
    tree = ground.tree
    st.html(f"<style>:root{{--g-depth:{len(tree.chain(scope.area)) - 1}}}</style>")
    codes = tree.options(scope.area)
    names = {code: _(LEVELS[ROOT]) if code == ROOT else tree.label(code) for code in codes}
    context.choose(_("Area"), "area", names, scope.area, filter_mode="contains")


def _period(scope: Scope, ground: Ground, _: Translator) -> None:
    def label(preset: str) -> str:
        if preset == "custom":
            return dates.preset(preset, _)
        return dates.period(periods.period(preset, ground.known), _)

    st.session_state["pick_period"] = scope.period
    st.selectbox(
        _("Period"),
        tuple(periods.PRESETS),
        format_func=label,
        key="pick_period",
        on_change=_choose_period,
        args=(scope,),
    )


def _choose_period(scope: Scope) -> None:
    preset = st.session_state["pick_period"]
    days = (scope.start, scope.end) if preset == "custom" else None
    _go_period(preset, days)


def _go_period(preset: str, window: Window | None) -> None:
    days = control_series.month_query(window) if window else {"start": "", "end": ""}
    go(**(days | {"period": preset}))


def _days(scope: Scope, ground: Ground, _: Translator) -> None:
    """First and last day, each on its own: Streamlit's range has a menu without translation."""
    first, last = scope.start, scope.end - DAY
    st.session_state["pick_first"], st.session_state["pick_last"] = first, last
    labels = {"pick_first": _("First day"), "pick_last": _("Last day")}
    columns = st.columns([5, 5, 3])
    for column, (key, label) in zip(columns, labels.items(), strict=False):
        column.date_input(
            label,
            min_value=min(first, ground.known.first),
            max_value=max(last, ground.known.end),
            format="YYYY-MM-DD",
            key=key,
            on_change=_choose_days,
        )


def _choose_days() -> None:
    """Takes the days in either order; one that was cleared changes nothing."""
    chosen = [st.session_state[key] for key in ("pick_first", "pick_last")]
    if all(chosen):
        first, last = sorted(chosen)
        _go_period("custom", (first, last + DAY))


def _climb(scope: Scope, ground: Ground, _: Translator) -> None:
    """The way up: each area above the chosen one is a step back."""
    *above, _here = ground.tree.chain(scope.area)
    if not above:
        return
    with st.container(key="climb", horizontal=True, gap="xsmall", vertical_alignment="center"):
        for area in above:
            name = _(LEVELS[ROOT]) if area.code == ROOT else area.name
            st.button(
                f"{name} ›",
                key=f"climb_{area.code}",
                type="tertiary",
                on_click=go,
                kwargs={"area": area.code},
            )
        here = ground.tree[scope.area]
        st.markdown(f"**{markdown(here.name)}** · {_(LEVELS[here.level])}")

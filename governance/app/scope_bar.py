"""The bar above every page: its title, and the widgets that choose what it speaks of."""

from html import escape

import streamlit as st

from governance.app import cache, context, filter_chips
from governance.app.context import Here, go
from governance.app.registry import Place
from governance.charts.control_chart import control_series
from governance.core import contracts, dates, i18n, periods
from governance.core.contracts import ROOT
from governance.core.escaping import markdown
from governance.core.i18n import Translator, mark
from governance.core.periods import DAY, Window
from governance.metrics.number_format import LEVELS
from governance.metrics.scope import Ground, Scope
from governance.warehouse import data_health

# The choices' widths, pixels: a line of 1100 holds them all.
AREA, PERIOD, COMPARISON = 136, 208, 136
COMPARED = {
    "previous": mark("vs previous"),
    "last_year": mark("vs last year"),
    "target": mark("vs target"),
}
SHORT = {"zh": "中文", "en": "EN"}
CURRENT = "background:color-mix(in srgb,var(--g-accent) 14%,transparent);font-weight:600"


def show(here: Here, place: Place, *, has_scope: bool) -> None:
    """One line above every page: where one is, what it speaks of, how old the data are.

    has_scope: whether area and period mean anything to the page.
    """
    _, scope, ground = here.translate, here.scope, here.ground
    metrics = place.entry.metrics(here.warehouse.with_data.values())
    with st.container(key="bar"):
        with st.container(
            key="bar_line", horizontal=True, vertical_alignment="center", gap="xsmall"
        ):
            _where(place, _)
            if has_scope:
                _area(scope, ground, _)
                _period(scope, ground, _)
                if place.entry.is_compared:
                    _comparison(scope, ground, _)
                filter_chips.offer(here, metrics)
            st.html(_condition(here, place), width="stretch")
            _switch(_)
            _help(here, place)
        if has_scope:
            filter_chips.show(here, metrics)
        if has_scope and scope.period == "custom":
            _days(scope, ground, _)


def _help(here: Here, place: Place) -> None:
    """The way to what the guide says of this page."""
    _ = here.translate
    word, address = _("Guide"), here.address("guide", chapter=place.entry.name)
    st.html(
        f'<a class="help" href="{escape(address)}" title="{word}" aria-label="{word}">?</a>',
        width="content",
    )


def _where(place: Place, _: Translator) -> None:
    """The page's title, beside it those that share its entry of the menu."""
    st.title(_(place.entry.title), anchor=False, width="content")
    if len(place.family) < 2:
        return
    with st.container(key="kin", horizontal=True, gap="xxsmall", width="content"):
        for entry, page in place.family:
            if entry != place.entry:
                st.page_link(page, label=_(entry.title), width="content")
    head, _page = place.family[0]
    if head != place.entry:  # Streamlit marks the page itself, which is not in the menu
        st.html(
            f'<style>[data-testid="stSidebarNavLink"][href$="/{head.name}"]{{{CURRENT}}}</style>'
        )


def _comparison(scope: Scope, ground: Ground, _: Translator) -> None:
    """What figures are held against."""
    compared = {key: _(COMPARED[key]) for key in ground.comparisons}
    context.choose(
        _("Compared with"),
        "compare",
        compared,
        scope.compare,
        label_visibility="collapsed",
        width=COMPARISON,
    )


def _condition(here: Here, place: Place) -> str:
    """Up to when the data go and how late they are, and that they are made up."""
    _ = here.translate
    books = cache.view(here.warehouse, "dataset_health")
    wanted = set(place.entry.datasets or books["dataset"])
    own, as_of = books[books["dataset"].isin(wanted)], here.ground.known.as_of
    late, dataset, last = data_health.latest(own, here.warehouse.today)
    day = _("Data up to {day}", day=dates.day(as_of, _.lang))
    if last and last < as_of:  # the others go on
        name = _.pick(contracts.load()[dataset].title)
        day = _("{dataset} up to {day}", dataset=name, day=dates.day(last, _.lang))
    told = []
    if late:
        overdue = _("{n} days late", n=late)
        told.append(f'<b class="late">{overdue}</b>')
    if here.sample:
        sample = _("Synthetic data")
        told.append(f'<b class="sample" role="note" title="{here.sample}">{sample}</b>')
    return f'<div class="condition"><span>{day}</span><span>{" · ".join(told)}</span></div>'


def _switch(_: Translator) -> None:
    """The language switch; each language is named in itself."""
    st.session_state["pick_lang"] = _.lang
    st.segmented_control(
        _("Language"),
        list(i18n.LANGUAGES),
        format_func=lambda lang: SHORT[lang],
        key="pick_lang",
        on_change=lambda: go(lang=st.session_state["pick_lang"]),
        label_visibility="collapsed",
        width="content",
    )


def _area(scope: Scope, ground: Ground, _: Translator) -> None:
    """The way up, and every area to go to."""
    tree = ground.tree
    *above, _here = tree.chain(scope.area)
    if above:
        parent = above[-1]
        name = _(LEVELS[ROOT]) if parent.code == ROOT else parent.name
        st.button(
            f"‹ {markdown(name)}",
            key=f"climb_{parent.code}",
            type="tertiary",
            on_click=go,
            kwargs={"area": parent.code},
        )
    st.html(f"<style>:root{{--g-depth:{len(above)}}}</style>")
    codes = tree.options(scope.area, ground.home)
    names = {code: _(LEVELS[ROOT]) if code == ROOT else tree.label(code) for code in codes}
    context.choose(
        _("Area"),
        "area",
        names,
        scope.area,
        filter_mode="contains",
        label_visibility="collapsed",
        width=AREA,
    )


def _period(scope: Scope, ground: Ground, _: Translator) -> None:
    def label(preset: str) -> str:
        if preset == "custom":
            return dates.preset(preset, _)
        return dates.period(periods.period(preset, ground.known), _)

    st.session_state["pick_period"] = scope.period
    st.selectbox(
        _("Period"),
        ground.known.presets(scope.period),
        format_func=label,
        key="pick_period",
        on_change=_choose_period,
        args=(scope,),
        label_visibility="collapsed",
        width=PERIOD,
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
    columns = st.columns([3, 3, 6])
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

"""What is chosen for a map, kept in the address: kind, metric, cells, classes, and the month."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from governance.app import context, metric_picker
from governance.app.context import Here
from governance.app.maps import area_map, point_map
from governance.app.maps.map_sheet import Sheet
from governance.charts.control_chart import control_series
from governance.core import dates, periods
from governance.core.periods import DAY, Window
from governance.maps import class_limits, frames, map_options
from governance.maps.map_options import MapOptions
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS


def wished() -> MapOptions:
    """How the address wants the map."""
    return map_options.parse_options(
        {name: context.wanted(name) for name in (*map_options.USUAL, "second")}
    )


ICONS = {
    "areas": ":material/map:",
    "change": ":material/trending_up:",
    "two": ":material/grid_view:",
    "kinds": ":material/category:",
    "points": ":material/location_on:",
    "clusters": ":material/bubble_chart:",
    "hexes": ":material/hexagon:",
    "heat": ":material/blur_on:",
    "spots": ":material/local_fire_department:",
}
BARE: dict[str, Any] = {"label_visibility": "collapsed"}


def _pick(label: str, name: str, options: Mapping[str, str], chosen: str) -> None:
    """A row of choices bound to one of the address' parameters."""
    key = f"pick_{name}"
    st.session_state[key] = chosen

    def keep() -> None:
        if picked := st.session_state[key]:
            context.go(**{name: picked})

    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=keep,
        label_visibility="collapsed",
    )


def bar(here: Here, given: Sheet, wanted: MapOptions) -> tuple[Metric, DeltaGenerator]:
    """What is shown, how, and of which month, in one line.

    Returns the metric in focus, and the place for the menu that takes the map away.
    """
    _ = here.translate
    with st.container(key="map_bar", horizontal=True, vertical_alignment="center", gap="small"):
        _kind(here, wanted)
        metric = metric_picker.metric(
            here, here.catalog, _("Metric"), "pick_map_metric", width=230, **BARE
        )
        if wanted.kind in map_options.OF_POINTS:
            facts = {key: _.pick(fact.title) for key, fact in point_map.offered(here).items()}
            fact = point_map.chosen(here, metric)
            context.choose(_("Points of"), "fact", facts, fact, width=150, **BARE)
        if wanted.kind == "two":
            titles = {key: _.pick(one.title) for key, one in here.catalog.items()}
            titles.pop(metric.key)
            held, label = area_map.second(here, wanted, metric).key, _("Second metric")
            context.choose(label, "second", titles, held, filter_mode="contains", width=200, **BARE)
        pick_month(here)
        _options(here, given, wanted)
        taken = st.container(
            key="map_taken", width="content", horizontal=True, vertical_alignment="center"
        )
        st.button(
            _("Full screen"),
            icon=":material/fullscreen:",
            key="to_projector",
            type="tertiary",
            on_click=context.open_page,
            args=("projector",),
            kwargs={"shape": context.wanted("shape")},
        )
        st.button(
            _("Wall screen"),
            icon=":material/tv:",
            key="to_wall",
            type="tertiary",
            on_click=context.open_page,
            args=("wall",),
        )
    return metric, taken


def _kind(here: Here, wanted: MapOptions) -> None:
    """A menu of the kinds of map; of points only where records have places."""
    _, has_points, key = here.translate, bool(point_map.offered(here)), "pick_map"
    kinds = [k for k in map_options.KINDS if has_points or k in map_options.OF_AREAS]
    named = {kind: f"{ICONS[kind]} {_(map_options.KINDS[kind])}" for kind in kinds}

    def keep() -> None:
        context.go(map=st.session_state[key])

    with st.popover(named[wanted.kind], key="map_kind"):
        st.session_state[key] = wanted.kind
        st.radio(
            _("Kind of map"),
            kinds,
            format_func=named.__getitem__,
            key=key,
            on_change=keep,
            label_visibility="collapsed",
        )


def _options(here: Here, given: Sheet, wanted: MapOptions) -> None:
    """Which cells there are, how they are classed and what stands on them."""
    _ = here.translate
    with st.popover(_("Options"), type="tertiary", icon=":material/tune:", key="map_options"):
        levels = frames.levels(here.ground.tree, here.scope.area)
        if len(levels) > 1:
            names = {level: _(LEVELS[level]) for level in levels}
            _pick(_("Cells"), "level", names, given.frame.level)
        st.session_state["map_method"], st.session_state["map_count"] = wanted.method, wanted.count
        st.selectbox(
            _("Classes by"),
            list(class_limits.METHODS),
            format_func=lambda name: _(class_limits.METHODS[name]),
            key="map_method",
            on_change=_choose_classes,
        )
        st.slider(
            _("Number of classes"),
            min(map_options.COUNTS),
            max(map_options.COUNTS),
            key="map_count",
            on_change=_choose_classes,
        )
        for part, title in (("names", _("Names on the map")), ("columns", _("Columns (3D)"))):
            st.session_state[f"map_{part}"] = part in wanted.shown
            st.toggle(title, key=f"map_{part}", on_change=_choose_parts)


def _choose_classes() -> None:
    context.go(classes=f"{st.session_state['map_method']}-{st.session_state['map_count']}")


def _choose_parts() -> None:
    parts = frozenset(part for part in map_options.PARTS if st.session_state[f"map_{part}"])
    context.go(show=map_options.join_parts(parts))


SECONDS = 1.6  # a month is long enough on the screen to be read, and drawn everywhere by then
PLAYING = "map_plays"
SHOWN_AT = "map_month_shown_at"


def go_to_month(window: Window) -> None:
    """The scope moves to a month."""
    context.go(**control_series.month_query(window))


def months(here: Here) -> tuple[Window, ...]:
    """The months that the map is stepped through; () where the period is no single month."""
    return frames.choose_months(here.scope.window, here.ground.known.as_of)


def step(label: str, icon: str, key: str, action: Callable[[], None] | None) -> None:
    """A button for one step, dead where there is nothing beyond."""
    st.button(
        label,
        icon=icon,
        key=key,
        on_click=action,
        disabled=action is None,
        type="tertiary",
        help=label,
    )


def pick_month(here: Here) -> None:
    """Back, play and on through the months, which share one scale; a click away from others."""
    _, known, window = here.translate, months(here), here.scope.window
    with st.container(key="map_months", horizontal=True, gap="xsmall", vertical_alignment="center"):
        if not known:
            as_of = here.ground.known.as_of
            last = frames.choose_months(periods.months_before(as_of + DAY, as_of, 1)[0], as_of)
            st.button(
                _("Step through the months"),
                icon=":material/play_circle:",
                key="map_to_months",
                on_click=go_to_month,
                args=(last[-1],),
            )
            return
        for label, icon, key, way in (
            (_("Month before"), ":material/chevron_left:", "step_back", -1),
            (_("Month after"), ":material/chevron_right:", "step_on", 1),
        ):
            to = frames.neighbouring_window(known, window, way)
            step(label, icon, key, partial(go_to_month, to) if to else None)
            if way < 0:
                st.markdown(f"**{dates.window(window, _.lang)}**")
        _play(here, known)


def _play(here: Here, known: Sequence[Window]) -> None:
    _, is_playing = here.translate, st.session_state.get(PLAYING, False)
    if is_playing:
        st.button(_("Pause"), icon=":material/pause:", key="map_pause", on_click=stop)
        _tick(here, known)
    else:
        st.button(
            _("Play"),
            icon=":material/play_arrow:",
            key="map_play",
            type="tertiary",
            on_click=_start,
            args=(known,),
        )


def _start(known: Sequence[Window]) -> None:
    st.session_state[PLAYING] = True
    st.session_state[SHOWN_AT] = time.monotonic()
    go_to_month(known[0])


def stop() -> None:
    """No month follows by itself any more."""
    st.session_state[PLAYING] = False


@st.fragment(run_every=SECONDS / 2)
def _tick(here: Here, known: Sequence[Window]) -> None:
    """Shows the next month once the present one has stood long enough; ends after the last."""
    if time.monotonic() - st.session_state.get(SHOWN_AT, 0.0) < SECONDS:
        return
    st.session_state[SHOWN_AT] = time.monotonic()
    following = frames.neighbouring_window(known, here.scope.window, 1)
    if following is None:
        stop()
    else:
        context.later(**control_series.month_query(following))
    st.rerun()

"""What is chosen for a map: its kind, metric, cells and classes, all kept in the address."""

from collections.abc import Callable, Sequence

import streamlit as st

from governance.app import context, metric_picker
from governance.app.context import Here
from governance.app.maps import map_cache, month_steps, point_map
from governance.app.maps.map_sheet import Sheet
from governance.maps import classes, frames, map_options
from governance.maps.frames import Frame
from governance.maps.map_options import MapOptions
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS


def wished() -> MapOptions:
    """How the address wants the map."""
    return map_options.parse_options(
        {name: context.wanted(name) for name in (*map_options.USUAL, "second")}
    )


def pick(
    label: str, name: str, offered: Sequence[str], chosen: str, named: Callable[[str], str]
) -> None:
    """A row of choices bound to one of the address' parameters."""
    key = f"pick_{name}"
    st.session_state[key] = chosen

    def told() -> None:
        if picked := st.session_state[key]:
            context.go(**{name: picked})

    st.segmented_control(
        label,
        offered,
        format_func=named,
        key=key,
        on_change=told,
        label_visibility="collapsed",
    )


def frame(here: Here) -> Frame | None:
    """The map on which the scope's area is seen, at the level that the address asks for."""
    return map_cache.frame(here, context.wanted("level"))


def head(here: Here, wanted: MapOptions) -> None:
    """Which kind of map, and of which month."""
    with st.container(key="map_head", horizontal=True, vertical_alignment="center", gap="small"):
        pick_kind(here, wanted)
        month_steps.pick_month(here)


def pick_kind(here: Here, wanted: MapOptions) -> None:
    """Which kind of map; kinds of points only where records have places."""
    _ = here.translate
    has_points = bool(point_map.offered(here))
    kinds = [kind for kind in map_options.KINDS if has_points or kind in map_options.OF_AREAS]
    pick(_("Kind of map"), "map", kinds, wanted.kind, lambda kind: _(map_options.KINDS[kind]))


def bar(here: Here, given: Sheet, wanted: MapOptions) -> Metric:
    """What is shown, in which cells and classes. Returns the metric in focus."""
    _ = here.translate
    with st.container(key="map_bar", horizontal=True, vertical_alignment="bottom", gap="small"):
        if wanted.kind in map_options.OF_POINTS:
            pick_fact(here, wanted)
        metric = metric_picker.metric(here, here.catalog, _("Metric"), "pick_map_metric", width=300)
        if wanted.kind == "two":
            pick_second(here, wanted, metric)
        pick_level(here, given.frame)
        options(here, wanted)
        st.button(
            _("Full screen"),
            icon=":material/fullscreen:",
            key="to_projector",
            on_click=context.open_page,
            args=("projector",),
        )
    return metric


def second(here: Here, wanted: MapOptions, first: Metric) -> Metric:
    """The other metric of a map of two; a headline of another subject where none is asked for."""
    others = {key: one for key, one in here.catalog.items() if key != first.key}
    elsewhere = (one for one in here.headlines.values() if one.dataset != first.dataset)
    usual = next(elsewhere, next(iter(others.values()), first))
    return others.get(wanted.second, usual)


def pick_second(here: Here, wanted: MapOptions, first: Metric) -> None:
    """Which other metric."""
    _ = here.translate
    others = {key: one for key, one in here.catalog.items() if key != first.key}
    titles = {key: _.pick(metric.title) for key, metric in others.items()}
    held, label = second(here, wanted, first).key, _("Second metric")
    context.choose(label, "second", titles, held, filter_mode="contains", width=300)


def pick_fact(here: Here, wanted: MapOptions) -> None:
    """Which records are points."""
    _, found = here.translate, point_map.offered(here)
    held = wanted.fact if wanted.fact in found else next(iter(found))
    titles = {key: _.pick(fact.title) for key, fact in found.items()}
    context.choose(_("Points of"), "fact", titles, held, width=200)


def pick_level(here: Here, frame: Frame) -> None:
    """At which level cells are drawn."""
    _, offered = here.translate, frames.levels(here.ground.tree, here.scope.area)
    if len(offered) > 1:
        pick(_("Cells"), "level", offered, frame.level, lambda level: _(LEVELS[level]))


def options(here: Here, wanted: MapOptions) -> None:
    """How cells are classed and what stands on them."""
    _ = here.translate
    with st.popover(_("Options"), icon=":material/tune:", key="map_options"):
        st.session_state["map_method"], st.session_state["map_count"] = wanted.method, wanted.count
        st.selectbox(
            _("Classes by"),
            list(classes.METHODS),
            format_func=lambda name: _(classes.METHODS[name]),
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

"""What is chosen for a map: its kind, metric, cells and classes, all kept in the address."""

from collections.abc import Mapping

import streamlit as st

from governance.app import context, metric_picker
from governance.app.context import Here
from governance.app.maps import area_map, month_steps, point_map
from governance.app.maps.map_sheet import Sheet
from governance.maps import classes, frames, map_options
from governance.maps.map_options import MapOptions
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS


def wished() -> MapOptions:
    """How the address wants the map."""
    return map_options.parse_options(
        {name: context.wanted(name) for name in (*map_options.USUAL, "second")}
    )


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


def head(here: Here, wanted: MapOptions) -> None:
    """Which kind of map (of points only where records have places), and of which month."""
    _, has_points = here.translate, bool(point_map.offered(here))
    kinds = {
        kind: _(name)
        for kind, name in map_options.KINDS.items()
        if has_points or kind in map_options.OF_AREAS
    }
    with st.container(key="map_head", horizontal=True, vertical_alignment="center", gap="small"):
        _pick(_("Kind of map"), "map", kinds, wanted.kind)
        month_steps.pick_month(here)


def bar(here: Here, given: Sheet, wanted: MapOptions) -> Metric:
    """What is shown, in which cells and classes. Returns the metric in focus."""
    _ = here.translate
    with st.container(key="map_bar", horizontal=True, vertical_alignment="bottom", gap="small"):
        if wanted.kind in map_options.OF_POINTS:
            facts = {key: _.pick(fact.title) for key, fact in point_map.offered(here).items()}
            fact = wanted.fact if wanted.fact in facts else next(iter(facts))
            context.choose(_("Points of"), "fact", facts, fact, width=200)
        metric = metric_picker.metric(here, here.catalog, _("Metric"), "pick_map_metric", width=300)
        if wanted.kind == "two":
            titles = {key: _.pick(one.title) for key, one in here.catalog.items()}
            titles.pop(metric.key)
            held, label = area_map.second(here, wanted, metric).key, _("Second metric")
            context.choose(label, "second", titles, held, filter_mode="contains", width=300)
        levels = frames.levels(here.ground.tree, here.scope.area)
        if len(levels) > 1:
            names = {level: _(LEVELS[level]) for level in levels}
            _pick(_("Cells"), "level", names, given.frame.level)
        _options(here, wanted)
        st.button(
            _("Full screen"),
            icon=":material/fullscreen:",
            key="to_projector",
            on_click=context.open_page,
            args=("projector",),
        )
    return metric


def _options(here: Here, wanted: MapOptions) -> None:
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

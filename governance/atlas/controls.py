"""What stands around a map: what is chosen for it, where a click leads, months in steps."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pydeck as pdk
import streamlit as st

from governance import dates, periods, scope
from governance.display import LEVELS
from governance.maps import classes, frames, wish
from governance.maps.frames import Frame
from governance.maps.wish import Wish
from governance.periods import DAY, Window
from governance.scope import Here

# Pixels. On a projector the map fills the screen; there the page's own height decides.
HEIGHT = 600
SECONDS = 1.6  # a month is long enough on the screen to be read, and drawn everywhere by then
PLAYING = "map_plays"
CLICKS = "map_clicks"
SHOWN_AT = "map_month_shown_at"
keys_of = st.components.v2.component(
    "governance_keys",
    html="<span></span>",
    js=Path(__file__).with_name("keys.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def wished() -> Wish:
    """How the address wants the map."""
    return wish.read({name: scope.wanted(name) for name in (*wish.USUAL, "second")})


def pick(here: Here, label: str, name: str, offered: Sequence[str], chosen: str, **more: Any) -> None:
    """A row of choices bound to one of the address' parameters. more: format_func."""
    key = f"pick_{name}"
    st.session_state[key] = chosen

    def told() -> None:
        if picked := st.session_state[key]:
            scope.go(**{name: picked})

    st.segmented_control(
        label, offered, key=key, on_change=told, label_visibility="collapsed", **more
    )


def pick_kind(here: Here, wanted: Wish, offered: Sequence[str]) -> None:
    """Which kind of map."""
    _ = here.translate
    pick(here, _("Kind of map"), "map", offered, wanted.kind, format_func=lambda k: _(wish.KINDS[k]))


def pick_level(here: Here, frame: Frame) -> None:
    """At which level cells are drawn."""
    _, offered = here.translate, frames.levels(here.ground.tree, here.scope.area)
    if len(offered) > 1:
        named = lambda level: _(LEVELS[level])  # noqa: E731
        pick(here, _("Cells of the map"), "level", offered, frame.level, format_func=named)


def options(here: Here, wanted: Wish) -> None:
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
            min(wish.COUNTS),
            max(wish.COUNTS),
            key="map_count",
            on_change=_choose_classes,
        )
        for part, title in (("names", _("Names on the map")), ("columns", _("Columns (3D)"))):
            st.session_state[f"map_{part}"] = part in wanted.shown
            st.toggle(title, key=f"map_{part}", on_change=_choose_parts)


def _choose_classes() -> None:
    scope.go(classes=f"{st.session_state['map_method']}-{st.session_state['map_count']}")


def _choose_parts() -> None:
    parts = frozenset(part for part in wish.PARTS if st.session_state[f"map_{part}"])
    scope.go(show=wish.shown(parts))


def draw(
    here: Here, deck: pdk.Deck, frame: Frame, legend: str, title: str, height: int = HEIGHT
) -> None:
    """The map with its legend on it; a click goes to the area of what was clicked.

    Streamlit keeps a click as a selection by its place in the layer, which would name another
    area once the data is another, and takes a second click on the same for a withdrawal. So the
    layer has another name after each click, which ends the selection, and the area is read from
    the datum that was clicked.
    """
    clicks = st.session_state.setdefault(CLICKS, 0)
    for layer in deck.layers:
        if layer.pickable:
            layer.id = f"{layer.id}-{clicks}"
    key = "map_deck"

    def told() -> None:
        st.session_state[CLICKS] += 1
        if code := clicked(st.session_state[key]["selection"]["objects"]):
            st.session_state[PLAYING] = False
            go_to(here, frame, code)

    with st.container(key="map_stage"):
        st.pydeck_chart(
            deck, key=key, on_select=told, selection_mode="single-object", height=height, alt=title
        )
        st.html(legend)


def clicked(objects: dict[str, list[dict[str, Any]]]) -> str:
    """The area of what was clicked, "" for nothing."""
    return next((str(one.get("area_code", "")) for found in objects.values() for one in found), "")


def go_to(here: Here, frame: Frame, code: str) -> None:
    """The scope moves to an area of the map, which goes on showing the same cells."""
    if code in here.ground.tree:
        scope.go(area=code, level=frame.level)


def go_to_month(window: Window) -> None:
    """The scope moves to a month."""
    start, end = window
    scope.go(period="custom", start=start.isoformat(), end=(end - DAY).isoformat())


def months(here: Here) -> tuple[Window, ...]:
    """The months that the map is stepped through; () where the period is no single month."""
    return frames.months(here.scope.window, here.ground.known.as_of)


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
    _, found, window = here.translate, months(here), here.scope.window
    with st.container(key="map_months", horizontal=True, gap="xsmall", vertical_alignment="center"):
        if not found:
            last = frames.months(_last_month(here.ground.known.as_of), here.ground.known.as_of)
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
            to = frames.beside(found, window, way)
            step(label, icon, key, (lambda to=to: go_to_month(to)) if to else None)
            if way < 0:
                st.markdown(f"**{dates.window(window, _.lang)}**")
        _play(here, found)


def _last_month(as_of: date) -> Window:
    return periods.months_before(as_of + DAY, as_of, 1)[0]


def _play(here: Here, found: Sequence[Window]) -> None:
    _, is_playing = here.translate, st.session_state.get(PLAYING, False)
    if is_playing:
        st.button(_("Pause"), icon=":material/pause:", key="map_pause", on_click=_stop)
        _tick(here, found)
    else:
        st.button(
            _("Play"), icon=":material/play_arrow:", key="map_play", on_click=_start, args=(found,)
        )


def _start(found: Sequence[Window]) -> None:
    st.session_state[PLAYING] = True
    st.session_state[SHOWN_AT] = time.monotonic()
    go_to_month(found[0])


def _stop() -> None:
    st.session_state[PLAYING] = False


@st.fragment(run_every=SECONDS / 2)
def _tick(here: Here, found: Sequence[Window]) -> None:
    """Shows the next month once the present one has stood long enough; ends after the last."""
    if time.monotonic() - st.session_state.get(SHOWN_AT, 0.0) < SECONDS:
        return
    st.session_state[SHOWN_AT] = time.monotonic()
    following = frames.beside(found, here.scope.window, 1)
    if following is None:
        _stop()
    else:
        start, end = following
        scope.later(period="custom", start=start.isoformat(), end=(end - DAY).isoformat())
    st.rerun()

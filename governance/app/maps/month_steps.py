"""A map month by month: one back, one on, or played, each month with the same scale."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.core import dates, periods
from governance.core.periods import DAY, Window
from governance.maps import frames

SECONDS = 1.6  # a month is long enough on the screen to be read, and drawn everywhere by then
PLAYING = "map_plays"
SHOWN_AT = "map_month_shown_at"


def go_to_month(window: Window) -> None:
    """The scope moves to a month."""
    start, end = window
    context.go(period="custom", start=start.isoformat(), end=(end - DAY).isoformat())


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
    _, found, window = here.translate, months(here), here.scope.window
    with st.container(key="map_months", horizontal=True, gap="xsmall", vertical_alignment="center"):
        if not found:
            last = frames.choose_months(
                _last_month(here.ground.known.as_of), here.ground.known.as_of
            )
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
            to = frames.neighbouring_window(found, window, way)
            step(label, icon, key, partial(go_to_month, to) if to else None)
            if way < 0:
                st.markdown(f"**{dates.window(window, _.lang)}**")
        _play(here, found)


def _last_month(as_of: date) -> Window:
    return periods.months_before(as_of + DAY, as_of, 1)[0]


def _play(here: Here, found: Sequence[Window]) -> None:
    _, is_playing = here.translate, st.session_state.get(PLAYING, False)
    if is_playing:
        st.button(_("Pause"), icon=":material/pause:", key="map_pause", on_click=stop)
        _tick(here, found)
    else:
        st.button(
            _("Play"), icon=":material/play_arrow:", key="map_play", on_click=_start, args=(found,)
        )


def _start(found: Sequence[Window]) -> None:
    st.session_state[PLAYING] = True
    st.session_state[SHOWN_AT] = time.monotonic()
    go_to_month(found[0])


def stop() -> None:
    """No month follows by itself any more."""
    st.session_state[PLAYING] = False


@st.fragment(run_every=SECONDS / 2)
def _tick(here: Here, found: Sequence[Window]) -> None:
    """Shows the next month once the present one has stood long enough; ends after the last."""
    if time.monotonic() - st.session_state.get(SHOWN_AT, 0.0) < SECONDS:
        return
    st.session_state[SHOWN_AT] = time.monotonic()
    following = frames.neighbouring_window(found, here.scope.window, 1)
    if following is None:
        stop()
    else:
        start, end = following
        context.later(period="custom", start=start.isoformat(), end=(end - DAY).isoformat())
    st.rerun()

"""The wall on the screen: drawn by one component, which turns it in the browser by itself.

The server is asked when a build is published (cache.watch), and once a minute, since an office
writes at any time; what has not changed is not drawn again. Between that and while the server is
away, the browser goes on turning what it has.
"""

import time
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.app.wall.wished import OWN, Wished
from governance.core import palette

SHAPE, DRAWN_AT = "wall_shape", "wall_drawn_at"
USUAL = 1.2  # of a map's place on a screen of 16:9, until the browser has told
SECONDS = 60
KEYS = {
    **dict.fromkeys(("ArrowRight", "ArrowDown", "PageDown"), "on"),
    **dict.fromkeys(("ArrowLeft", "ArrowUp", "PageUp"), "back"),
    " ": "turn",
    "f": "full",
    "Escape": "leave",
}
FOLDER = Path(__file__).parent
turning = st.components.v2.component(
    "governance_wall",
    html='<div class="wall"></div>',
    js=(FOLDER / "wall.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def shape() -> float:
    """How wide the map's place is to its height."""
    return float(st.session_state.get(SHAPE, USUAL))


def dress(here: Here) -> None:
    """The rules of the wall, and its own colours: they are not the reader's but the room's."""
    colours = palette.css_variables(here.look.palette, ".wall")
    st.html(f"<style>{colours}{_rules()}</style>")


@cache
def _rules() -> str:
    return (FOLDER / "wall.css").read_text(encoding="utf-8")


def show(here: Here, html: str, wished: Wished, start: str) -> None:
    """The wall. start: the metric that is shown first, where it is one of the wall's."""
    _ = here.translate
    lost = _("Not connected since {time}: these are the figures of that time.", time="{time}")
    words = {"lost": lost, "rest": _("{n} more", n="{n}")}
    data: dict[str, Any] = {"html": html, "seconds": wished.seconds, "start": start, "keys": KEYS}
    data |= {"words": words, "shape": shape()}
    with st.container(key="wall"):
        turning(
            key="wall_screen",
            data=data,
            default={"shape": shape()},
            on_shape_change=_measured,
            on_ask_change=_asked,
            on_leave_change=_left,
        )


def _measured() -> None:
    st.session_state[SHAPE] = float(st.session_state["wall_screen"]["shape"])


def _asked() -> None:
    """Another pace or other colours, which the address keeps."""
    name, value = st.session_state["wall_screen"]["ask"]
    if name in OWN:
        context.go(**{name: str(value)})


def _left() -> None:
    context.open_page("map", **OWN)


def keep_up() -> None:
    """Draws the page anew once a minute; called first, so that one that failed comes back, too."""
    st.session_state[DRAWN_AT] = time.monotonic()
    _again()


@st.fragment(run_every=SECONDS)
def _again() -> None:
    if time.monotonic() - st.session_state[DRAWN_AT] > SECONDS / 2:
        st.rerun()

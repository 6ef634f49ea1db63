"""The wall on the screen: drawn by one component, which turns it in the browser by itself.

The server draws it anew when a build is published (cache.watch) and when the office has written
something; what has not changed is not drawn again. Between that and while the server is away, the
browser goes on turning what it has.
"""

import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from governance.app import cache, context
from governance.app.context import Here
from governance.app.wall.wished import OWN, Wished
from governance.core import palette
from governance.metrics import followups, office_files

SHAPE, DRAWN = "wall_shape", "wall_drawn"
USUAL = 1.2  # of a map's place on a screen of 16:9, until the browser has told
SECONDS, HOUR = 60, 3600
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


@lru_cache(maxsize=1)
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


def keep_up(here: Here) -> None:
    """Asks once a minute whether the page has to be drawn anew; called before it is drawn.

    That is where the office has written something, once an hour, and where it could not be drawn.
    """
    st.session_state[DRAWN] = None  # the page draws its parts that repeat at once, too
    _ask(here, _written(here))
    st.session_state[DRAWN] = False


@st.fragment(run_every=SECONDS)
def _ask(here: Here, before: tuple[Any, ...]) -> None:
    is_drawn = st.session_state[DRAWN]
    if is_drawn is not None and not (is_drawn and _written(here) == before):
        st.rerun()


def _written(here: Here) -> tuple[Any, ...]:
    """What the wall shows beside the build, and the hour."""
    synthetic, (agreed, _wrong) = here.warehouse.meta.synthetic, followups.load(followups.file())
    own = office_files.office(synthetic), office_files.targets(synthetic), cache.office_rules()
    return *own, agreed, time.time() // HOUR


def drawn() -> None:
    """Says that the page was drawn to its end."""
    st.session_state[DRAWN] = True

"""A map that fills the screen of a meeting room: large type, keys, and what it shows on itself."""

from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.app.maps import map_controls
from governance.app.maps.map_sheet import PAGE, PROJECTOR, Box, Picture, Sheet
from governance.metrics import number_format
from governance.metrics.catalog import Metric

SCREEN = "projector_screen"
KEYS = {
    "ArrowLeft": "step_back",
    "ArrowRight": "step_on",
    "ArrowUp": "area_back",
    "ArrowDown": "area_on",
    "PageUp": "step_back",  # a clicker's buttons
    "PageDown": "step_on",
    "Escape": "leave_projector",
}
# Pixels: where the legend goes below the map (style.css), and what a phone's page leaves free.
NARROW, MARGINS = 900, 34
TALL = 1.15  # of its width is the height of a map on a phone
# Smaller than this is no screen that anybody reads: a window that is being opened or closed.
LEAST = 200
listen = st.components.v2.component(
    "governance_keys",
    html="<span></span>",
    js=Path(__file__).with_name("projector_view.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def screen() -> Box:
    """Width and height of the screen in pixels, a usual one until the browser has told."""
    width, height = st.session_state.get(SCREEN, PROJECTOR)
    return (width, height) if min(width, height) >= LEAST else PROJECTOR


def keys() -> None:
    """Listens to the keys, and to the size of the screen."""
    with st.container(key="projector_listener"):
        _listen({"keys": KEYS, "full": "f", "crossing": 0})


def is_wide() -> bool:
    """Whether everything lies on the map; on a narrow screen it stands above and below."""
    return screen()[0] >= NARROW


def page() -> Box:
    """The map's box on a page: as wide as a phone's screen allows, once the browser has told."""
    with st.container(key="map_listener"):
        _listen({"keys": {"Escape": "map_up"}, "full": "", "crossing": NARROW})
    return PAGE if is_wide() else narrow()


def narrow() -> Box:
    """The map's box on a narrow screen: as wide as that, and no higher than most areas need."""
    width = screen()[0] - MARGINS
    return width, min(round(width * TALL), PAGE[1])


def _listen(data: dict[str, Any]) -> None:
    def measure() -> None:
        state: Any = st.session_state["projector_keys"]
        width, height = state["size"]
        st.session_state[SCREEN] = (int(width), int(height))

    size = list(screen())
    asked = data | {"size": size}
    listen(key="projector_keys", data=asked, default={"size": size}, on_size_change=measure)


def controls(here: Here, given: Sheet) -> Any:
    """Quiet buttons in the corner: the same ones that the keys press. Returns their container."""
    _, bar = (
        here.translate,
        st.container(
            key="projector_bar", horizontal=True, vertical_alignment="center", gap="xsmall"
        ),
    )
    with bar:
        map_controls.pick_month(here)
        _areas(here, given)
        st.button(
            _("Leave full screen (Esc)"),
            icon=":material/close:",
            key="leave_projector",
            type="tertiary",
            on_click=context.open_page,
            args=("map",),
        )
    return bar


def _areas(here: Here, given: Sheet) -> None:
    _, codes = here.translate, given.stage.cells.codes
    at = codes.index(here.scope.area) if here.scope.area in codes else -1
    for label, icon, key, to in (
        (_("Area before"), ":material/keyboard_arrow_up:", "area_back", at - 1),
        (_("Area after"), ":material/keyboard_arrow_down:", "area_on", at + 1),
    ):
        inside = 0 <= to < len(codes)
        asked = {"area": codes[to], "level": given.frame.level} if inside else {}
        map_controls.step(label, icon, key, partial(context.go, **asked) if inside else None)


def words(here: Here, picture: Picture, metric: Metric) -> None:
    """On the map: what it shows, the chosen area's figure, and where the numbers come from."""
    _, wanted = here.translate, here.scope
    value = here.value(wanted.query([metric.key])).value
    origin = filter(None, (here.sample, *here.origin))
    said = "".join(f"<p>{escape(line)}</p>" for line in picture.beside)
    what, _dot, where = number_format.unbroken(picture.title).partition(f"{number_format.GLUE}· ")
    title = f"{escape(what)}<small>{escape(where)}</small>"
    with st.container(key="stage_words"):
        st.html(
            f'<div class="stage-title"><h2>{title}</h2>{said}</div>'
            f'<div class="stage-figure"><p>{escape(here.place)} · {escape(_.pick(metric.title))}'
            f"</p><strong>{escape(number_format.amount(value, metric, _))}</strong></div>"
        )
    st.html(f'<div class="stage-source">{escape(" · ".join(origin))}</div>')

"""What lies on a map: where one is, zoom buttons, a scale bar, and what its list points at."""

from pathlib import Path

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.app.maps.map_sheet import Sheet
from governance.core.escaping import markdown

# map_tools.js finds deck.gl where this version's page keeps it; where it does not, zoom buttons
# work all the same, and there is neither scale bar nor outline: tests/browser/test_map_answers.py.
TRIED = ("streamlit", "1.67.0")
SCALE = 110  # pixels of the scale bar at most
tools = st.components.v2.component(
    "governance_map_tools",
    html='<div class="map-tools"><svg aria-hidden="true"><path/><path/></svg>'
    '<span class="zoom"><button type="button" data-code="Equal">+</button>'
    '<button type="button" data-code="Minus">−</button></span><span class="scale"></span></div>',
    js=Path(__file__).with_name("map_tools.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(here: Here) -> None:
    """Zoom buttons and scale bar, on the map that stands before them in the same container."""
    _ = here.translate
    labels = {"Equal": _("Zoom in"), "Minus": _("Zoom out")}
    tools(key="map_tools", data={"labels": labels, "width": SCALE})


def trail(here: Here, given: Sheet) -> None:
    """The areas around the map's own, each a way up; Esc takes the nearest."""
    *above, own = here.ground.tree.chain(given.frame.area)
    with st.container(key="map_trail", horizontal=True, vertical_alignment="center", gap="xxsmall"):
        for place, area in enumerate(above):
            is_nearest = place == len(above) - 1
            st.button(
                f"{markdown(here.named(area.code))} ›",
                key="map_up" if is_nearest else f"map_up_{area.level}",
                type="tertiary",
                on_click=context.go,
                kwargs={"area": area.code, "level": ""},
            )
        st.markdown(f"**{markdown(here.named(own.code))}**", width="content")

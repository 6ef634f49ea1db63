"""What lies on a map: where one is, its tools, a scale bar, and what its list points at."""

from pathlib import Path

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.app.maps.map_sheet import Sheet
from governance.core.escaping import markdown
from governance.core.i18n import mark

# map_tools.js finds deck.gl where this version's page keeps it; where it does not, zoom buttons
# work all the same, and there is neither scale bar nor outline: tests/browser/test_map_answers.py.
TRIED = ("streamlit", "1.67.0")
SCALE = 110  # pixels of the scale bar at most
FOLDER, KEY = Path(__file__).parent, "map_tools"
LABELS = {
    "lasso": mark("Draw a shape: what lies inside is added up"),
    "circle": mark("Draw a circle: what lies inside is added up"),
    "ruler": mark("Measure a way"),
    "Equal": mark("Zoom in"),
    "Minus": mark("Zoom out"),
}
HINTS = {
    "lasso": mark("Draw around what is to be added up. Esc ends it."),
    "circle": mark("Press in the middle and draw outwards. Esc ends it."),
    "ruler": mark("Press at each corner of the way. Esc ends it."),
}
OF_SHAPES = ("lasso", "circle")
tools = st.components.v2.component(
    "governance_map_tools",
    html=(FOLDER / "map_tools.html").read_text(encoding="utf-8"),
    js="\n".join(
        (FOLDER / name).read_text(encoding="utf-8") for name in ("map_drawing.js", "map_tools.js")
    ),
    isolate_styles=False,
)


def show(here: Here, refused: str | None) -> None:
    """Tools and scale bar, on the map that stands before them in the same container.

    refused: why no shape can be drawn, "" where one can; None where that is no matter of the map.
    """
    _ = here.translate
    names = [name for name in LABELS if refused is not None or name not in OF_SHAPES]
    data = {
        "labels": {name: _(LABELS[name]) for name in names},
        "hints": {name: _(text) for name, text in HINTS.items()},
        "refused": dict.fromkeys(OF_SHAPES, refused) if refused else {},
        "width": SCALE,
    }
    tools(key=KEY, data=data, on_shape_change=_keep_shape)


def _keep_shape() -> None:
    context.go(shape=str(st.session_state[KEY]["shape"]))


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
                kwargs={"area": area.code, "level": "", "shape": ""},
            )
        st.markdown(f"**{markdown(here.named(own.code))}**", width="content")

"""The map on a page: its legend upon it, and what a click on it does."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from governance import scope
from governance.atlas import steps
from governance.atlas.sheets import Picture, Sheet
from governance.maps.frames import Frame
from governance.scope import Here

CLICKS = "map_clicks"


def draw(here: Here, picture: Picture, given: Sheet) -> None:
    """The map under its title, its legend on it; a click goes to the area of what was clicked.

    Streamlit keeps a click as a selection by its place in the layer, which would name another
    area once the data is another, and takes a second click on the same for a withdrawal. So the
    layer has another name after each click, which ends the selection, and the area is read from
    the datum that was clicked.
    """
    clicks = st.session_state.setdefault(CLICKS, 0)
    for layer in picture.deck.layers:
        if layer.pickable:
            layer.id = f"{layer.id}-{clicks}"
    key = "map_deck"

    def told() -> None:
        st.session_state[CLICKS] += 1
        if code := clicked(st.session_state[key]["selection"]["objects"]):
            steps.stop()
            going(here, given.frame, code)()

    with st.container(key="map_stage"):
        st.pydeck_chart(
            picture.deck,
            key=key,
            on_select=told,
            selection_mode="single-object",
            height=given.stage.height,
            alt=picture.alt,
        )
        st.html(picture.legend)
    for line in picture.said:
        st.caption(line)


def clicked(objects: dict[str, list[dict[str, Any]]]) -> str:
    """The area of what was clicked, "" for nothing."""
    return next((str(one.get("area_code", "")) for found in objects.values() for one in found), "")


def going(here: Here, frame: Frame, code: str) -> Callable[[], None]:
    """What moves the scope to an area of the map, which goes on showing the same cells."""

    def go() -> None:
        if code in here.ground.tree:
            scope.go(area=code, level=frame.level)

    return go

"""The map on a page: its legend upon it, and what a click on it does."""

from typing import Any

import streamlit as st

from governance.app import context, downloads
from governance.app.context import Here
from governance.app.maps import map_controls, map_tools
from governance.app.maps.map_sheet import Picture, Sheet
from governance.core.escaping import markdown
from governance.maps import basemap, frames, map_svg, static_routes
from governance.maps.deck import CompactDeck, Text, dumps

# The container of the map with its list and legend, and that of the map alone.
PLACE, CANVAS = "map_stage", "map_canvas"
# The area of the last click, and how often the scope has gone elsewhere since without one.
CLICKED, TURNS = "map_clicked", "map_turns"
# Characters of a layer's data from which on it is fetched by its address: what the page has already
# is neither sent, nor read, nor drawn anew.
LARGE = 2_000


def draw(
    here: Here,
    picture: Picture,
    given: Sheet,
    *,
    alone: bool = False,
    refused: str | None = None,
) -> None:
    """The map, and what lies on it; a click goes into the area of what was clicked.

    Streamlit keeps a click as a selection, by its place in the layer: a second click on the same
    takes it back. So once the scope goes elsewhere without a click, the layer gets another name,
    which ends the selection. The area is read from the datum that was clicked, never by its place.
    alone: whether nothing stands beside it that has its legend and where one is. refused: as of
    map_tools.show.
    """
    key, turn = "map_deck", _turn(here)
    lighten(picture.deck)
    for layer in picture.deck.layers:
        if layer.pickable:
            layer.id = f"{layer.id}-{given.frame.area}-{turn}"

    def select() -> None:
        area = clicked(st.session_state[key]["selection"]["objects"])
        if code := frames.cell(here.ground.tree, area, given.frame.level):
            st.session_state[CLICKED] = code
            open_area(code)

    with st.container(key=CANVAS):
        if not alone:
            map_tools.trail(here, given)
        st.pydeck_chart(
            picture.deck,
            key=key,
            on_select=select,
            selection_mode="single-object",
            height=given.stage.height,
            alt=picture.alt,
        )
        map_tools.show(here, refused)
        if alone:
            st.html(picture.legend)
    if not given.stage.projector:
        _describe(here, picture, given)


def _describe(here: Here, picture: Picture, given: Sheet) -> None:
    """What has to be read with a map, and whom its base map is from."""
    ground = basemap.describe(
        given.stage.cells.bounds, here.warehouse.meta.synthetic, here.translate
    )
    for line in (*picture.notes, *map(markdown, ground)):
        st.caption(line)


def offer(here: Here, picture: Picture, given: Sheet) -> None:
    """The menu above the map, to take it away; asked before the map is sent to the page.

    The page gets large layers by their address, and then the picture has no data of its own.
    """
    _, stage = here.translate, given.stage
    with downloads.menu(_("Save"), PLACE) as is_open:
        if is_open:
            box, palette = (stage.width, stage.height), here.look.palette
            drawn = map_svg.svg(picture.deck, box, palette, picture.title)
            downloads.picture(here, picture.title, PLACE, " ".join(picture.beside), drawn)


def _turn(here: Here) -> int:
    """How often the scope has left a clicked area by another way than a click."""
    turn = int(st.session_state.setdefault(TURNS, 0))
    if st.session_state.get(CLICKED, here.scope.area) != here.scope.area:
        st.session_state[TURNS] = turn = turn + 1
        st.session_state.pop(CLICKED)
    return turn


def lighten(deck: CompactDeck) -> None:
    """Puts large data of its layers at addresses that name their content."""
    for layer in deck.layers:
        data = Text(dumps(layer.data)) if isinstance(layer.data, list) else layer.data
        if isinstance(data, Text) and len(data.json) >= LARGE:
            layer.data = static_routes.offer(*static_routes.pack(data.json))


def clicked(objects: dict[str, list[dict[str, Any]]]) -> str:
    """The area of what was clicked, "" for nothing."""
    return next((str(one.get("area_code", "")) for found in objects.values() for one in found), "")


def open_area(code: str) -> None:
    """Goes into an area, from a callback: the map shows what lies in it."""
    map_controls.stop()
    context.go(area=code, level="", shape="")

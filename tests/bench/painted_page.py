"""A page with one map, served as the dashboard serves its own: for tests.bench.painted.

The address names the module whose deck(kind, count) makes the map. With "draw" in it the map is
there at once; else a button asks for it, once all that pages load only once is there.
"""

import sys
from importlib import import_module
from pathlib import Path

import streamlit as st

BOX = (1200, 800)


def show() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    asked = st.query_params
    st.set_page_config(layout="wide")
    made = _made(asked["module"], asked["kind"], int(asked["count"]))
    if "draw" not in asked:
        few = _made(asked["module"], asked["kind"], 20)
        st.pydeck_chart(few(), key="first", height=60)
        if not st.button("draw"):
            return
    deck = made()
    with st.container(key="map"):
        st.pydeck_chart(deck, key="deck", height=BOX[1])


def _made(name, kind, count):
    """What makes a map once its data is there, as a page finds them; the same for every page."""
    from governance.app.maps import map_view

    given = st.cache_resource(lambda *wanted: import_module(name).given(*wanted))
    found = given(kind, count)

    def deck():
        drawn = import_module(name).deck(kind, found)
        map_view.lighten(drawn)
        return drawn

    return deck


if __name__ == "__main__":
    show()
else:
    from governance.maps import static_routes

    app = st.App(__file__, routes=[static_routes.route("")])

"""Wall screen: the office on one large screen, its key figures one after the other on the map."""

from dataclasses import replace

import streamlit as st

from governance.app import context, opening
from governance.app.context import Here
from governance.app.wall import screen, wall_html, wall_views, wished
from governance.core.palette import palette


def show(here: Here) -> None:
    wanted = wished.read()
    here = replace(here, look=replace(here.look, palette=palette(dark=wanted.is_dark)))
    readings = here.readings(opening.key_figures(here).values())
    if all(one.now.value is None for one in readings):
        _ = here.translate
        said = _(
            "No key figure has a value in this area and period; the wall comes with the first."
        )
        st.info(said)
        return
    turning = wall_views.find(here, [one.metric for one in readings], screen.shape())
    screen.dress(here)
    screen.show(here, wall_html.html(here, readings, turning, wanted), wanted, here.metric)


here = context.here()
screen.keep_up(here)
show(here)
screen.drawn()

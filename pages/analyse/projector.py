"""Projector: the map alone on the whole screen, stepped by keys."""

import streamlit as st

from governance.app import context, metric_picker
from governance.app.context import Here
from governance.app.maps import (
    area_map,
    map_controls,
    map_places,
    map_shape,
    map_sheet,
    map_view,
    projector_view,
)
from governance.app.maps.map_sheet import sheet


def show(here: Here) -> None:
    _, wanted = here.translate, map_controls.wished()
    frame = map_sheet.choose_frame(here, context.wanted("level"))
    is_wide = projector_view.is_wide()
    box = projector_view.screen() if is_wide else projector_view.narrow()
    given = frame and sheet(here, frame, wanted, box, projector=is_wide)
    projector_view.keys()
    if not given:
        map_places.show(here)
        return
    metric = metric_picker.focus(here, here.catalog)
    bar = projector_view.controls(here, given)
    if picture := area_map.draw(here, given, wanted, metric):
        inside = map_shape.find(here, given.frame, wanted, metric)
        picture = map_shape.draw_on(here, picture, inside, metric)
        with bar:
            map_view.offer(here, picture, given)
        with st.container(key=map_view.PLACE):
            map_view.draw(here, picture, given, alone=True)
        projector_view.words(here, picture, metric)
    else:
        st.info(_("Nothing is compared with here; choose another period or comparison."))


show(context.here())

"""Projector: the map alone on the whole screen, stepped by keys."""

import streamlit as st

from governance import choices, scope
from governance.atlas import controls, pictures, projector, saving, stage
from governance.atlas.sheets import sheet
from governance.scope import Here


def show(here: Here) -> None:
    _, wanted = here.translate, controls.wished()
    frame = controls.frame(here)
    is_wide = projector.is_wide()
    box = projector.screen() if is_wide else projector.narrow()
    given = frame and sheet(here, frame, wanted, box, projector=is_wide)
    projector.keys()
    if not given:
        st.info(_("No area here has a boundary, so there is nothing to draw."))
        return
    metric = choices.focus(here, here.catalog)
    bar = projector.controls(here, given)
    if picture := pictures.draw(here, given, wanted, metric):
        with bar:
            saving.offer(here, picture, given, stage.PLACE)
        stage.draw(here, picture, given)
        projector.words(here, picture, metric)
    else:
        st.info(_("Nothing is compared with here; choose another period or comparison."))


show(scope.here())

"""Map: where a figure is high or low, where it moved, and where the records lie."""

from typing import Any

import streamlit as st

from governance import adding, panel, query, scope
from governance.adding import Shown
from governance.atlas import controls, pictures, projector, saving, stage
from governance.atlas.sheets import Sheet, sheet
from governance.catalog import Metric
from governance.escaping import markdown
from governance.maps.wish import Wish
from governance.receipts import sheets
from governance.scope import Here
from governance.tables import Table

# Beside the map there is room for so many figures and records; their pages have the others.
FIGURES, RECORDS = 4, 8


def show_beside(here: Here, metric: Metric) -> None:
    _ = here.translate
    st.subheader(markdown(here.place), anchor=False)
    family = [one for one in here.headlines.values() if one.dataset == metric.dataset]
    figures = {one.key: one for one in [metric, *family][: FIGURES + 1]}
    panel.kpis(here, dict(list(figures.items())[:FIGURES]))
    figure = query.figure(here.build, metric.key, here.scope)
    if query.proof(here.build, figure).is_few:
        st.info(_("So few households are behind this figure that no record is listed."))
        return
    rows = query.receipt_rows(here.build, figure, RECORDS, 0)
    if rows.empty:
        st.caption(_("No record is behind this figure in this area and period."))
        return
    frame = sheets.records(rows, figure, here.build.catalog, here.ground.tree, _)
    title = _("Records behind {title}", title=_.pick(metric.title))
    panel.table(here, frame, title, "map_rows", settings=sheets.settings(_), heading=True)
    way, address = _("All records and the proof →"), here.address("receipt", metric=metric.key)
    st.markdown(f"[{way}]({address})")


def slide_of(given: Sheet, wanted: Wish, metric: Metric) -> dict[str, Any] | None:
    """The slide of a briefing that draws the same areas; None for maps of another kind."""
    if wanted.kind != "areas":
        return None
    frame = given.frame
    slide = {"kind": "map", "metrics": (metric.key,), "area": frame.area, "level": frame.level}
    return slide if frame.level != "all" else None


def show(here: Here) -> None:
    _, wanted = here.translate, controls.wished()
    frame = controls.frame(here)
    given = frame and sheet(here, frame, wanted, projector.page())
    if not frame or not given:
        st.info(_("No area here has a boundary, so there is nothing to draw."))
        st.page_link("pages/reference/data.py", label=_("Data"))
        return
    controls.head(here, wanted)
    metric = controls.bar(here, given, wanted)
    left, right = st.columns([5, 2], gap="medium")
    # The figures first: without a GPU the map takes longer to draw, and holds up what follows it.
    with right:
        show_beside(here, metric)
    with left:
        found = pictures.draw(here, given, wanted, metric)
        if found is None:
            st.info(_("Nothing is compared with here; choose another period or comparison."))
        else:
            with st.container(horizontal=True, horizontal_alignment="right"):
                saving.offer(here, found, given, stage.PLACE)
            stage.draw(here, found, given)
            slide = slide_of(given, wanted, metric)
            shown = Shown(found.title, slide, table=Table(found.frame))
            adding.offer(here, shown, "map_stage")
            panel.table(
                *(here, found.frame, found.title, "map_numbers"),
                heading=True,
                height=340,
                slide=slide,
            )


show(scope.here())

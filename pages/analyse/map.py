"""Map: where a figure is high or low, where it moved, and where the records lie."""

from typing import Any

import streamlit as st

from governance.app import add_to_briefing, cache, compound_links, context, figure_panel
from governance.app.add_to_briefing import Shown
from governance.app.context import Here
from governance.app.maps import area_map, map_controls, map_sheet, map_view, projector_view
from governance.app.maps.map_sheet import Sheet, sheet
from governance.core.escaping import markdown
from governance.core.export_tables import Table
from governance.maps.map_options import MapOptions
from governance.metrics.catalog import Metric
from governance.receipts import receipt_tables

# Beside the map there is room for so many figures and records; their pages have the others.
FIGURES, RECORDS = 4, 8


def show_beside(here: Here, metric: Metric) -> None:
    _ = here.translate
    st.subheader(markdown(here.place), anchor=False)
    family = [one for one in here.headlines.values() if one.dataset == metric.dataset]
    figures = {one.key: one for one in [metric, *family][: FIGURES + 1]}
    figure_panel.kpis(here, dict(list(figures.items())[:FIGURES]))
    figure = here.scope.figure(metric)
    if cache.proof(here.warehouse, figure).is_few:
        st.info(_("So few households are behind this figure that no record is listed."))
        return
    rows = cache.receipt_rows(here.warehouse, figure, RECORDS, 0)
    if rows.empty:
        st.caption(_("No record is behind this figure in this area and period."))
        return
    places = cache.places(here.warehouse)
    frame = receipt_tables.records(rows, metric, here.warehouse.with_data, places, _)
    title = _("Records behind {title}", title=_.pick(metric.title))
    settings, opens = receipt_tables.settings(_), compound_links.of_records(here, rows)
    figure_panel.table(
        here, frame, title, "map_rows", settings=settings, heading=True, chosen=opens
    )
    here.show_link(_("All records and the proof →"), "receipt", metric=metric.key)


def slide_of(given: Sheet, wanted: MapOptions, metric: Metric) -> dict[str, Any] | None:
    """The slide of a briefing that draws the same areas; None for maps of another kind."""
    if wanted.kind != "areas":
        return None
    frame = given.frame
    slide = {"kind": "map", "metrics": (metric.key,), "area": frame.area, "level": frame.level}
    return slide if frame.level != "all" else None


def show(here: Here) -> None:
    _, wanted = here.translate, map_controls.wished()
    frame = map_sheet.choose_frame(here, context.wanted("level"))
    given = frame and sheet(here, frame, wanted, projector_view.page())
    if not frame or not given:
        st.info(_("No area here has a boundary, so there is nothing to draw."))
        st.page_link("pages/reference/data.py", label=_("Data quality"))
        return
    map_controls.head(here, wanted)
    metric = map_controls.bar(here, given, wanted)
    left, right = st.columns([5, 2], gap="medium")
    # The figures first: without a GPU the map takes longer to draw, and holds up what follows it.
    with right:
        show_beside(here, metric)
    with left:
        picture = area_map.draw(here, given, wanted, metric)
        if picture is None:
            st.info(_("Nothing is compared with here; choose another period or comparison."))
        else:
            with st.container(horizontal=True, horizontal_alignment="right"):
                map_view.offer(here, picture, given)
            map_view.draw(here, picture, given)
            slide = slide_of(given, wanted, metric)
            title, numbers = picture.title, picture.frame
            shown = Shown(title, slide, table=Table(numbers))
            add_to_briefing.offer(here, shown, "map_stage")
            key = "map_numbers"
            figure_panel.table(here, numbers, title, key, heading=True, height=340, slide=slide)


show(context.here())

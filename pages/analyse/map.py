"""Map: where a figure is high or low, where it moved, and where the records lie."""

from functools import partial
from typing import Any

import streamlit as st

from governance.app import add_to_briefing, cache, compound_links, context, figure_panel
from governance.app.add_to_briefing import MAP, Shown
from governance.app.context import Here
from governance.app.maps import (
    area_map,
    map_controls,
    map_list,
    map_places,
    map_shape,
    map_sheet,
    map_view,
    projector_view,
)
from governance.app.maps.map_shape import Inside
from governance.app.maps.map_sheet import Picture, Sheet, sheet
from governance.maps.map_options import USUAL, MapOptions
from governance.metrics.catalog import Metric
from governance.receipts import receipt_tables

# Below the map there is room for so many figures and records; their pages have the others.
FIGURES, RECORDS = 4, 8
# The kinds of map that slides have, by what they call them.
SLIDES = {"areas": "", "change": "change"}


def show_below(here: Here, metric: Metric) -> None:
    """The area's figures and the records behind the metric."""
    _ = here.translate
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
    """The slide of a briefing that draws the same map; None for kinds that no slide has."""
    if wanted.kind not in SLIDES or wanted.has_columns or given.frame.level == "all":
        return None
    classes = f"{wanted.method}-{wanted.count}"
    slide = {"kind": "map", "metrics": (metric.key,), "form": SLIDES[wanted.kind]}
    slide |= {"area": given.frame.area, "level": given.frame.level}
    return slide | ({} if classes == USUAL["classes"] else {"classes": classes})


def show_map(
    here: Here, given: Sheet, picture: Picture, metric: Metric, inside: Inside | None
) -> None:
    """The map, beside it what a shape holds, its areas in their order and what colours mean."""
    wanted = map_controls.wished()
    with st.container(key=map_view.PLACE):
        left, right = st.columns([11, 4], gap="small")
        # The list first: without a GPU the map takes longer, and holds up what follows it.
        with right:
            if inside:
                map_shape.show(here, inside, wanted, metric)
            map_list.show(here, given, metric)
            st.html(picture.legend)
        with left:
            refused = map_shape.refusal(here, given.frame, wanted, metric)
            map_view.draw(here, picture, given, refused=refused)


def show(here: Here) -> None:
    _, wanted = here.translate, map_controls.wished()
    frame = map_sheet.choose_frame(here, context.wanted("level"))
    given = frame and sheet(here, frame, wanted, projector_view.page())
    if not frame or not given:
        map_places.show(here)
        return
    metric, taken = map_controls.bar(here, given, wanted)
    picture = area_map.draw(here, given, wanted, metric)
    if picture is None:
        st.info(_("Nothing is compared with here; choose another period or comparison."))
        return
    inside = map_shape.find(here, given.frame, wanted, metric)
    picture = map_shape.draw_on(here, picture, inside, metric)
    slide = slide_of(given, wanted, metric)
    title, numbers = picture.title, picture.frame
    with taken:
        made = partial(Shown, title, slide, refused="" if slide else MAP)
        add_to_briefing.offer(here, made, map_view.PLACE)
        map_view.offer(here, picture, given)
    show_map(here, given, picture, metric, inside)
    show_below(here, metric)
    table = slide and slide | {"kind": "table", "form": "", "classes": ""}
    table = None if wanted.kind == "change" else table
    figure_panel.table(here, numbers, title, "map_numbers", heading=True, height=340, slide=table)


show(context.here())

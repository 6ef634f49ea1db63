"""A small map on another page: where a metric is high or low, and the way to the map itself."""

import streamlit as st

from governance.app import add_to_briefing, downloads
from governance.app.add_to_briefing import Shown
from governance.app.context import Here
from governance.app.maps import map_sheet
from governance.app.maps.area_map import title_of
from governance.maps import choropleths, legend, map_svg
from governance.metrics import number_format
from governance.metrics.catalog import Metric

# Pixels. Cells that are smaller than a few pixels each are a task for the map's own page.
BOX, MOST = (420, 300), 400


def show(here: Here, metric: Metric) -> None:
    """The metric in the cells below the scope's area; nothing where they have no boundaries."""
    frame = map_sheet.choose_frame(here, "")
    if frame is None:
        return
    cells = map_sheet.load_cells(here.warehouse, frame)
    if not 1 < len(cells) <= MOST:
        return
    _, wanted = here.translate, here.scope
    graded = map_sheet.grade(here, metric, frame)
    rates, scale, chosen = graded.rated.get(wanted.window, {}), graded.scale, wanted.area
    drawn = choropleths.small_map(cells, rates, graded.rate, scale, here.look, BOX, chosen=chosen)
    title = title_of(here, frame, number_format.named(graded.rate, _))
    place = f"small_map_{metric.key}"
    with st.container(key=place, gap="xsmall"):
        alt = legend.alt(title, scale, graded.rate, drawn.tally, _)
        st.pydeck_chart(drawn.deck, height=BOX[1], alt=alt, key=f"small_deck_{metric.key}")
        st.html(legend.html(title, graded.rate, scale, drawn.tally, here.look))
        way, address = _("Open the map →"), here.address("map", metric=metric.key)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"[{way}]({address})", width="content")
            slide = {"kind": "map", "metrics": (metric.key,)}
            slide |= {"area": frame.area, "level": frame.level}
            add_to_briefing.offer(here, Shown(title, slide), f"small_{metric.key}")
            with downloads.menu(_("Save"), place) as is_open:
                if is_open:
                    drawing = map_svg.svg(drawn.deck, BOX, here.look.palette, title)
                    downloads.picture(here, title, place, "", drawing)

"""A small map beside other figures: a metric in the areas below, each with its name and number."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from governance.app import add_to_briefing
from governance.app.add_to_briefing import Shown
from governance.app.context import Here
from governance.app.maps import map_sheet
from governance.app.maps.area_map import title_of
from governance.charts.ranking import Ranking
from governance.maps import household_rates, labelled_map
from governance.maps.frames import Frame
from governance.metrics import number_format

BOX = (380, 340)
# What an SVG on a page is put in by: st.html takes it out.
picture = st.components.v2.component(
    "governance_picture",
    html="<div></div>",
    js="export default function ({ parentElement, data }) {"
    " parentElement.querySelector('div').innerHTML = data; }",
    isolate_styles=False,
)


def show(here: Here, given: Ranking, level: str) -> None:
    """The map, and the way to the map's own page; nothing where the areas have no boundaries."""
    _, metric = here.translate, given.metric
    with st.container(key=f"small_{metric.key}", gap="xsmall"):
        frame = draw(here, given, level, f"small_map_{metric.key}")
        if frame is None:
            return
        way, address = _("Open the map →"), here.address("map", metric=metric.key)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"[{way}]({address})", width="content")
            slide = {"kind": "map", "metrics": (metric.key,)}
            slide |= {"area": frame.area, "level": frame.level}
            title = title_of(here, frame, number_format.named(metric, _))
            add_to_briefing.offer(here, partial(Shown, title, slide), f"small_{metric.key}")


def draw(here: Here, given: Ranking, level: str, key: str) -> Frame | None:
    """The areas in the colours of a rate; counts as circles, since an area's size says nothing.

    None where there is nothing to draw: too many areas, or none with a boundary.
    """
    metric, areas = given.metric, [area for area in given.areas if not area.is_rest]
    frame = map_sheet.choose_frame(here, level)
    cells = map_sheet.load_cells(here.warehouse, frame) if frame else None
    amounts = {area.code: area.now.value for area in areas if area.now.value is not None}
    if frame is None or cells is None or not set(amounts) & set(cells.codes):
        return None
    if not 1 < len(cells) <= labelled_map.MOST:
        return None
    shown = number_format.shorts([area.now.value for area in areas], metric, here.translate.lang)
    texts = {area.code: text or "–" for area, text in zip(areas, shown, strict=True)}
    scale = None
    if not household_rates.is_counted(metric):
        scale = map_sheet.grade(here, metric, frame).scale

    def address(code: str) -> str:
        return here.address("", area=code)

    # Inside a community each name begins with the community's, which goes without saying.
    parent = here.ground.tree[frame.area].name if frame.area in here.ground.tree else ""
    cells = replace(cells, names=tuple(name.removeprefix(parent) for name in cells.names))
    drawn = labelled_map.svg(cells, amounts, texts, scale, here.look, BOX, address)
    with st.container(key=f"labelled_{key}"):
        picture(key=key, data=drawn)
    st.html(_key(here, scale.colours if scale else ()))
    return frame


def _key(here: Here, colours: Sequence[str]) -> str:
    """What the circles or the colours mean, in one line, and what a click does."""
    _ = here.translate
    hint = escape(_("Click an area to go there."))
    if not colours:
        said = escape(_("The larger a circle, the more."))
        return f'<p class="note key">{said} {hint}</p>'
    steps = "".join(f'<i style="background:{colour}"></i>' for colour in colours)
    low, high = escape(_("less")), escape(_("more"))
    return f'<p class="note key">{low} <span>{steps}</span> {high} · {hint}</p>'

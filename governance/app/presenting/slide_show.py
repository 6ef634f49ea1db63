"""One page of a presentation: its head, its live chart or map, and what was pointed at."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.app.maps import map_sheet, map_view
from governance.app.presenting import keyboard, live_maps, presentation
from governance.briefings import html_file, html_table, slide_style, table_fitting
from governance.briefings.pagination import Page
from governance.briefings.slide_content import Map
from governance.charts import chart_base, plotly
from governance.charts.model import Chart
from governance.charts.traces import Box
from governance.core.i18n import Translator
from governance.maps.cells import Cells
from governance.maps.frames import Frame

CSS = (html_file.SLIDE, Path(__file__).with_name("slide_show.css"))
# Pixels of the type of charts on a slide of 1280 x 720.
LETTERS = 16


@dataclass(frozen=True)
class Room:
    """The largest slide of 16:9 on the screen. scale: pixels for one of a slide of 1280 x 720."""

    left: float
    top: float
    scale: float

    def pixels(self, size: float) -> int:
        """Inches of a slide on this screen."""
        return round(size * html_file.PIXELS * self.scale)


def room() -> Room:
    """Where the slide lies on the screen that the browser has told of."""
    width, height = keyboard.screen()
    scale = min(width / 1280, height / 720)
    return Room((width - 1280 * scale) / 2, (height - 720 * scale) / 2, scale)


def dress(where: Room, body: float) -> None:
    """The rules of a slide that fills the screen. body: inches that its chart or text may fill."""
    sizes = {"em": LETTERS * where.scale, "left": where.left, "top": where.top}
    sizes["body"] = where.pixels(body)
    named = "".join(f"--p-{name}:{size:.2f}px;" for name, size in sizes.items())
    st.html(f"<style>:root{{{named}}}{_rules()}</style>")


@cache
def _rules() -> str:
    return "".join(file.read_text(encoding="utf-8") for file in CSS)


def page(here: Here, given: Page, where: Room, *, synthetic: bool, key: str) -> None:
    """A page as it fills the screen. key: of its chart, which a reader's choice belongs to."""
    height, slide = html_file.room(given), given.slide
    dress(where, height)
    st.html(f'<div class="page head">{html_file.head(given)}</div>')
    drawn = [one for one in slide.maps if any(one.shapes)]
    with st.container(key="slide_body", horizontal=True):
        if drawn and given.part == 1:
            show_map(here, drawn[0], where, height, synthetic=synthetic, key=key)
        elif slide.charts:
            show_chart(here, given, where, height, key=key)
        elif not slide.trouble:
            inside = html_file.BODIES[slide.kind](given, height, here.translate)
            st.html(f'<div class="page whole"><div class="body">{inside}</div></div>')
    if said := slide.footing:
        css = "page sources made-up" if synthetic else "page sources"
        st.html(f'<div class="{css}">{escape(said)}</div>')


def show_chart(here: Here, given: Page, where: Room, height: float, *, key: str) -> None:
    """A chart, with the table that stands beside it."""
    table, chart = html_file.shown(given), given.slide.charts[0]
    wide = slide_style.INSIDE * html_file.CHART if table else slide_style.INSIDE
    said, letters = chart.note, LETTERS * where.scale
    tall = where.pixels(height - (html_file.CAPTION if said else 0))
    box = Box(tall, where.pixels(wide), letters)
    with st.container(width=box.width, gap=None):
        st.plotly_chart(
            plotly.figure(chart, here.look, box),
            config=chart_base.config(here.translate.lang),
            key=key,
            alt=chart.title,
            width="content",
            on_select=_pointed(key, partial(_of_chart, chart, here.translate)),
            selection_mode="points",
        )
        if said:
            st.html(f'<div class="page beside">{escape(said)}</div>')
    if table:
        wide = slide_style.INSIDE - wide - slide_style.GAP
        size = table_fitting.fit(table, wide, height).size
        with st.container(width=where.pixels(wide)):
            st.html(f'<div class="page">{html_table.table(table, size, here.translate)}</div>')


def show_map(
    here: Here, given: Map, where: Room, height: float, *, synthetic: bool, key: str
) -> None:
    """A map with its legend beside it."""
    box = where.pixels(slide_style.INSIDE - html_file.SIDE), where.pixels(height)
    cells = presentation.cells(given)
    letters = LETTERS * where.scale
    parents: tuple[Cells, ...] = ()
    if given.area in here.ground.tree:  # a frozen map may have an area that there is no more
        parents = map_sheet.around(here, Frame(given.area, given.level))
    made = live_maps.deck(given, cells, parents, here.look, box, letters, synthetic=synthetic)
    map_view.lighten(made)
    with st.container(width=box[0]):
        st.pydeck_chart(
            made,
            key=key,
            on_select=_pointed(key, _of_map),
            selection_mode="single-object",
            height=box[1],
            alt=given.title,
        )
    with st.container(width=where.pixels(html_file.SIDE - slide_style.GAP)):
        st.html(f'<div class="page side">{html_file.legend(given)}</div>')


def _pointed(key: str, read: Callable[[Any], tuple[str, str, str] | None]) -> Callable[[], None]:
    """Keeps what was pointed at: its code, its name and its number in words."""

    def keep() -> None:
        mark = read(st.session_state[key]["selection"])
        st.session_state[keyboard.CHOSEN] = mark and (key, *mark)

    return keep


def _of_chart(chart: Chart, _: Translator, selection: Any) -> tuple[str, str, str] | None:
    points = selection["points"]
    if not points or "customdata" not in points[-1]:
        return None
    code, value = str(points[-1]["customdata"]), points[-1]["x" if chart.is_lying else "y"]
    name = dict(zip(chart.codes, chart.categories, strict=True)).get(code, "")
    return code, name, chart.number(value, _)


def _of_map(selection: Any) -> tuple[str, str, str] | None:
    cells = [one for objects in selection["objects"].values() for one in objects]
    if not cells or "area_code" not in cells[0]:
        return None
    return str(cells[0]["area_code"]), str(cells[0]["name"]), str(cells[0]["text"])


def chosen(here: Here, key: str, *, is_live: bool) -> None:
    """What was pointed at, in large type, and the way inside it where it is an area."""
    mark = st.session_state.get(keyboard.CHOSEN)
    if not mark or mark[0] != key:
        return
    _, (_key, code, name, text) = here.translate, mark
    with st.container(key="slide_chosen", horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="page"><p>{escape(name)} <strong>{escape(text)}</strong></p></div>')
        if is_live and code in here.ground.tree:
            st.button(
                _("Look inside"),
                key="look_inside",
                icon=":material/zoom_in:",
                on_click=lambda: context.go(inside=code),
            )

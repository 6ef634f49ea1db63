"""The list beside a map: the areas on it, the worst first; a click goes into one."""

from pathlib import Path

import streamlit as st

from governance.app.context import Here
from governance.app.maps import map_view
from governance.app.maps.map_sheet import Sheet
from governance.core import dates
from governance.maps import area_list, label_placement
from governance.maps.area_list import Row
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import NOTHING, Values

KEY = "map_list"
listing = st.components.v2.component(
    "governance_map_list",
    html='<div class="area-list"></div>',
    js=Path(__file__).with_name("area_list.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(here: Here, given: Sheet, metric: Metric) -> None:
    """The map's areas with their values now and a year ago, below those of the area around them."""
    _, (total, rows) = here.translate, find(here, given, metric)
    before = dates.year_before(here.scope.window, _)
    html = area_list.html(total, rows, metric, before, here.scope.area, _)
    listing(key=KEY, data={"html": html}, on_open_change=open_chosen)


def find(here: Here, given: Sheet, metric: Metric) -> tuple[Row, list[Row]]:
    """The area around a map's own, and these, with what each has now and had a year ago."""
    frame, cells, asked = given.frame, given.stage.cells, [metric.key]
    around, windows = here.within(frame.area), (here.scope.window, here.scope.last_year)
    own = here.values(around.query(asked, windows))
    inside = here.values(here.scope.query(asked, windows, frame.level, frame.area))

    def row(found: Values, code: str, name: str) -> Row:
        now, then = (found.maybe(metric.key, code, window) for window in windows)
        return Row(code, name, now or NOTHING, then or NOTHING)

    around_name = here.named(frame.area)
    names = [label_placement.shorten(name, [around_name])[0] for name in cells.names]
    rows = [row(inside, code, name) for code, name in zip(cells.codes, names, strict=True)]
    return row(own, frame.area, around_name), rows


def open_chosen() -> None:
    """Goes into the area that was clicked in the list."""
    map_view.open_area(str(st.session_state[KEY]["open"]))

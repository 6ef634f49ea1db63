"""The list beside a map: the areas on it, the worst first; a click goes into one."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from governance.app.context import Here
from governance.app.maps import map_view
from governance.app.maps.map_sheet import Sheet
from governance.core import dates
from governance.core.periods import Window
from governance.maps import area_list, label_placement
from governance.maps.area_list import Row
from governance.maps.frames import Frame
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
    frame, cells = given.frame, given.stage.cells
    around_name = here.named(frame.area)
    short = [label_placement.shorten(name, [around_name])[0] for name in cells.names]
    rows = below(here, frame, dict(zip(cells.codes, short, strict=True)), metric)
    own = here.values(here.within(frame.area).query([metric.key], _windows(here)))
    return _row(here, own, metric, (frame.area, around_name)), rows


def below(here: Here, frame: Frame, names: Mapping[str, str], metric: Metric) -> list[Row]:
    """The areas of a frame by their codes, with what each has now and had a year ago."""
    found = here.values(here.scope.query([metric.key], _windows(here), frame.level, frame.area))
    return [_row(here, found, metric, named) for named in names.items()]


def _windows(here: Here) -> tuple[Window, Window | None]:
    return here.scope.window, here.scope.last_year


def _row(here: Here, found: Values, metric: Metric, named: tuple[str, str]) -> Row:
    """named: the area's code and how it is called."""
    now, then = (found.maybe(metric.key, named[0], window) for window in _windows(here))
    return Row(*named, now or NOTHING, then or NOTHING)


def open_chosen() -> None:
    """Goes into the area that was clicked in the list."""
    map_view.open_area(str(st.session_state[KEY]["open"]))

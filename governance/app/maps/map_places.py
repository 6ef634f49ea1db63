"""Places too far apart for one map: each with its outline and its value, a click away."""

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

import streamlit as st

from governance.app import metric_picker
from governance.app.context import Here
from governance.app.maps import map_list, map_sheet
from governance.core import dates
from governance.core.area_tree import Area, AreaTree
from governance.maps import area_list, labelled_map
from governance.maps.area_list import Row
from governance.maps.cells import Cells
from governance.maps.frames import Frame
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import NOTHING

TILE = (220, 140)  # pixels


def show(here: Here) -> None:
    """A tile a place, the worst first; says so where no area has a boundary at all."""
    _, frame = here.translate, map_sheet.find_places(here)
    if frame is None:
        st.info(_("No area here has a boundary, so there is nothing to draw."))
        st.page_link("pages/reference/data.py", label=_("Data quality"))
        return
    metric = metric_picker.metric(here, here.catalog, _("Metric"), "pick_map_metric", width=300)
    cells, windows = (
        map_sheet.load_cells(here.warehouse, frame),
        (
            here.scope.window,
            here.scope.last_year,
        ),
    )
    found = here.values(here.scope.query([metric.key], windows, frame.level, frame.area))
    rows = [
        Row(code, name, *(found.maybe(metric.key, code, w) or NOTHING for w in windows))
        for code, name in zip(cells.codes, cells.names, strict=True)
    ]
    shades = _colours(here, metric, frame)
    before = dates.year_before(here.scope.window, _)
    tiles = [
        _tile(here, metric, row, before, _outline(here, metric, cells, row.code, shades))
        for row in area_list.ordered(rows, metric)
    ]
    html = f'<div class="places">{"".join(tiles)}</div>'
    st.caption(
        " ".join(
            (
                _("These places lie too far apart for one map; a click opens the map of one."),
                _("The dot is the area with the most inside.")
                if metric.better == "neither"
                else _("The dot is the worst area inside."),
            )
        )
    )
    map_list.listing(key=map_list.KEY, data={"html": html}, on_open_change=map_list.open_chosen)


def _outline(here: Here, metric: Metric, cells: Cells, code: str, shades: Mapping[str, str]) -> str:
    """A place's outline in its colour, its worst area named where that lies."""
    place, spot = cells.codes.index(code), None
    if level := _parted(here, code):
        inside = map_sheet.load_cells(here.warehouse, Frame(code, level))
        found = here.values(here.scope.query([metric.key], level=level, area=code))
        window = here.scope.window
        rows = [
            Row(one, name, found.maybe(metric.key, one, window) or NOTHING)
            for one, name in zip(inside.codes, inside.names, strict=True)
        ]
        if worst := area_list.worst(rows, metric):
            mark = number_format.short(worst.now.value, metric, here.translate.lang)
            lon, lat = inside.points[inside.codes.index(worst.code)].tolist()
            spot = (lon, lat), f"{worst.name} {mark}"
    return labelled_map.outline(cells, place, shades.get(code, ""), here.look, TILE, spot)


def _parted(here: Here, code: str) -> str:
    """The highest level that has several areas inside a place, "" where none has."""
    tree = here.ground.tree
    counts = Counter(area.level for area in _inside(tree, code))
    return next((level for level in tree.levels_below(code) if counts[level] > 1), "")


def _inside(tree: AreaTree, code: str) -> Iterator[Area]:
    """All areas below one."""
    for area in tree.children(code):
        yield area
        yield from _inside(tree, area.code)


def _colours(here: Here, metric: Metric, frame: Frame) -> Mapping[str, str]:
    """Each place's colour: of a rate as it is, of a count by households."""
    graded = map_sheet.grade(here, metric, frame)
    known = graded.rated.get(here.scope.window, {})
    values = {code: one.value for code, one in known.items() if one.value is not None}
    return {code: graded.scale.colour(value) for code, value in values.items()}


def _tile(here: Here, metric: Metric, row: Row, before: str, outline: str) -> str:
    _ = here.translate
    now = _("few") if row.now.is_few else number_format.amount(row.now.value, metric, _)
    then = _("few") if row.then.is_few else number_format.amount(row.then.value, metric, _)
    return (
        f'<button type="button" data-code="{escape(row.code)}">{outline}'
        f"<span>{escape(row.name)}</span><b>{escape(now)}</b>"
        f"<small>{escape(before)} {escape(then)}</small></button>"
    )

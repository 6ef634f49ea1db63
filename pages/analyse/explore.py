"""Explore: any metric by any two dimensions, as picture and table, down to the records."""

from typing import Any, Literal

import streamlit as st

from governance import choices, dates, display, panel, periods, query, scope
from governance.catalog import Metric
from governance.exploring import grid, picture
from governance.exploring.grid import Grid
from governance.scope import Here


def choose_dimension(here: Here, metric: Metric, name: str, label: str, offered: list[str]) -> str:
    asked, key = scope.wanted(name), f"pick_{name}"
    st.session_state[key] = asked if asked in offered else offered[0]
    return str(
        st.selectbox(
            label,
            offered,
            format_func=lambda dimension: grid.title(dimension, metric, here.translate),
            key=key,
            on_change=lambda: scope.go(**{name: st.session_state[key]}),
        )
    )


def go_to(here: Here, given: Grid, row: str, column: str) -> None:
    """Filters the page by what was clicked: an area, a month, a segment's value."""
    for dimension, key in zip(given.by, (row, column), strict=True):
        if dimension == grid.AREA:
            scope.drill(here.ground, key)
        elif dimension == grid.MONTH:
            first, last = periods.month_of(key)
            scope.go(period="custom", start=first, end=last)
        elif dimension != grid.NONE:
            scope.filter_by(dimension, key, here.scope.only)


def show_picture(here: Here, given: Grid, title: str) -> None:
    def chosen(points: list[dict[str, Any]]) -> None:
        if points:
            go_to(here, given, str(points[0]["y"]), str(points[0].get("x", "")))

    key = f"explored_{here.scope.area}_{given.metric.key}_{'_'.join(given.by)}"
    frame = grid.table(given, here.translate).rename(columns=headings(given))
    panel.chart(here, picture.figure(given, here.look), title, key, frame=frame, chosen=chosen)


def headings(given: Grid) -> dict[str, str]:
    return {column.key: column.title for column in given.columns}


def show_table(here: Here, given: Grid, title: str) -> None:
    _ = here.translate
    shape = f"%.{given.metric.decimals}f"
    settings = {
        column.key: st.column_config.NumberColumn(column.title, format=shape)
        for column in given.columns
    }

    def chosen(row: int, column: str) -> None:
        if column in settings:
            go_to(here, given, given.rows[row].key, column)
            scope.open_page("receipt", metric=given.metric.key)
        else:
            go_to(here, given, given.rows[row].key, "")

    key = f"grid_{here.scope.area}_{given.metric.key}_{'_'.join(given.by)}"
    frame = grid.table(given, _)
    width: Literal["stretch", "content"] = "stretch" if len(given.columns) > 1 else "content"
    panel.table(here, frame, title, key, settings=settings, chosen=chosen, width=width)
    st.caption(_("Click the name of a row to filter by it, a number to see its records."))


def show(here: Here) -> None:
    _ = here.translate
    if not here.catalog:
        st.info(_("This warehouse has no data for any metric."))
        return
    left, middle, right = st.columns(3)
    with left:
        metric = choices.metric(here, here.catalog, _("Metric"), "pick_metric")
    offered = grid.dimensions(metric, has_areas=bool(here.ground.tree.level_below(here.scope.area)))
    if not offered:
        st.info(_("This metric cannot be told apart any further here."))
        return
    with middle:
        first = choose_dimension(here, metric, "by", _("Rows by"), offered)
    with right:
        others = grid.seconds(metric, first, offered)
        second = choose_dimension(here, metric, "and", _("Columns by"), others)
    if metric.apart not in (first, second) and choices.stays_apart(here, metric):
        return
    found = query.explored(here.build, metric, here.scope, (first, second))
    given = grid.of(found, metric, (first, second), here.ground.tree, _)
    names = _(" × ").join(grid.title(one, metric, _) for one in given.by if one)
    days = dates.window(here.scope.window, _.lang)
    title = f"{display.heading(metric, here.place, days, _)} · {names}"
    if not given.rows:
        st.info(_("Nothing is known of {title}.", title=title))
        return
    show_picture(here, given, title)
    show_table(here, given, title)


show(scope.here())

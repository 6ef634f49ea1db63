"""Explore: any metric by any two dimensions, as picture and table, down to the records."""

from typing import Any, Literal

import streamlit as st

from governance.app import cache, context, figure_panel, metric_picker
from governance.app.context import Here
from governance.charts import cross_grid
from governance.charts.cross_grid import Grid
from governance.metrics.catalog import Metric


def choose_dimension(here: Here, metric: Metric, name: str, label: str, offered: list[str]) -> str:
    asked = context.wanted(name)
    held = asked if asked in offered else offered[0]
    titles = {one: cross_grid.title(one, metric, here.translate) for one in offered}
    return context.choose(label, name, titles, held)


def filter_by_row(here: Here, given: Grid, row: str) -> None:
    context.go(**cross_grid.row_filters(given, row, here.scope, here.ground.tree))


def open_receipt(here: Here, given: Grid, row: str, column: str) -> None:
    """Opens the receipt of one cell's number."""
    _ = here.translate
    wanted = cross_grid.cell_filters(given, row, column, here.scope, here.ground.tree)
    if wanted is None:
        st.toast(_("Records whose area is not known have no receipt of their own."))
    else:
        context.open_page("receipt", metric=given.metric.key, **wanted)


def show_picture(here: Here, given: Grid, title: str) -> None:
    def chosen(points: list[dict[str, Any]]) -> None:
        if points and given.by[1] == cross_grid.NONE:
            filter_by_row(here, given, str(points[0]["y"]))
        elif points:
            open_receipt(here, given, str(points[0]["y"]), str(points[0]["x"]))

    key = f"explored_{here.scope.area}_{given.metric.key}_{'_'.join(given.by)}"
    headings = {column.key: column.title for column in given.columns}
    frame = cross_grid.table(given, here.translate).rename(columns=headings)
    figure_panel.chart(
        here, cross_grid.chart(given, here.look), title, key, frame=frame, chosen=chosen
    )


def show_table(here: Here, given: Grid, title: str) -> None:
    _ = here.translate
    shape = f"%.{given.metric.decimals}f"
    settings = {
        column.key: st.column_config.NumberColumn(column.title, format=shape)
        for column in given.columns
    }

    def chosen(row: int, column: str) -> None:
        if column in settings:
            open_receipt(here, given, given.rows[row].key, column)
        else:
            filter_by_row(here, given, given.rows[row].key)

    key = f"grid_{here.scope.area}_{given.metric.key}_{'_'.join(given.by)}"
    frame = cross_grid.table(given, _)
    width: Literal["stretch", "content"] = "stretch" if len(given.columns) > 1 else "content"
    figure_panel.table(here, frame, title, key, settings=settings, chosen=chosen, width=width)
    st.caption(_("Click the name of a row to filter by it, a number to see its records."))


def show(here: Here) -> None:
    _ = here.translate
    if not here.catalog:
        st.info(_("This warehouse has no data for any metric."))
        return
    left, middle, right = st.columns(3)
    with left:
        metric = metric_picker.metric(here, here.catalog, _("Metric"), "pick_metric")
    offered = cross_grid.dimensions(metric, has_areas=bool(here.below))
    if not offered:
        st.info(_("This metric cannot be told apart any further here."))
        return
    with middle:
        first = choose_dimension(here, metric, "by", _("Rows by"), offered)
    with right:
        others = cross_grid.second_dimensions(metric, first, offered)
        second = choose_dimension(here, metric, "and", _("Columns by"), others)
    if metric.apart not in (first, second) and metric_picker.stays_apart(here, metric):
        return
    cells = cache.explored(here.warehouse, metric, here.scope, (first, second))
    given = cross_grid.build_grid(cells, metric, (first, second), here.ground.tree, _)
    names = _(" × ").join(cross_grid.title(one, metric, _) for one in given.by if one)
    title = f"{here.heading(metric)} · {names}"
    if not given.rows:
        st.info(_("Nothing is known of {title}.", title=title))
        return
    show_picture(here, given, title)
    show_table(here, given, title)


show(context.here())

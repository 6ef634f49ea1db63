"""Visits: where and when, key groups, the load of the gridders, what visits find."""

from functools import partial

import streamlit as st

from governance.app import context, figure_panel, folds, page_sections, subject_opening
from governance.app.context import Here
from governance.app.receipt_links import Link, of_metric, opens
from governance.app.sections import key_groups, visits
from governance.charts import calendar_heatmap
from governance.charts.subjects import visit_charts
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.warehouse import data_gaps

SPLITS = ("visitor_role", "key_group", "purpose")


def show_calendar(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    level, by = here.below or wanted.level, data_gaps.grain(wanted.window)
    buckets = data_gaps.buckets(wanted.window, by)
    values = here.values(wanted.query([metric.key], buckets, level))
    calendar = visit_charts.calendar(values, metric.key, buckets, by)
    title = visit_charts.calendar_title(by, _(LEVELS[level]).lower(), here.heading(metric), _)
    if not calendar.is_known:
        figure_panel.empty(here, title)
        return
    figure, frame = calendar_heatmap.figure(calendar, here.look), data_gaps.table(calendar, _)
    notes = data_gaps.describe_gaps(calendar, _)
    windows = [None, *buckets, wanted.window]

    def links(row: int, column: str) -> Link:
        window = windows[list(frame).index(column)]
        code = calendar.rows[row].code
        return of_metric(wanted, metric.key, area=code, window=window) if window else None

    receipts = opens(here, links)
    figure_panel.chart(
        here, figure, title, "visit_calendar", frame=frame, notes=notes, receipts=receipts
    )


def show_load(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    title = page_sections.by_level(here, here.heading(metric), "grid_cell")
    values = here.values(wanted.query([metric.key], level="grid_cell"))
    loads = visit_charts.compute_loads(values, metric.key, wanted.window)
    if not loads:
        figure_panel.empty(here, title)
        return
    mean = here.value(wanted.query([metric.key]))
    chart = visit_charts.load_chart(loads, values, metric, mean, _)
    table = visit_charts.load_table(loads, values, number_format.unit(metric, _), _)
    notes = visit_charts.load_text(loads, values, metric, _)

    def links(row: int, column: str) -> Link:
        is_number = column == number_format.unit(metric, _)
        return of_metric(wanted, metric.key, area=loads[row][0]) if is_number else None

    receipts = opens(here, links)
    figure_panel.chart(here, chart, title, "grid_load", frame=table, notes=notes, receipts=receipts)


def fold_rest(here: Here) -> None:
    """Who visits key groups, how gridders are loaded, what visits find, a line each."""
    _, catalog = here.translate, here.warehouse.with_data
    if coverage := catalog.get("key_group_coverage"):
        by_role = here.about("visits", "visitor_role")
        said = folds.of_split(by_role, coverage, "visitor_role")
        show = partial(key_groups.show_roles, by_role, coverage)
        folds.fold(_("Key groups by who visits them"), said, "roles", show)
    if load := catalog.get("visits_per_gridder"):
        cells = here.about("visits", "key_group", "purpose")
        said = folds.of_values(cells, [load])
        folds.fold(_("Load of the gridders"), said, "load", partial(show_load, cells, load))
    found = catalog.get(here.in_force("visit_yield"))
    said = folds.join(folds.of_values(here, [found]), folds.of_areas(here, found))
    folds.fold(_("What visits find"), said, "yields", partial(visits.show_yields, here, found))


here = context.here().about("visits", *SPLITS)
_, catalog = here.translate, here.warehouse.with_data
subject_opening.show_dataset(here, "visits", "overdue_key_visits")
show_days = partial(show_calendar, here, catalog["visits"])
if overdue := catalog.get("overdue_key_visits"):
    left, right = st.columns(2, gap="medium")
    with left:
        key_groups.show_overdue(here, overdue)
    with right:
        key_groups.show_key_groups(here)
    title = page_sections.by_level(here, _("Visits day by day"), here.below or here.scope.level)
    folds.fold(title, folds.of_values(here, [catalog["visits"]]), "calendar", show_days)
else:
    show_days()
fold_rest(here)

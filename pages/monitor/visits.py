"""Visits: where and when, key groups, the load of the gridders, what visits find."""

import streamlit as st

from governance.app import context, figure_panel, page_sections
from governance.app.context import Here
from governance.app.receipt_links import Link, of_metric, opens
from governance.app.sections import key_groups
from governance.charts import calendar_heatmap
from governance.charts.subjects import visit_charts
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.warehouse import data_gaps

SPLITS = ("visitor_role", "key_group", "purpose")
YIELDS = ("visits", "visit_person_times", "visit_yield", "visit_yield_person_times")


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


def show_purposes(here: Here) -> None:
    _, known = here.translate, here.warehouse.with_data
    metrics = [known[key] for key in YIELDS if key in known]
    if "purpose" not in here.recorded("visits"):
        return
    # Every purpose stays in sight, whichever of them the page is filtered by.
    counted = here.about("visits", "visitor_role", "key_group").scope
    frame = here.answer(counted.query([metric.key for metric in metrics], split="purpose"))
    title = here.titled(_("What visits find, by purpose"))
    if frame.empty:
        figure_panel.empty(here, title)
        return
    table = visit_charts.purposes(frame, metrics, _)
    keys = {number_format.named(metric, _): metric.key for metric in metrics}

    def links(row: int, column: str) -> Link:
        only = [("purpose", str(table.index[row]))]
        is_number = column in keys
        return of_metric(counted, keys[column], filters=only) if is_number else None

    chosen = opens(here, links)
    figure_panel.table(here, table, title, "purposes", heading=True, chosen=chosen)
    st.caption(_("Click a number to see its receipt."))
    st.caption(_("Visits and person-times are two units: each has a yield of its own."))


here = context.here().about("visits", *SPLITS)
_, catalog = here.translate, here.warehouse.with_data
page_sections.dataset_kpis(here, "visits")
show_calendar(here, catalog["visits"])
if overdue := catalog.get("overdue_key_visits"):
    st.header(_("Key groups"), anchor=False)
    left, right = st.columns(2)
    with left:
        key_groups.show_key_groups(here)
        by_role = here.about("visits", "visitor_role")
        page_sections.split(by_role, catalog["key_group_coverage"], "visitor_role")
        st.caption(
            _("Five-to-one care: share of registered key-group households called on by each role.")
        )
    with right:
        key_groups.show_overdue(here, overdue)
if load := catalog.get("visits_per_gridder"):
    st.header(_("Load of the gridders"), anchor=False)
    show_load(here.about("visits", "key_group", "purpose"), load)
st.header(_("What visits find"), anchor=False)
show_purposes(here)
left, right = st.columns(2)
if visit_yield := catalog.get(here.in_force("visit_yield")):
    with left:
        page_sections.split(here, visit_yield, "visitor_role")
        st.caption(_("Click a role to see only its visits; click it again for all."))
    with right:
        page_sections.areas(here, visit_yield)

"""Visits: where and when, key groups, the load of the gridders, what visits find."""

import streamlit as st

from governance.app import context, figure_panel, page_sections
from governance.app.context import Here
from governance.app.sections import key_groups
from governance.charts import calendar_heatmap
from governance.charts.subjects import visit_charts
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.warehouse import data_gaps

SPLITS = ("visitor_role", "key_group", "purpose")
FOUND = ("visits", "visit_person_times", "visit_yield", "visit_yield_person_times")


def show_calendar(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    level = here.ground.tree.level_below(wanted.area) or wanted.level
    by = data_gaps.grain(wanted.window)
    buckets = data_gaps.buckets(wanted.window, by)
    values = here.values(wanted.query([metric.key], buckets, level))
    given = visit_charts.calendar(values, metric.key, buckets, by)
    where = _(LEVELS[level]).lower()
    title = visit_charts.calendar_title(by, where, page_sections.heading(here, metric), _)
    if not given.is_known:
        figure_panel.empty(here, title)
        return
    figure, frame = calendar_heatmap.figure(given, here.look), data_gaps.table(given, _)
    figure_panel.chart(
        here, figure, title, "visit_calendar", frame=frame, notes=data_gaps.describe_gaps(given, _)
    )


def show_load(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    title = page_sections.heading(here, metric)
    title = _("{title}, by {level}", title=title, level=_("Grid").lower())
    values = here.values(wanted.query([metric.key], level="grid_cell"))
    found = visit_charts.compute_loads(values, metric.key, wanted.window)
    if not found:
        figure_panel.empty(here, title)
        return
    mean = here.value(wanted.query([metric.key]))
    chart = visit_charts.load_chart(found, values, metric, mean, here.translate)
    table = visit_charts.load_table(found, values, number_format.unit(metric, _), _)
    said = visit_charts.load_text(found, values, metric, _)
    figure_panel.chart(here, chart, title, "grid_load", frame=table, notes=said)


def show_purposes(here: Here) -> None:
    _, metrics = here.translate, [here.build.catalog[key] for key in FOUND]
    # Every purpose stays in sight, whichever of them the page is filtered by.
    counted = here.about("visits", "visitor_role", "key_group").scope
    frame = here.answer(counted.query(FOUND, split="purpose"))
    title = page_sections.titled(here, _("What visits find, by purpose"))
    if frame.empty:
        figure_panel.empty(here, title)
        return
    figure_panel.table(
        here, visit_charts.purposes(frame, metrics, _), title, "purposes", heading=True
    )
    st.caption(_("Visits and person-times are two units: each has a yield of its own."))


here = context.here().about("visits", *SPLITS)
_, catalog = here.translate, here.build.catalog
figure_panel.kpis(here, {key: one for key, one in here.catalog.items() if one.dataset == "visits"})
show_calendar(here, catalog["visits"])
st.header(_("Key groups"), anchor=False)
left, right = st.columns(2)
with left:
    key_groups.show_key_groups(here)
    page_sections.split(
        here.about("visits", "visitor_role"), catalog["key_group_coverage"], "visitor_role"
    )
    st.caption(
        _("Five-to-one care: share of registered key-group households called on by each role.")
    )
with right:
    key_groups.show_overdue(here, catalog["overdue_key_visits"])
st.header(_("Load of the gridders"), anchor=False)
show_load(here.about("visits", "key_group", "purpose"), catalog["visits_per_gridder"])
st.header(_("What visits find"), anchor=False)
show_purposes(here)
left, right = st.columns(2)
found = catalog[here.in_force("visit_yield")]
with left:
    page_sections.split(here, found, "visitor_role")
    st.caption(_("Click a role to see only its visits; click it again for all."))
with right:
    page_sections.areas(here, found)

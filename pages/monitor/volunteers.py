"""Volunteers: hours and people, who stays, teams, kinds of service, points."""

from typing import Any

import streamlit as st

from governance.app import context, figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.charts.subjects import amount_bars, volunteer_tables
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS

SPLITS = ("team", "service_kind")
MOST = 500


def show_two_counts(here: Here, metric: Metric) -> None:
    """Active and registered teams: two figures side by side."""
    _, wanted = here.translate, here.scope
    active = here.value(wanted.unfiltered.query([metric.key]))
    place = {"level": wanted.level, "area": wanted.area}
    source, found = provenance.found(here, "teams_registered", **place)
    listed = volunteer_tables.registered(found).get(wanted.area, 0)
    given = volunteer_tables.active_and_registered(active.value, listed, _)
    title = page_sections.titled(here, _("Teams: active in the period, and registered"))
    if not given:
        figure_panel.empty(here, title)
        return
    table = amount_bars.table(given, _("Teams"), _("Count"))
    note = _("Two counts of two ledgers: they are compared, never added.")
    chart = amount_bars.chart(given, here.translate)
    figure_panel.chart(here, chart, title, "two_counts", frame=table, notes=note, source=source)


def show_teams_by_area(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    level = here.ground.tree.level_below(wanted.area)
    if not level:
        return
    values = here.values(wanted.unfiltered.query([metric.key], level=level))
    place = {"level": level, "area": wanted.area}
    source, found = provenance.found(here, "teams_registered", **place)
    listed = volunteer_tables.registered(found)
    table = volunteer_tables.by_area(values, metric.key, wanted.window, listed, _)
    title = page_sections.titled(here, _("Teams by {level}", level=_(LEVELS[level]).lower()))
    figure_panel.table(here, table, title, "teams_by_area", heading=True, source=source)


def show_teams(here: Here) -> None:
    _ = here.translate
    source, found = provenance.found(here, "teams", most=MOST, **asked(here))
    title = page_sections.titled(here, _("Teams: hours, people and last service"))
    if found.empty:
        figure_panel.empty(here, title)
        return
    table = volunteer_tables.teams(found, _)
    figure_panel.table(here, table, title, "teams", heading=True, height=420, source=source)
    if len(found) == MOST:
        st.caption(_("The {n} teams with the most hours.", n=MOST))


def asked(here: Here) -> dict[str, Any]:
    column, value = here.scope.only or ("", None)
    start, end = here.scope.window
    where = {"area": here.scope.area, "start": start, "end": end}
    return where | {"only_column": column, "only": value}


here = context.here().about("volunteer_hours", *SPLITS)
_, catalog = here.translate, here.build.catalog
own = {key: one for key, one in here.catalog.items() if one.dataset == "volunteer_hours"}
figure_panel.kpis(here, own)
left, right = st.columns(2)
with left:
    page_sections.months(here, catalog["volunteer_hours"])
    page_sections.months(here, catalog["volunteer_retention"])
with right:
    page_sections.months(here, catalog["active_volunteers"])
    page_sections.months(here, catalog["points_earned"])
st.header(_("Teams and areas"), anchor=False)
left, right = st.columns(2)
with left:
    show_two_counts(here, catalog["volunteer_teams"])
    page_sections.areas(here, catalog["volunteer_hours"])
with right:
    show_teams_by_area(here, catalog["volunteer_teams"])
show_teams(here)
st.header(_("Kinds of service"), anchor=False)
left, right = st.columns(2)
with left:
    page_sections.split(here, catalog["volunteer_hours"], "service_kind")
with right:
    page_sections.split(here, catalog["service_person_times"], "service_kind")
st.caption(_("Click a kind of service to see only its records; click it again for all."))

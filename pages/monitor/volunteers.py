"""Volunteers: hours and people, who stays, teams, kinds of service, points."""

from functools import partial

import streamlit as st

from governance.app import context, figure_panel, folds, page_sections, subject_opening
from governance.app.context import Here
from governance.app.receipt_links import Link, of_cell, of_columns, of_metric, opens
from governance.charts.subjects import volunteer_tables
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS

MOST = 500
MONTHLY = ("volunteer_hours", "active_volunteers", "volunteer_retention", "points_earned")


def show_two_counts(here: Here, metric: Metric) -> None:
    """Active and registered teams: two figures side by side."""
    here = here.about("volunteer_hours")
    _, wanted = here.translate, here.scope
    active = here.value(wanted.query([metric.key]))
    source, rows = here.find("teams_registered", level=wanted.level)
    listed = volunteer_tables.registered(rows).get(wanted.area, 0)
    counts = volunteer_tables.active_and_registered(active.value, listed, _)
    title = here.titled(_("Teams: active in the period, and registered"))
    if not counts:
        figure_panel.empty(here, title)
        return
    note = _("Two counts of two ledgers: they are compared, never added.")
    headings = _("Teams"), _("Count")

    def links(row: int, column: str) -> Link:
        if column != headings[1]:
            return None
        if counts[row].code == "registered":
            return of_cell(wanted, "teams_registered", "teams")
        return of_metric(wanted, metric.key)

    receipts = opens(here, links)
    page_sections.bars(
        here, counts, title, "two_counts", headings, notes=note, source=source, receipts=receipts
    )


def show_teams_by_area(here: Here, metric: Metric) -> None:
    here = here.about("volunteer_hours")
    _, wanted, level = here.translate, here.scope, here.below
    if not level:
        return
    values = here.values(wanted.query([metric.key], level=level))
    source, rows = here.find("teams_registered", level=level)
    listed = volunteer_tables.registered(rows)
    table = volunteer_tables.by_area(values, metric.key, wanted.window, listed, _)
    title = here.titled(_("Teams by {level}", level=_(LEVELS[level]).lower()))

    def links(row: int, column: str) -> Link:
        code = str(table.index[row])
        if column == _("Registered"):
            return of_cell(wanted, "teams_registered", "teams", area=code)
        is_active = column == _("Active in the period")
        return of_metric(wanted, metric.key, area=code) if is_active else None

    chosen = opens(here, links)
    figure_panel.table(
        here, table, title, "teams_by_area", heading=True, source=source, chosen=chosen
    )
    st.caption(_("Click a number to see its receipt."))


def show_teams(here: Here) -> None:
    _, teams = here.translate, here.find("teams", most=MOST)
    title, table = here.titled(_("Teams: hours, people and last service")), volunteer_tables.teams
    columns, keys = volunteer_tables.team_columns(_), [[team] for team in teams[1]["team"]]
    chosen = opens(here, of_columns(here.scope, "teams", columns, keys))
    if page_sections.listing(here, teams, title, "teams", table, height=420, chosen=chosen):
        st.caption(_("Click a number to see its receipt."))
    if len(teams[1]) == MOST:
        st.caption(_("The {n} teams with the most hours.", n=MOST))


def show_months(here: Here) -> None:
    """Hours, who is active, who stays, and the points, month by month."""
    left, right = st.columns(2)
    for place, key in enumerate(MONTHLY):
        with right if place % 2 else left:
            page_sections.months(here, here.warehouse.with_data.get(key))


def show_every_team(here: Here, metric: Metric) -> None:
    show_two_counts(here, metric)
    show_teams(here)
    show_teams_by_area(here, metric)


def show_services(here: Here) -> None:
    """Hours and person-times by kind of service: two units, beside each other."""
    _, known = here.translate, here.warehouse.with_data
    page_sections.columns(
        lambda: page_sections.split(here, known.get("volunteer_hours"), "service_kind"),
        lambda: page_sections.split(here, known.get("service_person_times"), "service_kind"),
    )
    st.caption(_("Click a kind of service to see only its records; click it again for all."))


here = context.here().about("volunteer_hours", "team", "service_kind")
_, catalog = here.translate, here.warehouse.with_data
subject_opening.show_dataset(here, "volunteer_hours")
hours = catalog.get("volunteer_hours")
page_sections.areas(here, hours)
said = folds.of_values(here, map(catalog.get, MONTHLY))
folds.fold(_("Month by month"), said, "months", partial(show_months, here))
if teams := catalog.get("volunteer_teams"):
    said = folds.of_values(here.about("volunteer_hours"), [teams])
    folds.fold(_("Teams"), said, "teams", partial(show_every_team, here, teams))
said = folds.of_split(here, hours, "service_kind")
folds.fold(_("Kinds of service"), said, "services", partial(show_services, here))

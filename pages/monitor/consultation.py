"""Consultation and projects: meetings and votes, what they led to, what was built for whom."""

from typing import Any

import streamlit as st

from governance.app import context, figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.app.sections import projects
from governance.charts.subjects import amount_bars, consultation_tables

MEETINGS = ("meetings_held", "attendance", "approval_rate")
SPLITS = ("kind", "platform", "step", "topic")
MOST = 1000


def asked(here: Here) -> dict[str, Any]:
    """Area, days and filter of a view."""
    column, value = here.scope.only or ("area_code", None)
    start, end = here.scope.window
    where = {"area": here.scope.area, "start": start, "end": end}
    return where | {"only_column": column, "only": value}


def show_steps(here: Here) -> None:
    _ = here.translate
    known = here.ground.known.end
    source, rows = provenance.found(here, "three_steps", known=known, **asked(here))
    found = rows.iloc[0]
    title = page_sections.titled(
        here, _("One matter, three steps: meetings, and the projects they led to")
    )
    if not found["meetings"]:
        figure_panel.empty(here, title)
        return
    steps = consultation_tables.steps(found, _)
    table = amount_bars.table(steps, _("Step"), _("Count"))
    chart = amount_bars.chart(steps, here.translate)
    figure_panel.chart(here, chart, title, "steps", frame=table, source=source)
    rest = int(found["unspecified"])
    st.caption(
        _(
            "Meetings in the order of the steps; {n} meetings of this period name no step. "
            "Projects are those that these meetings led to, finished by now.",
            n=f"{rest:,}",
        )
    )


def show_votes(here: Here) -> None:
    _ = here.translate
    source, found = provenance.found(here, "votes", most=MOST, **asked(here))
    title = page_sections.titled(here, _("Votes"))
    if found.empty:
        figure_panel.empty(here, title)
        return
    share = {"type_config": {"type": "number", "format": "percent"}}
    settings = {_("In favour"): share, _("Result"): {"width": 115}}
    table = consultation_tables.votes(found, _)
    figure_panel.table(
        here, table, title, "votes", settings=settings, heading=True, height=320, source=source
    )
    st.caption(consultation_tables.unanimous(found, _))


def show_meetings(here: Here) -> None:
    here = here.about("meetings", *SPLITS)
    _, catalog = here.translate, here.build.catalog
    st.header(_("Meetings and votes"), anchor=False)
    if "meetings_held" not in catalog:
        st.info(_("No data: no export of meetings."))
        return
    figure_panel.kpis(here, {key: catalog[key] for key in MEETINGS})
    held = catalog["meetings_held"]
    left, right = st.columns(2)
    with left:
        show_steps(here)
        page_sections.areas(here, held)
    with right:
        page_sections.split(here, held, "kind")
        page_sections.split(here, held, "platform")
        page_sections.split(here, catalog["approval_rate"], "kind")
    st.caption(_("Click a kind or a platform to see only its meetings; click it again for all."))
    show_votes(here)


def show_lists(here: Here) -> None:
    _, area = here.translate, here.scope.area
    st.header(_("Three lists: resources, demands, projects"), anchor=False)
    given = {"area": area, "most": MOST}
    asking, wanted = provenance.found(here, "demand_list", end=here.scope.end, **given)
    if wanted.empty:
        st.info(_("No data: no list of demands was kept here by the end of the period."))
        return
    source, held = provenance.found(here, "resource_list", **given)
    lengths = consultation_tables.three_lists(held, wanted, _)
    for column, (name, said) in zip(st.columns(3), lengths.items(), strict=True):
        column.markdown(f"**{name}**  \n{said}")
    left, right = st.columns([1, 2])
    with left:
        name = page_sections.titled(here, _("List of resources"))
        table = consultation_tables.resources(held, _)
        figure_panel.table(here, table, name, "resources", heading=True, height=380, source=source)
    with right:
        name = page_sections.titled(here, _("List of demands, and the projects that answer them"))
        table = consultation_tables.demands(wanted, _)
        figure_panel.table(here, table, name, "demands", heading=True, source=asking)


here = context.here()
show_meetings(here)
projects.show_projects(here)
show_lists(here)

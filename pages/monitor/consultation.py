"""Consultation and projects: meetings and votes, what they led to, what was built for whom."""

from typing import Any

import streamlit as st

from governance.app import context, figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.charts.subjects import amount_bars, consultation_tables
from governance.metrics import segments

MEETINGS = ("meetings_held", "attendance", "approval_rate")
PROJECTS = (
    "projects_done_rate",
    "decision_to_action_days",
    "project_spend",
    "households_benefited",
    "outputs",
    "demand_match_rate",
)
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


def show_stages(here: Here, programme: str | None) -> None:
    _, area = here.translate, here.scope.area
    end = here.scope.end
    given = {"area": area, "end": end, "programme": programme}
    source, found = provenance.found(here, "project_stages", **given)
    title = page_sections.titled(here, _("Projects by stage, listed by the end of the period"))
    if found.empty:
        figure_panel.empty(here, title)
        return

    def told(row: int, _column: str) -> None:
        context.filter_by("programme", found["programme"][row], here.scope.only)

    left, right = st.columns([2, 3])
    with left:
        stages = consultation_tables.stages(found, _)
        table = amount_bars.table(stages, segments.title("status", _, "projects"), _("projects"))
        chart = amount_bars.chart(stages, here.translate)
        figure_panel.chart(here, chart, title, "stages", frame=table, source=source)
    with right:
        table = consultation_tables.programmes(found, _)
        name = page_sections.titled(here, _("Projects by programme and kind"))
        key = f"programmes_{area}"
        figure_panel.table(
            here, table, name, key, chosen=told, heading=True, height=320, source=source
        )
        st.caption(_("Click a row to see only its programme."))
        way = _("The projects on the map →")
        address = here.address("map", map="points", fact="projects")
        st.markdown(f"[{way}]({address})")


def show_spend(here: Here) -> None:
    _, catalog = here.translate, here.build.catalog
    left, right = st.columns(2)
    with left:
        page_sections.split(here, catalog["project_spend"], "programme")
    with right:
        page_sections.split(here, catalog["households_benefited"], "programme")
        st.caption(
            _(
                "Not added up over programmes: a household may benefit from several of them, "
                "so there is no total."
            )
        )


def show_outputs(here: Here, programme: str | None) -> None:
    _, (start, end) = here.translate, here.scope.window
    asked = {"area": here.scope.area, "start": start, "end": end, "programme": programme}
    source, rows = provenance.found(here, "outputs_by_unit", **asked)
    found = consultation_tables.outputs(rows, _)
    title = page_sections.titled(here, _("Outputs, each unit by itself"))
    if not found:
        figure_panel.empty(here, title)
        return
    st.subheader(figure_panel.headline(title), anchor=False)
    st.caption(_("Units are never added up or compared: 台 is not 栋."))
    columns = st.columns(3)
    for index, (unit, built) in enumerate(found.items()):
        with columns[index % 3]:
            name = _("Outputs in {unit}", unit=unit)
            table = amount_bars.table(built, segments.title("kind", _, "projects"), unit)
            chart = amount_bars.chart(built, here.translate)
            key = f"outputs_{index}"
            figure_panel.chart(here, chart, name, key, frame=table, level=4, source=source)


def show_projects(here: Here) -> None:
    here = here.about("projects", "programme")
    _, catalog, only = here.translate, here.build.catalog, here.scope.only
    programme = only[1] if only else None
    st.header(_("Projects"), anchor=False)
    if "projects_done_rate" not in catalog:
        st.info(_("No data: no export of projects."))
        return
    shown = [key for key in PROJECTS if key in here.catalog]
    figure_panel.kpis(here, {key: catalog[key] for key in shown})
    show_stages(here, programme)
    show_spend(here)
    show_outputs(here, programme)
    given = {"area": here.scope.area, "end": here.scope.end, "programme": programme}
    source, found = provenance.found(here, "projects_listed", most=MOST, **given)
    if not found.empty:
        title = page_sections.titled(here, _("List of projects"))
        table = consultation_tables.projects(found, _)
        figure_panel.table(here, table, title, "projects", heading=True, height=360, source=source)
    if len(found) == MOST:
        st.caption(_("The latest {n}; choose an area or a programme to see others.", n=MOST))


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
show_projects(here)
show_lists(here)

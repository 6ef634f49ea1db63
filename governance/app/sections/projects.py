"""Projects: stages, spending, outputs and their list."""

import streamlit as st

from governance.app import context, figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.charts.subjects import amount_bars, consultation_tables
from governance.metrics import segments

PROJECTS = (
    "projects_done_rate",
    "decision_to_action_days",
    "project_spend",
    "households_benefited",
    "outputs",
    "demand_match_rate",
)
MOST = 1000


def show_projects(here: Here) -> None:
    """All about projects, those of the chosen programme alone."""
    here = here.about("projects", "programme")
    _, catalog, only = here.translate, here.build.catalog, here.scope.only
    programme = only[1] if only else None
    st.header(_("Projects"), anchor=False)
    if "projects_done_rate" not in catalog:
        st.info(_("No data: no export of projects."))
        return
    shown = [key for key in PROJECTS if key in here.catalog]
    figure_panel.kpis(here, {key: catalog[key] for key in shown})
    _show_stages(here, programme)
    _show_spend(here)
    _show_outputs(here, programme)
    given = {"area": here.scope.area, "end": here.scope.end, "programme": programme}
    source, found = provenance.found(here, "projects_listed", most=MOST, **given)
    if not found.empty:
        title = page_sections.titled(here, _("List of projects"))
        table = consultation_tables.projects(found, _)
        figure_panel.table(here, table, title, "projects", heading=True, height=360, source=source)
    if len(found) == MOST:
        st.caption(_("The latest {n}; choose an area or a programme to see others.", n=MOST))


def _show_stages(here: Here, programme: str | None) -> None:
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


def _show_spend(here: Here) -> None:
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


def _show_outputs(here: Here, programme: str | None) -> None:
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

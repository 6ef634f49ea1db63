"""Projects: stages, spending, outputs and their list."""

from collections.abc import Sequence

import streamlit as st

from governance.app import compound_links, context, figure_panel, page_sections
from governance.app.context import Here
from governance.app.page_sections import LISTED
from governance.app.receipt_links import Link, Links, of_cell, of_columns, of_metric, opens
from governance.charts.subjects import consultation_tables
from governance.charts.subjects.amount_bars import Bar
from governance.metrics import segments

PROJECTS = (
    "projects_done_rate",
    "decision_to_action_days",
    "project_spend",
    "households_benefited",
    "outputs",
    "demand_match_rate",
)


def show_projects(here: Here) -> None:
    """All about projects, those of the chosen programme alone."""
    here = here.about("projects", "programme")
    _, catalog = here.translate, here.warehouse.with_data
    st.header(_("Projects"), anchor=False)
    if "projects_done_rate" not in catalog:
        st.info(_("No data: no export of projects."))
        return
    figure_panel.kpis(here, {key: catalog[key] for key in PROJECTS if key in here.catalog})
    _show_stages(here)
    page_sections.columns(
        lambda: page_sections.split(here, catalog.get("project_spend"), "programme"),
        lambda: _show_households(here),
    )
    _show_outputs(here)
    listed = here.find("projects_listed", most=LISTED)
    if len(listed[1]):
        title, table = here.titled(_("List of projects")), consultation_tables.projects
        opened = compound_links.opens(listed[1]["compound_code"], _("Where"))
        page_sections.listing(here, listed, title, "projects", table, height=360, chosen=opened)
        st.caption(_("Click a compound to open its file."))
    if len(listed[1]) == LISTED:
        st.caption(_("The latest {n}; choose an area or a programme to see others.", n=LISTED))


def _show_stages(here: Here) -> None:
    _, (source, rows) = here.translate, here.find("project_stages")
    title = here.titled(_("Projects by stage, listed by the end of the period"))
    if rows.empty:
        figure_panel.empty(here, title)
        return

    words = {heading: name for name, heading in consultation_tables.stage_words(_).items()}
    keys = rows[["programme", "kind"]].to_numpy().tolist()
    counted = opens(here, of_columns(here.scope, "project_stages", words, keys))

    def chosen(row: int, column: str) -> None:
        if column in words:
            counted(row, column)
        else:
            context.filter_by("programme", rows["programme"][row])

    def links(row: int, column: str) -> Link:
        is_number = column == headings[1]
        return of_cell(here.scope, "project_stages", stages[row].code) if is_number else None

    left, right = st.columns([2, 3])
    with left:
        stages = consultation_tables.stages(rows, _)
        headings = segments.title("status", _, "projects"), _("projects")
        receipts = opens(here, links)
        page_sections.bars(
            here, stages, title, "stages", headings, source=source, receipts=receipts
        )
    with right:
        page_sections.listing(
            here,
            (source, rows),
            here.titled(_("Projects by programme and kind")),
            f"programmes_{here.scope.area}",
            consultation_tables.programmes,
            chosen=chosen,
            height=320,
        )
        st.caption(_("Click a programme to see only its projects, a number to see its receipt."))
        here.show_link(_("The projects on the map →"), "map", map="points", fact="projects")


def _show_households(here: Here) -> None:
    _, benefited = here.translate, here.warehouse.with_data.get("households_benefited")
    if benefited is None:
        return
    page_sections.split(here, benefited, "programme")
    st.caption(
        _(
            "Not added up over programmes: a household may benefit from several of them, "
            "so there is no total."
        )
    )


def _show_outputs(here: Here) -> None:
    if "outputs" not in here.warehouse.with_data:
        return
    _, (source, rows) = here.translate, here.find("outputs_by_unit")
    outputs = consultation_tables.outputs(rows, _)
    title = here.titled(_("Outputs, each unit by itself"))
    if not outputs:
        figure_panel.empty(here, title)
        return
    st.subheader(figure_panel.headline(here, title), anchor=False)
    st.caption(_("Units are never added up or compared: 台 is not 栋."))
    columns, kind = st.columns(3), segments.title("kind", _, "projects")
    for index, (unit, built) in enumerate(outputs.items()):
        with columns[index % 3]:
            name, key = _("Outputs in {unit}", unit=unit), f"outputs_{index}"
            receipts = opens(here, _of_outputs(here, unit, built))
            page_sections.bars(
                here, built, name, key, (kind, unit), level=4, source=source, receipts=receipts
            )


def _of_outputs(here: Here, unit: str, built: Sequence[Bar]) -> Links:
    """The receipts of what was built in a unit: of the metric, by unit and kind."""

    def links(row: int, column: str) -> Link:
        only = [("quantity_unit", unit), ("kind", built[row].code)]
        return of_metric(here.scope, "outputs", filters=only) if column == unit else None

    return links

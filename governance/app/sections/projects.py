"""Projects: stages, spending, outputs and their list."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from governance.app import compound_links, context, figure_panel, folds, page_sections
from governance.app.context import Here
from governance.app.grids import Options
from governance.app.page_sections import LISTED
from governance.app.receipt_links import Link, Links, of_cell, of_columns, of_metric, opens
from governance.charts.subjects import consultation_tables
from governance.charts.subjects.amount_bars import Bar
from governance.metrics import number_format, segments
from governance.receipts.figure_records import Source

FIRST = 3  # figures that a line has room for
PROJECTS = (
    "projects_done_rate",
    "decision_to_action_days",
    "project_spend",
    "households_benefited",
    "outputs",
    "demand_match_rate",
)


def show_stages(here: Here) -> None:
    """How far the projects are, of those of the chosen programme alone."""
    here = here.about("projects", "programme")
    _ = here.translate
    if "projects_done_rate" not in here.warehouse.with_data:
        st.info(_("No data: no export of projects."))
        return
    source, rows = here.find("project_stages")
    title = here.titled(_("Projects by stage, listed by the end of the period"))
    if rows.empty:
        figure_panel.empty(here, title)
        return
    stages = consultation_tables.stages(rows, _)
    headings = segments.title("status", _, "projects"), _("projects")

    def links(row: int, column: str) -> Link:
        is_number = column == headings[1]
        return of_cell(here.scope, "project_stages", stages[row].code) if is_number else None

    receipts = opens(here, links)
    page_sections.bars(here, stages, title, "stages", headings, source=source, receipts=receipts)
    here.show_link(_("The projects on the map →"), "map", map="points", fact="projects")


def fold_rest(here: Here) -> None:
    """What is told of projects below their stages, a line each."""
    here = here.about("projects", "programme")
    _, known = here.translate, here.warehouse.with_data
    if "projects_done_rate" not in known:
        return
    own = {key: here.catalog[key] for key in PROJECTS if key in here.catalog}
    said = folds.of_values(here, list(own.values())[:FIRST])
    folds.fold(_("Key figures of projects"), said, "own", partial(figure_panel.kpis, here, own))
    said = folds.of_split(here, known.get("project_spend"), "programme")
    folds.fold(_("Projects by programme"), said, "programmes", partial(_show_programmes, here))
    if "outputs" in known:
        _fold_outputs(here)
    _fold_list(here)


def _fold_list(here: Here) -> None:
    """The projects one by one; the line says how many there are."""
    _, listed = here.translate, here.find("projects_listed", most=LISTED)
    if not (count := len(listed[1])):
        return
    n = number_format.number(count)
    said = _("{n} projects", n=n)
    if count == LISTED:
        said = _("The latest {n}; choose an area or a programme to see others.", n=n)

    def show() -> None:
        opened = compound_links.opens(listed[1]["compound_code"], _("Where"))
        table, title = (
            consultation_tables.projects(listed[1], _),
            here.titled(_("List of projects")),
        )
        options: Options = {"source": listed[0], "height": 360, "chosen": opened}
        figure_panel.table(here, table, title, "projects", **options)
        st.caption(_("Click a compound to open its file."))

    folds.fold(_("List of projects"), said, "projects", show)


def _show_programmes(here: Here) -> None:
    """How many projects of each programme and kind are at which stage; spending; households."""
    _show_kinds(here)
    spend = here.warehouse.with_data.get("project_spend")
    page_sections.columns(
        lambda: page_sections.split(here, spend, "programme"),
        lambda: _show_households(here),
    )


def _show_kinds(here: Here) -> None:
    _, (source, rows) = here.translate, here.find("project_stages")
    words = {heading: name for name, heading in consultation_tables.stage_words(_).items()}
    keys = rows[["programme", "kind"]].to_numpy().tolist()
    counted = opens(here, of_columns(here.scope, "project_stages", words, keys))

    def chosen(row: int, column: str) -> None:
        if column in words:
            counted(row, column)
        else:
            context.filter_by("programme", rows["programme"][row])

    title, key = here.titled(_("Projects by programme and kind")), f"programmes_{here.scope.area}"
    table, found = consultation_tables.programmes, (source, rows)
    page_sections.listing(here, found, title, key, table, chosen=chosen, height=320)
    st.caption(_("Click a programme to see only its projects, a number to see its receipt."))


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


def _fold_outputs(here: Here) -> None:
    """What was built; the line names the most of each unit, which are never added up."""
    _, (source, rows) = here.translate, here.find("outputs_by_unit")
    outputs = consultation_tables.outputs(rows, _)
    said = folds.of_bars([built[0] for built in outputs.values()], _)
    said = said or _("Nothing is recorded for this area and period.")
    title = _("Outputs, each unit by itself")
    folds.fold(title, said, "outputs", partial(_show_outputs, here, source, outputs))


def _show_outputs(here: Here, source: Source, outputs: Mapping[str, Sequence[Bar]]) -> None:
    _ = here.translate
    if not outputs:
        st.info(_("Nothing is recorded for this area and period."))
        return
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

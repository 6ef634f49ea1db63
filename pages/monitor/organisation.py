"""Compounds and organisations: who governs what, which grid lacks whom, which is too large."""

from functools import partial

import pandas as pd
import streamlit as st

from governance.app import (
    context,
    figure_panel,
    folds,
    page_sections,
    subject_opening,
)
from governance.app.context import Here
from governance.app.receipt_links import Link, of_cell, of_columns, opens
from governance.app.sections import organisation
from governance.charts.subjects import organisation_tables
from governance.receipts.figure_records import Source

METRICS = (
    "party_branch_coverage",
    "gridder_coverage",
    "committee_coverage",
    "grid_size_compliance",
    "households_per_party_household",
)


def show_cards(here: Here) -> None:
    _, catalog = here.translate, here.warehouse.with_data
    shown = {key: catalog[key] for key in METRICS if key in catalog}
    if not shown:
        st.info(_("No data: no export of organisations."))
        return
    subject_opening.show(here, shown)
    st.caption(_("From registers: they speak of now, whatever the period above."))


def fold_levels(here: Here) -> None:
    """The areas by level and kind; the line says how many there are of each level."""
    _ = here.translate
    source, rows = here.find("area_levels")
    if rows.empty:
        st.caption(_("There are no areas below this one."))
        return
    levels = organisation_tables.level_bars(rows, _)

    def show() -> None:
        name = here.titled_now(_("Areas by level and kind"))
        names = organisation_tables.level_columns(_)
        keys = rows[["level", "kind"]].fillna("").to_numpy().tolist()
        chosen = opens(here, of_columns(here.scope, "area_levels", names, keys))
        table = organisation_tables.levels(rows, _)
        figure_panel.table(here, table, name, "level_kinds", source=source, chosen=chosen)
        here.show_link(_("The kinds of areas on the map →"), "map", map="kinds")

    title = _("Levels: from the street office down to the micro-grid")
    folds.fold(title, folds.of_bars(levels, _, len(levels)), "levels", show)


def fold_bodies(here: Here) -> None:
    """Organisations, teams and posts; the line names the most frequent kinds."""
    _, kinds = here.translate, here.find("organisation_kinds")
    said = folds.of_bars(organisation_tables.body_bars(kinds[1], _), _)
    title = _("Organisations, teams and posts")
    folds.fold(title, said, "bodies", partial(show_bodies, here, *kinds))


def show_bodies(here: Here, source: Source, rows: pd.DataFrame) -> None:
    _ = here.translate
    name = here.titled_now(_("Organisations by kind"))
    names, keys = organisation_tables.body_columns(_), [[kind] for kind in rows["kind"]]
    chosen = opens(here, of_columns(here.scope, "organisation_kinds", names, keys))
    table = organisation_tables.bodies
    if page_sections.listing(here, (source, rows), name, "bodies", table, chosen=chosen):
        st.caption(_("Click a number to see its receipt."))
        show_tree(here)
        organisation.show_red(here)


def show_tree(here: Here) -> None:
    _ = here.translate
    source, rows = here.find("party_tree")
    name = here.titled_now(_("Party branch → centre household → members → neighbours"))
    if not rows["centres"][0]:
        figure_panel.empty(here, name)
        return
    table = organisation_tables.tree(rows.iloc[0], _)

    def links(row: int, column: str) -> Link:
        step = organisation_tables.tree_steps(rows.iloc[0])[row]
        return of_cell(here.scope, "party_tree", step) if column == _("Count") else None

    chosen = opens(here, links)
    figure_panel.table(here, table, name, "tree", heading=True, source=source, chosen=chosen)
    st.caption(_("The rule: about 30 households for one centre household."))


here = context.here()
show_cards(here)
organisation.show_coverage(here)
organisation.fold_lacking(here)
organisation.fold_compounds(here)
fold_bodies(here)
organisation.fold_sizes(here)
fold_levels(here)

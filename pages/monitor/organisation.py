"""Compounds and organisation: who governs what, which grid lacks whom, which has the wrong size."""

import streamlit as st

from governance.app import context, figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.app.sections import compounds, grid_coverage
from governance.charts.subjects import amount_bars, organisation_tables

METRICS = (
    "party_branch_coverage",
    "gridder_coverage",
    "committee_coverage",
    "grid_size_compliance",
    "households_per_party_household",
)
MOST = 1000
SHARE = {"type_config": {"type": "number", "format": "percent"}}


def show_cards(here: Here) -> None:
    _, catalog = here.translate, here.build.catalog
    shown = {key: catalog[key] for key in METRICS if key in catalog}
    if not shown:
        st.info(_("No data: no export of organisations."))
        return
    figure_panel.kpis(here, shown)
    st.caption(_("From registers: they speak of now, whatever the period above."))


def show_levels(here: Here) -> None:
    _ = here.translate
    source, found = provenance.found(here, "area_levels", area=here.scope.area)
    title = page_sections.titled_now(
        here, _("Levels: from the street office down to the micro-grid")
    )
    if found.empty:
        st.caption(_("There are no areas below this one."))
        return
    left, right = st.columns([2, 3])
    with left:
        levels = organisation_tables.level_bars(found, _)
        table = amount_bars.table(levels, _("Level"), _("Count"))
        chart = amount_bars.chart(levels, here.translate)
        figure_panel.chart(here, chart, title, "levels", frame=table, source=source)
    with right:
        name = page_sections.titled_now(here, _("Areas by level and kind"))
        table = organisation_tables.levels(found, _)
        figure_panel.table(here, table, name, "level_kinds", heading=True, source=source)
    way, address = _("The kinds of areas on the map →"), here.address("map", map="kinds")
    st.markdown(f"[{way}]({address})")


def show_bodies(here: Here) -> None:
    _, area = here.translate, here.scope.area
    st.header(_("Organisations, teams and posts"), anchor=False)
    source, found = provenance.found(here, "organisation_kinds", area=area)
    if found.empty:
        figure_panel.empty(here, page_sections.titled_now(here, _("Organisations by kind")))
        return
    name = page_sections.titled_now(here, _("Organisations by kind"))
    table = organisation_tables.bodies(found, _)
    figure_panel.table(here, table, name, "bodies", heading=True, source=source)
    show_tree(here)
    show_red(here)


def show_tree(here: Here) -> None:
    _ = here.translate
    source, rows = provenance.found(here, "party_tree", area=here.scope.area)
    found = rows.iloc[0]
    name = page_sections.titled_now(
        here, _("Party branch → centre household → members → neighbours")
    )
    if not found["centres"]:
        figure_panel.empty(here, name)
        return
    figure_panel.table(
        here, organisation_tables.tree(found, _), name, "tree", heading=True, source=source
    )
    st.caption(_("The rule: about 30 households for one centre household."))


def show_red(here: Here) -> None:
    _ = here.translate
    given = {"area": here.scope.area, "most": MOST}
    source, found = provenance.found(here, "red_committees", **given)
    if found.empty:
        st.caption(_("No owners' committee is called red in the register here."))
        return
    name = page_sections.titled_now(here, _("Red owners' committees: {n}", n=len(found)))
    settings = {_("Party members (share)"): SHARE}
    table = organisation_tables.red_committees(found, _)
    figure_panel.table(here, table, name, "red", settings=settings, heading=True, source=source)


here = context.here()
show_cards(here)
show_levels(here)
compounds.show_compounds(here)
show_bodies(here)
grid_coverage.show_grids(here)
grid_coverage.show_audit(here)

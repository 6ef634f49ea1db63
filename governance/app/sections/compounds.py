"""Residential compounds: by kind, who governs them, and their list."""

from typing import Any

import streamlit as st

from governance.app import context, figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.charts.subjects import amount_bars, organisation_tables
from governance.metrics import segments
from governance.receipts.query_sources import Source

MOST = 1000


def show_compounds(here: Here) -> None:
    """By kind, who governs them, and the list of the chosen kind."""
    here = here.about("compounds", "kind")
    _, only = here.translate, here.scope.only
    kind = only[1] if only else None
    st.header(_("Residential compounds"), anchor=False)
    source, found = provenance.found(here, "compound_kinds", area=here.scope.area)
    if found.empty:
        figure_panel.empty(here, page_sections.titled_now(here, _("Compounds by kind")))
        return
    _show_kinds(here, source, found, kind)
    given = {"area": here.scope.area, "kind": kind, "most": MOST}
    source, listed = provenance.found(here, "compounds_listed", **given)
    name = page_sections.titled_now(here, _("List of compounds, those without a committee first"))
    if listed.empty:
        figure_panel.empty(here, name)
        return
    table = organisation_tables.compounds(listed, _)
    figure_panel.table(here, table, name, "compounds", heading=True, height=360, source=source)
    if len(listed) == MOST:
        st.caption(_("The first {n}; choose an area or a kind to see others.", n=MOST))


def _show_kinds(here: Here, source: Source, found: Any, kind: str | None) -> None:
    _ = here.translate
    name = page_sections.titled_now(here, _("Compounds by kind"))
    kinds = organisation_tables.kinds(found, _)

    def told(points: list[dict[str, Any]]) -> None:
        if code := amount_bars.code_of(points):
            context.filter_by("kind", code, here.scope.only)

    table = amount_bars.table(kinds, segments.title("kind", _, "compounds"), _("Compounds"))
    chart, key = amount_bars.chart(kinds, here.translate, kind), f"kinds_{here.scope.area}"
    figure_panel.chart(here, chart, name, key, frame=table, chosen=told, source=source)
    st.caption(_("Click a kind to list only its compounds; click it again for all."))
    ways = page_sections.titled_now(here, _("Who governs the compounds of each kind"))
    table = organisation_tables.contact_ways(found, _)
    figure_panel.table(here, table, ways, "ways", heading=True, source=source)
    st.caption(organisation_tables.overlap(found, _))

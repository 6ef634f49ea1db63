"""Compounds and who governs them; grids: who covers them, and which have the wrong size."""

from functools import partial

import streamlit as st

from governance.app import compound_links, figure_panel, page_sections
from governance.app.context import Here
from governance.app.page_sections import LISTED, SHARE
from governance.app.receipt_links import of_columns, opens
from governance.charts.subjects import amount_bars, organisation_tables, view_columns
from governance.metrics import segments
from governance.metrics.catalog import Metric
from governance.receipts.table_cells import BANDS, WIDTH


def show_compounds(here: Here) -> None:
    """By kind, who governs them, and the list of the chosen kind."""
    here = here.about("compounds", "kind")
    _ = here.translate
    st.header(_("Residential compounds"), anchor=False)
    if not _show_kinds(here):
        return
    listed = here.find("compounds_listed", most=LISTED)
    is_known = "committee_coverage" in here.warehouse.with_data
    title = _("List of compounds, those without a committee first")
    name = here.titled_now(title if is_known else _("List of compounds"))
    table = partial(organisation_tables.compounds, is_governed_known=is_known)
    heading = view_columns.heading("name", "compounds", _)
    opened = compound_links.opens(listed[1]["compound_code"], heading)
    page_sections.listing(here, listed, name, "compounds", table, height=360, chosen=opened)
    st.caption(_("Click a compound to open its file."))
    if len(listed[1]) == LISTED:
        st.caption(_("The first {n}; choose an area or a kind to see others.", n=LISTED))


def _show_kinds(here: Here) -> bool:
    """Bars and a table of the kinds; whether there is any compound."""
    _ = here.translate
    source, rows = here.find("compound_kinds")
    name = here.titled_now(_("Compounds by kind"))
    if rows.empty:
        figure_panel.empty(here, name)
        return False
    kinds = organisation_tables.kinds(rows, _)
    headings = segments.title("kind", _, "compounds"), _("Compounds")
    key = f"kinds_{here.scope.area}"
    columns = organisation_tables.way_columns(_) | {headings[1]: "compounds"}
    keys = [[kind] for kind in rows["kind"]]
    counted = opens(here, of_columns(here.scope, "compound_kinds", columns, keys))
    page_sections.bars(here, kinds, name, key, headings, "kind", source=source, receipts=counted)
    st.caption(_("Click a kind to list only its compounds; click it again for all."))
    if "committee_coverage" not in here.warehouse.with_data:
        return True
    ways = here.titled_now(_("Who governs the compounds of each kind"))
    table = organisation_tables.contact_ways
    page_sections.listing(here, (source, rows), ways, "ways", table, chosen=counted)
    st.caption(_("Click a number to see its receipt."))
    st.caption(organisation_tables.overlap(rows, _))
    return True


def show_grids(here: Here) -> None:
    """Coverage by area, and the grids that lack a branch or a gridder."""
    _ = here.translate
    st.header(_("Branches and gridders of grids"), anchor=False)
    if "party_branch_coverage" not in here.warehouse.with_data:
        st.info(_("No data: no export of organisations."))
        return
    if here.below:
        page_sections.columns(
            lambda: _show_coverage(here, "party_branch_coverage"),
            lambda: _show_coverage(here, "gridder_coverage"),
        )
    listed = here.find("grids_lacking", most=LISTED)
    count = len(listed[1])
    if not count:
        st.caption(_("No grid in the register here lacks a branch or a gridder."))
        return
    name = here.titled_now(_("Grids without a branch or a gridder: {n}", n=count))
    table = organisation_tables.lacking_grids
    page_sections.listing(here, listed, name, "lacking", table, height=320)


def _show_coverage(here: Here, key: str) -> None:
    """A coverage by area, of everything that is registered; a click goes there."""
    metric = here.warehouse.with_data[key]
    given = page_sections.ranked(here.about(metric.dataset), metric, here.below)
    title = here.titled_now(here.translate.pick(metric.title))
    page_sections.area_bars(here, given, title, f"{key}_{here.scope.area}")


def show_grid_sizes(here: Here) -> None:
    """How large grids are; where a rule about that holds, those that have the wrong size."""
    _ = here.translate
    st.header(_("Size of grids"), anchor=False)
    source, bands = here.find("grid_size_bands", width=WIDTH, bands=BANDS)
    title = here.titled_now(_("Grids by residents"))
    if bands.empty:
        figure_panel.empty(here, title)
        return
    bars = organisation_tables.size_bars(bands, WIDTH, BANDS)
    frame = amount_bars.table(bars, _("Residents"), _("Grids"))
    chart = amount_bars.chart(bars, _)
    keys = [[int(bar.code) * WIDTH] for bar in bars]
    counted = opens(here, of_columns(here.scope, "grid_size_bands", {_("Grids"): "grids"}, keys))
    shown = {"frame": frame, "source": source, "receipts": counted}
    figure_panel.chart(here, chart, title, "grid_sizes", **shown)
    metric = here.warehouse.with_data.get("grid_size_compliance")
    if metric and here.value(here.about("areas").scope.query([metric.key])).denominator:
        _show_audit(here, metric)
    else:
        st.caption(_("No rule about the size of grids is declared here (data/rules.toml)."))


def _show_audit(here: Here, metric: Metric) -> None:
    """The grids that have the wrong size by the rule."""
    _ = here.translate
    st.caption(_.pick(metric.definition))
    listed = here.find("grid_audit", most=LISTED)
    if not len(listed[1]):
        st.info(_("Every grid has the right size."))
        return
    name = here.titled_now(_("Grids to split or merge: {n}", n=len(listed[1])))
    settings = {_("Deviation"): SHARE, _("Suggestion"): {"width": 260}}
    table = organisation_tables.audit
    page_sections.listing(here, listed, name, "audit", table, settings=settings, height=420)
    st.caption(_("Suggestions for a person to judge: which grids are neighbours is not known."))

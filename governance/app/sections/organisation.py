"""Compounds and who governs them; grids: who covers them, and which have the wrong size."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from governance.app import compound_links, context, figure_panel, folds, page_sections
from governance.app.context import Here
from governance.app.figure_panel import Drawing
from governance.app.grids import Options
from governance.app.page_sections import LISTED, SHARE
from governance.app.receipt_links import of_columns, opens
from governance.charts.subjects import amount_bars, organisation_tables, view_columns
from governance.charts.subjects.amount_bars import Bar
from governance.metrics import segments
from governance.metrics.catalog import Metric
from governance.receipts.figure_records import Source
from governance.receipts.table_cells import BANDS, WIDTH


def fold_compounds(here: Here) -> None:
    """The compounds by kind, who governs them, and the list of the chosen kind."""
    here = here.about("compounds", "kind")
    _, kinds = here.translate, here.find("compound_kinds")
    bars = organisation_tables.kinds(kinds[1], _)
    said, title = folds.of_bars(bars, _, len(bars)), _("Residential compounds")
    folds.fold(title, said, "compounds", partial(_show_compounds, here, *kinds))


def _show_compounds(here: Here, source: Source, rows: pd.DataFrame) -> None:
    _, is_known = here.translate, "committee_coverage" in here.warehouse.with_data
    if rows.empty:
        figure_panel.empty(here, here.titled_now(_("Compounds by kind")))
        return
    (_show_ways if is_known else _show_kinds)(here, source, rows)
    listed = here.find("compounds_listed", most=LISTED)
    title = _("List of compounds, those without a committee first")
    name = here.titled_now(title if is_known else _("List of compounds"))
    table = partial(organisation_tables.compounds, is_governed_known=is_known)
    heading = view_columns.heading("name", "compounds", _)
    opened = compound_links.opens(listed[1]["compound_code"], heading)
    page_sections.listing(here, listed, name, "compounds", table, height=360, chosen=opened)
    st.caption(_("Click a compound to open its file."))
    if len(listed[1]) == LISTED:
        st.caption(_("The first {n}; choose an area or a kind to see others.", n=LISTED))


def _show_kinds(here: Here, source: Source, rows: pd.DataFrame) -> None:
    """Bars of the kinds, where nobody says who governs them."""
    _ = here.translate
    headings = segments.title("kind", _, "compounds"), _("Compounds")
    keys = [[kind] for kind in rows["kind"]]
    counted = opens(
        here, of_columns(here.scope, "compound_kinds", {headings[1]: "compounds"}, keys)
    )
    name, key = here.titled_now(_("Compounds by kind")), f"kinds_{here.scope.area}"
    kinds, options = organisation_tables.kinds(rows, _), Drawing(source=source, receipts=counted)
    page_sections.bars(here, kinds, name, key, headings, "kind", **options)
    st.caption(_("Click a kind to list only its compounds; click it again for all."))


def _show_ways(here: Here, source: Source, rows: pd.DataFrame) -> None:
    """Who governs the compounds of each kind; a click on a kind lists its compounds alone."""
    _, columns = here.translate, organisation_tables.way_columns(here.translate)
    keys = [[kind] for kind in rows["kind"]]
    counted = opens(here, of_columns(here.scope, "compound_kinds", columns, keys))

    def chosen(row: int, column: str) -> None:
        if column in columns:
            counted(row, column)
        else:
            context.filter_by("kind", rows["kind"][row])

    name = here.titled_now(_("Who governs the compounds of each kind"))
    table = organisation_tables.contact_ways(rows, _)
    options: Options = {"heading": True, "source": source, "chosen": chosen}
    figure_panel.table(here, table, name, "ways", **options)
    st.caption(_("Click a kind to list only its compounds, a number to see its receipt."))
    st.caption(organisation_tables.overlap(rows, _))


def show_coverage(here: Here) -> None:
    """The coverage of grids by branches and by gridders, the lowest area first."""
    _ = here.translate
    if "party_branch_coverage" not in here.warehouse.with_data:
        st.info(_("No data: no export of organisations."))
    elif here.below:
        page_sections.columns(
            lambda: _show_coverage(here, "party_branch_coverage"),
            lambda: _show_coverage(here, "gridder_coverage"),
        )


def fold_lacking(here: Here) -> None:
    """The grids that lack a branch or a gridder; the line says how many."""
    _ = here.translate
    if "party_branch_coverage" not in here.warehouse.with_data:
        return
    source, rows = here.find("grids_lacking", most=LISTED)
    if not (count := len(rows)):
        st.caption(_("No grid in the register here lacks a branch or a gridder."))
        return
    title = _("Grids without a branch or a gridder: {n}", n=count)
    name, table = here.titled_now(title), organisation_tables.lacking_grids(rows, _)
    options: Options = {"source": source, "height": 320}
    show = partial(figure_panel.table, here, table, name, "lacking", **options)
    folds.fold(title, "", "lacking", show)


def _show_coverage(here: Here, key: str) -> None:
    """A coverage by area, of everything that is registered; a click goes there."""
    metric = here.warehouse.with_data[key]
    given = page_sections.ranked(here.about(metric.dataset), metric, here.below)
    title = here.titled_now(here.translate.pick(metric.title))
    page_sections.area_bars(here, given, title, f"{key}_{here.scope.area}")


def fold_sizes(here: Here) -> None:
    """How large grids are; the line says which size most of them have."""
    _, bands = here.translate, here.find("grid_size_bands", width=WIDTH, bands=BANDS)
    bars = organisation_tables.size_bars(bands[1], WIDTH, BANDS) if len(bands[1]) else []
    most = max(bars, key=lambda bar: bar.value, default=None)
    said = _("{band} residents: {n} grids", band=most.name, n=most.text) if most else ""
    folds.fold(_("Grids by residents"), said, "sizes", partial(_show_sizes, here, bands[0], bars))


def _show_sizes(here: Here, source: Source, bars: Sequence[Bar]) -> None:
    """The sizes; where a rule about them holds, the grids that have the wrong one."""
    _ = here.translate
    title = here.titled_now(_("Grids by residents"))
    if not bars:
        figure_panel.empty(here, title)
        return
    frame = amount_bars.table(bars, _("Residents"), _("Grids"))
    chart = amount_bars.chart(bars, _)
    keys = [[int(bar.code) * WIDTH] for bar in bars]
    counted = opens(here, of_columns(here.scope, "grid_size_bands", {_("Grids"): "grids"}, keys))
    options: Drawing = {"frame": frame, "source": source, "receipts": counted}
    figure_panel.chart(here, chart, title, "grid_sizes", **options)
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


def show_red(here: Here) -> None:
    """The owners' committees that the register calls red."""
    _, listed = here.translate, here.find("red_committees", most=LISTED)
    count = len(listed[1])
    if not count:
        st.caption(_("No owners' committee is called red in the register here."))
        return
    name = here.titled_now(_("Red owners' committees: {n}", n=count))
    settings = {_("Party members (share)"): SHARE}
    table = organisation_tables.red_committees
    opened = compound_links.opens(listed[1]["compound_code"], _("Compound"))
    page_sections.listing(here, listed, name, "red", table, settings=settings, chosen=opened)

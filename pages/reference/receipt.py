"""Number receipt: what a figure means, what it was computed from, and the proof of it."""

import pandas as pd
import streamlit as st

from governance.app import cache, context, figure_panel, metric_picker, receipt_links
from governance.app.context import Here
from governance.app.sections import cell_receipt, part_receipt, record_list
from governance.app.sections.record_list import Listing
from governance.core.escaping import markdown, quoted
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric
from governance.receipts import figure_records, plain_count, receipt_tables


def show_proof(here: Here, metric: Metric) -> int | None:
    """The figure and the proof of it; how many records it has, None where none may be listed."""
    _ = here.translate
    proof = cache.proof(here.warehouse, receipt_links.figure(here, metric))
    left, right = st.columns([2, 3], gap="large")
    with left:
        few = _(number_format.FEW)
        value = few if proof.is_few else number_format.amount(proof.shown, metric, _)
        st.metric(markdown(receipt_links.heading(here, metric)), value)
        cell_receipt.show_verdicts(receipt_tables.verdicts(proof, _))
    with right:
        st.table(receipt_tables.facts(proof, metric, _), border="horizontal")
    if proof.is_mixed:
        st.caption(
            _("The records have several units, which are never added up: there is no total.")
        )
    return None if proof.is_few else proof.records


def show_origin(here: Here, metric: Metric) -> None:
    _ = here.translate
    title = _("The files of these rows")
    figure = receipt_links.figure(here, metric)
    files = cache.receipt_files(here.warehouse, figure)
    figure_panel.table(here, receipt_tables.files(files, _), title, "receipt_files", heading=True)
    with st.expander(_("SQL and its bound values")):
        st.caption(_("The metric's rows, as the view {view}", view=f"`{metric.view}`"))
        st.code(metric.sql, language="sql", wrap_lines=True)
        st.caption(_("What is taken of them, and with which values"))
        bound = figure_records.parameters(metric, figure)
        text = figure_records.statement("receipt_rows", bound)
        st.code(text, language="sql", wrap_lines=True)
        for words in segments.alone(figure.filters, _):
            st.caption(markdown(words))
        if plain_count.has_proof(metric, figure):
            st.caption(_("The same counted apart, from the accepted rows"))
            st.code(plain_count.statement(metric), language="sql", wrap_lines=True)


def show_records(here: Here, metric: Metric, count: int | None) -> None:
    _ = here.translate
    if count is None:
        st.info(_("So few households are behind this figure that no record is listed."))
        return
    figure, places = receipt_links.figure(here, metric), cache.places(here.warehouse)

    def find(most: int, start: int) -> pd.DataFrame:
        return cache.receipt_rows(here.warehouse, figure, most, start)

    def worded(rows: pd.DataFrame) -> pd.DataFrame:
        return receipt_tables.records(rows, metric, here.warehouse.with_data, places, _)

    file = f"{metric.key}_{here.scope.area}_{here.scope.start}_{here.scope.end}.csv"
    record_list.show(here, Listing(count, find, worded, "receipt", file))


def show_metric(here: Here) -> None:
    _ = here.translate
    offered = dict(here.catalog) | here.warehouse.with_data
    if context.wanted("rest") and not receipt_links.rest(here):
        said = quoted(context.wanted("rest"))
        st.warning(_("There is no level “{level}” below this area.", level=said))
    metric = metric_picker.metric(here, offered, _("Metric"), "pick_receipt", width=360)
    here = here.about(metric.dataset, *metric.splits)
    if part_receipt.show(here, metric):
        return
    count = show_proof(here, metric)
    metric_picker.describe(metric, _)
    metric_picker.definition(here, metric)
    show_records(here, metric, count)
    show_origin(here, metric)


here = context.here()
_ = here.translate
if cell := cell_receipt.asked(here):
    cell_receipt.show(here, cell)
    here.show_link(_("Receipts of metrics →"), "receipt")
elif here.warehouse.with_data:
    show_metric(here)
else:
    st.info(_("This warehouse has no data for any metric."))

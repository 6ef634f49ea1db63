"""What visits find: by purpose, by who visits, and where."""

import streamlit as st

from governance.app import figure_panel, page_sections
from governance.app.context import Here
from governance.app.receipt_links import Link, of_metric, opens
from governance.charts.subjects import visit_charts
from governance.metrics import number_format
from governance.metrics.catalog import Metric

YIELDS = ("visits", "visit_person_times", "visit_yield", "visit_yield_person_times")


def show_purposes(here: Here) -> None:
    """One row a purpose: how often it was visited for, and what was found."""
    _, known = here.translate, here.warehouse.with_data
    metrics = [known[key] for key in YIELDS if key in known]
    if "purpose" not in here.recorded("visits"):
        return
    # Every purpose stays in sight, whichever of them the page is filtered by.
    counted = here.about("visits", "visitor_role", "key_group").scope
    frame = here.answer(counted.query([metric.key for metric in metrics], split="purpose"))
    title = here.titled(_("What visits find, by purpose"))
    if frame.empty:
        figure_panel.empty(here, title)
        return
    table = visit_charts.purposes(frame, metrics, _)
    keys = {number_format.named(metric, _): metric.key for metric in metrics}

    def links(row: int, column: str) -> Link:
        only = [("purpose", str(table.index[row]))]
        is_number = column in keys
        return of_metric(counted, keys[column], filters=only) if is_number else None

    chosen = opens(here, links)
    figure_panel.table(here, table, title, "purposes", heading=True, chosen=chosen)
    st.caption(_("Click a number to see its receipt."))
    st.caption(_("Visits and person-times are two units: each has a yield of its own."))


def show_yields(here: Here, metric: Metric | None) -> None:
    """What visits find: by purpose, by who visits, and where."""
    _ = here.translate
    show_purposes(here)
    if metric:
        page_sections.split(here, metric, "visitor_role")
        st.caption(_("Click a role to see only its visits; click it again for all."))
        page_sections.areas(here, metric)

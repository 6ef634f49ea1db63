"""Explore: metrics by rows and columns with totals; every number and name opens its records."""

import streamlit as st

from governance.app import context, metric_picker, pivot_view
from governance.app.context import Here


def show(here: Here) -> None:
    _ = here.translate
    if not here.catalog:
        st.info(_("This warehouse has no data for any metric."))
        return
    controls = st.container(key="pivot_controls", horizontal=True)
    with controls:
        metric = metric_picker.metric(
            here, here.catalog, _("Metric"), "pick_metric", **pivot_view.UNLABELLED
        )
        by = pivot_view.choose_by(here, metric)
        metrics = pivot_view.choose_beside(here, metric, by)
    if metric.apart not in by and metric_picker.stays_apart(here, metric):
        return
    given = pivot_view.find(here, metrics, by)
    if given.rows:
        pivot_view.show(here, given, controls)
    else:
        st.info(_("Nothing is known of {title}.", title=here.heading(metric)))


show(context.here())

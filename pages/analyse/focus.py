"""The widget that chooses the metric which a page speaks of."""

import streamlit as st

from governance import scope
from governance.catalog import Metric
from governance.scope import Here


def choose(here: Here) -> Metric:
    """The metric that the address asks for, else the first; the choice goes into the address."""
    _, catalog = here.translate, here.catalog
    if here.metric and here.metric not in catalog:
        st.warning(_("There is no metric “{metric}” here.", metric=here.metric))
    st.session_state["pick_metric"] = here.metric if here.metric in catalog else next(iter(catalog))
    key = st.selectbox(
        _("Metric in focus"),
        list(catalog),
        format_func=lambda key: _.pick(catalog[key].title),
        filter_mode="contains",
        key="pick_metric",
        on_change=lambda: scope.go(metric=st.session_state["pick_metric"]),
        width=360,
    )
    return catalog[key]

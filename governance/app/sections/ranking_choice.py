"""Which metric is ranked, and areas of which level."""

from collections.abc import Sequence

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.core.escaping import quoted
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.stats.fairness import suitability


def notice(here: Here, offered: dict[str, Metric], asked: str) -> None:
    """Says why the metric asked for is not ranked, if it is not."""
    _ = here.translate
    if asked and asked not in here.catalog:
        st.warning(_("There is no metric “{metric}” here.", metric=quoted(asked)))
    elif asked and asked not in offered:
        refused = here.catalog[asked]
        title, reason = _.pick(refused.title), _(suitability.why_not(refused))
        st.info(_("“{metric}” is not ranked. {reason}", metric=title, reason=reason))


def choose_metric(here: Here, offered: dict[str, Metric], asked: str) -> Metric:
    """The metric asked for in the address where it can be ranked, else the first."""
    _ = here.translate
    st.session_state["pick_metric"] = asked if asked in offered else next(iter(offered))
    key = st.selectbox(
        _("Metric"),
        list(offered),
        format_func=lambda key: _.pick(offered[key].title),
        filter_mode="contains",
        key="pick_metric",
        on_change=lambda: context.go(metric=st.session_state["pick_metric"]),
    )
    return offered[key]


def choose_level(here: Here, offered: Sequence[str]) -> str:
    """The level asked for in the address, else communities where there are any."""
    _, asked = here.translate, context.wanted("level")
    default = "community" if "community" in offered else offered[0]
    st.session_state["pick_level"] = asked if asked in offered else default
    return str(
        st.selectbox(
            _("Areas compared"),
            offered,
            format_func=lambda level: _(LEVELS[level]),
            key="pick_level",
            on_change=lambda: context.go(level=st.session_state["pick_level"]),
        )
    )

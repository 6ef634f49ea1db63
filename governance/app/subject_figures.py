"""What every subject page begins with: a sentence, five cards, and the other figures folded."""

from collections.abc import Mapping

import streamlit as st

from governance.app import attention_list, figure_panel, opening
from governance.app.context import Here
from governance.metrics.catalog import Metric

# Cards that a page begins with: a line of them.
FIRST = 5


def of_dataset(here: Here, dataset: str) -> None:
    """What show() draws, of a dataset's metrics."""
    own = {key: metric for key, metric in here.catalog.items() if metric.dataset == dataset}
    show(here, own)


def show(here: Here, own: Mapping[str, Metric]) -> None:
    """What a page is about in a sentence, its first figures as cards, and the others folded."""
    _, first = here.translate, _first(here, own)
    if not first:
        return
    with st.container(key="subject_words"):
        opening.show(here, here.readings(first.values(), parts=False), attention_list.find(here))
    is_long = any(metric.has_history for metric in first.values())
    with st.container(key="subject_figures" if is_long else "subject_registers"):
        figure_panel.kpis(here, first)
    rest = {key: metric for key, metric in own.items() if key not in first}
    if rest:
        label = _("{n} more figures", n=len(rest))
        opened = st.expander(label, key=f"figures_{next(iter(rest))}", on_change="rerun")
        with opened:
            if opened.open:
                figure_panel.kpis(here, rest)


def _first(here: Here, own: Mapping[str, Metric]) -> dict[str, Metric]:
    """Those that the office goes by, then those of the overview, then the others."""
    order = [*opening.key_figures(here), *here.headlines, *own]
    return {key: own[key] for key in [k for k in dict.fromkeys(order) if k in own][:FIRST]}

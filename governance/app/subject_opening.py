"""How the page of a subject begins: its sentences, a line of cards, the other figures folded."""

from collections.abc import Mapping

import streamlit as st

from governance.app import attention_list, figure_panel, folds, opening
from governance.app.context import Here
from governance.metrics.catalog import Metric

# Cards that a page begins with, a line of them; and figures that a line names.
FIRST, NAMED = 5, 3


def show_dataset(here: Here, dataset: str, main: str = "") -> None:
    """What show() says, of a dataset's metrics."""
    show(here, {key: one for key, one in here.catalog.items() if one.dataset == dataset}, main)


def show(here: Here, own: Mapping[str, Metric], main: str = "") -> None:
    """What a page is about in a sentence, its first figures as cards, and the others folded.

    main: the metric of the page's picture, which comes first unless another is off.
    """
    _, first = here.translate, _first(here, own, main)
    if not first:
        return
    with st.container(key="subject_words"):
        opening.show(here, here.readings(first.values(), parts=False), attention_list.find(here))
    is_long = any(metric.has_history for metric in first.values())
    with st.container(key="subject_figures" if is_long else "subject_registers"):
        figure_panel.kpis(here, first)
    rest = {key: metric for key, metric in own.items() if key not in first}
    if rest:
        said = folds.of_values(here, list(rest.values())[:NAMED])
        title, key = _("{n} more figures", n=len(rest)), f"figures_{next(iter(rest))}"
        folds.fold(title, said, key, lambda: figure_panel.kpis(here, rest))


def _first(here: Here, own: Mapping[str, Metric], main: str) -> dict[str, Metric]:
    """The page's main one, those that the office goes by, of the overview, then the others."""
    order = [here.in_force(main), *opening.key_figures(here), *here.headlines, *own]
    return {key: own[key] for key in [k for k in dict.fromkeys(order) if k in own][:FIRST]}

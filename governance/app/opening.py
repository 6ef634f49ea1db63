"""What a page opens with: the sentences on what is worst, from the figures that it goes by."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from governance.app.context import Here
from governance.attention import morning_words
from governance.attention.detection import Item
from governance.attention.morning_words import Morning
from governance.core import periods
from governance.metrics import metric_values, office, office_files
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import AreaReading, Reading
from governance.stats.signals import stocks


def key_figures(here: Here) -> dict[str, Metric]:
    """The figures that the office goes by, in its order; else the first of the overview's."""
    chosen = office_files.office(here.warehouse.meta.synthetic).key_figures
    found = {key: m for key in chosen if (m := here.catalog.get(here.in_force(key)))}
    return found or dict(list(here.headlines.items())[: office.MOST_FIGURES])


def show(
    here: Here, readings: Sequence[Reading], items: Iterable[Item], due: str = ""
) -> Metric | None:
    """The sentences; returns the metric that they begin with.

    items: what needs attention. due: what is agreed and due, in a clause.
    """
    first = morning_words.lead(readings)
    if first is None:
        return None
    areas = areas_below(here, first.metric)
    address = partial(receipt, here)
    # Signals are those of all records, in the last month that is whole.
    last = periods.period(periods.DEFAULT, here.ground.known).window
    is_judged = here.scope.window == last and not here.scope.filters
    own = [item for item in items if item.area == here.scope.area and stocks.is_stock(item.metric)]
    runs = {item.metric.key: item.run for item in own if item.is_signal and item.side > 0}
    runs = runs if is_judged else {}
    words = Morning(readings, areas, address, here.translate, runs, escape(due), is_judged)
    st.html(words.html())
    return first.metric


def receipt(here: Here, metric: str, area: str) -> str:
    """The address of the source of a metric's number, of an area or ("") the chosen one."""
    return here.address("receipt", metric=metric, area=area or here.scope.area)


def areas_below(here: Here, metric: Metric) -> list[AreaReading]:
    """The metric of the areas of the level below, under the names that readers see."""
    if not here.below:
        return []
    window = here.scope.window
    values = here.values(here.scope.query([metric.key], (), here.below))
    found = metric_values.below(values, metric.key, window, None, [window])
    tree = here.ground.tree
    return [replace(a, name=tree[a.code].name) if a.code in tree else a for a in found]

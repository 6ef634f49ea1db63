"""What a page opens with: the sentences on what is worst, from the figures that it goes by."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from governance.app import cache
from governance.app.context import Here
from governance.attention import opening_words
from governance.attention.detection import Item
from governance.attention.opening_words import Opening
from governance.charts.ranking import Ranking
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
) -> Ranking | None:
    """The sentences; returns the metric that they begin with, in the areas below.

    items: what needs attention. due: what is agreed and due, in a clause.
    """
    first = opening_words.lead(readings)
    if first is None:
        return None
    areas = areas_below(here, first.metric)
    st.html(words(here, readings, areas, items, due).html())
    return Ranking(first.metric, areas)


def words(
    here: Here,
    readings: Sequence[Reading],
    areas: Sequence[AreaReading],
    items: Iterable[Item],
    due: str,
) -> Opening:
    """The sentences. areas: those below, of the metric that they begin with."""
    judged = _judged(here, readings)
    own = [item for item in items if item.area == here.scope.area and stocks.is_stock(item.metric)]
    runs = {
        item.metric.key: item.run
        for item in own
        if item.is_signal and item.side > 0 and _is_of(here, item, judged)
    }
    address = partial(receipt, here)
    return Opening(readings, areas, address, here.translate, runs, escape(due), judged)


def _is_of(here: Here, item: Item, judged: Collection[str]) -> bool:
    """Whether what was judged is the figure shown: a stock of the same day, of all records."""
    return item.metric.key in judged or (
        not here.scope.filters and item.month[1] == here.scope.window[1]
    )


def _judged(here: Here, readings: Sequence[Reading]) -> Collection[str]:
    """The metrics whose figures were judged: of all records, in one month that was looked at."""
    start, end = here.scope.window
    if here.scope.filters or periods.whole_months((start, end)) != 1:
        return ()
    metrics = tuple(reading.metric.key for reading in readings)
    bound = {"metrics": metrics, "area": here.scope.area, "start": start}
    return set(cache.view(here.warehouse, "judged_metrics", **bound)["metric"])


def receipt(here: Here, metric: str, area: str) -> str:
    """The address of the source of a metric's number, of an area or ("") the chosen one."""
    return here.address("receipt", metric=metric, area=area or here.scope.area)


def areas_below(here: Here, metric: Metric) -> list[AreaReading]:
    """The metric of the areas of the level below, under the names that readers see.

    Where these begin with the chosen area's own name, as those of grids do, it is left out.
    """
    if not here.below:
        return []
    window = here.scope.window
    values = here.values(here.scope.query([metric.key], (), here.below))
    found = metric_values.below(values, metric.key, window, None, [window])
    tree, own = here.ground.tree, here.scope.area
    parent = tree[own].name if own in tree else ""
    names = {a.code: tree[a.code].name.removeprefix(parent) for a in found if a.code in tree}
    return [replace(a, name=names.get(a.code) or a.name) for a in found]

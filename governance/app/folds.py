"""Parts of a page that are folded: a line each with their main figures, drawn when opened."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from governance.app import page_sections
from governance.app.context import Here
from governance.attention import claims
from governance.charts.subjects.amount_bars import Bar
from governance.core.escaping import markdown
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric

# What a line names: of a segment the first two values, of areas the two worst.
NAMED = 2
WIDE, PART = "\N{EM SPACE}", " · "


def fold(
    title: str, said: str, key: str, show: Callable[[], object], *, is_open: bool = False
) -> None:
    """A folded part: its title, what it says in a line, and the figures for who opens it."""
    folded(labelled(title, said), f"fold_{key}", show, is_open=is_open)


def labelled(title: str, said: str) -> str:
    """A title and what stands behind it, as Markdown."""
    return WIDE.join(filter(None, (f"**{markdown(title)}**", markdown(said))))


def folded(label: str, key: str, show: Callable[[], object], *, is_open: bool = False) -> None:
    """What is made for who opens it, under a label in Markdown."""
    opened = st.expander(label, expanded=is_open, key=key, on_change="rerun")
    if opened.open:
        with opened:
            show()


def join(*said: str) -> str:
    """Several things in a line, those that say nothing left out."""
    return PART.join(filter(None, said))


def of_bars(bars: Sequence[Bar], _: Translator, most: int = NAMED) -> str:
    """The first bars and what stands at their ends."""
    return _(", ").join(f"{bar.name} {bar.text}" for bar in bars[:most])


def of_split(here: Here, metric: Metric | None, segment: str, window: Window | None = None) -> str:
    """The largest values of a segment by a metric; "" where it is not known."""
    if metric is None:
        return ""
    _ = here.translate
    _counted, amounts = page_sections.amounts(here, metric, segment, window)
    return _(", ").join(
        f"{bar.name} {number_format.amount(bar.value, metric, _)}" for bar in amounts[:NAMED]
    )


def of_areas(here: Here, metric: Metric | None, level: str = "") -> str:
    """Where a metric is worst, of the areas below; the whole where nothing can be told.

    A count of which more is better is low where few people live, which is nothing to name.
    """
    level = level or here.below
    if metric is None or not level or (metric.is_count and metric.better == "up"):
        return of_values(here, [metric])
    _, given = here.translate, page_sections.ranked(here, metric, level)
    named = [
        f"{area.name} {number_format.amount(area.now.value, metric, _)}"
        for area in claims.worst(given.areas, metric)[:NAMED]
    ]
    if not named:
        return of_values(here, [metric])
    areas = _(", ").join(named)
    if metric.better == "up":
        return _("lowest: {areas}", areas=areas)
    return _("highest: {areas}", areas=areas)


def of_values(here: Here, metrics: Iterable[Metric | None]) -> str:
    """Metrics of the page's area and days, each with its value; those without one left out.

    So are those that do not know a filter of the page.
    """
    _, filters = here.translate, here.scope.filters
    shown = [metric for metric in metrics if metric and segments.knows(metric, filters)]
    values = here.values(here.scope.query([metric.key for metric in shown])) if shown else None
    said = []
    for metric in shown:
        value = values.at(metric.key, here.scope.area, here.scope.window) if values else None
        if value is not None and value.value is not None:
            said.append(f"{_.pick(metric.title)} {_amount(value.value, metric, _)}")
    return _(", ").join(said)


def _amount(value: float, metric: Metric, _: Translator) -> str:
    """A value behind its metric's title, with its unit unless the title says it."""
    is_said = number_format.named(metric, _) == _.pick(metric.title)
    return number_format.level(value, metric) if is_said else number_format.amount(value, metric, _)

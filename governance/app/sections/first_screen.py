"""The overview's first screen: the map of the leading figure, the key figures, the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from governance.app import add_to_briefing, context, figure_panel, figures_form, opening
from governance.app.add_to_briefing import Shown
from governance.app.context import Here
from governance.app.maps import small_map
from governance.attention import claims
from governance.charts.ranking import Ranking
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import AreaReading, Reading

BARS = 12


def show_map(here: Here, given: Ranking) -> None:
    """A metric in the areas below: a map with their numbers, and the worst of them as bars.

    Counts are circles: an area is not dark for being large, nor for two cases in few households.
    """
    _, metric = here.translate, given.metric
    areas = [area for area in given.areas if not area.is_rest]
    if not any(area.now.value is not None for area in areas):
        return
    shown = number_format.shorts([area.now.value for area in areas], metric, _.lang)
    texts = {area.code: text for area, text in zip(areas, shown, strict=True)}
    level = _(number_format.LEVELS[here.below]).lower()
    title = _("{metric}, by {level}", metric=number_format.named(metric, _), level=level)
    st.html(f'<h2 class="part">{escape(title)}</h2>')
    worst = claims.worst(areas, metric)
    bars = _bars(here, metric, worst[:BARS], texts)
    if (more := len(worst) - BARS) > 0:
        said = escape(_("{n} more", n=more))
        bars += f'<p class="note">{said}</p>'
    left, right = st.columns([5, 3], vertical_alignment="top")
    with left:
        is_drawn = small_map.draw(here, given, here.below, "morning_map") is not None
        if not is_drawn:
            st.html(bars)
    with right:
        if is_drawn:
            st.html(bars)


def _bars(
    here: Here, metric: Metric, areas: Sequence[AreaReading], texts: Mapping[str, str]
) -> str:
    """The areas as bars, the worst first, each leading to its rows."""
    most = max((area.now.value or 0.0 for area in areas), default=0.0) or 1.0
    lines = []
    for area in areas:
        value = area.now.value or 0.0
        text = escape(texts[area.code])
        address = escape(opening.receipt(here, metric.key, area.code))
        lines.append(
            f'<li><a href="{address}"><span>{escape(area.name)}</span>'
            f'<i style="--share:{value / most:.3f}"></i><b>{text}</b></a></li>'
        )
    return f'<ol class="worst">{"".join(lines)}</ol>'


def show_figures(here: Here, readings: Sequence[Reading]) -> None:
    """A card a figure; a click opens its months and areas below."""
    _ = here.translate
    metrics, running = [one.metric for one in readings], here.running
    later = running.readings(metrics, parts=False) if running else ()
    so_far = {one.metric.key: one for one in later}
    card = replace(figure_panel.card(here, metrics), so_far=so_far)
    with st.container(key="figures"):
        columns = st.columns(len(readings), gap=None)
        for column, reading in zip(columns, readings, strict=True):
            key = reading.metric.key
            with column, st.container(key=f"card_{key}"):
                st.html(card.html(reading))
                st.button(
                    _("{title}: months and areas", title=_.pick(reading.metric.title)),
                    key=f"open_{key}",
                    on_click=_open,
                    args=(here.metric, key),
                )


def _open(now: str, key: str) -> None:
    context.go(metric="" if now == key else key)


def show_rest(here: Here, shown: Mapping[str, Metric]) -> None:
    """What the office has not chosen: a line with a figure of each subject, which opens to all."""
    _ = here.translate
    rest = {key: m for key, m in here.headlines.items() if key not in shown}
    first: dict[str, str] = {}
    values = here.values(here.scope.query(rest)) if rest else None
    for key, metric in rest.items():
        value = values.at(key, here.scope.area, here.scope.window).value if values else None
        if value is not None:
            amount = number_format.amount(value, metric, _)
            first.setdefault(metric.dataset, f"**{_.pick(metric.title)}** {amount}")
    label = "\u2003".join([_("All figures"), *first.values()])
    slide = {"kind": "metric", "metrics": tuple(shown)}
    with st.container(horizontal=True, key="below_figures"):
        opened = st.expander(label, key="figures_all", on_change="rerun") if rest else None
        add_to_briefing.offer(here, partial(Shown, _("Key figures"), slide), "kpis_chosen")
        figures_form.offer(here)
    if opened and opened.open:
        with opened:
            figure_panel.kpis(here, rest)

"""Trend and signals: what of a metric's months is more than chance, here and in areas below."""

from dataclasses import replace
from typing import Any

import streamlit as st

from governance import choices, panel, periods, query, scope
from governance.catalog import Metric
from governance.display import LEVELS
from governance.monthly import below, charts, control
from governance.monthly.control import Control
from governance.scope import Here
from pages.analyse import attention_list

MOST = 12
LOW = 170  # pixels of the moving ranges below their chart


def judged(here: Here, metric: Metric) -> Control:
    wanted, as_of = here.scope, here.ground.known.as_of
    months = periods.months_before(wanted.end, as_of, control.MONTHS)
    values = query.measure(here.build, [metric.key], wanted.level, wanted.area, months, wanted.only)
    found = control.judge(values, metric, wanted.area, months, as_of, wanted.window)
    known = here.notes(metric.key, months)
    return replace(found, target=here.target(metric.key, months[-1]), notes=known)


def show_chart(here: Here, given: Control) -> None:
    def chosen(points: list[dict[str, Any]]) -> None:
        if points:
            scope.go(**control.asked(given.months[int(points[0]["x"])]))

    _, area = here.translate, here.scope.area
    title = control.title(given, here.place, _)
    st.html(control.banner(given, _))
    chart, frame = charts.chart(given, here.place, _), control.numbers(given, _)
    slide = {"kind": "trend", "metrics": (given.metric.key,)}
    panel.chart(here, chart, title, f"xmr_{area}", frame=frame, chosen=chosen, slide=slide)
    steps = _("Moving range: the step from one month to the next")
    heading = f"{steps} · {title}"
    panel.chart(here, charts.ranges(given, _), heading, f"ranges_{area}", level=4, height=LOW)
    st.caption(_("A click on a month makes it the period. Limits: mean ± 2.66 mean moving ranges."))


def show_areas(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    level = here.ground.tree.level_below(wanted.area)
    found = query.view(
        here.build, "signals_below", metric=metric.key, level=level, area=wanted.area
    )
    if found.empty:
        st.caption(_("The areas below this one are not judged for this metric."))
        return
    ordered = below.ordered(found, metric)

    def chosen(row: int, column: str) -> None:
        if column == "area":
            scope.drill(here.ground, ordered["area_code"][row])

    title = below.title(ordered, metric, here.place, _(LEVELS[level]), _)
    panel.table(
        here,
        below.table(ordered, metric, _),
        title,
        f"below_{wanted.area}",
        settings=below.settings(_),
        chosen=chosen,
        heading=True,
    )


here = scope.here()
_ = here.translate
metric = choices.metric(here, here.catalog, _("Metric in focus"), "pick_metric", width=360)
if not choices.stays_apart(here, metric):
    show_chart(here, judged(here, metric))
    show_areas(here, metric)
attention_list.show(here, MOST)

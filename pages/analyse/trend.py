"""Trend and signals: what of a metric's months is more than chance, here and in areas below."""

from dataclasses import replace

import streamlit as st

from governance.app import (
    attention_list,
    cache,
    context,
    figure_panel,
    metric_picker,
    notes_form,
)
from governance.app.context import Here
from governance.app.figure_panel import Drawing
from governance.app.receipt_links import Link, of_metric, opens
from governance.charts.control_chart import areas_below, control_charts, control_series
from governance.charts.control_chart.control_series import Control
from governance.core import periods
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.stats.signals import stocks


def judged(here: Here, metric: Metric) -> Control:
    wanted, as_of = here.scope, here.ground.known.as_of
    months = periods.months_before(wanted.end, as_of, control_series.MONTHS)
    values = here.values(wanted.query([metric.key], months))
    control = control_series.judge(values, metric, wanted.area, months, as_of, wanted.window)
    known = here.notes(metric.key, months)
    return replace(control, target=here.target(metric.key, months[-1]), notes=known)


def show_chart(here: Here, given: Control) -> None:
    _, area = here.translate, here.scope.area
    title = control_series.title(given, here.place, _)
    st.html(control_series.banner(given, _))
    chart, frame = control_charts.chart(given, here.place, _), control_series.numbers(given, _)
    slide = {"kind": "trend", "metrics": (given.metric.key,)}

    def links(row: int, column: str) -> Link:
        asked = of_metric(here.scope, given.metric.key, window=given.months[row])
        return asked if column == _("Value") else None

    options: Drawing = {"frame": frame, "chosen": notes_form.opens(given.months), "slide": slide}
    options["receipts"] = opens(here, links)
    figure_panel.chart(here, chart, title, f"xmr_{area}", **options)
    st.caption(_("A click on a month opens its notes."))
    if not stocks.is_stock(given.metric):
        st.caption(
            _(
                "Mean and limits are those of the first twelve months; a single month stands "
                "apart where chance passes a limit once in 500 months."
            )
        )
    notes_form.below(here, given.metric, given.months)


def show_areas(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    level = here.ground.tree.level_below(wanted.area)
    signals = cache.view(
        here.warehouse, "signals_below", metric=metric.key, level=level, area=wanted.area
    )
    if signals.empty:
        st.caption(_("The areas below this one are not judged for this metric."))
        return
    ordered = areas_below.order_by_signal(signals, metric)

    def chosen(row: int, column: str) -> None:
        code, start = ordered["area_code"][row], ordered["month"][row].date()
        if column == "area":
            context.drill(here.ground, code)
        elif column == "value":
            month = start, periods.add_months(start, 1)
            link = of_metric(here.scope, metric.key, area=code, window=month)
            opens(here, lambda _row, _column: link)(row, column)

    title = areas_below.title(ordered, metric, here.place, _(LEVELS[level]), _)
    figure_panel.table(
        here,
        areas_below.table(ordered, metric, _),
        title,
        f"below_{wanted.area}",
        settings=areas_below.settings(_),
        chosen=chosen,
        heading=True,
    )


here = context.here()
_ = here.translate
metric = metric_picker.metric(here, here.catalog, _("Metric in focus"), "pick_metric", width=360)
if not metric_picker.lacks_months(here, metric):
    show_chart(here, judged(here, metric))
    show_areas(here, metric)
attention_list.show(here, attention_list.find(here))

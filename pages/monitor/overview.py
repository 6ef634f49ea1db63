"""Overview: every metric at a glance, one of them over time and by area, how fresh it all is."""

from typing import Any

import streamlit as st

from governance.app import attention_list, cache, context, figure_panel, metric_picker
from governance.app.context import Here
from governance.app.maps import small_map
from governance.charts import ranking, trend_figure
from governance.core import dates, periods
from governance.core.escaping import markdown
from governance.metrics import metric_values
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.metrics.scope import COMPARISONS
from governance.warehouse import data_health

MOST = 8


def show_trend(here: Here, metric: Metric) -> None:
    wanted = here.scope
    months = periods.months_of(wanted.window, here.ground.known.as_of)
    values = here.values(wanted.query([metric.key], trend_figure.windows(months)))
    known = here.notes(metric.key, months)
    given = trend_figure.build_trend(values, metric, wanted, months, here.target(metric.key), known)
    title = trend_figure.title(given, here.place, here.translate)
    chart, frame = (
        trend_figure.chart(given, here.translate),
        trend_figure.table(given, here.translate),
    )
    slide = {"kind": "months", "metrics": (metric.key,)}
    figure_panel.chart(here, chart, title, "trend_chart", frame=frame, slide=slide)


def rank(here: Here, metric: Metric, level: str) -> ranking.Ranking:
    wanted = here.scope
    months = periods.months_inside(wanted.window)
    windows = (wanted.window, wanted.other, *months)
    values = here.values(wanted.query([metric.key], windows, level))
    return ranking.Ranking(
        metric,
        metric_values.below(values, metric.key, wanted.window, wanted.other, months),
        here.target(metric.key),
        against_target=wanted.compare == "target",
    )


def show_areas(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    level = here.ground.tree.level_below(wanted.area)
    if not level:
        st.caption(_("There are no areas below this one."))
        return
    given = rank(here, metric, level)
    title = ranking.title(given, here.place, dates.window(wanted.window, _.lang), _)
    said = _("{title}, by {level}", title=title, level=_(LEVELS[level]).lower())
    st.subheader(figure_panel.headline(said), anchor=False)
    if gaps := given.gaps(_):
        st.caption(markdown(gaps))
    left, right = st.columns([4, 5])
    with left:
        show_bars(here, given, title)
    with right:
        show_table(here, given, title)


def areas_slide(here: Here, given: ranking.Ranking) -> dict[str, Any]:
    """The slide of a briefing that shows these areas."""
    level = here.ground.tree.level_below(here.scope.area)
    return {"kind": "ranking", "metrics": (given.metric.key,), "level": level}


def show_bars(here: Here, given: ranking.Ranking, title: str) -> None:
    def chosen(points: list[dict[str, Any]]) -> None:
        context.drill(here.ground, points[0]["y"] if points else "")

    key = f"bars_{here.scope.area}"
    chart, slide = ranking.chart(given, here.translate), areas_slide(here, given)
    figure_panel.chart(here, chart, title, key, chosen=chosen, level=0, slide=slide)


def show_table(here: Here, given: ranking.Ranking, title: str) -> None:
    def chosen(row: int, column: str) -> None:
        if column == "area":
            context.drill(here.ground, given.areas[row].code)
        else:
            context.open_page("receipt", area=given.areas[row].code, metric=given.metric.key)

    key, _ = f"table_{here.scope.area}", here.translate
    columns = ranking.columns(given, _(COMPARISONS[here.scope.compare]), _)
    settings = ranking.settings(given, columns, _)
    frame = ranking.table(given, here.look)
    slide = areas_slide(here, given)
    figure_panel.table(here, frame, title, key, settings=settings, chosen=chosen, slide=slide)
    st.caption(_("Click an area to go down to it, a number to see its receipt."))


def show_freshness(here: Here) -> None:
    _ = here.translate
    found = data_health.table(cache.datasets(here.build), here.ground.known.as_of, _)
    figure_panel.table(here, found, _("How fresh the data is"), "freshness", heading=True)
    st.caption(_("Without a day: registers, which say what there is and not when."))


here = context.here()
figure_panel.kpis(here, here.headlines)
attention_list.show(here, MOST)
_ = here.translate
metric = metric_picker.metric(here, here.catalog, _("Metric in focus"), "pick_metric", width=360)
if not metric_picker.stays_apart(here, metric):
    show_trend(here, metric)
    show_areas(here, metric)
    small_map.show(here, metric)
show_freshness(here)

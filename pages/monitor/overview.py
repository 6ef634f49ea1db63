"""Overview: every metric at a glance, one of them over time and by area, how fresh it all is."""

import streamlit as st

from governance.app import (
    attention_list,
    cache,
    context,
    figure_panel,
    metric_picker,
    page_sections,
)
from governance.app.context import Here
from governance.app.maps import small_map
from governance.charts import ranking
from governance.core import periods
from governance.core.escaping import markdown
from governance.metrics import metric_values, number_format
from governance.metrics.catalog import Metric
from governance.metrics.scope import COMPARISONS
from governance.warehouse import data_health


def rank(here: Here, metric: Metric) -> ranking.Ranking:
    wanted = here.scope
    months = periods.months_inside(wanted.window)
    windows = (wanted.window, wanted.other, *months)
    values = here.values(wanted.query([metric.key], windows, here.below))
    return ranking.Ranking(
        metric,
        metric_values.below(values, metric.key, wanted.window, wanted.other, months),
        here.target(metric.key),
        against_target=wanted.compare == "target",
    )


def show_areas(here: Here, metric: Metric) -> None:
    _ = here.translate
    if not here.below:
        st.caption(_("There are no areas below this one."))
        return
    given = rank(here, metric)
    title = here.heading(metric)
    heading = page_sections.by_level(here, title, here.below)
    st.subheader(figure_panel.headline(heading), anchor=False)
    if gaps := given.gaps(_):
        st.caption(markdown(gaps))
    slide = {"kind": "ranking", "metrics": (metric.key,), "level": here.below}
    left, right = st.columns([4, 5])
    with left:
        key, chart = f"bars_{here.scope.area}", ranking.chart(given, _)
        chosen = page_sections.drills(here)
        figure_panel.chart(here, chart, title, key, chosen=chosen, level=0, slide=slide)
    with right:
        columns = ranking.columns(given, _(COMPARISONS[here.scope.compare]), _)
        page_sections.areas_table(
            here,
            metric,
            [area.code for area in given.areas],
            ranking.table(given, here.look),
            title,
            f"table_{here.scope.area}",
            settings=ranking.settings(given, columns, _),
            slide=slide,
        )


def show_freshness(here: Here) -> None:
    _ = here.translate
    health = cache.view(here.warehouse, "dataset_health")
    table = data_health.table(health, cache.today(here.warehouse), _)
    figure_panel.table(here, table, _("How fresh the data is"), "freshness", heading=True)
    st.caption(_("Without a day: registers, which say what there is and not when."))


here = context.here()
figure_panel.kpis(here, here.headlines)
attention_list.show(here)
_ = here.translate
metric = metric_picker.metric(here, here.catalog, _("Metric in focus"), "pick_metric", width=360)
if not metric_picker.stays_apart(here, metric):
    if metric.has_history:
        page_sections.months(here, metric, "trend_chart")
    else:
        st.info(number_format.no_history(metric, _))
    show_areas(here, metric)
    small_map.show(here, metric)
show_freshness(here)

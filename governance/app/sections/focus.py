"""One metric by months and by areas, opened from its card below the key figures."""

from html import escape

import streamlit as st

from governance.app import context, figure_panel, metric_picker, page_sections
from governance.app.context import Here
from governance.charts import ranking
from governance.core import periods
from governance.core.escaping import markdown
from governance.metrics import metric_values, number_format
from governance.metrics.catalog import Metric
from governance.metrics.scope import COMPARISONS


def show(here: Here) -> None:
    """The metric of the address, or another that is chosen here: its months, and its areas."""
    _ = here.translate
    with st.container(key="focus", border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            given = here.catalog
            metric = metric_picker.metric(here, given, _("Metric in focus"), "pick_metric", 360)
            way, word = here.address("trend", metric=metric.key), _("Trend and causes →")
            st.html(f'<a href="{escape(way)}">{word}</a>', width="content")
            st.button(
                _("Close"), key="shut", type="tertiary", on_click=context.go, kwargs={"metric": ""}
            )
        if metric_picker.stays_apart(here, metric):
            return
        if metric.has_history:
            page_sections.months(here, metric, "trend_chart", edited=True)
        else:
            st.info(number_format.no_history(metric, _))
        show_areas(here, metric)


def rank(here: Here, metric: Metric) -> ranking.Ranking:
    """The areas below by a metric, beside what they are compared with."""
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
    """The areas below as bars and as a table."""
    _ = here.translate
    if not here.below:
        st.caption(_("There are no areas below this one."))
        return
    given = rank(here, metric)
    title = here.heading(metric)
    heading = page_sections.by_level(here, title, here.below)
    st.subheader(figure_panel.headline(here, heading), anchor=False)
    if gaps := given.gaps(_):
        st.caption(markdown(gaps))
    slide = {"kind": "ranking", "metrics": (metric.key,), "level": here.below}
    left, right = st.columns([4, 5])
    with left:
        key, chart = f"bars_{here.scope.area}", ranking.chart(given, _)
        chosen = page_sections.drills(here)
        figure_panel.chart(
            here, chart, title, key, chosen=chosen, level=0, slide=slide | {"form": "chart"}
        )
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
            slide=slide | {"form": "table"},
        )

"""Overview: every metric at a glance, one of them over time and by area, how fresh it all is."""

from typing import Any

import streamlit as st

from governance import books, choices, dates, panel, periods, query, ranking, readings, scope, trend
from governance.asked import COMPARISONS
from governance.atlas import small
from governance.catalog import Metric
from governance.display import LEVELS
from governance.escaping import markdown
from governance.scope import Here
from pages.analyse import attention_list

MOST = 8


def show_trend(here: Here, metric: Metric) -> None:
    wanted = here.scope
    months = periods.months_of(wanted.window, here.ground.known.as_of)
    windows = trend.windows(months)
    values = query.measure(
        here.build, [metric.key], wanted.level, wanted.area, windows, wanted.only
    )
    known = here.notes(metric.key, months)
    given = trend.of(values, metric, wanted, months, here.target(metric.key), known)
    title = trend.title(given, here.place, here.translate)
    chart, frame = trend.chart(given, here.translate), trend.table(given, here.translate)
    slide = {"kind": "months", "metrics": (metric.key,)}
    panel.chart(here, chart, title, "trend_chart", frame=frame, slide=slide)


def rank(here: Here, metric: Metric, level: str) -> ranking.Ranking:
    wanted = here.scope
    months = periods.months_inside(wanted.window)
    windows = [window for window in (wanted.window, wanted.other, *months) if window]
    values = query.measure(here.build, [metric.key], level, wanted.area, windows, wanted.only)
    return ranking.Ranking(
        metric,
        readings.below(values, metric.key, wanted.window, wanted.other, months),
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
    st.subheader(panel.headline(said), anchor=False)
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
        scope.drill(here.ground, points[0]["y"] if points else "")

    key = f"bars_{here.scope.area}"
    chart, slide = ranking.chart(given, here.translate), areas_slide(here, given)
    panel.chart(here, chart, title, key, chosen=chosen, level=0, slide=slide)


def show_table(here: Here, given: ranking.Ranking, title: str) -> None:
    def chosen(row: int, column: str) -> None:
        if column == "area":
            scope.drill(here.ground, given.areas[row].code)
        else:
            scope.open_page("receipt", area=given.areas[row].code, metric=given.metric.key)

    key, _ = f"table_{here.scope.area}", here.translate
    columns = ranking.columns(given, _(COMPARISONS[here.scope.compare]), _)
    settings = ranking.settings(given, columns, _)
    frame = ranking.table(given, here.look)
    slide = areas_slide(here, given)
    panel.table(here, frame, title, key, settings=settings, chosen=chosen, slide=slide)
    st.caption(_("Click an area to go down to it, a number to see its receipt."))


def show_freshness(here: Here) -> None:
    _ = here.translate
    found = books.table(query.datasets(here.build), here.ground.known.as_of, _)
    panel.table(here, found, _("How fresh the data is"), "freshness", heading=True)
    st.caption(_("Without a day: registers, which say what there is and not when."))


here = scope.here()
panel.kpis(here, here.headlines)
attention_list.show(here, MOST)
_ = here.translate
metric = choices.metric(here, here.catalog, _("Metric in focus"), "pick_metric", width=360)
if not choices.stays_apart(here, metric):
    show_trend(here, metric)
    show_areas(here, metric)
    small.show(here, metric)
show_freshness(here)

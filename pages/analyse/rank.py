"""Fair ranking: which areas truly stand apart, and which cannot be told from the whole."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from governance.app import cache, context, figure_panel
from governance.app.context import Here
from governance.charts.fairness import caterpillar, funnel_plot, verdict_marks
from governance.core import dates
from governance.core.escaping import markdown, quoted
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.stats.fairness import league, league_table, league_words, suitability
from governance.stats.fairness.league import League


def notice(here: Here, offered: dict[str, Metric], asked: str) -> None:
    _ = here.translate
    if asked and asked not in here.catalog:
        st.warning(_("There is no metric “{metric}” here.", metric=quoted(asked)))
    elif asked and asked not in offered:
        refused = here.catalog[asked]
        title, reason = _.pick(refused.title), _(suitability.why_not(refused))
        st.info(_("“{metric}” is not ranked. {reason}", metric=title, reason=reason))


def choose_metric(here: Here, offered: dict[str, Metric], asked: str) -> Metric:
    _ = here.translate
    st.session_state["pick_metric"] = asked if asked in offered else next(iter(offered))
    key = st.selectbox(
        _("Metric"),
        list(offered),
        format_func=lambda key: _.pick(offered[key].title),
        filter_mode="contains",
        key="pick_metric",
        on_change=lambda: context.go(metric=st.session_state["pick_metric"]),
    )
    return offered[key]


def choose_level(here: Here, offered: Sequence[str]) -> str:
    _, asked = here.translate, context.wanted("level")
    default = "community" if "community" in offered else offered[0]
    st.session_state["pick_level"] = asked if asked in offered else default
    return str(
        st.selectbox(
            _("Areas compared"),
            offered,
            format_func=lambda level: _(LEVELS[level]),
            key="pick_level",
            on_change=lambda: context.go(level=st.session_state["pick_level"]),
        )
    )


def judge(here: Here, metric: Metric, level: str) -> League:
    wanted = here.scope
    windows = [wanted.window]
    parts = cache.measure(here.build, [metric.key], level, wanted.area, windows, wanted.only)
    whole = cache.measure(here.build, [metric.key], wanted.level, wanted.area, windows, wanted.only)
    return league.of(parts, whole.at(metric.key, wanted.area, wanted.window), metric, wanted.window)


def say(here: Here, given: League) -> None:
    _ = here.translate
    if summary := league_words.summary(given, here.place, _):
        more = " ".join(
            filter(None, (league_words.worst(given, _), league_words.example(given, _)))
        )
        st.markdown(f"**{markdown(summary)}** {markdown(more)}")
    ways = [
        (one.name, here.address("receipt", area=one.code, metric=given.metric.key))
        for one, _unit in league_words.suspects(given)
    ]
    if ways:
        st.html(league_words.ways(ways, _))
    if silent := league_words.unranked(given, _):
        st.caption(silent)


def slide_of(given: League) -> dict[str, Any]:
    """The slide of a briefing that shows the same ranking."""
    level = st.session_state["pick_level"]
    return {"kind": "ranking", "metrics": (given.metric.key,), "level": level}


def show_charts(here: Here, given: League, title: str, frame: pd.DataFrame) -> None:
    def chosen(points: list[dict[str, Any]]) -> None:
        context.drill(here.ground, verdict_marks.code(points))

    _, slide = here.translate, slide_of(given)
    frame = frame.rename(columns=league_table.headings(given, _))
    left, right = st.columns(2)
    with left:
        name = _("Funnel plot: {title}", title=title)
        figure = funnel_plot.figure(given, here.look)
        key, notes = f"funnel_{here.scope.area}", league_words.scatter(given, _)
        figure_panel.chart(
            here, figure, name, key, frame=frame, chosen=chosen, notes=notes, slide=slide
        )
    with right:
        name = _("Shrunken rate with 95% interval: {title}", title=title)
        figure = caterpillar.figure(given, here.look)
        key = f"caterpillar_{here.scope.area}"
        notes = _("Shaded: the areas that cannot be told apart from the whole.")
        figure_panel.chart(
            here, figure, name, key, frame=frame, chosen=chosen, notes=notes, slide=slide
        )


def show_table(here: Here, given: League, title: str, frame: pd.DataFrame) -> None:
    def chosen(row: int, column: str) -> None:
        code = given.standings[row].code
        if column == "area":
            context.drill(here.ground, code)
        else:
            context.open_page("receipt", area=code, metric=given.metric.key)

    _ = here.translate
    name = _("Ranking: {title}", title=title)
    settings = league_table.settings(given, _)
    key = f"league_{here.scope.area}"
    figure_panel.table(
        here,
        frame,
        name,
        key,
        settings=settings,
        chosen=chosen,
        heading=True,
        slide=slide_of(given),
    )
    st.caption(_("Click an area to go down to it, a number to see its receipt."))


def explain(here: Here, offered: dict[str, Metric]) -> None:
    _ = here.translate
    with st.expander(_("How this is computed")):
        st.markdown("\n".join(f"- {_(text)}" for text in league_words.METHOD))
    others = [one for key, one in here.catalog.items() if key not in offered]
    with st.expander(_("Why other metrics are not ranked")):
        rows = [(_.pick(one.title), _(suitability.why_not(one))) for one in others]
        frame = pd.DataFrame(rows, columns=[_("Metric"), _("Reason")])
        figure_panel.table(here, frame, _("Why other metrics are not ranked"), "not_ranked")


def show(here: Here) -> None:
    _ = here.translate
    offered = suitability.rankable(here.catalog)
    levels = here.ground.tree.levels_below(here.scope.area)
    ranked = [level for level in levels if level in league.LEVELS]
    if not offered:
        st.info(_("No metric with data here can be ranked."))
        return
    asked = here.metric and here.in_force(here.metric)
    notice(here, offered, asked)
    with st.container(horizontal=True):
        metric = choose_metric(here, offered, asked)
        if ranked:
            level = choose_level(here, ranked)
    if not ranked:
        st.info(_("There are no areas below this one to rank."))
        return
    given = judge(here, metric, level)
    if not given.judged:
        st.info(_("No area has any cases in this period: there is nothing to rank."))
    else:
        days = dates.window(here.scope.window, _.lang)
        title = number_format.heading(metric, here.place, days, _)
        say(here, given)
        frame = league_table.frame(given, _)
        show_charts(here, given, title, frame)
        show_table(here, given, title, frame)
    explain(here, offered)


show(context.here())

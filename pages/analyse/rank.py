"""Fair ranking: which areas truly stand apart, and which cannot be told from the whole."""

import pandas as pd
import streamlit as st

from governance.app import cache, context, figure_panel
from governance.app.context import Here
from governance.app.sections import ranking
from governance.core.escaping import markdown
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Values
from governance.stats.fairness import case_mix, league, league_words, suitability
from governance.stats.fairness.league import League
from governance.stats.fairness.similar_areas import Group


def judge(here: Here, metric: Metric, level: str, group: Group | None, strata: str) -> League:
    wanted = here.scope
    query = wanted.query([metric.key], level=level)
    frame, whole = here.answer(query), here.value(wanted.query([metric.key]))
    if strata:
        frame = case_mix.standardise(frame, cache.case_mix(here.warehouse, metric, query))
    if group:
        frame = frame[frame["area_code"].isin(group.codes)]
    parts = Values(frame)
    whole = league.pooled(parts, whole, metric, wanted.window) if group else whole
    window = wanted.window
    return league.build_league(parts, whole, metric, window, is_standardised=bool(strata))


def say(here: Here, given: League) -> None:
    _ = here.translate
    if summary := league_words.summary(given, here.place, _):
        more = (league_words.describe_worst(given, _), league_words.describe_luck(given, _))
        st.markdown(f"**{markdown(summary)}** {markdown(' '.join(filter(None, more)))}")
    ways = [
        (one.name, here.address("receipt", area=one.code, metric=given.metric.key))
        for one, _unit in league_words.worst_standings(given)
    ]
    if ways:
        st.html(league_words.describe_directions(ways, _))
    if silent := league_words.describe_unranked(given, _):
        st.caption(silent)


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
    ranking.show_notice(here, offered)
    with st.container(horizontal=True):
        metric = ranking.choose_metric(here, offered)
        if ranked:
            level = ranking.choose_level(here, ranked)
            group = ranking.choose_group(here, level)
            strata = ranking.choose_mix(here, metric)
    if not ranked:
        st.info(_("There are no areas below this one to rank."))
        return
    given = judge(here, metric, level, group, strata)
    ranking.show_basis(here, metric, group, strata)
    if not given.judged:
        st.info(_("No area has any cases in this period: there is nothing to rank."))
    else:
        say(here, given)
        ranking.show_ranking(here, given, level)
    explain(here, offered)


show(context.here())

"""A fair ranking: what is ranked, its funnel plot, caterpillar and table."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from governance.app import cache, context, figure_panel, page_sections
from governance.app.context import Here
from governance.charts import fairness_charts
from governance.core.escaping import quoted
from governance.metrics import segments
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.stats.fairness import (
    case_mix,
    league_table,
    league_words,
    similar_areas,
    suitability,
)
from governance.stats.fairness.league import League
from governance.stats.fairness.similar_areas import Group

# Of one group alone there is nothing to choose.
FEWEST_GROUPS = 2


def choose_metric(here: Here, offered: Mapping[str, Metric]) -> Metric:
    """The metric asked for in the address where it can be ranked, else the first."""
    _, asked = here.translate, here.metric and here.in_force(here.metric)
    held = asked if asked in offered else next(iter(offered))
    titles = {key: _.pick(metric.title) for key, metric in offered.items()}
    return offered[context.choose(_("Metric"), "metric", titles, held, filter_mode="contains")]


def show_notice(here: Here, offered: Mapping[str, Metric]) -> None:
    """Says why the metric asked for is not ranked, if it is not."""
    _, asked = here.translate, here.metric and here.in_force(here.metric)
    if asked and asked not in here.catalog:
        st.warning(_("There is no metric “{metric}” here.", metric=quoted(asked)))
    elif asked and asked not in offered:
        metric = here.catalog[asked]
        title, reason = _.pick(metric.title), _(suitability.why_not(metric))
        st.info(_("“{metric}” is not ranked. {reason}", metric=title, reason=reason))


def choose_level(here: Here, offered: Sequence[str]) -> str:
    """The level asked for in the address, else communities where there are any."""
    _, asked = here.translate, context.wanted("level")
    usual = "community" if "community" in offered else offered[0]
    held = asked if asked in offered else usual
    names = {level: _(LEVELS[level]) for level in offered}
    return context.choose(_("Areas compared"), "level", names, held)


def choose_group(here: Here, level: str) -> Group | None:
    """The similar areas that are held against each other; None for all areas of the level."""
    _, groups = here.translate, cache.similar_areas(here.warehouse, level, here.scope.area)
    if len(groups) < FEWEST_GROUPS:
        return None
    names = {"": _("All areas of the level")}
    names |= {one.codes[0]: _group_words(here, one) for one in groups}
    held = context.wanted("matter")
    held = held if held in names else ""
    chosen = context.choose(_("Like with like"), "matter", names, held)
    return similar_areas.find(groups, chosen)


def _group_words(here: Here, group: Group) -> str:
    kind = segments.value("kind", group.kind, here.translate, "areas") if group.kind else ""
    return league_words.describe_group(group, kind, here.translate)


def choose_mix(here: Here, metric: Metric) -> str:
    """Whether rates are standardised: "mix", or "" for as they are or where they cannot be."""
    _ = here.translate
    if not case_mix.strata(metric):
        return ""
    names = {"": _("As it is"), "mix": _("Same mix of cases")}
    held = context.wanted("by")
    return context.choose(_("Case mix"), "by", names, held if held in names else "")


def show_basis(here: Here, metric: Metric, group: Group | None, mix: str) -> None:
    """Says which areas are compared and why, and what was made equal."""
    _ = here.translate
    if group:
        st.caption(_("Compared: {group}.", group=_group_words(here, group)))
    if mix:
        names = [segments.title(name, _, metric.dataset) for name in case_mix.strata(metric)]
        st.caption(league_words.describe_mix(names, _))


def show_ranking(here: Here, league: League, level: str) -> None:
    """Funnel plot and caterpillar beside each other, and the table."""
    _, title, area = here.translate, here.heading(league.metric), here.scope.area
    frame = league_table.frame(league, _)
    slide = {"kind": "ranking", "metrics": (league.metric.key,), "level": level, "form": "table"}

    def show(figure: Any, name: str, key: str, notes: str) -> None:
        numbers = frame.rename(columns=league_table.headings(league, _))
        figure_panel.chart(here, figure, name, key, frame=numbers, chosen=chosen, notes=notes)

    def chosen(points: list[dict[str, Any]]) -> None:
        context.drill(here.ground, fairness_charts.code(points))

    page_sections.columns(
        lambda: show(
            fairness_charts.funnel_plot(league, here.look),
            _("Funnel plot: {title}", title=title),
            f"funnel_{area}",
            league_words.describe_scatter(league, _),
        ),
        lambda: show(
            fairness_charts.caterpillar(league, here.look),
            _("Adjusted rate with 95% interval: {title}", title=title),
            f"caterpillar_{area}",
            _("Shaded: the areas that cannot be told apart from the whole."),
        ),
    )
    page_sections.areas_table(
        here,
        league.metric,
        [standing.code for standing in league.standings],
        frame,
        _("Ranking: {title}", title=title),
        f"league_{area}",
        settings=league_table.settings(league, _),
        heading=True,
        slide=slide,
    )

"""Grids: coverage by branches and gridders, and their size."""

from typing import Any

import streamlit as st

from governance.app import context, figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.charts import ranking
from governance.charts.subjects import amount_bars, organisation_tables
from governance.metrics import metric_values

MOST = 1000
SHARE = {"type_config": {"type": "number", "format": "percent"}}


def _show_coverage(here: Here, key: str) -> None:
    """A coverage by area; a click goes there."""
    _, wanted, metric = here.translate, here.scope, here.build.catalog[key]
    level = here.ground.tree.level_below(wanted.area)
    values = here.values(wanted.unfiltered.query([key], level=level))
    below = metric_values.below(values, key, wanted.window, None, [wanted.window])
    given = ranking.Ranking(metric, below)
    columns = ranking.columns(given, "", _)
    table = ranking.table(given, here.look).data[list(columns)].rename(columns=columns)

    def told(points: list[dict[str, Any]]) -> None:
        context.drill(here.ground, amount_bars.code_of(points))

    title = page_sections.titled_now(here, _.pick(metric.title))
    name = f"{key}_{wanted.area}"
    figure_panel.chart(
        here, ranking.chart(given, here.translate), title, name, frame=table, chosen=told
    )


def show_grids(here: Here) -> None:
    """Coverage by area, and the grids that lack a branch or a gridder."""
    _, area = here.translate, here.scope.area
    st.header(_("Branches and gridders of grids"), anchor=False)
    if "party_branch_coverage" not in here.build.catalog:
        st.info(_("No data: no export of organisations."))
        return
    if here.ground.tree.level_below(area):
        left, right = st.columns(2)
        with left:
            _show_coverage(here, "party_branch_coverage")
        with right:
            _show_coverage(here, "gridder_coverage")
    source, found = provenance.found(here, "grids_lacking", area=area, most=MOST)
    name = page_sections.titled_now(
        here, _("Grids without a branch or a gridder: {n}", n=len(found))
    )
    if found.empty:
        st.caption(_("No grid in the register here lacks a branch or a gridder."))
        return
    table = organisation_tables.lacking_grids(found, _)
    figure_panel.table(here, table, name, "lacking", heading=True, height=320, source=source)


def show_audit(here: Here) -> None:
    """The grids that have the wrong size by the rule."""
    _, area = here.translate, here.scope.area
    st.header(_("Size of grids"), anchor=False)
    metric = here.build.catalog.get("grid_size_compliance")
    if metric is None:
        st.info(_("No data: no export of compounds."))
        return
    rule = _("The rule is that of 乐山市市中区; elsewhere it is a yardstick, not a duty.")
    st.caption(f"{_.pick(metric.definition)} {rule}")
    source, found = provenance.found(here, "grid_audit", area=area, most=MOST)
    if found.empty:
        judged = here.value(here.scope.unfiltered.query([metric.key])).has_data
        none, right = _("No data: no grid here can be judged."), _("Every grid has the right size.")
        st.info(right if judged else none)
        return
    name = page_sections.titled_now(here, _("Grids to split or merge: {n}", n=len(found)))
    table = organisation_tables.audit(found, _)
    settings = {_("Deviation"): SHARE, _("Suggestion"): {"width": 260}}
    figure_panel.table(
        here, table, name, "audit", settings=settings, heading=True, height=420, source=source
    )
    st.caption(_("Suggestions for a person to judge: which grids are neighbours is not known."))

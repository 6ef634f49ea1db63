"""Compounds and organisation: who governs what, which grid lacks whom, which has the wrong size."""

from typing import Any

import streamlit as st

from governance.app import cache, context, figure_panel, provenance
from governance.app.context import Here
from governance.charts import ranking
from governance.charts.subjects import amount_bars, organisation_tables
from governance.metrics import metric_values, segments
from governance.receipts.query_sources import Source

METRICS = (
    "party_branch_coverage",
    "gridder_coverage",
    "committee_coverage",
    "grid_size_compliance",
    "households_per_party_household",
)
MOST = 1000
SHARE = {"type_config": {"type": "number", "format": "percent"}}


def titled(here: Here, text: str) -> str:
    """The registers speak of now, whatever the period."""
    _ = here.translate
    now = _("current register")
    return f"{text} · {here.place} · {now}"


def show_cards(here: Here) -> None:
    _, catalog = here.translate, here.build.catalog
    shown = {key: catalog[key] for key in METRICS if key in catalog}
    if not shown:
        st.info(_("No data: no export of organisations."))
        return
    figure_panel.kpis(here, shown)
    st.caption(_("From registers: they speak of now, whatever the period above."))


def show_levels(here: Here) -> None:
    _ = here.translate
    source, found = provenance.found(here, "area_levels", area=here.scope.area)
    title = titled(here, _("Levels: from the street office down to the micro-grid"))
    if found.empty:
        st.caption(_("There are no areas below this one."))
        return
    left, right = st.columns([2, 3])
    with left:
        levels = organisation_tables.level_bars(found, _)
        table = amount_bars.table(levels, _("Level"), _("Count"))
        chart = amount_bars.chart(levels, here.translate)
        figure_panel.chart(here, chart, title, "levels", frame=table, source=source)
    with right:
        name = titled(here, _("Areas by level and kind"))
        table = organisation_tables.levels(found, _)
        figure_panel.table(here, table, name, "level_kinds", heading=True, source=source)
    way, address = _("The kinds of areas on the map →"), here.address("map", map="kinds")
    st.markdown(f"[{way}]({address})")


def show_bodies(here: Here) -> None:
    _, area = here.translate, here.scope.area
    st.header(_("Organisations, teams and posts"), anchor=False)
    source, found = provenance.found(here, "organisation_kinds", area=area)
    if found.empty:
        figure_panel.empty(here, titled(here, _("Organisations by kind")))
        return
    name = titled(here, _("Organisations by kind"))
    table = organisation_tables.bodies(found, _)
    figure_panel.table(here, table, name, "bodies", heading=True, source=source)
    show_tree(here)
    show_red(here)


def show_tree(here: Here) -> None:
    _ = here.translate
    source, rows = provenance.found(here, "party_tree", area=here.scope.area)
    found = rows.iloc[0]
    name = titled(here, _("Party branch → centre household → members → neighbours"))
    if not found["centres"]:
        figure_panel.empty(here, name)
        return
    figure_panel.table(
        here, organisation_tables.tree(found, _), name, "tree", heading=True, source=source
    )
    st.caption(_("The rule: about 30 households for one centre household."))


def show_red(here: Here) -> None:
    _ = here.translate
    given = {"area": here.scope.area, "most": MOST}
    source, found = provenance.found(here, "red_committees", **given)
    if found.empty:
        st.caption(_("No owners' committee is called red in the register here."))
        return
    name = titled(here, _("Red owners' committees: {n}", n=len(found)))
    settings = {_("Party members (share)"): SHARE}
    table = organisation_tables.red(found, _)
    figure_panel.table(here, table, name, "red", settings=settings, heading=True, source=source)


def show_compounds(here: Here) -> None:
    here = here.about("compounds", "kind")
    _, only = here.translate, here.scope.only
    kind = only[1] if only else None
    st.header(_("Residential compounds"), anchor=False)
    source, found = provenance.found(here, "compound_kinds", area=here.scope.area)
    if found.empty:
        figure_panel.empty(here, titled(here, _("Compounds by kind")))
        return
    show_kinds(here, source, found, kind)
    given = {"area": here.scope.area, "kind": kind, "most": MOST}
    source, listed = provenance.found(here, "compounds_listed", **given)
    name = titled(here, _("List of compounds, those without a committee first"))
    if listed.empty:
        figure_panel.empty(here, name)
        return
    table = organisation_tables.compounds(listed, _)
    figure_panel.table(here, table, name, "compounds", heading=True, height=360, source=source)
    if len(listed) == MOST:
        st.caption(_("The first {n}; choose an area or a kind to see others.", n=MOST))


def show_kinds(here: Here, source: Source, found: Any, kind: str | None) -> None:
    _ = here.translate
    name = titled(here, _("Compounds by kind"))
    kinds = organisation_tables.kinds(found, _)

    def told(points: list[dict[str, Any]]) -> None:
        if code := amount_bars.code_of(points):
            context.filter_by("kind", code, here.scope.only)

    table = amount_bars.table(kinds, segments.title("kind", _, "compounds"), _("Compounds"))
    chart, key = amount_bars.chart(kinds, here.translate, kind), f"kinds_{here.scope.area}"
    figure_panel.chart(here, chart, name, key, frame=table, chosen=told, source=source)
    st.caption(_("Click a kind to list only its compounds; click it again for all."))
    ways = titled(here, _("Who governs the compounds of each kind"))
    table = organisation_tables.ways(found, _)
    figure_panel.table(here, table, ways, "ways", heading=True, source=source)
    st.caption(organisation_tables.overlap(found, _))


def show_coverage(here: Here, key: str) -> None:
    """A coverage by area; a click goes there."""
    _, wanted, metric = here.translate, here.scope, here.build.catalog[key]
    level = here.ground.tree.level_below(wanted.area)
    values = cache.measure(here.build, [key], level, wanted.area, [wanted.window])
    below = metric_values.below(values, key, wanted.window, None, [wanted.window])
    given = ranking.Ranking(metric, below)
    columns = ranking.columns(given, "", _)
    table = ranking.table(given, here.look).data[list(columns)].rename(columns=columns)

    def told(points: list[dict[str, Any]]) -> None:
        context.drill(here.ground, amount_bars.code_of(points))

    title = titled(here, _.pick(metric.title))
    name = f"{key}_{wanted.area}"
    figure_panel.chart(
        here, ranking.chart(given, here.translate), title, name, frame=table, chosen=told
    )


def show_grids(here: Here) -> None:
    _, area = here.translate, here.scope.area
    st.header(_("Branches and gridders of grids"), anchor=False)
    if "party_branch_coverage" not in here.build.catalog:
        st.info(_("No data: no export of organisations."))
        return
    if here.ground.tree.level_below(area):
        left, right = st.columns(2)
        with left:
            show_coverage(here, "party_branch_coverage")
        with right:
            show_coverage(here, "gridder_coverage")
    source, found = provenance.found(here, "grids_lacking", area=area, most=MOST)
    name = titled(here, _("Grids without a branch or a gridder: {n}", n=len(found)))
    if found.empty:
        st.caption(_("No grid in the register here lacks a branch or a gridder."))
        return
    table = organisation_tables.lacking(found, _)
    figure_panel.table(here, table, name, "lacking", heading=True, height=320, source=source)


def show_audit(here: Here) -> None:
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
        window, level = here.scope.window, here.scope.level
        values = cache.measure(here.build, [metric.key], level, area, [window])
        judged = values.at(metric.key, area, window).has_data
        none, right = _("No data: no grid here can be judged."), _("Every grid has the right size.")
        st.info(right if judged else none)
        return
    name = titled(here, _("Grids to split or merge: {n}", n=len(found)))
    table = organisation_tables.audit(found, _)
    settings = {_("Deviation"): SHARE, _("Suggestion"): {"width": 260}}
    figure_panel.table(
        here, table, name, "audit", settings=settings, heading=True, height=420, source=source
    )
    st.caption(_("Suggestions for a person to judge: which grids are neighbours is not known."))


here = context.here()
show_cards(here)
show_levels(here)
show_compounds(here)
show_bodies(here)
show_grids(here)
show_audit(here)

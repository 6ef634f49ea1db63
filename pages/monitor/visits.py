"""Visits: where and when, key groups, the load of the gridders, what visits find."""

from typing import Any

import streamlit as st

from governance import blocks, calendar, display, gaps, panel, query, scope
from governance.catalog import Metric
from governance.display import LEVELS
from governance.periods import Window
from governance.scope import Here
from governance.subjects import bars, visits

SPLITS = ("visitor_role", "key_group", "purpose")
FOUND = ("visits", "visit_person_times", "visit_yield", "visit_yield_person_times")


def show_calendar(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    level = here.ground.tree.level_below(wanted.area) or wanted.level
    by = gaps.grain(wanted.window)
    buckets = gaps.buckets(wanted.window, by)
    values = query.measure(here.build, [metric.key], level, wanted.area, buckets, only=wanted.only)
    given = visits.calendar(values, metric.key, buckets, by)
    where = _(LEVELS[level]).lower()
    title = visits.calendar_title(by, where, blocks.heading(here, metric), _)
    if not given.is_known:
        panel.empty(here, title)
        return
    figure, frame = calendar.figure(given, here.look), gaps.table(given, _)
    panel.chart(*(here, figure, title, "visit_calendar"), frame=frame, notes=gaps.missing(given, _))


def show_key_groups(here: Here) -> None:
    _, wanted, catalog = here.translate, here.scope, here.build.catalog
    overdue, households = catalog["overdue_key_visits"], catalog["households_visited"]
    recent = visits.recent(wanted.window, overdue)
    ever: Window = (min(here.ground.known.first, recent[0]), wanted.end)
    frame = query.frame(
        *(here.build, [households.key], wanted.level, wanted.area),
        *([ever, wanted.window, recent], "key_group"),
    )
    known, seen, lately = (visits.known(frame, one) for one in (ever, wanted.window, recent))
    title = blocks.titled(here, _("Key groups: households known, visited, not visited for long"))
    if known == {}:
        panel.empty(here, title)
        return
    both = ["key_group_coverage", overdue.key]
    whole = query.measure(here.build, both, wanted.level, wanted.area, [wanted.window])
    coverage, late = (whole.at(key, wanted.area, wanted.window) for key in both)
    days = (recent[1] - recent[0]).days
    left = visits.overdue_groups(known, lately, _)
    if not late.has_data:
        left = [_("No data")] * len(left)
    table = visits.key_groups(known, seen, left, days, _)
    panel.table(here, table, title, "key_groups", heading=True)
    st.caption(visits.all_groups(coverage, _))
    st.caption(
        _(
            "The register holds the total of key-group households, not each group's: a group's "
            "are those that a visit has named up to now. Small numbers are "
            "suppressed, and those that would give them away.",
        )
    )


def show_overdue(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    level = here.ground.tree.level_below(wanted.area)
    if not level:
        return
    values = query.measure(here.build, [metric.key], level, wanted.area, [wanted.window])
    found = visits.overdue(values, metric, wanted.window, _)
    title = blocks.heading(here, metric)
    title = _("{title}, by {level}", title=title, level=_(LEVELS[level]).lower())
    if not found:
        panel.empty(here, title)
        return

    def told(points: list[dict[str, Any]]) -> None:
        scope.drill(here.ground, bars.code_of(points))

    first, end = visits.recent(wanted.window, metric)
    table = visits.overdue_table(found, (end - first).days, _)
    chart = bars.chart(found, _)
    key, notes = f"overdue_{wanted.area}", blocks.hints(here, len(found), bars.MOST)
    panel.chart(here, chart, title, key, frame=table, chosen=told, notes=notes)


def show_load(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    title = blocks.heading(here, metric)
    title = _("{title}, by {level}", title=title, level=_("Grid").lower())
    asked = (wanted.area, [wanted.window], wanted.only)
    whole = query.measure(here.build, [metric.key], wanted.level, *asked)
    values = query.measure(here.build, [metric.key], "grid_cell", *asked)
    found = visits.loads(values, metric.key, wanted.window)
    if not found:
        panel.empty(here, title)
        return
    mean = whole.at(metric.key, wanted.area, wanted.window)
    chart = visits.load_chart(found, values, metric, mean, here.translate)
    table = visits.load_table(found, values, display.unit(metric, _), _)
    said = visits.load_said(found, values, metric, _)
    panel.chart(here, chart, title, "grid_load", frame=table, notes=said)


def show_purposes(here: Here) -> None:
    _, wanted = here.translate, here.scope
    metrics = [here.build.catalog[key] for key in FOUND]
    # Every purpose stays in sight, whichever of them the page is filtered by.
    only = here.about("visits", "visitor_role", "key_group").scope.only
    frame = query.frame(
        here.build, FOUND, wanted.level, wanted.area, [wanted.window], "purpose", only
    )
    title = blocks.titled(here, _("What visits find, by purpose"))
    if frame.empty:
        panel.empty(here, title)
        return
    panel.table(here, visits.purposes(frame, metrics, _), title, "purposes", heading=True)
    st.caption(_("Visits and person-times are two units: each has a yield of its own."))


here = scope.here().about("visits", *SPLITS)
_, catalog = here.translate, here.build.catalog
panel.kpis(here, {key: one for key, one in here.catalog.items() if one.dataset == "visits"})
show_calendar(here, catalog["visits"])
st.header(_("Key groups"), anchor=False)
left, right = st.columns(2)
with left:
    show_key_groups(here)
    blocks.split(
        here.about("visits", "visitor_role"), catalog["key_group_coverage"], "visitor_role"
    )
    st.caption(
        _("Five-to-one care: share of registered key-group households called on by each role.")
    )
with right:
    show_overdue(here, catalog["overdue_key_visits"])
st.header(_("Load of the gridders"), anchor=False)
show_load(here.about("visits", "key_group", "purpose"), catalog["visits_per_gridder"])
st.header(_("What visits find"), anchor=False)
show_purposes(here)
left, right = st.columns(2)
found = catalog[here.in_force("visit_yield")]
with left:
    blocks.split(here, found, "visitor_role")
    st.caption(_("Click a role to see only its visits; click it again for all."))
with right:
    blocks.areas(here, found)

"""Parking: built and planned, programmes each apart, what is missing, how full through the day."""

from typing import Any

import streamlit as st

from governance import blocks, panel, provenance, query, scope
from governance.catalog import Metric
from governance.scope import Here
from governance.subjects import bars, parking

SPLITS = ("kind", "programme")
MOST = 1000


def asked(here: Here) -> dict[str, Any]:
    column, value = here.scope.only or ("", None)
    return {"area": here.scope.area, "end": here.scope.end, "only_column": column, "only": value}


def show_programmes(here: Here) -> None:
    _, wanted = here.translate, here.scope
    source, found = provenance.found(here, "programmes", start=wanted.start, **asked(here))
    known = (min(here.ground.known.first, wanted.start), wanted.end)
    title = blocks.titled(here, _("Spaces added by programme, since records began"), known)
    if found.empty:
        panel.empty(here, title)
        return

    def told(points: list[dict[str, Any]]) -> None:
        if code := bars.code_of(points):
            scope.filter_by("programme", code, wanted.only)

    chosen = wanted.only[1] if wanted.only and wanted.only[0] == "programme" else None
    chart = bars.chart(parking.programme_bars(found, _), here.translate, chosen)
    table = parking.programmes(found, _)
    note = _(
        "Each facility belongs to one programme. What programmes publish may overlap, so no total "
        "is formed. Facilities whose opening day is not known are in none."
    )
    left, right = st.columns([1, 2])
    with left:
        panel.chart(
            *(here, chart, title, "programmes"),
            frame=table,
            chosen=told,
            notes=note,
            source=source,
        )
    with right:
        name = blocks.titled(here, _("Programmes"), known)
        panel.table(here, table, name, "programme_table", heading=True, source=source)


def show_hours(here: Here, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    window = parking.year(wanted.window)
    place = (here.build, [metric.key], wanted.level, wanted.area, [window])
    kinds = [wanted.only[1]] if wanted.only else parking.kinds(query.frame(*place, "kind"))
    found = {
        kind: parking.by_hour(query.frame(*place, "hour_of_day", only=("kind", kind)))
        for kind in kinds
    }
    title = _("{title}, by hour of day", title=blocks.heading(here, metric, window))
    if not found:
        panel.empty(here, title)
        return
    chart = parking.hours_chart(found, metric, here.translate)
    table = parking.hours_table(found, metric, _)
    note = _(
        "The twelve months to the period's end. Most facilities are counted once a month, at one "
        "hour; the others by the hour in some weeks."
    )
    panel.chart(here, chart, title, "occupancy_by_hour", frame=table, notes=note)


def show_facilities(here: Here) -> None:
    _ = here.translate
    source, found = provenance.found(here, "facilities", most=MOST, **asked(here))
    title = blocks.titled(here, _("Facilities at the period's end"))
    if found.empty:
        panel.empty(here, title)
        return
    panel.table(
        *(here, parking.facilities(found, _), title, "facilities"),
        heading=True,
        height=420,
        source=source,
    )
    if len(found) == MOST:
        st.caption(_("The {n} largest facilities.", n=f"{MOST:,}"))


here = scope.here().about("parking_spaces", *SPLITS)
_, catalog = here.translate, here.build.catalog
by_kind = here.about("parking_spaces", "kind")
panel.kpis(here, {key: m for key, m in here.catalog.items() if m.dataset == "parking_spaces"})
st.header(_("Built and planned"), anchor=False)
left, right = st.columns(2)
with left:
    blocks.split(here, catalog["spaces_built"], "kind")
with right:
    blocks.split(here, catalog["spaces_planned"], "kind")
st.caption(
    _("Planned spaces are never added to built ones. Click a kind to see only its facilities.")
)
show_programmes(here)
st.header(_("What is missing"), anchor=False)
below = here.ground.tree.levels_below(here.scope.area)
blocks.areas(here.about("parking_spaces"), catalog["parking_gap"], parking.gap_level(below))
st.header(_("Use"), anchor=False)
show_hours(by_kind, catalog["occupancy_rate"])
left, right = st.columns(2)
with left:
    blocks.split(by_kind, catalog["turnover_rate"], "kind", parking.year(here.scope.window))
with right:
    blocks.split(here, catalog["ev_share"], "kind")
show_facilities(here)

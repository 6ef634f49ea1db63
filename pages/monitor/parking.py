"""Parking: built and planned, programmes each apart, what is missing, how full through the day."""

from typing import Any

import streamlit as st

from governance.app import context, figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.app.sections import parking_hours
from governance.charts.subjects import amount_bars, parking_charts

SPLITS = ("kind", "programme")
MOST = 1000


def asked(here: Here) -> dict[str, Any]:
    column, value = here.scope.only or ("", None)
    return {"area": here.scope.area, "end": here.scope.end, "only_column": column, "only": value}


def show_programmes(here: Here) -> None:
    _, wanted = here.translate, here.scope
    source, found = provenance.found(here, "programmes", start=wanted.start, **asked(here))
    known = (min(here.ground.known.first, wanted.start), wanted.end)
    title = page_sections.titled(here, _("Spaces added by programme, since records began"), known)
    if found.empty:
        figure_panel.empty(here, title)
        return

    def told(points: list[dict[str, Any]]) -> None:
        if code := amount_bars.code_of(points):
            context.filter_by("programme", code, wanted.only)

    chosen = wanted.only[1] if wanted.only and wanted.only[0] == "programme" else None
    chart = amount_bars.chart(parking_charts.programme_bars(found, _), here.translate, chosen)
    table = parking_charts.programmes(found, _)
    note = _(
        "Each facility belongs to one programme. What programmes publish may overlap, so no total "
        "is formed. Facilities whose opening day is not known are in none."
    )
    left, right = st.columns([1, 2])
    with left:
        figure_panel.chart(
            here, chart, title, "programmes", frame=table, chosen=told, notes=note, source=source
        )
    with right:
        name = page_sections.titled(here, _("Programmes"), known)
        figure_panel.table(here, table, name, "programme_table", heading=True, source=source)


def show_facilities(here: Here) -> None:
    _ = here.translate
    source, found = provenance.found(here, "facilities", most=MOST, **asked(here))
    title = page_sections.titled(here, _("Facilities at the period's end"))
    if found.empty:
        figure_panel.empty(here, title)
        return
    figure_panel.table(
        here,
        parking_charts.facilities(found, _),
        title,
        "facilities",
        heading=True,
        height=420,
        source=source,
    )
    if len(found) == MOST:
        st.caption(_("The {n} largest facilities.", n=f"{MOST:,}"))


here = context.here().about("parking_spaces", *SPLITS)
_, catalog = here.translate, here.build.catalog
by_kind = here.about("parking_spaces", "kind")
figure_panel.kpis(
    here, {key: m for key, m in here.catalog.items() if m.dataset == "parking_spaces"}
)
st.header(_("Built and planned"), anchor=False)
left, right = st.columns(2)
with left:
    page_sections.split(here, catalog["spaces_built"], "kind")
with right:
    page_sections.split(here, catalog["spaces_planned"], "kind")
st.caption(
    _("Planned spaces are never added to built ones. Click a kind to see only its facilities.")
)
show_programmes(here)
st.header(_("What is missing"), anchor=False)
below = here.ground.tree.levels_below(here.scope.area)
page_sections.areas(
    here.about("parking_spaces"), catalog["parking_gap"], parking_charts.gap_level(below)
)
st.header(_("Use"), anchor=False)
parking_hours.show_hours(by_kind, catalog["occupancy_rate"])
left, right = st.columns(2)
with left:
    page_sections.split(
        by_kind, catalog["turnover_rate"], "kind", parking_charts.year(here.scope.window)
    )
with right:
    page_sections.split(here, catalog["ev_share"], "kind")
show_facilities(here)

"""Places that rebound, and the cases of the one that is chosen."""

from typing import Any

import streamlit as st

from governance.app import context, figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.app.sections import issue_loop
from governance.charts.subjects import rebound_tables
from governance.core import periods
from governance.metrics.catalog import Metric

MOST = 200
NUMBER = {"type_config": {"type": "number", "format": "%.1f"}}


def show_rebounds(here: Here) -> None:
    """The places with most cycles; a click lists the cases of one."""
    _, cycles = here.translate, issue_loop.metric(here, "rebound_cycles")
    since = periods.add_months(here.scope.end, -(cycles.lookback or {})["months"])
    given = {"since": since, "least": cycles.least, "most": MOST, **issue_loop.asked(here)}
    source, found = provenance.found(here, "rebounds", **given)
    window = (since, here.scope.end)
    title = page_sections.titled(here, _("Places that rebound"), window)
    if found.empty:
        _show_none(here, cycles, title)
        return

    def told(row: int, column: str) -> None:
        if column == _("Cycles"):
            context.open_page("receipt", metric=cycles.key)
        else:
            context.go(matter=found["matter"][row])

    table = rebound_tables.places(found, _)
    key = f"rebounds_{here.scope.area}"
    figure_panel.table(here, table, title, key, heading=True, chosen=told, source=source)
    st.caption(
        _(
            "The {shown} of {places} places with most cycles. Click a place to see its cases, "
            "a number of cycles to see the receipt.",
            shown=len(found),
            places=f"{found['places'][0]:,}",
        )
    )
    chosen = found[found["matter"] == context.wanted("matter")]
    if not chosen.empty:
        _show_cases(here, rebound_tables.places(chosen, _).iloc[0], chosen.iloc[0])


def _show_none(here: Here, cycles: Metric, title: str) -> None:
    """No place that rebounds is good news, unless nothing is known."""
    _, wanted = here.translate, here.scope
    if not here.value(wanted.query([cycles.key])).has_data:
        figure_panel.empty(here, title)
        return
    st.subheader(figure_panel.headline(title), anchor=False)
    st.info(_("No place had {n} cycles or more in these months.", n=cycles.least))


def _show_cases(here: Here, names: Any, row: Any) -> None:
    _ = here.translate
    first, end = here.ground.known.first, here.scope.end
    given = {"place": row["place"], "category": row["category"], "since": first, "end": end}
    source, found = provenance.found(here, "rebound_cases", most=MOST, **given)
    title = _("Cases of {category}, {place}", category=row["category"], place=names[_("Place")])
    title = f"{title} · {page_sections.days(here, (first, end))}"
    settings = {_("Days after the closing before"): NUMBER}
    table = rebound_tables.cases(found, _)
    figure_panel.table(here, table, title, "cases", settings=settings, heading=True, source=source)

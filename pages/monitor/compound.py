"""Compound file: who a compound is, how it stands, what happened there; the worst of an area."""

from typing import Any

import streamlit as st

from governance.app import compound_links, context, figure_panel
from governance.app.context import Here
from governance.app.page_sections import LISTED
from governance.app.receipt_links import of_columns, opens
from governance.app.sections import compound
from governance.app.sections.compound import Compound
from governance.charts.subjects import compound_tables
from governance.core.escaping import quoted


def pick(here: Here) -> str:
    """The compound that the address asks for, to be chosen by name; "" for none."""
    _, asked = here.translate, context.wanted("compound")
    names = here.find("compound_names")[1]
    labels = names["name"] + " · " + names["community"].fillna("")
    options = dict(zip(names["compound_code"], labels, strict=True))
    if asked and asked not in options:
        text = _("There is no compound “{code}” here; choose one by name.", code=quoted(asked))
        st.warning(text)
    held = asked if asked in options else None
    with st.container(horizontal=True, vertical_alignment="bottom", key="compound_pick"):
        shown: dict[str, Any] = {"filter_mode": "contains", "placeholder": _("Type a name")}
        context.choose(_("Compound"), "compound", options, held, width=360, **shown)
        if held:
            st.button(_("All compounds here"), on_click=context.go, kwargs={"compound": ""})
    return held or ""


def show_worst(here: Here) -> None:
    """The compounds of the area, those with most overdue and most that came back first."""
    _ = here.translate
    source, rows = compound.find_issues(here)
    title = here.titled(_("Compounds, the worst first"))
    if rows.empty:
        figure_panel.empty(here, title)
        return
    known, keys = here.warehouse.with_data, [[code] for code in rows["compound"]]
    columns = compound_tables.issue_columns(known, _)
    counted = opens(here, of_columns(here.scope.unfiltered, "compound_issues", columns, keys))
    chosen = compound_links.opens(rows["compound"].tolist(), _("Compound"), counted)
    figure_panel.table(
        here,
        compound_tables.worst(rows, known, _),
        title,
        "worst",
        heading=True,
        source=source,
        chosen=chosen,
    )
    st.caption(_("Click a name to open its file, a number to see its receipt."))
    if len(rows) == LISTED:
        st.caption(_("The first {n}; choose an area to see others.", n=LISTED))


here = context.here()
if code := pick(here):
    given = Compound(here, code)
    compound.show_head(given)
    compound.show_figures(given)
    compound.show_registers(given)
    compound.show_timeline(given)
    compound.show_items(given)
    compound.show_published(given)
else:
    show_worst(here)

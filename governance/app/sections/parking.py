"""The programmes of parking, each apart."""

import streamlit as st

from governance.app import figure_panel, page_sections
from governance.app.context import Here
from governance.app.receipt_links import Link, of_metric, opens
from governance.charts.subjects import amount_bars, parking_charts


def show_programmes(here: Here) -> None:
    """Spaces that each programme added, since records began and in the period."""
    _, wanted = here.translate, here.scope
    source, rows = here.find("programmes")
    known = (min(here.ground.known.first, wanted.start), wanted.end)
    title = here.titled(_("Spaces added by programme, since records began"), known)
    if rows.empty:
        figure_panel.empty(here, title)
        return
    chosen = page_sections.filtered_by(here, "programme")

    def links(row: int, column: str) -> Link:
        ever = (min(known[0], rows["first_day"][row].date()), wanted.end)
        columns = dict.fromkeys((_("Spaces since records began"), _("Facilities")), ever)
        columns |= {_("Spaces in the period"): wanted.window}
        only = [("programme", rows["programme"][row])]
        asked = of_metric(wanted, "spaces_added", window=columns.get(column), filters=only)
        return asked if column in columns else None

    receipts = opens(here, links)
    left, right = st.columns([1, 2])
    with left:
        figure_panel.chart(
            here,
            amount_bars.chart(parking_charts.programme_bars(rows, _), _, chosen),
            title,
            "programmes",
            frame=parking_charts.programmes(rows, _),
            chosen=page_sections.filters("programme"),
            notes=_(
                "Each facility belongs to one programme. What programmes publish may overlap, so "
                "no total is formed. Facilities whose opening day is not known are in none."
            ),
            source=source,
            receipts=receipts,
        )
    with right:
        name, table = here.titled(_("Programmes"), known), parking_charts.programmes
        page_sections.listing(here, (source, rows), name, "programme_table", table, chosen=receipts)
        st.caption(_("Click a number to see its receipt."))

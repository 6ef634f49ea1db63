"""Parking: the programmes, each apart, and the list of facilities."""

import streamlit as st

from governance.app import context, figure_panel, folds, page_sections
from governance.app.context import Here
from governance.app.page_sections import LISTED
from governance.app.receipt_links import Link, of_metric, opens
from governance.charts.subjects import parking_charts
from governance.core.periods import Window
from governance.metrics import number_format


def _known(here: Here) -> Window:
    """All days since records began, to the period's end."""
    return min(here.ground.known.first, here.scope.start), here.scope.end


def describe_programmes(here: Here) -> str:
    """The programmes that added most spaces since records began."""
    _source, rows = here.find("programmes")
    return folds.of_bars(parking_charts.programme_bars(rows, here.translate), here.translate)


def show_programmes(here: Here) -> None:
    """Spaces that each programme added, since records began and in the period."""
    _, wanted, known = here.translate, here.scope, _known(here)
    source, rows = here.find("programmes")
    title = here.titled(_("Spaces added by programme, since records began"), known)

    def links(row: int, column: str) -> Link:
        ever = (min(known[0], rows["first_day"][row].date()), wanted.end)
        columns = dict.fromkeys((_("Spaces since records began"), _("Facilities")), ever)
        columns |= {_("Spaces in the period"): wanted.window}
        only = [("programme", rows["programme"][row])]
        asked = of_metric(wanted, "spaces_added", window=columns.get(column), filters=only)
        return asked if column in columns else None

    def chosen(row: int, column: str) -> None:
        if links(row, column):
            opens(here, links)(row, column)
        else:
            context.filter_by("programme", rows["programme"][row])

    table = parking_charts.programmes
    if page_sections.listing(here, (source, rows), title, "programmes", table, chosen=chosen):
        st.caption(_("Click a programme to see only its facilities, a number to see its receipt."))
        st.caption(
            _(
                "Each facility belongs to one programme. What programmes publish may overlap, so "
                "no total is formed. Facilities whose opening day is not known are in none."
            )
        )


def fold_facilities(here: Here) -> None:
    """The list of facilities; the line says how many there are."""
    _, listed = here.translate, here.find("facilities", most=LISTED)
    count, title = len(listed[1]), here.titled(_("Facilities at the period's end"))
    is_cut = count == LISTED
    largest = _("The {n} largest facilities.", n=number_format.number(count))
    said = largest if is_cut else _("{n} facilities", n=number_format.number(count))

    def show() -> None:
        if not count:
            figure_panel.empty(here, title)
            return
        table = parking_charts.facilities(listed[1], _)
        figure_panel.table(here, table, title, "facilities", source=listed[0], height=420)

    folds.fold(_("Facilities at the period's end"), said, "facilities", show)

"""The three lists of consultation: resources, demands, and the projects that answer them."""

from functools import partial

import pandas as pd
import streamlit as st

from governance.app import figure_panel, folds, page_sections
from governance.app.context import Here
from governance.app.page_sections import LISTED
from governance.charts.subjects import consultation_tables
from governance.receipts.figure_records import Source

# What a view found, and its source.
Found = tuple[Source, pd.DataFrame]


def fold(here: Here) -> None:
    """The three lists; the line says how long each is."""
    _ = here.translate
    if "demand_match_rate" not in here.warehouse.with_data:
        return
    title, demands = (
        _("Three lists: resources, demands, projects"),
        here.find("demand_list", most=LISTED),
    )
    if demands[1].empty:
        said = _("No data: no list of demands was kept here by the end of the period.")
        folds.fold(title, said, "lists", lambda: st.info(said))
        return
    source, held = here.find("resource_list", most=LISTED)
    lengths = consultation_tables.three_lists(held, demands[1], _)
    said = folds.join(*(f"{name} {length}" for name, length in lengths.items()))
    folds.fold(title, said, "lists", partial(_show, here, source, held, demands))


def _show(here: Here, source: Source, held: pd.DataFrame, demands: Found) -> None:
    """The list of resources, and beside it the demands with what answers them."""
    _ = here.translate
    left, right = st.columns([1, 2])
    with left:
        name, table = here.titled(_("List of resources")), consultation_tables.resources(held, _)
        figure_panel.table(here, table, name, "resources", heading=True, height=380, source=source)
    with right:
        name = here.titled(_("List of demands, and the projects that answer them"))
        page_sections.listing(here, demands, name, "demands", consultation_tables.demands)

"""The records behind a number, a page at a time, and all of them as CSV."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from governance.app import compound_links, figure_panel
from governance.app.context import Here
from governance.core import export_tables
from governance.metrics import number_format
from governance.receipts import receipt_tables

PAGE = 100  # records a page of the list
MOST = 1_000_000  # a spreadsheet holds no more


@dataclass(frozen=True)
class Listing:
    """Records to be listed: so many of them.

    find: `most` of them from `start` on. worded: these under the headings that a reader sees. key:
    of the widgets. file: what the CSV is called.
    """

    count: int
    find: Callable[[int, int], pd.DataFrame]
    worded: Callable[[pd.DataFrame], pd.DataFrame]
    key: str
    file: str

    def csv(self) -> bytes:
        """Every record, as CSV for a spreadsheet."""
        return export_tables.csv_bytes(export_tables.Table(self.worded(self.find(MOST, 0))))


def show(here: Here, listing: Listing) -> None:
    """A page of the records, the number of the page where there are more, and the CSV."""
    _, key = here.translate, listing.key
    if not listing.count:
        st.info(_("No record is behind this figure in this area and period."))
        return
    title = _("The records behind this figure ({n})", n=number_format.number(listing.count))
    pages = -(-listing.count // PAGE)
    page = min(st.session_state.get(f"{key}_page", 1), pages)
    rows = listing.find(PAGE, (page - 1) * PAGE)
    frame = listing.worded(rows)
    settings, opens = receipt_tables.settings(_), compound_links.of_records(here, rows)
    figure_panel.table(
        here, frame, title, f"{key}_rows", settings=settings, heading=True, chosen=opens
    )
    if pages > 1:
        said = _("Page, of {n}", n=number_format.number(pages))
        st.number_input(said, 1, pages, page, key=f"{key}_page", width=200)
    st.download_button(
        _("All records as CSV"),
        listing.csv,
        file_name=listing.file,
        key=f"{key}_all",
        on_click="ignore",
    )

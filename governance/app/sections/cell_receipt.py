"""The receipt of a number that is no metric's: its proof, its records, its files, its queries."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from governance.app import cache, context, figure_panel
from governance.app.context import Here
from governance.app.sections import record_list
from governance.app.sections.record_list import Listing
from governance.core.escaping import markdown, quoted
from governance.metrics import number_format
from governance.receipts import receipt_tables, table_cells, table_columns
from governance.receipts.table_cells import CellReceipt

VERDICTS: Mapping[bool | None, tuple[Callable[..., Any], str]] = {
    True: (st.success, "check_circle"),
    False: (st.error, "error"),
    None: (st.info, "info"),
}


def show_verdicts(said: Mapping[str, bool | None]) -> None:
    """What proofs say, and whether each holds; None where it could not be tried."""
    for text, holds in said.items():
        show, icon = VERDICTS[holds]
        show(text, icon=f":material/{icon}:")


def asked(here: Here) -> CellReceipt | None:
    """The receipt of the cell that the address names; says so where there is none."""
    text, _ = context.wanted("cell"), here.translate
    cell = table_cells.parse(text)
    if text and cell is None:
        st.warning(_("There is no number “{cell}” here.", cell=quoted(text)))
    return CellReceipt(here.warehouse, here.scope, here.ground, cell) if cell else None


def show(here: Here, receipt: CellReceipt) -> None:
    """The whole receipt."""
    _, cell = here.translate, receipt.cell
    proof = receipt.prove()
    left, right = st.columns([2, 3], gap="large")
    heading = here.titled_now if cell.table.is_register else here.titled
    compounds = cache.places(here.warehouse).compounds
    with left:
        title = markdown(
            f"{heading(_(cell.table.title))} · {table_columns.name(cell, _, compounds)}"
        )
        st.metric(title, _number(proof.shown) or _("No data"))
        said = receipt_tables.HOLDS if proof.holds else receipt_tables.FAILS
        show_verdicts({_(said): proof.holds})
    with right:
        facts = {
            _("Shown on the pages"): _number(proof.shown),
            _("From the rows, now"): _number(proof.again),
            _("Records"): number_format.number(proof.records),
        }
        st.table({key: text for key, text in facts.items() if text}, border="horizontal")
    _show_records(here, receipt, proof.records)
    files = receipt_tables.files(receipt.files(), _)
    title = _("The files of these rows")
    figure_panel.table(here, files, title, "receipt_files", heading=True)
    with st.expander(_("SQL and its bound values")):
        for room in ("views", "behind"):
            st.caption(f"`queries/{room}/{cell.view}.sql`")
            st.code(receipt.source(room).statement, language="sql", wrap_lines=True)


def _number(value: float | None) -> str:
    return number_format.number(value, 0 if value is None or value.is_integer() else 1)


def _show_records(here: Here, receipt: CellReceipt, count: int) -> None:
    _, places = here.translate, cache.places(here.warehouse)

    def worded(rows: pd.DataFrame) -> pd.DataFrame:
        return receipt_tables.cell_records(rows, places, _)

    file = f"{receipt.cell.view}_{here.scope.area}_{here.scope.start}.csv"
    record_list.show(here, Listing(count, receipt.listed, worded, "cell", file))

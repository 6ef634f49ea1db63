"""The way from a compound's name, wherever one is shown, to the compound's file."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from governance.app import cache, context
from governance.app.context import Here
from governance.core.contracts import ROOT
from governance.core.escaping import markdown
from governance.receipts import receipt_tables
from governance.reconciliation.published_figures import Published

PAGE = "compound"
Chosen = Callable[[int, str], None]


def address(here: Here, code: object) -> str:
    """The address of a compound's file, "" where nobody says which compound it is."""
    return "" if pd.isna(code) or not code else here.address(PAGE, compound=str(code))


def show(here: Here, code: object, name: object) -> None:
    """The way to a compound's file below what speaks of it, nothing where it is no compound."""
    if not pd.isna(code):
        _ = here.translate
        here.show_link(_("Compound file: {name} →", name=markdown(name)), PAGE, compound=str(code))


def opens(
    codes: Sequence[Any] | pd.Series, heading: str, otherwise: Chosen | None = None
) -> Chosen:
    """What a click on a table does: it opens the file of the compound under a heading.

    codes: of each row's compound, null for none. otherwise: what clicks on other cells do.
    """

    def chosen(row: int, column: str) -> None:
        if column == heading and not pd.isna(codes[row]):
            context.open_page(PAGE, compound=str(codes[row]))
        elif otherwise:
            otherwise(row, column)

    return chosen


def of_figure(here: Here, figure: Published) -> str:
    """The code of the compound that a published figure is about, "" for none of the register."""
    names = cache.view(here.warehouse, "compound_names", area=ROOT)
    found = names[names["name"].eq(figure.compound)] if figure.compound else names[:0]
    chain = here.ground.tree.chain
    for code, area in zip(found["compound_code"], found["area_code"], strict=True):
        if figure.area_code in {above.code for above in chain(area)}:
            return str(code)
    return ""


def of_records(here: Here, rows: pd.DataFrame) -> Chosen | None:
    """The same of the records of a receipt, None where none of them has a compound."""
    codes = rows.get(receipt_tables.COMPOUND)
    if codes is None or codes.isna().all():
        return None
    known = codes.where(codes.isin(list(cache.places(here.warehouse).compounds)))
    return opens(known.tolist(), receipt_tables.compound_heading(rows, here.translate))

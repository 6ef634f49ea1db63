"""Cells of a slide's tables: as Python has them, and as people read them."""

import datetime as dt
from typing import Any

import pandas as pd

from governance.briefings.slide_content import Cell, Column, Row
from governance.metrics import number_format


def rows(frame: pd.DataFrame) -> tuple[Row, ...]:
    """Every row of a frame with its types."""
    return tuple(tuple(map(cell, row)) for row in frame.itertuples(index=False, name=None))


def cell(given: Any) -> Cell:
    """A cell as Python has it; None where missing, texts for what a slide has no type for."""
    if isinstance(given, list | tuple):
        return "; ".join(map(str, given))
    if given is None or pd.isna(given):
        return None
    if isinstance(given, pd.Timestamp):
        moment = given.tz_localize(None).to_pydatetime()
        return moment.date() if moment.time() == dt.time() else f"{moment:%Y-%m-%d %H:%M}"
    found = given.item() if hasattr(given, "item") else given
    return found if isinstance(found, bool | int | float | str | dt.date) else str(found)


def text(given: Cell, column: Column, absent: str = "") -> str:
    """A cell as people read it; absent: what stands where there is none."""
    if given is None:
        return absent
    if isinstance(given, bool) or not isinstance(given, int | float):
        return str(given).strip()
    number = number_format.number(given * 100 if column.kind == "share" else given, column.decimals)
    return number + ("%" if column.kind in ("points", "share") else "")

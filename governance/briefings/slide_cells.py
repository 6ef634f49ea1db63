"""A slide's tables and their cells: as Python has them, and as people read them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from governance.briefings.slide_content import Cell, Column, Row, Table
from governance.metrics import number_format
from governance.metrics.catalog import Metric


def draw(table: Table, places: Sequence[int], tones: Sequence[str] = ()) -> Table:
    """The table with these of its rows on the slide, as the texts of the drawn columns."""
    shown = tuple(
        tuple(
            text(*pair)
            for pair in zip(table.rows[n], table.columns, strict=True)
            if pair[1].is_drawn
        )
        for n in places
    )
    shades = tuple(tones or [""] * len(places))
    return replace(table, drawn=tuple(places), shown=shown, tones=shades)


def kind_of(metric: Metric) -> str:
    """The kind of a column of a metric's values."""
    return "points" if metric.unit == "percent" else "number"


def rows(frame: pd.DataFrame) -> tuple[Row, ...]:
    """Every row of a frame with its types."""
    return tuple(tuple(map(cell, row)) for row in frame.itertuples(index=False, name=None))


def cell(value: Any) -> Cell:
    """A cell as Python has it; None where missing, texts for what a slide has no type for."""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        moment = value.tz_localize(None).to_pydatetime()
        return moment.date() if moment.time() == dt.time() else f"{moment:%Y-%m-%d %H:%M}"
    plain = value.item() if hasattr(value, "item") else value
    return plain if isinstance(plain, bool | int | float | str | dt.date) else str(plain)


def text(cell: Cell, column: Column, absent: str = "") -> str:
    """A cell as people read it; absent: what stands where there is none."""
    if cell is None:
        return absent
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return str(cell).strip()
    number = number_format.number(cell * 100 if column.kind == "share" else cell, column.decimals)
    return number + ("%" if column.kind in ("points", "share") else "")

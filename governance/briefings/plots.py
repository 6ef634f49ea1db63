"""A figure of a page as a chart and a table of a slide, so that any view can be kept as it was."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from governance import display, tables
from governance.briefings.content import Cell, Chart, Column, Series, Table
from governance.figures import Figure

MOST, ROWS = 24, 13
HIDDEN = ("x2", "y2")  # the axes of what is drawn over the plot: "no data"


def chart(given: Figure, title: str) -> Chart | None:
    """The bars or lines of a Plotly figure; None of one that has another form."""
    traces = [trace for trace in given["data"] if _is_drawn(trace)]
    if not traces:
        return None
    lying = all(trace.get("orientation") == "h" for trace in traces)
    along, up = ("y", "x") if lying else ("x", "y")
    names = _names(given.get("layout", {}).get(f"{along}axis", {}))
    places = list(dict.fromkeys(place for trace in traces for place in trace[along]))
    if not all(isinstance(place, str) or place in names for place in places):
        return None
    places = places if lying else sorted(places, key=_order(names))
    series = [_series(trace, places, along, up) for trace in traces]
    if all(trace["type"] == "bar" for trace in traces):
        series = _merged(series)
    form = "bars" if len(series) == 1 and len(places) <= MOST else "line"
    known = [value for one in series for value in one.values if value is not None]
    return Chart(
        *("view", title, form, "", "", 0 if all(v == int(v) for v in known) else 1),
        tuple(_plain(names.get(place, place)) for place in places),
        tuple(map(str, places)),
        tuple(series),
    )


def _is_drawn(trace: Figure) -> bool:
    is_known = trace.get("type") in ("bar", "scatter") and "x" in trace and "y" in trace
    return is_known and not {trace.get("xaxis"), trace.get("yaxis")}.intersection(HIDDEN)


def _names(axis: Figure) -> dict[Any, str]:
    """What stands at the places of an axis that has names of its own."""
    return dict(zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=False))


def _order(names: dict[Any, str]) -> Any:
    ranks = {place: rank for rank, place in enumerate(names)}
    return lambda place: ranks.get(place, len(ranks))


def _plain(text: object) -> str:
    return str(text).replace("<br>", " ")


def _series(trace: Figure, places: Sequence[Any], along: str, up: str) -> Series:
    found = dict(zip(trace[along], trace[up], strict=True))
    values = tuple(_number(found.get(place)) for place in places)
    return Series(_plain(trace.get("name") or ""), "value", values)


def _number(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and not pd.isna(value) else None


def _merged(series: list[Series]) -> list[Series]:
    """One series, where bars of several names never stand at one place."""
    columns = list(zip(*(one.values for one in series), strict=True))
    if any(sum(value is not None for value in column) > 1 for column in columns):
        return series
    values = tuple(next((v for v in column if v is not None), None) for column in columns)
    return [Series(series[0].name, "value", values)]


def table(given: tables.Table, title: str) -> Table:
    """A table as it is taken away, with every row; the first of them are shown."""
    frame = given.frame
    columns = tuple(
        _column(str(name), frame.iloc[:, place], given.formats.get(str(name), ""))
        for place, name in enumerate(frame.columns)
    )
    rows = tuple(tuple(map(_cell, row)) for row in frame.itertuples(index=False, name=None))
    drawn = tuple(range(min(len(rows), ROWS)))
    shown = tuple(
        tuple(_text(cell, column) for cell, column in zip(rows[place], columns, strict=True))
        for place in drawn
    )
    codes = tuple(str(code) for code in frame.index)
    return Table("view", title, columns, codes, rows, drawn, shown, ("",) * len(drawn))


def _column(name: str, cells: Any, form: str) -> Column:
    if not tables.has_numbers(cells):
        return Column(name, name)
    if form == tables.PERCENT:
        return Column(name, name, "share")
    whole = all(float(cell).is_integer() for cell in cells.dropna())
    kind = "points" if form == tables.POINTS else "number"
    return Column(name, name, kind, 0 if whole and kind == "number" else 1)


def _cell(cell: Any) -> Cell:
    """A cell as Python has it; None where missing, texts for what a slide has no type for."""
    if isinstance(cell, list | tuple):
        return "; ".join(map(str, cell))
    if cell is None or pd.isna(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        moment = cell.tz_localize(None).to_pydatetime()
        return moment.date() if moment.time() == dt.time() else f"{moment:%Y-%m-%d %H:%M}"
    found = cell.item() if hasattr(cell, "item") else cell
    return found if isinstance(found, bool | int | float | str | dt.date) else str(found)


def _text(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return str(cell).strip()
    text = display.number(cell * 100 if column.kind == "share" else cell, column.decimals)
    return text + ("%" if column.kind in ("points", "share") else "")

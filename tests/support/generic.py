"""Rows of any dataset as its contract declares it, to be left without one column or another."""

import datetime as dt
from collections.abc import Collection, Iterator

from governance.core import contracts
from governance.core.contracts import Column, Contract
from governance.ingest.sources import Source
from tests.support import tiny

FIRST = dt.date(2025, 1, 1)
MONTHS, A_MONTH = 14, 12  # rows enough that a column without a value is no chance


def source(dataset: str, without: Collection[str] = ()) -> Source:
    """Fourteen months of a dataset, each column filled but for those left out."""
    contract = contracts.load()[dataset]
    rows = [_row(contract, number, without) for number in range(MONTHS * A_MONTH)]
    return tiny.from_rows(dataset, rows)


def optional(contract: Contract) -> list[str]:
    """The columns that an export may lack."""
    return [
        column.name
        for column in contract.columns.values()
        if not column.required and column.name not in contract.key and column.type != "area"
    ]


def _row(contract: Contract, number: int, without: Collection[str]) -> dict[str, str]:
    days = _days(contract, number)
    return {
        column.name: days.get(column.name) or _text(contract, column, number)
        for column in contract.columns.values()
        if column.name not in without
    }


def _days(contract: Contract, number: int) -> dict[str, str]:
    """The times of a record, each a few hours after the one before it."""
    month, place = divmod(number, A_MONTH)
    day = dt.datetime.combine(FIRST, dt.time(9)) + dt.timedelta(days=30.4 * month + 2.3 * place)
    timed = [c for c in contract.columns.values() if c.type in ("date", "datetime")]
    return {
        column.name: f"{day + dt.timedelta(hours=5 * step):%Y-%m-%d %H:%M}"[: _width(column)]
        for step, column in enumerate(timed)
    }


def _width(column: Column) -> int:
    return 10 if column.type == "date" else 16


def _text(contract: Contract, column: Column, number: int) -> str:
    if column.name in contract.key:
        return f"{contract.dataset[0].upper()}{number:04d}"
    if column.name == "duplicate_of" or column.type == "geometry":
        return ""
    if column.allowed:
        return [*column.allowed][number % len(column.allowed)]
    return next(_kinds(column, number))


def _kinds(column: Column, number: int) -> Iterator[str]:
    if column.type == "area":
        yield tiny.GRIDS[number % len(tiny.GRIDS)]
    elif column.type == "boolean":
        yield "是" if number % 3 else "否"
    elif column.name in ("longitude", "latitude"):
        yield "106.55" if column.name == "longitude" else "29.56"
    elif column.type in ("integer", "number"):
        yield str(max(number % 5 + 1, int(column.min or 0)))
    else:
        yield f"{column.name[:2]}{number % 7}"

"""Of which days and months an export speaks: whether a figure is known, and like another.

Columns that every cell of measure.answer() has: `known` of the `months` that the window touches,
`units` (of months: how many exports speak of them, summed), `until` (the last day that they reach;
NaT where that is the window's last), is_early (exports of other things reach further), is_uneven
(some exports end before others), is_settled, history (known months up to the window's end).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from governance.core import sql
from governance.core.periods import Window

COLUMNS = ["known", "months", "units", "until", "is_early", "is_uneven", "is_settled", "history"]
Days = NDArray[np.datetime64]


@dataclass(frozen=True)
class Found:
    """What is known of windows: tables of areas × windows, by the names of COLUMNS."""

    known: NDArray[np.int32]
    months: NDArray[np.int32]
    units: NDArray[np.int32]
    history: NDArray[np.int32]
    until: Days
    is_early: NDArray[np.bool_]
    is_uneven: NDArray[np.bool_]
    is_settled: NDArray[np.bool_]

    def of_register(self) -> "Found":
        """The same of what has no days: nothing is missing, nor still to come."""
        whole = np.ones_like(self.is_settled)
        never = np.full_like(self.until, np.datetime64("NaT"))
        return replace(self, known=self.months, until=never, is_settled=whole)


@dataclass(frozen=True)
class Coverage:
    """What exports say of a basis (queries/warehouse/coverage.sql), by area and month.

    known, units, uneven: for each of `areas`, sums over the months before month `first` + column.
    last: the last day that is reached in each area; horizon: the one that any export reaches.
    """

    areas: pd.Index
    first: int
    known: NDArray[np.int32]
    units: NDArray[np.int32]
    uneven: NDArray[np.int32]
    last: Days
    horizon: np.datetime64

    def find(self, areas: Sequence[str], windows: Sequence[Window], settles: int) -> Found:
        """What is known of these windows in these areas; settles: days until a figure stands."""
        starts, ends = (np.array([w[n] for w in windows], dtype="datetime64[D]") for n in (0, 1))
        if not len(self.areas):
            return _nothing(len(areas), starts, ends)
        rows = self.areas.get_indexer(pd.Index(areas))
        last = np.where(rows < 0, np.datetime64("NaT"), self.last[rows])[:, None]
        reached = np.where(ends - 1 > last, last + 1, ends)
        begin, end = self._column(starts), self._column(reached, is_end=True)
        begin = np.where(reached <= starts, end, np.minimum(begin, end))

        def inside(sums: NDArray[np.int32]) -> NDArray[np.int32]:
            picked = sums[rows[:, None], end] - sums[rows[:, None], begin]
            return np.where(rows[:, None] < 0, 0, picked).astype(np.int32)

        return Found(
            known=inside(self.known),
            months=np.broadcast_to(_touched(starts, ends), end.shape).astype(np.int32),
            units=inside(self.units),
            history=np.where(rows[:, None] < 0, 0, self.known[rows[:, None], end]),
            until=np.where(ends - 1 > last, last, np.datetime64("NaT")),
            is_early=np.broadcast_to(last < self.horizon, end.shape),
            is_uneven=inside(self.uneven) > 0,
            is_settled=np.asarray(last - (ends - 1) >= np.timedelta64(settles, "D")),
        )

    def _column(self, days: Days, *, is_end: bool = False) -> NDArray[np.int64]:
        """The column of the sums before a day's month; of an end before which days count, after."""
        months = _month(days) - self.first
        if is_end:
            months += days > days.astype("datetime64[M]")
        months = np.where(np.isnat(days), 0, months)
        return np.clip(months, 0, self.known.shape[1] - 1).astype(np.int64)


def read(cursor: duckdb.DuckDBPyConnection, basis: str) -> Coverage:
    """What a warehouse holds of a basis."""
    rows = cursor.execute(sql.text("views", "coverage"), {"basis": basis}).df()
    months = rows["month"].dt.year * 12 + rows["month"].dt.month - 1
    first = int(months.min()) if len(rows) else 0
    width = int(months.max()) - first + 1 if len(rows) else 0
    places, areas = pd.factorize(rows["area_code"])

    def sums(amounts: int | NDArray[Any]) -> NDArray[np.int32]:
        table = np.zeros((len(areas), width + 1), dtype=np.int32)
        table[places, months.to_numpy() - first + 1] = amounts
        return np.asarray(table.cumsum(axis=1, dtype=np.int32))

    last = np.full(len(areas), np.datetime64("NaT", "D"))
    order = np.argsort(months.to_numpy(), kind="stable")
    last[places[order]] = rows["until"].to_numpy().astype("datetime64[D]")[order]
    parts = sums(1), sums(rows["units"].to_numpy()), sums(rows["is_uneven"].to_numpy())
    horizon = rows["horizon"].to_numpy().astype("datetime64[D]")[:1]
    horizon = horizon[0] if len(horizon) else np.datetime64("NaT", "D")
    return Coverage(pd.Index(areas), first, *parts, last, horizon)


def _month(days: Days) -> NDArray[np.int64]:
    return np.asarray(days.astype("datetime64[M]").astype(np.int64) + 1970 * 12)


def _touched(starts: Days, ends: Days) -> NDArray[np.int64]:
    """How many months a window touches."""
    return np.asarray(_month(ends - np.timedelta64(1, "D")) - _month(starts) + 1)


def _nothing(count: int, starts: Days, ends: Days) -> Found:
    shape = count, len(starts)
    none = np.zeros(shape, dtype=np.int32)
    never, nat = np.zeros(shape, dtype=bool), np.full(shape, np.datetime64("NaT", "D"))
    months = np.broadcast_to(_touched(starts, ends), shape).astype(np.int32)
    return Found(none, months, none, none, nat, never, never, never)

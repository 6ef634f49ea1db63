"""What a page says of metrics: values beside those they are compared with, from measure()'s frame.

A value is None where nothing can be said; `has_data` tells whether that is because no export
covers the area and period ("no data"), or because there was nothing to divide or to take a
median of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from governance.core import periods
from governance.core.periods import DAY, Window
from governance.metrics.catalog import Metric
from governance.metrics.query import REST
from governance.metrics.scope import Scope
from governance.metrics.targets import Target

Cell = tuple[str, str, Window]


@dataclass(frozen=True)
class Value:
    """One cell of measure(): the value in the metric's unit, and what it is made of.

    is_few: none of it is shown, since it would tell of few people in need. known, months, units,
    until, is_uneven, is_settled, history: see coverage.COLUMNS. window: the days asked for. side:
    +1 or -1 where the figure is a signal, above or below what is usual there.
    """

    value: float | None = None
    has_data: bool = False
    numerator: float | None = None
    denominator: float | None = None
    is_mixed: bool = False
    is_few: bool = False
    known: int = 0
    months: int = 0
    units: int = 0
    until: date | None = None
    is_uneven: bool = False
    is_settled: bool = True
    history: int = 0
    window: Window | None = None
    side: int = 0

    @property
    def span(self) -> Window | None:
        """The days that the value speaks of: up to the last one that exports reach."""
        if self.window is None or self.until is None:
            return self.window
        return self.window[0], max(self.until, self.window[0]) + DAY

    @property
    def is_to_the_end(self) -> bool:
        """Whether all exports reach the window's end: half a month looks like a collapse."""
        return self.until is None and not self.is_uneven

    @property
    def is_whole(self) -> bool:
        """Whether exports speak of every month of the window, to its end."""
        return self.known >= self.months and self.is_to_the_end


NOTHING = Value()


@dataclass(frozen=True)
class Reading:
    """One metric of one area: now, before, a year ago, month by month, and what is aimed at.

    parts: how many areas below it the value speaks of, and of how many there are; None for none.
    """

    metric: Metric
    now: Value
    previous: Value | None
    last_year: Value | None
    months: tuple[float | None, ...]
    target: Target | None
    parts: tuple[int, int] | None = None

    @property
    def is_partial(self) -> bool:
        """Whether areas are missing in the value; where none is known, it was never theirs."""
        return self.now.has_data and self.parts is not None and 0 < self.parts[0] < self.parts[1]


@dataclass(frozen=True)
class AreaReading:
    """One area below the chosen one; `covered` is the share of its months that have data."""

    code: str
    name: str
    now: Value
    then: Value | None
    covered: float

    @property
    def is_rest(self) -> bool:
        """Whether the row stands for facts whose place below their area is not known."""
        return self.code.endswith(REST)


class Values:
    """measure()'s frame by metric, area and window."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.cells: dict[Cell, Value] = {}
        self.names: dict[str, str] = {}
        for row in frame.itertuples(index=False):
            window = (row.window_start, row.window_end)
            self.cells[row.metric, row.area_code, window] = Value(
                value=_present(row.value),
                has_data=bool(row.has_data),
                numerator=_present(row.numerator),
                denominator=_present(row.denominator),
                is_mixed=bool(row.is_mixed),
                is_few=bool(row.is_few),
                window=window,
                **_known(row),
            )
            self.names[row.area_code] = row.area_name

    def add(self, others: Iterable["Values"]) -> None:
        """Takes in the cells of other answers."""
        for other in others:
            self.cells.update(other.cells)

    def at(self, metric: str, area: str, window: Window) -> Value:
        """The cell; NOTHING where measure() has no such row."""
        return self.cells.get((metric, area, window), NOTHING)

    def maybe(self, metric: str, area: str, window: Window | None) -> Value | None:
        """The cell, None where there is no window to compare with."""
        return None if window is None else self.at(metric, area, window)


def _known(row: Any) -> dict[str, Any]:
    """What exports say of a cell; nothing of one that measure() did not make (a split, a sum)."""
    if not hasattr(row, "known"):
        return {}
    return {
        "known": _count(row.known),
        "months": _count(row.months),
        "units": _count(row.units),
        "until": None if pd.isna(row.until) else pd.Timestamp(row.until).date(),
        "is_uneven": row.is_uneven == 1,
        "is_settled": row.is_settled == 1,
        "history": _count(row.history),
        "side": _count(getattr(row, "side", 0)),
    }


def _count(number: float | None) -> int:
    return 0 if number is None or pd.isna(number) else int(number)


def _present(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def reading(
    values: Values,
    below: Values | None,
    metric: Metric,
    scope: Scope,
    *,
    months: Sequence[Window],
    target: Target | None,
) -> Reading:
    """One metric's reading. below: the areas one level down, None where there are none.

    What it is compared with ends where its own data do. Where the period before is last year's
    (twelve months, a year to date) it is said once. What may be of another unit in other months is
    held against none, nor is a register, which has no other days.
    """
    key, area, now = metric.key, scope.area, values.at(metric.key, scope.area, scope.window)
    if not metric.compares(scope.filters):
        return Reading(metric, now, None, None, (), None)
    if not metric.has_history:
        return Reading(metric, now, None, None, (), target)
    previous, last_year = compared_windows(scope, now)
    return Reading(
        metric=metric,
        now=now,
        previous=values.maybe(key, area, previous),
        last_year=values.maybe(key, area, last_year),
        months=tuple(_whole(values.at(key, area, month)) for month in months),
        target=target,
        parts=_parts(below, key, scope.window) if below else None,
    )


def compared_windows(scope: Scope, now: Value) -> tuple[Window | None, Window | None]:
    """The period before and the same of last year, cut where the data of the value end."""
    previous = scope.previous if scope.previous != scope.last_year else None
    others = (previous, scope.last_year)
    if now.until is None or not now.has_data:
        return others
    cut = (None if w is None else periods.cut_alike(scope.window, w, now.until) for w in others)
    return next(cut), next(cut)


def _whole(month: Value) -> float | None:
    return month.value if month.is_to_the_end else None


def _parts(values: Values, metric: str, window: Window) -> tuple[int, int]:
    codes = [code for code in values.names if not code.endswith(REST)]
    known = [values.at(metric, code, window).has_data for code in codes]
    return sum(known), len(known)


def below(
    values: Values, metric: str, now: Window, then: Window | None, months: Sequence[Window]
) -> list[AreaReading]:
    """The areas of the frame by value, largest first; those without a value last, by code.

    A rest ("unspecified") is among them only where something is in it.
    """
    found = [
        AreaReading(
            code=code,
            name=name,
            now=values.at(metric, code, now),
            then=values.maybe(metric, code, then),
            covered=_share([values.at(metric, code, month).has_data for month in months]),
        )
        for code, name in sorted(values.names.items())
    ]
    shown = [area for area in found if area.now.value or not area.is_rest]
    return sorted(shown, key=lambda area: (area.now.value is None, -(area.now.value or 0)))


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0

"""What a page says of metrics: values beside those they are compared with, from measure()'s frame.

A value is None where nothing can be said; `has_data` tells whether that is because no export
covers the area and period ("no data"), or because there was nothing to divide or to take a
median of.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from governance.core.periods import Window
from governance.metrics.catalog import Metric
from governance.metrics.scope import Scope
from governance.metrics.targets import Target

Cell = tuple[str, str, Window]
REST = "unspecified"


@dataclass(frozen=True)
class Value:
    """One cell of measure(): the value in the metric's unit, and what it is made of.

    is_few: none of it is shown, since it would tell of few people in need.
    """

    value: float | None = None
    has_data: bool = False
    numerator: float | None = None
    denominator: float | None = None
    is_mixed: bool = False
    is_few: bool = False


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
        self._cells: dict[Cell, Value] = {}
        self.names: dict[str, str] = {}
        for row in frame.itertuples(index=False):
            window = (row.window_start, row.window_end)
            self._cells[row.metric, row.area_code, window] = Value(
                _present(row.value),
                bool(row.has_data),
                _present(row.numerator),
                _present(row.denominator),
                bool(row.is_mixed),
                bool(row.is_few),
            )
            self.names[row.area_code] = row.area_name

    def at(self, metric: str, area: str, window: Window) -> Value:
        """The cell; NOTHING where measure() has no such row."""
        return self._cells.get((metric, area, window), NOTHING)

    def maybe(self, metric: str, area: str, window: Window | None) -> Value | None:
        """The cell, None where there is no window to compare with."""
        return None if window is None else self.at(metric, area, window)


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

    Where the period before is last year's (twelve months, a year to date) it is said once. What
    may be of another unit in other months is held against none.
    """
    key, area, now = metric.key, scope.area, values.at(metric.key, scope.area, scope.window)
    if not metric.compares(scope.only):
        return Reading(metric, now, None, None, (), None)
    previous = scope.previous if scope.previous != scope.last_year else None
    return Reading(
        metric=metric,
        now=now,
        previous=values.maybe(key, area, previous),
        last_year=values.maybe(key, area, scope.last_year),
        months=tuple(values.at(key, area, month).value for month in months),
        target=target,
        parts=_parts(below, key, scope.window) if below else None,
    )


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

"""Metrics by rows and columns with their totals: every number is the figure its receipt proves.

A dimension is a level of areas, a length of time or a segment. A total is asked of the whole like
any other figure and never made of what it stands beside: so it re-adds where a metric adds up, and
is right where none does (a rate, persons told apart, a median).
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations
from typing import NamedTuple

import pandas as pd

from governance.core.contracts import LEVELS, ROOT
from governance.core.periods import DAY, Window, add_months
from governance.metrics import suppression
from governance.metrics.catalog import Metric
from governance.metrics.query import BESIDE, REST, Filter, Query

NONE = ""
MONTHS = {"month": 1, "quarter": 3, "year": 12}
WEEK = "week"
GRAINS = (*MONTHS, WEEK)  # lengths of time
By = tuple[str, str]  # the dimensions of rows and of columns
Key = str | None  # an area's code, a first day, a segment's value; None for the total
Cell = tuple[str, Key, Key]  # metric, row, column


class Number(NamedTuple):
    """What stands in a cell. is_mixed: of several units, which have no sum."""

    value: float | None
    is_few: bool
    is_mixed: bool


Numbers = Mapping[Cell, Number]


def dimensions(metric: Metric, levels: Sequence[str]) -> list[str]:
    """By what a metric can be told apart; levels: those of the areas below."""
    grains = GRAINS if metric.has_history else ()
    return [*levels, *grains, *metric.segments]


def kind(dimension: str) -> str:
    """What two dimensions must not both be of; a segment is of its own."""
    names = {"level": LEVELS, "time": GRAINS}
    return next((name for name, known in names.items() if dimension in known), dimension)


def is_told(metric: Metric, by: By, query: Query) -> bool:
    """Whether a metric can be shown by these two: not by two levels, nor by two lengths of time.

    Nor by weeks what tells of people in need: weeks do not fill the months that hide it.
    """
    if by[0] and kind(by[0]) == kind(by[1]):
        return False
    named = [name for name in (*by, *query.dimensions) if name in metric.splits]
    return WEEK not in by or not suppression.is_sensitive(metric, named)


def spans(window: Window, grain: str) -> list[Window]:
    """A window cut at the turns of its months, quarters, years or weeks (from Monday on)."""
    start, end = window
    turns = [start]
    while (turn := _next(turns[-1], grain)) < end:
        turns.append(turn)
    return list(zip(turns, [*turns[1:], end], strict=True))


def _next(day: dt.date, grain: str) -> dt.date:
    if grain == WEEK:
        return day + (7 - day.weekday()) * DAY
    months = MONTHS[grain]
    return add_months(day.replace(day=1, month=day.month - (day.month - 1) % months), months)


def adds_up(metric: Metric, dimension: str) -> bool:
    """Whether the numbers along a dimension add up to their total."""
    counts = metric.aggregate == "sum" and metric.is_count and not metric.per
    return counts and dimension != metric.apart and (kind(dimension) != "time" or _flows(metric))


def _flows(metric: Metric) -> bool:
    return metric.time == "flow" and not metric.lookback


def numbers(answer: Callable[[Query], pd.DataFrame], query: Query, by: By) -> dict[Cell, Number]:
    """Every cell and total. query: of the whole, in one window; answer: measure's, of `every`.

    Of which nothing is known there is no value, or no cell.
    """
    found: dict[Cell, Number] = {}
    grain = next((name for name in by if name in GRAINS), NONE)
    for kept in _subsets([name for name in by if name and name != grain]):
        frame = answer(_narrowed(query, kept, grain))
        for of_total in (False, True) if grain else (True,):
            part = _keyed(frame, query, by, kept, grain, of_total=of_total)
            found.update(_cells(part))
    return found


class Place(NamedTuple):
    """What a cell, row or column of a pivot is of; "" and None where it is of all.

    rest: the level at which the place of its records is not known, inside the area.
    """

    area: str
    rest: str
    window: Window | None
    filters: Sequence[Filter]


def windows(whole: Window, by: By) -> dict[str, Window]:
    """The parts of a window that are rows or columns, by their keys; none without such."""
    grain = next((name for name in by if name in GRAINS), NONE)
    parts = spans(whole, grain) if grain else []
    return {start.isoformat(): (start, end) for start, end in parts}


def place(by: By, keys: tuple[Key, Key], parts: Mapping[str, Window]) -> Place:
    """The area, days and segment values of some keys of rows and columns; parts: windows()."""
    chosen = {name: key for name, key in zip(by, keys, strict=True) if name and key is not None}
    area, rest, window = "", "", None
    filters = [(name, key) for name, key in chosen.items() if kind(name) == name]
    for name, key in chosen.items():
        if name in LEVELS:
            area, rest = key, ""
            if key.endswith(REST):
                area, rest = key.removesuffix(REST).rstrip("/") or ROOT, name
        elif name in GRAINS:
            window = parts[key]
    return Place(area, rest, window, filters)


def _subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def _narrowed(query: Query, kept: Sequence[str], grain: str) -> Query:
    """The question by what is kept of the dimensions, with the lengths of time and the whole."""
    level = next((name for name in kept if name in LEVELS), query.level)
    split, beside, *_rest = (*(name for name in kept if name not in LEVELS), NONE, NONE)
    asked = dict.fromkeys((*(spans(query.window, grain) if grain else ()), query.window))
    return replace(query, level=level, windows=tuple(asked), split=split, beside=beside)


def _keyed(
    frame: pd.DataFrame, query: Query, by: By, kept: Sequence[str], grain: str, *, of_total: bool
) -> pd.DataFrame:
    """The frame's rows of the total over time, or of its parts, with `row` and `column`."""
    is_whole = (frame["window_start"] == query.window[0]) & (frame["window_end"] == query.window[1])
    if not of_total and len(spans(query.window, grain)) > 1:
        frame = frame[~is_whole]
    elif of_total:
        frame = frame[is_whole]
    known = (*kept, *([] if of_total else [grain]))
    keys = [_key(frame, name, kept) if name in known else None for name in by]
    return frame.assign(row=keys[0], column=keys[1])


def _key(frame: pd.DataFrame, name: str, kept: Sequence[str]) -> pd.Series:
    if name in LEVELS:
        return frame["area_code"]
    if name in GRAINS:
        return frame["window_start"].astype(str)
    segments = [one for one in kept if one not in LEVELS]
    if len(segments) == 1:
        return frame["segment_value"]
    side = 2 * segments.index(name)
    return frame["segment_value"].map(lambda text: text.partition(BESIDE)[side])


def _cells(frame: pd.DataFrame) -> Iterator[tuple[Cell, Number]]:
    values = frame["value"].astype(object).where(frame["value"].notna(), None)
    columns = (frame["metric"], frame["row"], frame["column"], values)
    flags = (frame["is_few"].astype(bool), frame["is_mixed"].astype(bool))
    for metric, row, column, value, is_few, is_mixed in zip(*columns, *flags, strict=True):
        yield (metric, row, column), Number(value, is_few, is_mixed)

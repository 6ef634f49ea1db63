"""XmR charts: the limits of what a series of months does by itself, and what goes beyond them.

Individual values and moving ranges (Wheeler, Understanding Variation, 1993; NIST/SEMATECH
e-Handbook of Statistical Methods, section 6.3.2.2). The natural limits are the mean of the values
± 2.66 × the mean moving range; a moving range has the limit 3.268 × that mean.

Two rules mark a special cause, the first and the second of the Western Electric rules that
Wheeler keeps for these charts: a point beyond a natural limit, and eight points in a row on one
side of the centre line. (NHS England's Making Data Count takes seven. Rules on trends and on
two of three points are left out: each one more finds more noise.)

A missing month is no point. No range is taken across it, since the step over a gap is not the
step of one month to the next; it joins no run and ends none: eight points that are there count,
whatever lies between. A point on the centre line ends a run.

Arrays hold series along their last axis, one number a month, NaN where there is none, so that
thousands of series are judged in one go.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Series = NDArray[np.float64]
# 3 ÷ 1.128 and D4 for ranges of two: d2 = 1.128 turns a mean range into a standard deviation.
NATURAL = 2.66
RANGES = 3.268
D2 = 1.128
RUN = 8
# A mean of equal numbers misses them by a rounding, which is no side of it.
HAIR = 1e-9


@dataclass(frozen=True)
class Limits:
    """Centre line and limits of series; each NaN where there is nothing to tell it from.

    centre, lower, upper: along the months, since limits may widen in months of few cases.
    ranges: from the month before to this one; range_mean, range_limit: one number a series.
    """

    centre: Series
    lower: Series
    upper: Series
    ranges: Series
    range_mean: Series
    range_limit: Series

    @property
    def sigma(self) -> Series:
        """The standard deviation that the limits stand three of away from the centre."""
        return np.asarray((self.upper - self.centre) / 3, dtype=np.float64)


def moving_ranges(values: Series) -> Series:
    """The step from the month before, as an amount; NaN in the first month and beside gaps."""
    steps = np.full(values.shape, np.nan)
    steps[..., 1:] = np.abs(np.diff(values, axis=-1))
    return steps


def mean(values: Series) -> Series:
    """The mean over the months that have a value; NaN where none has. The months' axis stays."""
    known = np.isfinite(values)
    count = known.sum(axis=-1, keepdims=True)
    total = np.where(known, values, 0.0).sum(axis=-1, keepdims=True)
    result = np.full(count.shape, np.nan)
    np.divide(total, count, out=result, where=count > 0)
    return result


def compute_limits(values: Series, noise: Series | None = None) -> Limits:
    """The natural limits of series.

    noise: the standard deviation that chance alone gives each month's value (signals/chance.py),
    in the values' unit. The limits then are never narrower than three of it, and widen in months
    of few cases: the mean range is taken of values ÷ noise (Laney's p′ and u′ charts,
    Quality Engineering 14(4), 2002), and counts as 1.128 at least.
    """
    centre, ranges = mean(values), moving_ranges(values)
    range_mean = mean(ranges)
    if noise is None:
        reach = np.broadcast_to(NATURAL * range_mean, values.shape)
    else:
        spread = mean(moving_ranges((values - centre) / noise)) / D2
        reach = 3 * noise * np.fmax(spread, 1.0)
    wide = np.broadcast_to(centre, values.shape)
    return Limits(wide, wide - reach, wide + reach, ranges, range_mean, RANGES * range_mean)


def points_beyond(values: Series, limits: Limits) -> NDArray[np.int8]:
    """+1 above the upper natural limit, −1 below the lower one, 0 inside or unknown."""
    return _apart(values, limits.lower, limits.upper)


def sides_of_centre(values: Series, limits: Limits) -> NDArray[np.int8]:
    """+1 above the centre line, −1 below it, 0 on it or unknown."""
    return _apart(values, limits.centre, limits.centre)


def _apart(values: Series, low: Series, high: Series) -> NDArray[np.int8]:
    hair = HAIR * np.fmax(np.abs(low), np.abs(high))
    return np.asarray((values > high + hair) * 1 - (values < low - hair) * 1, dtype=np.int8)


def find_runs(values: Series, limits: Limits) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many points in a row have been on this one's side, and the month of the first of them.

    0 where there is no point or it lies on the centre line.
    """
    side, known = sides_of_centre(values, limits), np.isfinite(values)
    lengths, starts = (np.zeros(values.shape, dtype=np.int64) for _part in range(2))
    length, start = (np.zeros(values.shape[:-1], dtype=np.int64) for _part in range(2))
    last = np.zeros(values.shape[:-1], dtype=np.int8)
    for month in range(values.shape[-1]):
        now, there = side[..., month], known[..., month]
        goes_on = there & (now == last) & (now != 0)
        length = np.where(goes_on, length + 1, np.where(there, now != 0, length))
        start = np.where(there & ~goes_on, month, start)
        last = np.where(there, now, last)
        lengths[..., month] = np.where(there, length, 0)
        starts[..., month] = np.where(there, start, month)
    return lengths, starts


def mark_runs(
    ends: NDArray[np.bool_],
    lengths: NDArray[np.int64],
    side: NDArray[np.int8],
    known: NDArray[np.bool_],
) -> NDArray[np.int8]:
    """+1 or −1 for every point of the runs that reach one of these ends."""
    marked = np.zeros(side.shape, dtype=np.int8)
    left = np.zeros(side.shape[:-1], dtype=np.int64)
    for month in reversed(range(side.shape[-1])):
        there = known[..., month]
        reached = np.maximum(left, np.where(ends[..., month], lengths[..., month], 0))
        marked[..., month] = np.where(there & (reached > 0), side[..., month], 0)
        left = np.where(there, np.maximum(reached - 1, 0), left)
    return marked

"""How likely chance alone has moved the last months of a series away from where they were.

For every length of a run (the last month, the last two, … twelve) the run's mean is held against
what the months before lead one to expect, and the least surprising of these counts:
  level      of the settled baseline, the first twelve months;
  trend      the line through all months before the run: a steady rise is no news;
  last_year  last year's same months, where these lay off that line on the same side;
and against last year's alone, where it tells the months far better than their own line does
(season). The length that chance explains least is the one that is told. A change point of unknown
place: Hawkins, Qiu and Kang, Journal of Quality Technology 35 (2003) 355-366.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from governance.stats.signals.arrays import Series
from governance.stats.signals.scatter import Line, Months, fit, times

Bools = NDArray[np.bool_]
YEAR = 12
# A run of more months has become the level. Beyond half of it lengths are many and alike: their
# odds count for more, so that the search over all of them finds no more than one length would.
LONGEST, FREE = 12, 4
# Last year's months lay off where they did by more than this many standard errors.
OFF = 1.0
# Of a run's distance, how far its first and its last month lie off at least.
ENDS = 0.35
# Season: year-on-year steps, so many of them before the run, with so much less variance.
STEPS, CALMER = 9, 0.25
# What has moved so many standard errors, and has lasted a year, is accepted as the new level.
ACCEPTED, EARLIEST, HELD = 5.0, 4, 8
# So many series are tried at once, in all lengths: more do not fit a processor's cache.
AT_ONCE = 1000
REFERENCES = ("level", "trend", "last_year", "season")
Reference = Literal["level", "trend", "last_year", "season"]


@dataclass(frozen=True)
class Shift:
    """The run that chance explains least; one entry a series.

    odds: how likely chance goes as far on either side. length: in months. away: from the
    reference, in the values' unit; error: what chance makes of it. reference: of REFERENCES.
    """

    odds: Series
    length: NDArray[np.int64]
    away: Series
    error: Series
    reference: NDArray[np.int64]


def settled(months: Months) -> Bools:
    """The baseline: the first twelve months known; never the last one."""
    known = months.weights > 0
    order = known.cumsum(axis=-1)
    return np.asarray(known & (order <= np.minimum(YEAR, order[..., -1:] - 1)))


def since_accepted(months: Months) -> Months:
    """The months since the level last moved, where that is a year ago or longer."""
    place = times(months)
    splits = np.arange(EARLIEST, max(len(place) - YEAR + 1, EARLIEST))[:, None, None]
    if not len(splits):
        return months
    before = fit(months.where(place < splits))
    after = fit(months.where((place >= splits) & (place < splits + HELD)))
    shared = months.floor + np.fmax(before.excess, after.excess)
    error = np.sqrt(shared * (1 / before.months.total + 1 / after.months.total))
    steps = np.nan_to_num(np.abs(after.level - before.level) / error)
    start = np.where(steps.max(axis=0) > ACCEPTED, steps.argmax(axis=0) + EARLIEST, 0)
    return months.where(place >= start[..., None])


def find(months: Months, growth: bool = False) -> Shift:
    """The shift of each series' last months; series along the first of two axes.

    growth: whether the noise grows with the level, as that of counts does.
    """
    count = len(months.weights)
    parts = [
        _find(months.rows(slice(first, first + AT_ONCE)), growth)
        for first in range(0, max(count, 1), AT_ONCE)
    ]
    names = [field.name for field in fields(Shift)]
    return Shift(**{n: np.concatenate([getattr(one, n) for one in parts]) for n in names})


def _find(months: Months, growth: bool) -> Shift:
    """The rarest of all lengths."""
    every = _of_lengths(months, growth)
    return _picked(every, every.odds.argmin(axis=0))


def of_length(months: Months, length: int, growth: bool = False) -> Shift:
    """The last so many months (LONGEST at most) together, which nobody searched for."""
    every = _of_lengths(months, growth, FREE * LONGEST)
    return _picked(every, np.full(len(months.weights), length - 1))


def _picked(every: Shift, chosen: NDArray[np.int64]) -> Shift:
    """One of all lengths of each series."""
    parts = ((field.name, getattr(every, field.name)) for field in fields(Shift))
    return Shift(**{name: np.take_along_axis(part, chosen[None], 0)[0] for name, part in parts})


def _of_lengths(months: Months, growth: bool, free: int = FREE) -> Shift:
    """All lengths at once, along an axis before the series. free: lengths whose odds stand."""
    place = times(months)
    lengths = np.arange(1, min(LONGEST, len(place)) + 1)[:, None]
    is_run = np.broadcast_to(
        place >= len(place) - lengths[..., None], (len(lengths), *months.weights.shape)
    )
    found = _runs(months, is_run, growth)
    base = settled(months)
    is_possible = (months.weights[..., -1] > 0) & (
        np.flip(months.weights, -1).T[: len(lengths)] > 0
    )
    is_possible &= ~(is_run & base).any(axis=-1)
    dear = np.maximum(1.0, lengths / free)
    odds = np.where(is_possible, np.minimum(found.odds * dear, 1.0), 1.0)
    return replace(found, odds=odds, length=np.broadcast_to(lengths, odds.shape))


@dataclass(frozen=True)
class Held:
    """A run against one reference: how far away, the variance of that, and Student's freedom."""

    away: Series
    variance: Series
    freedom: Series

    @property
    def odds(self) -> Series:
        """Two-sided; 1 where there is nothing to tell."""
        with np.errstate(invalid="ignore", divide="ignore"):
            found = 2 * stdtr(self.freedom, -np.abs(self.away) / np.sqrt(self.variance))
        return np.where(np.isfinite(found), found, 1.0)


def _runs(months: Months, is_run: Bools, growth: bool) -> Shift:
    """Each run against each reference, and the least surprising of them."""
    run, line = months.where(is_run), fit(months.where(~is_run), run=months.where(is_run))
    base, steps = months.where(settled(months)), _year_on_year(months)
    earlier = fit(steps.where(~is_run))
    held = list(_references(run, base, line, steps.where(is_run), earlier))
    if growth:
        least = np.where(base.mean > 0, base.mean, np.inf)
        grown = np.fmax(1.0, line.at(run.average(times(run))) / least)
        held = [replace(one, variance=one.variance * grown) for one in held]
    odds = [one.odds for one in held]
    signs = np.stack([np.sign(one.away) for one in held])
    is_alike = (signs[0] == signs[1]) & ((odds[2] == 0) | (signs[2] == signs[0]))
    is_alike &= _holds(months, base, held[0].away, len(is_run))
    season = _is_seasonal(steps, line, is_run, earlier)
    which = np.where(season, 3, np.stack(odds[:3]).argmax(axis=0))

    def chosen(parts: Sequence[Series]) -> Series:
        return np.asarray(np.take_along_axis(np.stack(parts), which[None], axis=0)[0])

    return Shift(
        np.where(season | is_alike, chosen(odds), 1.0),
        which,
        chosen([one.away for one in held]),
        np.sqrt(chosen([one.variance for one in held])),
        which,
    )


def _holds(months: Months, base: Months, away: Series, lengths: int) -> Bools:
    """Whether both ends of a run lie off, too: one month of it is not all of it."""
    off = np.where(months.weights > 0, months.values - base.mean[..., None], np.nan)
    first = np.flip(off, axis=-1).T[:lengths]
    ends = np.fmin(first * np.sign(away), off[..., -1] * np.sign(away))
    return np.asarray(ends >= ENDS * np.abs(away))


def _references(
    run: Months, base: Months, line: Line, steps: Months, earlier: Line
) -> Iterator[Held]:
    """The run against the level, the trend, last year's same months, and the season.

    steps: year on year, of the run; earlier: of the months before it.
    """
    time, own = run.average(times(run)), line.noise(run.count) / run.total
    known = line.noise(base.count) / base.total
    yield Held(run.mean - base.mean, own + known, line.freedom)
    trend = Held(run.mean - line.at(time), own + line.variance(time), line.freedom)
    yield trend
    yield _last_year(run, line, trend)
    spread = earlier.noise(steps.count) / steps.total + earlier.variance(time)
    yield Held(steps.mean - earlier.level, spread, earlier.freedom)


def _last_year(run: Months, line: Line, trend: Held) -> Held:
    """The run against last year's months, sure to differ where these lay where they should."""
    weights = np.zeros(run.weights.shape)
    earlier = line.months.weights[..., :-YEAR]
    weights[..., YEAR:] = np.where(run.weights[..., YEAR:] > 0, earlier, 0.0)
    values = np.zeros(run.values.shape)
    values[..., YEAR:] = run.values[..., :-YEAR]
    then = Months(values, weights, run.floor)
    off = then.mean - line.at(then.average(times(then) - YEAR))
    own = line.noise(run.count) / then.total
    lay_off = (np.sign(off) == np.sign(trend.away)) & (np.abs(off) > OFF * np.sqrt(own))
    never = np.where(trend.away < 0, -np.inf, np.inf)
    away = np.where(lay_off, trend.away - off, never)
    return Held(away, np.where(lay_off, trend.variance + own, 1.0), trend.freedom)


def _year_on_year(months: Months) -> Months:
    """The steps from last year's month to this year's; none in the first year."""
    values, weights = np.zeros(months.values.shape), np.zeros(months.weights.shape)
    now, then = months.weights[..., YEAR:], months.weights[..., :-YEAR]
    both = (now > 0) & (then > 0)
    weights[..., YEAR:] = np.where(both, now * then / np.where(both, now + then, 1.0), 0.0)
    values[..., YEAR:] = np.where(both, months.values[..., YEAR:] - months.values[..., :-YEAR], 0.0)
    return Months(values, weights, months.floor)


def _is_seasonal(steps: Months, line: Line, is_run: Bools, earlier: Line) -> Bools:
    """Whether last year tells the months before the run far better than their own line does."""
    is_whole = ((steps.weights > 0) | ~is_run).all(axis=-1)
    is_calm = 2 * np.fmax(earlier.plain, steps.floor) < CALMER * line.plain
    return np.asarray((earlier.months.count >= STEPS) & is_calm & is_whole)

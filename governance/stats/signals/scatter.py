"""How months scatter about a line through them, and what a mean of some of them is known to.

Chance gives each month a variance of its own (`noise`); where months scatter more than that, the
excess is estimated and added (quasi-likelihood: McCullagh and Nelder, Generalized Linear Models,
2nd ed. 1989, sections 4.5 and 6.2). Where neighbours resemble each other the excess of a mean of
k months is multiplied by f = 1 + 2 Σ (1 − j/k) ρ^j (Bartlett, JRSS Supplement 8, 1946). ρ is
corrected for its bias in short series (Kendall, Biometrika 41, 1954) and taken at the upper end of
what it may be: two dozen months tell little of it, and too small a ρ makes alarms of nothing.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from governance.stats.signals.arrays import Series

# An excess is believed in where chance alone makes one as large in 1 of 40 series.
BELIEVED = 1.96
# ρ: so many of its standard errors above its estimate, and no nearer to 1 than this.
MARGIN, MOST = 2.5, 0.9
# Of the degrees of freedom that correlation takes away, some are always left.
LEAST_FREEDOM = 3.0


@dataclass(frozen=True)
class Months:
    """Series that are judged: values with their weights, 1 ÷ the variance by chance, along months.

    A weight of 0 is a month without a value. floor: the least variance in units of that by chance,
    1 where a law gives it, next to nothing where only the scatter itself tells it.
    """

    values: Series
    weights: Series
    floor: float

    def where(self, chosen: np.ndarray) -> "Months":
        """The chosen months alone."""
        return Months(self.values, np.where(chosen, self.weights, 0.0), self.floor)

    def rows(self, chosen: slice) -> "Months":
        """Some of the series."""
        return Months(self.values[chosen], self.weights[chosen], self.floor)

    @cached_property
    def count(self) -> Series:
        return np.asarray((self.weights > 0).sum(axis=-1), dtype=np.float64)

    @cached_property
    def total(self) -> Series:
        """The sum of the weights, NaN where there is no month."""
        found = self.weights.sum(axis=-1)
        return np.where(found > 0, found, np.nan)

    @cached_property
    def mean(self) -> Series:
        return self.average(self.values)

    def average(self, values: Series) -> Series:
        """The weighted mean of these values over the months."""
        return np.asarray((self.weights * values).sum(axis=-1) / self.total)


@dataclass(frozen=True)
class Line:
    """A level, or a line, through months; what is known of it, one entry a series.

    plain: the variance about it; excess: what of it is beyond the floor, corrected for correlation.
    freedom: degrees of freedom of Student's law. tilt: the weighted spread of the months in time.
    """

    months: Months
    at_time: Series
    level: Series
    slope: Series
    tilt: Series
    plain: Series
    excess: Series
    correlation: Series
    freedom: Series

    def at(self, time: Series) -> Series:
        """Its height at a time."""
        return self.level + self.slope * (time - self.at_time)

    def noise(self, count: Series) -> Series:
        """The variance of the mean of so many neighbours, times their number."""
        return self.months.floor + self.excess * spread_of_mean(self.correlation, count)

    def variance(self, time: Series) -> Series:
        """How well its height is known there."""
        away = np.where(self.tilt > 0, (time - self.at_time) ** 2, 0.0)
        lever = away / np.where(self.tilt > 0, self.tilt, 1.0)
        return (1 / self.months.total + lever) * self.noise(self.months.count)


def spread_of_mean(correlation: Series, count: Series) -> Series:
    """f: how many times the variance of a mean of neighbours is that of a mean of strangers."""
    k, left = np.maximum(count, 1.0), 1 - correlation
    return np.asarray(
        np.maximum(
            1.0,
            (1 + correlation) / left - 2 * correlation * (1 - correlation**k) / (k * left**2),
        )
    )


def times(months: Months) -> Series:
    """The months counted from 0, as they stand along the last axis."""
    return np.arange(months.values.shape[-1], dtype=np.float64)


def fit(months: Months, *, run: Months | None = None) -> Line:
    """The least squares line through months and, parallel to it, a run; without a run their mean.

    The run has a level of its own, so that it tells of the slope alone; how months scatter is told
    by those before it, since another level may have another scatter.
    """
    at_time, off, level, rest = _centred(months)
    tilt = slope = np.zeros(level.shape)
    if run is not None:
        _time, other, _level, more = _centred(run)
        tilt = np.nan_to_num(months.weights * off**2 + run.weights * other**2).sum(axis=-1)
        pull = np.nan_to_num(months.weights * off * rest + run.weights * other * more).sum(axis=-1)
        slope = np.divide(pull, tilt, out=np.zeros(tilt.shape), where=tilt > 0)
    found = (rest - slope[..., None] * off) * np.sqrt(months.weights)
    scatter = _scatter(np.where(months.weights > 0, found, 0.0), months, 1 if run is None else 2)
    return Line(months, at_time, level, slope, tilt, *scatter)


def _centred(months: Months) -> tuple[Series, Series, Series, Series]:
    """Mean time, times away from it, level, and values away from that."""
    at_time, level = months.average(times(months)), months.mean
    return at_time, times(months) - at_time[..., None], level, months.values - level[..., None]


def _scatter(rest: Series, months: Months, used: int) -> tuple[Series, Series, Series, Series]:
    """Plain variance, excess, correlation and freedom of residuals in units of the noise."""
    count, floor = months.count, months.floor
    squares, left = (rest**2).sum(axis=-1), np.maximum(count - used, 0.5)
    plain = squares / left
    correlation = _correlation(rest, squares, count, plain, floor, used)
    lost = np.minimum(used * spread_of_mean(correlation, count), 0.6 * count)
    excess = np.maximum(squares - floor * left, 0) / np.maximum(count - lost, 0.5)
    alike = (correlation * excess / (floor + excess)) ** 2
    freedom = np.maximum(left * (1 - alike) / (1 + alike), LEAST_FREEDOM)
    return plain, excess, correlation, freedom


def _correlation(
    rest: Series, squares: Series, count: Series, plain: Series, floor: float, used: int
) -> Series:
    """ρ of the excess, at the upper end of what it may be; 0 where no excess is believed in."""
    pairs = (rest[..., 1:] * rest[..., :-1]).sum(axis=-1)
    raw = np.divide(pairs, squares, out=np.zeros(squares.shape), where=squares > 0)
    most = np.maximum(count, 1.0)
    bias = (used + (4 if used > 1 else 3) * raw) / most
    over = plain / floor - 1
    is_over = over > BELIEVED * np.sqrt(2 / np.maximum(count - used, 1))
    found = raw + bias + MARGIN * np.clip(over, 0, 1) / np.sqrt(most)
    share = np.where(is_over, over / np.where(is_over, 1 + over, 1.0), 1.0)
    return np.where(is_over, np.clip(found / share, 0.0, MOST), 0.0)

"""The limits that a chart draws about a series, and the months of it that were signals."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from governance.metrics.catalog import Metric
from governance.stats.signals import series, shift, stocks
from governance.stats.signals.arrays import Series
from governance.stats.signals.chance import ALARM
from governance.stats.signals.judgement import Verdict, judge
from governance.stats.signals.scatter import fit
from governance.stats.signals.series import Bools, Figures, Scaled


@dataclass(frozen=True)
class Limits:
    """Centre line and limits of series along their months, in the metric's unit.

    centre: the settled baseline's mean. lower, upper: where a single month stands apart from it as
    far as chance allows (Student's prediction limits); they widen in months of few cases. settled:
    the months of the baseline. NaN for a stock, and where there is nothing to tell them from.
    """

    centre: Series
    lower: Series
    upper: Series
    settled: Bools


def compute_limits(scaled: Scaled) -> Limits:
    """The limits of each series, from its settled baseline."""
    months, settled = scaled.months, shift.settled(scaled.months)
    base = fit(months.where(settled))
    weights = np.where(months.weights > 0, months.weights, np.nan)
    one = base.noise(np.ones(base.level.shape))[..., None] / weights
    reach = -stdtrit(base.freedom, ALARM / 2)[..., None] * np.sqrt(
        one + base.variance(base.at_time)[..., None]
    )
    centre = np.broadcast_to(base.level[..., None], months.values.shape)
    if stocks.is_stock(scaled.metric):
        centre = np.full(centre.shape, np.nan)
    lower, upper = scaled.to_unit(centre - reach), scaled.to_unit(centre + reach)
    return Limits(scaled.to_unit(centre), lower, upper, settled)


@dataclass(frozen=True)
class Chart:
    """One series with its limits, and how each of its months was judged when it was the last.

    special: +1 or −1 for a month that was a signal, or is one of the run that the last is;
    beyond: those of them outside the limits.
    """

    limits: Limits
    special: NDArray[np.int8]
    beyond: NDArray[np.int8]


def compute_chart(figures: Figures, metric: Metric, verdict: Verdict) -> Chart:
    """The chart of the one series in `figures`, whose last month has this verdict."""
    limits = compute_limits(series.scale(figures, metric))
    special = judge(_as_last(figures), metric).side[None, :]
    count = figures.values.shape[-1]
    is_run = (np.arange(count) >= verdict.since[0]) & (verdict.since[0] >= 0)
    special = np.where(is_run & np.isfinite(figures.values), verdict.side[0], special)
    low, high = figures.values < limits.lower, figures.values > limits.upper
    return Chart(limits, special, np.where(low | high, special, 0).astype(np.int8))


def _as_last(figures: Figures) -> Figures:
    """The one series as often as it has months, each time up to the next one of them."""
    count = figures.values.shape[-1]
    ahead = np.arange(count)[None, :] - np.arange(count - 1, -1, -1)[:, None]

    def stacked(part: NDArray[Any], nothing: Any) -> NDArray[Any]:
        return np.asarray(np.where(ahead >= 0, part[0][np.maximum(ahead, 0)], nothing))

    return Figures(
        stacked(figures.values, np.nan),
        stacked(figures.numerators, np.nan),
        stacked(figures.denominators, np.nan),
        stacked(figures.has_data, False),
        None if figures.days is None else stacked(figures.days[None], 1.0),
    )

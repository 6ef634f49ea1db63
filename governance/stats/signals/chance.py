"""What chance alone does to a month's figure, where a law of chance is known.

A share of cases follows the binomial law, a number of cases the Poisson law; sums of other things
(hours, person-times) spread at least as much as the latter. Medians, scores and figures of a
register have no law here: their limits come from their own moving ranges alone.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammainc, gammaincc, ndtr

from governance.metrics.catalog import Metric
from governance.stats.signals.xmr import Series

Law = Literal["binomial", "poisson", ""]
# How often chance alone passes a limit of three standard deviations on one side.
ALARM = float(ndtr(-3.0))


def probability_law(metric: Metric) -> Law:
    """The law that a metric's monthly figures follow where nothing but chance moves them."""
    if metric.per_month or metric.combine != "divide" or metric.time == "register":
        return ""
    if metric.aggregate == "sum" and metric.has_denominator:
        return "binomial" if metric.unit == "percent" else ""
    counts = metric.aggregate in ("sum", "distinct", "frequent") and not metric.has_denominator
    return "poisson" if counts else ""


def expected_numerators(numerators: Series, cases: Series, centre: Series, kind: Law) -> Series:
    """The numerators that months of so many cases would have at the centre line.

    centre: value ÷ scale, one a series. A rate of 0 or 1 stays half a case away from it: what
    has never happened yet is not impossible.
    """
    total = np.nansum(np.where(np.isfinite(numerators), cases, np.nan), axis=-1, keepdims=True)
    half = 0.5 / np.maximum(total, 1.0)
    top = 1 - half if kind == "binomial" else np.inf
    return np.asarray(np.clip(centre, half, top) * cases, dtype=np.float64)


def expected_noise(cases: Series, expected: Series, kind: Law) -> Series:
    """The standard deviation that chance gives each month's numerator ÷ cases."""
    share = expected / cases if kind == "binomial" else np.zeros(expected.shape)
    spread = np.sqrt(expected * (1 - share))
    return np.asarray(spread / np.where(cases > 0, cases, np.nan), dtype=np.float64)


def tail(
    numerators: Series, cases: Series, expected: Series, kind: Law, above: NDArray[np.bool_]
) -> Series:
    """How likely chance alone gives this numerator or one further out, on the requested side.

    Exact: sums of the binomial and of the Poisson law as incomplete beta and gamma functions.
    """
    count = np.where(above, np.ceil(numerators), np.floor(numerators))
    if kind == "poisson":
        upper = np.where(count > 0, gammainc(np.maximum(count, 1), expected), 1.0)
        return np.where(above, upper, gammaincc(np.maximum(count, 0) + 1, expected))
    share = np.divide(expected, cases, out=np.full(expected.shape, np.nan), where=cases > 0)
    missed = cases - count
    upper = np.where(count > 0, betainc(np.maximum(count, 1), missed + 1, share), 1.0)
    lower = np.where(missed > 0, betainc(np.maximum(missed, 1), count + 1, 1 - share), 1.0)
    return np.asarray(np.where(np.isfinite(share), np.where(above, upper, lower), np.nan))

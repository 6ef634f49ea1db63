"""What chance alone does to a month's figure, where a law of chance is known.

A share of cases follows the binomial law, a number of cases the Poisson law; sums of persons spread
at least as much as the latter. Medians, scores, amounts (hours, yuan) and figures of a register
have no law here: their own scatter alone tells what chance does.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammainc, gammaincc

from governance.metrics.catalog import Metric
from governance.stats.signals.arrays import Series

Law = Literal["binomial", "poisson", ""]
# Units of what is measured and not counted: 90 minutes are no 90 cases.
AMOUNTS = ("hours", "days", "yuan", "points")
# How often chance alone may make a signal of a month, on either side together.
ALARM = 0.002


def probability_law(metric: Metric) -> Law:
    """The law that a metric's monthly figures follow where nothing but chance moves them."""
    is_amount = metric.unit.split()[0] in AMOUNTS
    if is_amount or metric.combine != "divide" or metric.time == "register":
        return ""
    if metric.aggregate == "sum" and metric.has_denominator:
        return "binomial" if metric.unit == "percent" and metric.is_share else "poisson"
    counts = metric.aggregate in ("sum", "distinct", "frequent") and not metric.has_denominator
    return "poisson" if counts else ""


def expected_numerators(rate: Series, cases: Series, total: Series, kind: Law) -> Series:
    """The numerators that so many cases would have at a rate known from `total` cases.

    A rate of 0 or 1 stays half a case away from it: what has never happened yet is not impossible.
    """
    half = 0.5 / np.fmax(total, 1.0)
    top = 1 - half if kind == "binomial" else np.inf
    return np.asarray(np.clip(rate, half, top) * cases, dtype=np.float64)


def noise(cases: Series, expected: Series, kind: Law) -> Series:
    """The standard deviation that chance gives a numerator."""
    share = expected / cases if kind == "binomial" else np.zeros(expected.shape)
    return np.asarray(np.sqrt(expected * (1 - share)), dtype=np.float64)


def tail(
    numerators: Series,
    cases: Series,
    expected: Series,
    kind: Law,
    above: NDArray[np.bool_],
    design: Series | float = 1.0,
) -> Series:
    """How likely chance alone gives this numerator or one further out, on the requested side.

    Exact: sums of the binomial and of the Poisson law as incomplete beta and gamma functions.
    design: by what factor the variance is larger than the law's, since months scatter more or the
    expectation is itself uncertain; numerators and cases then count for as many times fewer (Rao
    and Scott, Biometrics 48, 1992, 577-585).
    """
    count = np.where(above, np.ceil(numerators), np.floor(numerators)) / design
    expected, cases = expected / design, cases / design
    if kind == "poisson":
        upper = np.where(count > 0, gammainc(np.where(count > 0, count, 1.0), expected), 1.0)
        return np.where(above, upper, gammaincc(np.maximum(count, 0) + 1, expected))
    share = np.divide(expected, cases, out=np.full(expected.shape, np.nan), where=cases > 0)
    missed = cases - count
    upper = np.where(count > 0, betainc(np.where(count > 0, count, 1.0), missed + 1, share), 1.0)
    lower = np.where(
        missed > 0, betainc(np.where(missed > 0, missed, 1.0), count + 1, 1 - share), 1.0
    )
    return np.asarray(np.where(np.isfinite(share), np.where(above, upper, lower), np.nan))

"""Intervals of a single rate from its own cases alone, 95 %, two-sided."""

import numpy as np
from scipy.special import gammaincinv, ndtri

from governance.stats.fairness.rate_kinds import TAIL, Kind, Numbers


def interval(numerators: Numbers, denominators: Numbers, kind: Kind) -> tuple[Numbers, Numbers]:
    """Low and high end of each rate, in the unit of numerator ÷ denominator.

    Denominators are above zero; a proportion's numerators lie within them.
    """
    return (wilson if kind == "proportion" else poisson)(numerators, denominators)


def wilson(successes: Numbers, cases: Numbers) -> tuple[Numbers, Numbers]:
    """The score interval of a proportion (Wilson, JASA 22, 1927; Newcombe's method 3)."""
    z = -ndtri(TAIL)
    rate = successes / cases
    middle = rate + z**2 / (2 * cases)
    reach = z * np.sqrt(rate * (1 - rate) / cases + (z / (2 * cases)) ** 2)
    scale = 1 + z**2 / cases
    low, high = (middle - reach) / scale, (middle + reach) / scale
    # Exactly 0 or 1 where nothing or everything succeeded, which rounding would miss by 1e-17.
    return np.where(successes == 0, 0.0, low), np.where(successes == cases, 1.0, high)


def poisson(events: Numbers, exposure: Numbers) -> tuple[Numbers, Numbers]:
    """The exact interval of a rate of events (Garwood, Biometrika 28, 1936)."""
    low = np.where(events > 0, gammaincinv(np.maximum(events, 1), TAIL), 0.0)
    high = gammaincinv(events + 1, 1 - TAIL)
    return low / exposure, high / exposure

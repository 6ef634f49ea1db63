"""Funnel limits around a reference, widened where units differ by more than chance.

Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005) 1185-1202: rates are transformed so that their spread depends on the number of cases only
(arcsine root of a proportion, root of a count's rate), and what remains of the spread beyond
chance is added to every unit's variance.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrik, ndtr, pdtrik

from governance.stats.fairness.rate_kinds import Kind, Numbers

# Crossed by chance in 5 of 100 units, and in 2 of 1,000.
WARNING, ALARM = 1.96, 3.09
# Of the squared distances from the reference, what lies beyond these shares is brought in to them.
WINSORISED = 0.1
ROUNDING = 1e-12
Band = Literal["inside", "warning", "alarm"]


@dataclass(frozen=True)
class Spread:
    """How far units differ. phi: mean squared z (1 is chance alone); tau2: variance beyond it."""

    phi: float
    tau2: float


def spread(
    values: Numbers, errors: Numbers, reference: float, winsorised: float = WINSORISED
) -> Spread:
    """Phi and tau2 of values with their standard errors around a reference, all transformed.

    The units furthest out on either side are brought in to the tenth part's edge (Spiegelhalter
    2005, section 3.4), so that one failing unit does not widen the limits that it is held against.
    tau2 is the moment estimate of DerSimonian and Laird (1986), never below zero; a single unit
    tells nothing of it.
    """
    count, weights = len(values), errors**-2.0
    if count < 2:
        return Spread(1.0, 0.0)
    away = (values - reference) / errors
    edges = np.quantile(away, winsorised), np.quantile(away, 1 - winsorised)
    phi = float(np.mean(np.clip(away, *edges) ** 2))
    room = weights.sum() - (weights**2).sum() / weights.sum()
    return Spread(phi, max(0.0, float((count * phi - (count - 1)) / room)))


def transformed(rates: Numbers, kind: Kind) -> Numbers:
    """Rates on the scale on which their standard error is error(cases)."""
    roots = np.sqrt(rates)
    return np.arcsin(roots) if kind == "proportion" else roots


def error(cases: Numbers) -> Numbers:
    """The standard error of a transformed rate, of proportions and counts alike."""
    return 1 / (2 * np.sqrt(cases))


def limits(
    cases: Numbers, reference: float, tau2: float, z: float, kind: Kind
) -> tuple[Numbers, Numbers]:
    """The funnel's lower and upper edge at these numbers of cases, as rates.

    The wider of two pairs: the transformed one, and the exact one of chance alone. Near 0 and
    100 % the transformation claims too much of few cases: 22 of 22 would be an alarm (z = 3.2)
    where 84 of 100 is usual, although chance does that once in 46 times.
    """
    middle = transformed(np.asarray(reference), kind)
    reach = z * np.sqrt(error(cases) ** 2 + tau2)
    low, high = _exact(cases, reference, float(ndtr(-z)), kind)
    return (
        np.minimum(low, _rates(middle - reach, kind)),
        np.maximum(high, _rates(middle + reach, kind)),
    )


def _rates(values: Numbers, kind: Kind) -> Numbers:
    if kind == "proportion":
        return np.sin(np.clip(values, 0, np.pi / 2)) ** 2
    return np.maximum(values, 0) ** 2


def _exact(cases: Numbers, reference: float, tail: float, kind: Kind) -> tuple[Numbers, Numbers]:
    """Rates beyond which lies less than `tail` of what chance does at the reference.

    Quantiles run on between whole numbers of cases, so that the funnel has no teeth.
    """
    if kind == "proportion":
        low, rest = bdtrik(tail, cases, reference), bdtrik(tail, cases, 1 - reference)
        # A reference of 0 or 1 leaves one side without a quantile: nothing is beyond it.
        low, rest = np.nan_to_num(low), np.nan_to_num(rest)
        return low / cases, 1 - rest / cases
    expected = cases * reference
    return pdtrik(tail, expected) / cases, (pdtrik(1 - tail, expected) + 1) / cases


def bands(rates: Numbers, cases: Numbers, reference: float, tau2: float, kind: Kind) -> list[Band]:
    """Where each rate lies: inside both pairs of limits, outside the first or the second."""
    warned, alarmed = (
        _outside(rates, limits(cases, reference, tau2, z, kind)) for z in (WARNING, ALARM)
    )
    return [
        "alarm" if far else "warning" if near else "inside"
        for near, far in zip(warned, alarmed, strict=True)
    ]


def _outside(rates: Numbers, edges: tuple[Numbers, Numbers]) -> NDArray[np.bool_]:
    low, high = edges
    # An edge that is the reference itself may differ from it by rounding.
    return (rates < low - ROUNDING) | (rates > high + ROUNDING)

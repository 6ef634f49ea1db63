"""Limits of classes by a stated method, rounded where that moves no area."""

import math
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from governance.core.i18n import mark

Method = Literal["quantiles", "equal", "natural"]
METHODS: dict[Method, str] = {
    "quantiles": mark("quantiles"),
    "equal": mark("equal intervals"),
    "natural": mark("natural breaks"),
}
# Fisher-Jenks takes time with the square of the number of values: 0.05 s of CPU for 200 and 4.3 s
# for 2,000. More values are stood for by so many of them, evenly taken from lowest to highest.
SAMPLE = 200
# How far a limit may go towards its neighbours to be round, as a share of the way.
REACH = 0.3
STEPS = (5.0, 2.5, 2.0, 1.0)


# A page that is drawn again has the same values; natural breaks cost 45 ms of CPU.
@lru_cache(maxsize=128)
def limits(
    values: tuple[float, ...], method: Method, count: int, decimals: int
) -> tuple[float, ...]:
    """Upper limits of all classes but the last."""
    distinct = sorted(set(values))
    if len(distinct) <= count:
        raw = distinct[:-1]
    else:
        raw = [limit for limit in _classified(values, method, count) if limit < distinct[-1]]
    return tuple(sorted(set(_round_limits(raw, distinct, decimals))))


def _classified(values: Sequence[float], method: Method, count: int) -> list[float]:
    import mapclassify  # brings scipy.stats and scikit-learn: 2.4 s of CPU for who draws no map

    array = np.asarray(values)
    if method == "natural" and len(array) > SAMPLE:
        array = array[np.linspace(0, len(array) - 1, SAMPLE).round().astype(int)]
        count = min(count, len(np.unique(array)))
    makers = {
        "quantiles": mapclassify.Quantiles,
        "equal": mapclassify.EqualInterval,
        "natural": mapclassify.FisherJenks,
    }
    with warnings.catch_warnings():
        # Ties leave fewer classes, which the legend says; without numba it is slower, no different.
        warnings.simplefilter("ignore", UserWarning)
        limits = makers[method](array, k=count).bins
    if len(array) < len(values):
        limits = [_halfway(limit, array) for limit in limits]
    return sorted({float(limit) for limit in limits})


def _halfway(limit: float, array: NDArray[np.float64]) -> float:
    """Between a limit and the next of a sample, since other values may lie there."""
    above = array[array > limit]
    return float((limit + above.min()) / 2) if len(above) else limit


def _round_limits(limits: Sequence[float], values: Sequence[float], decimals: int) -> list[float]:
    """Each limit as the roundest number of so many decimals that parts the same values.

    limits and values ascend; the values have no more decimals than that, and no repetition. A
    value equal to a limit is below it, so that the highest value below it is always one to take.
    """
    ends = [values[0], *limits, values[-1]] if values else []
    return [
        _roundest(limit, *_room(limit, ends[place], ends[place + 2], values), decimals)
        for place, limit in enumerate(limits)
    ]


def _room(
    limit: float, before: float, after: float, values: Sequence[float]
) -> tuple[float, float, float]:
    """The highest value below the limit; the range around the limit without another value."""
    below = max((value for value in values if value <= limit), default=limit)
    above = min((value for value in values if value > limit), default=limit)
    low = max(below, limit - REACH * (limit - before))
    return below, low, min(above, limit + REACH * (after - limit))


def _roundest(limit: float, below: float, low: float, high: float, decimals: int) -> float:
    """The multiple of the largest step in [low, high), the nearest to the limit of several."""
    power = math.floor(math.log10(max(abs(low), abs(high), 10.0**-decimals)))
    for exponent in range(power, -decimals - 1, -1):
        for step in STEPS:
            if exponent == -decimals and step == 2.5:
                continue
            multiples = _multiples(step * 10.0**exponent, low, high)
            if multiples:
                return min(multiples, key=lambda number: abs(number - limit))
    return below


def _multiples(size: float, low: float, high: float) -> list[float]:
    first, last = math.ceil(low / size - 1e-9), math.floor(high / size + 1e-9)
    multiples = [float(f"{number * size:.12g}") for number in range(first, last + 1)]
    return [number for number in multiples if low <= number < high]

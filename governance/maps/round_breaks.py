"""Limits of classes as numbers that people read, moved only where no value changes its class."""

import math
from collections.abc import Sequence

# How far a limit may go towards its neighbours, as a share of the way.
REACH = 0.3
STEPS = (5.0, 2.5, 2.0, 1.0)


def round_limits(limits: Sequence[float], values: Sequence[float], decimals: int) -> list[float]:
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

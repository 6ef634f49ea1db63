"""Whole numbers that add up to exactly what was published."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def apportion(total: int, weights: Floats, minimum: int = 0) -> Ints:
    """Split `total` over `weights` by largest remainder; places of weight 0 get nothing.

    Every place of positive weight gets at least `minimum`.
    Raises ValueError when `total` is too small for that.
    """
    floor = np.where(weights > 0, minimum, 0)
    rest = total - int(floor.sum())
    if rest < 0 or weights.sum() <= 0:
        raise ValueError(f"cannot split {total} over {len(weights)} places, {minimum} each")
    exact = rest * weights / weights.sum()
    shares = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - shares), kind="stable")
    shares[order[: rest - int(shares.sum())]] += 1
    result: Ints = shares + floor
    return result


def fit_within(
    codes: pd.Series, weights: Floats, totals: Mapping[str, int], minimum: int = 0
) -> Ints:
    """Whole numbers near `weights` whose sums under each code prefix of `totals` are exact.

    Codes nest by prefix, so a longer prefix is settled first and the shorter one gets the rest.
    """
    result = np.maximum(np.round(weights), minimum).astype(np.int64)
    settled = np.zeros(len(codes), dtype=bool)
    for prefix in sorted(totals, key=len, reverse=True):
        inside = codes.str.startswith(prefix).to_numpy(dtype=bool)
        free = inside & ~settled
        rest = totals[prefix] - int(result[inside & settled].sum())
        result[free] = apportion(rest, weights[free], minimum)
        settled |= inside
    return result


def fit_sum(values: Ints, total: int, minimum: int, rng: np.random.Generator) -> Ints:
    """`values` moved up or down by single steps at random places until they sum to `total`."""
    fitted = values.copy()
    surplus = int(fitted.sum()) - total
    if surplus < 0:
        places = rng.integers(0, len(fitted), -surplus)
        return fitted + np.bincount(places, minlength=len(fitted))
    while surplus > 0:
        open_places = np.flatnonzero(fitted > minimum)
        if len(open_places) == 0:
            raise ValueError(f"{len(values)} values of at least {minimum} exceed {total}")
        taken = rng.choice(open_places, min(surplus, len(open_places)), replace=False)
        fitted[taken] -= 1
        surplus -= len(taken)
    return fitted

"""The judgement on each unit: its rate, how sure it is, its place, and whether it stands apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from governance.stats.fairness import funnel_limits, intervals, rank_intervals, shrinkage
from governance.stats.fairness.funnel_limits import Band, Spread
from governance.stats.fairness.rate_kinds import TAIL, Kind, Numbers, numbers

Amounts = Sequence[float | None] | NDArray[Any]
Verdict = Literal["above", "below", "indistinguishable"]


@dataclass(frozen=True)
class Assessment:
    """One unit, rates as numerator ÷ denominator; every interval is 95 %.

    low, high: from its own cases. shrunken…: weighed against all units. rank: of the raw rate,
    from 1; rank_low, rank_high: where it may truly stand. verdict: whether the shrunken interval
    leaves out the reference. band: where the raw rate lies in the funnel.
    """

    raw: float
    low: float
    high: float
    shrunken: float
    shrunken_low: float
    shrunken_high: float
    rank: int
    rank_low: int
    rank_high: int
    verdict: Verdict
    band: Band


@dataclass(frozen=True)
class Judgement:
    """All units in the order given, None for one without cases; the rate they are held against.

    A reference of None: no unit has cases.
    """

    units: Sequence[Assessment | None]
    reference: float | None
    spread: Spread


NOTHING = Spread(1.0, 0.0)


def assess(
    numerators: Amounts,
    denominators: Amounts,
    kind: Kind,
    *,
    whole: tuple[float, float] | None = None,
    descending: bool = True,
) -> Judgement:
    """Judges units by numerators and denominators, of which None or zero means no cases.

    whole: numerator and denominator of the reference, by default those of all units together.
    descending: whether the largest rate is the first. Raises ValueError for a numerator that no
    number of cases can be: below zero, or a proportion's above its denominator.
    """
    all_numerators, all_denominators = numbers(numerators), numbers(denominators)
    known = np.isfinite(all_numerators) & (all_denominators > 0)
    top, bottom = all_numerators[known], all_denominators[known]
    if (top < 0).any() or (kind == "proportion" and (top > bottom).any()):
        raise ValueError("no proportion: a numerator is below zero or above its denominator")
    if not len(top):
        return Judgement([None] * len(all_numerators), None, NOTHING)
    whole_top, whole_bottom = whole or (top.sum(), bottom.sum())
    reference = float(whole_top / whole_bottom)
    units, spread = _units(top, bottom, kind, reference, descending)
    each = iter(units)
    return Judgement([next(each) if is_known else None for is_known in known], reference, spread)


def _units(
    top: Numbers, bottom: Numbers, kind: Kind, reference: float, descending: bool
) -> tuple[list[Assessment], Spread]:
    rates = top / bottom
    known = shrinkage.update_prior(top, bottom, shrinkage.estimate_prior(top, bottom, kind), kind)
    ends = known.quantile(TAIL), known.quantile(1 - TAIL)
    middle = float(funnel_limits.transformed(np.asarray(reference), kind))
    spread = funnel_limits.spread(
        funnel_limits.transformed(rates, kind), funnel_limits.error(bottom), middle
    )
    columns = (
        rates.tolist(),
        *(end.tolist() for end in intervals.interval(top, bottom, kind)),
        known.mean.tolist(),
        *(end.tolist() for end in ends),
        rank_intervals.raw(rates, descending=descending),
        *rank_intervals.interval(known, descending=descending),
        _verdicts(rates, *ends, reference),
        funnel_limits.bands(rates, bottom, reference, spread.tau2, kind),
    )
    return [Assessment(*row) for row in zip(*columns, strict=True)], spread


def _verdicts(rates: Numbers, low: Numbers, high: Numbers, reference: float) -> list[Verdict]:
    """A unit stands apart where both its own rate and its whole interval lie on one side.

    Its own rate as well: where every unit has 100 %, the intervals end below it, all the same.
    """
    above = (low > reference) & (rates > reference)
    below = (high < reference) & (rates < reference)
    return [
        "above" if up else "below" if down else "indistinguishable"
        for up, down in zip(above, below, strict=True)
    ]

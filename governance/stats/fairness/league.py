"""The areas of one level inside another, judged against it: from measure()'s values."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from governance.core.periods import Window
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Value, Values
from governance.metrics.query import REST
from governance.stats.fairness import suitability
from governance.stats.fairness.assess import Assessment, Judgement, Verdict, assess
from governance.stats.fairness.rate_kinds import Kind

# The levels whose areas are ranked; below the grid cell there are a handful of cases each.
LEVELS = ("street_office", "community", "grid_cell")
# From the top of the list to its end, where more is better.
ORDER: tuple[Verdict, ...] = ("above", "indistinguishable", "below")
Numbers = tuple[float | None, ...]


@dataclass(frozen=True)
class Standing:
    """One area, what was measured, and what can be said of it; None where nothing can."""

    code: str
    name: str
    now: Value
    judged: Assessment | None

    @property
    def is_impossible(self) -> bool:
        """Whether more succeeded than there was: the register of the denominator is wrong."""
        return self.judged is None and bool(self.now.denominator)


@dataclass(frozen=True, eq=False)
class League:
    """All areas, best verdict and shrunken rate first, those that are not judged last.

    factor: from a rate to the metric's unit. is_standardised: whether rates are those of the
    whole's mix of cases (case_mix). unplaced: cases of the whole that no area is known for. Where
    nothing is judged there is nothing to show.
    """

    metric: Metric
    kind: Kind
    standings: Sequence[Standing]
    judgement: Judgement
    factor: float
    unplaced: float = 0.0
    is_standardised: bool = False

    @property
    def judged(self) -> list[tuple[Standing, Assessment]]:
        """The areas with a judgement, in order."""
        return [(standing, standing.judged) for standing in self.standings if standing.judged]

    @property
    def reference(self) -> float:
        """The whole's rate."""
        return self.judgement.reference or 0.0

    def count(self, verdict: Verdict) -> int:
        """How many areas have this verdict."""
        return sum(unit.verdict == verdict for _one, unit in self.judged)

    def cases(self, standing: Standing) -> float:
        """What an area's rate rests on: cases of a share, events of a count."""
        return _cases(standing.now, self.kind)

    @property
    def lucky(self) -> tuple[Standing, Assessment] | None:
        """Of the areas first by raw rate that do not stand apart, the one with most cases.

        None where most are first: nobody takes that for luck.
        """
        best = [(standing, unit) for standing, unit in self.judged if unit.rank == 1]
        if 2 * len(best) > len(self.judged):
            return None
        first = [pair for pair in best if pair[1].verdict == "indistinguishable"]
        return max(first, key=lambda pair: (self.cases(pair[0]), pair[0].code), default=None)


def pooled(values: Values, whole: Value, metric: Metric, window: Window) -> Value:
    """The areas in `values` together, in the unit of the whole that they are part of."""
    cells = [values.at(metric.key, code, window) for code in values.names]
    known = [cell for cell in cells if cell.numerator is not None and cell.denominator]
    top, bottom = (
        sum(getattr(cell, part) for cell in known) for part in ("numerator", "denominator")
    )
    value = top / bottom * _factor(whole, metric) if bottom else None
    return Value(value, bool(known), top, bottom)


def build_league(
    values: Values, whole: Value, metric: Metric, window: Window, *, is_standardised: bool = False
) -> League:
    """The league of the areas in `values`, held against the whole that they are part of.

    Raises KeyError for a metric that is not rankable (suitable.why_not says why).
    """
    kind = suitability.kind(metric)
    if kind is None:
        raise KeyError(f"{metric.key} cannot be ranked: {suitability.why_not(metric)}")
    named = [(code, name) for code, name in values.names.items() if not code.endswith(REST)]
    cells = [values.at(metric.key, code, window) for code, _name in named]
    pairs = [_pair(cell, kind) for cell in cells]
    numerators, denominators = (tuple(pair[side] for pair in pairs) for side in (0, 1))
    judgement = _judge(numerators, denominators, kind, _pair(whole, kind), metric.better != "down")
    standings = [
        Standing(code, name, cell, unit)
        for (code, name), cell, unit in zip(named, cells, judgement.units, strict=True)
    ]
    ordered = sorted(standings, key=lambda standing: _place(standing, metric))
    rests = [values.at(metric.key, code, window) for code in values.names if code.endswith(REST)]
    unplaced = sum(_cases(rest, kind) for rest in rests)
    factor = _factor(whole, metric)
    return League(metric, kind, ordered, judgement, factor, unplaced, is_standardised)


def _cases(cell: Value, kind: Kind) -> float:
    return (cell.denominator if kind == "proportion" else cell.numerator) or 0.0


def _pair(cell: Value, kind: Kind) -> tuple[float | None, float | None]:
    """Numerator and denominator where they can be judged, else nothing."""
    top, bottom = cell.numerator, cell.denominator
    if not bottom or top is None or (kind == "proportion" and top > bottom):
        return None, None
    return top, bottom


@lru_cache(maxsize=64)
def _judge(
    numerators: Numbers,
    denominators: Numbers,
    kind: Kind,
    whole: tuple[float | None, float | None],
    descending: bool,
) -> Judgement:
    """A page is redrawn at every click; the same figures are judged once."""
    top, bottom = whole
    reference = (top, bottom) if top is not None and bottom else None
    return assess(numerators, denominators, kind, whole=reference, descending=descending)


def _place(standing: Standing, metric: Metric) -> tuple[bool, int, float, str]:
    if standing.judged is None:
        return True, 0, 0.0, standing.code
    sign = 1 if metric.better == "down" else -1
    return (
        False,
        -sign * ORDER.index(standing.judged.verdict),
        sign * standing.judged.shrunken,
        standing.code,
    )


def _factor(whole: Value, metric: Metric) -> float:
    """What measure() multiplied the quotient with: the scale, and the period's months if any."""
    if whole.value and whole.numerator and whole.denominator:
        return whole.value / (whole.numerator / whole.denominator)
    return metric.scale

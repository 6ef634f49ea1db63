"""What needs attention, one entry a metric and area, and how much it matters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite, log10

from governance.core.periods import Window
from governance.metrics.catalog import Metric
from governance.metrics.targets import Target

# From here on more standard deviations say no more.
SURE_ENOUGH = 10.0


@dataclass(frozen=True)
class Item:
    """A signal for the worse, or a target that is missed by more than chance (`target` alone).

    since: the first month of it. centre, lower, upper: mean and natural limits of the metric there.
    effect: standard deviations away from the mean, or from the target. tail: how likely chance
    alone goes as far, None where no law says. cases: how many more or fewer than at the mean
    (at the target), None where they cannot be counted. inside, beside: how many areas inside
    this one, and elsewhere, have the same.
    """

    metric: Metric
    area: str
    name: str
    month: Window
    since: date
    value: float
    centre: float
    lower: float
    upper: float
    side: int
    effect: float
    tail: float | None
    cases: float | None
    is_signal: bool = True
    target: Target | None = None
    months: int = 0
    inside: int = 0
    beside: int = 0

    @property
    def weight(self) -> float:
        """Standard deviations (ten at most) × log10(10 + cases): what the list is sorted by.

        Cases count by their digits, since a case is now a person-time and now a space.
        """
        return min(self.effect, SURE_ENOUGH) * log10(10 + (self.cases or 0.0))


def finite_or_none(value: float) -> float | None:
    """The number, None where it is none."""
    return value if isfinite(value) else None


def fold_into_parents(items: list[Item], chains: Mapping[str, list[str]]) -> list[Item]:
    """One entry for what is one matter: an area, or the part of it that explains it.

    chains: each area's code with those above it. An area stands for all those inside that have the
    same; where one of them has half of its cases or more, a signal is reported there instead. (A
    target is missed by the area itself, whichever part misses it most.)
    """
    entries: list[Item] = []
    for entry in sorted(items, key=lambda item: -len(chains[item.area])):
        below = [
            item for item in entries if item.area != entry.area and entry.area in chains[item.area]
        ]
        if entry.is_signal and any(_explains(part, entry) for part in below):
            continue
        count = len(below) + sum(item.inside for item in below)
        entries = [item for item in entries if item not in below] + [replace(entry, inside=count)]
    return entries


def _explains(part: Item, whole: Item) -> bool:
    return bool(part.cases and whole.cases) and (part.cases or 0) * 2 >= (whole.cases or 0)


def rank(items: Iterable[Item]) -> list[Item]:
    """Signals first, since they are news and a target may have been missed for years; by weight."""
    return sorted(items, key=_order)


def _order(item: Item) -> tuple[bool, float, str, str]:
    return not item.is_signal, -item.weight, item.area, item.metric.key


def heaviest_with_others(items: Iterable[Item]) -> list[Item]:
    """Of the areas that miss a metric's target, the heaviest, with how many others do so."""
    first, *others = rank(items)
    return [replace(first, beside=len(others) + sum(item.inside for item in others))]

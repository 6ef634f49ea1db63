"""Which areas and metrics stand side by side, and what each has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from governance.core.area_tree import Area, AreaTree
from governance.core.periods import Window
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import NOTHING, Value, Values
from governance.stats.fairness import intervals, suitability

FEWEST, MOST = 2, 8
USUAL = 4  # areas that stand there before anyone has chosen
METRICS = 8


@dataclass(frozen=True)
class Sides:
    """The areas compared, and each metric's value of each of them, in the areas' order.

    incomparable: the metrics whose values may be of several units; they have no values here.
    """

    areas: Sequence[Area]
    rows: Mapping[str, Sequence[Value]]
    metrics: Mapping[str, Metric]
    incomparable: frozenset[str] = frozenset()


def chosen_areas(requested: str, tree: AreaTree, around: str) -> list[str]:
    """The requested codes (comma-separated) that exist; else the first areas below `around`."""
    codes = [code for code in dict.fromkeys(requested.split(",")) if code in tree and code != "all"]
    if codes:
        return codes[:MOST]
    level = tree.level_below(around)
    return [area.code for area in _inside(tree, around) if area.level == level][:USUAL]


def _inside(tree: AreaTree, code: str) -> list[Area]:
    return [area for child in tree.children(code) for area in (child, *_inside(tree, child.code))]


def chosen_metrics(
    requested: str, catalog: Mapping[str, Metric], usual: Sequence[str]
) -> list[str]:
    """The requested keys (comma-separated) that exist; else the usual ones."""
    keys = [key for key in dict.fromkeys(requested.split(",")) if key in catalog]
    return keys or list(usual)[:METRICS]


def build_sides(
    chosen: Sequence[Area],
    metrics: Mapping[str, Metric],
    samples: Sequence[Values],
    window: Window,
    only: tuple[str, str] | None = None,
) -> Sides:
    """The metrics of the areas in the window; samples: the values of each area, in their order.

    only: the segment and its one value that count.
    """
    incomparable = frozenset(key for key, metric in metrics.items() if not metric.compares(only))
    rows = {
        key: [
            NOTHING if key in incomparable else values.at(key, area.code, window)
            for area, values in zip(chosen, samples, strict=True)
        ]
        for key in metrics
    }
    return Sides(chosen, rows, metrics, incomparable)


def are_distinguishable(metric: Metric, values: Sequence[Value]) -> bool | None:
    """Whether the intervals of the highest and the lowest area do not touch.

    None where chance has no law for the metric, or fewer than two areas have a value.
    """
    kind = suitability.kind(metric)
    parts = [(v.numerator, v.denominator) for v in values if v.numerator is not None]
    known = [(part, whole) for part, whole in parts if whole]
    if kind is None or len(known) < FEWEST:
        return None
    numerators, denominators = (np.array(side, dtype=float) for side in zip(*known, strict=True))
    low, high = intervals.interval(numerators, denominators, kind)
    return bool(low.max() > high.min())

"""Which metrics can be ranked fairly: those that chance has a law for; and why not the others."""

from collections.abc import Mapping

from governance.core.i18n import mark
from governance.metrics.catalog import Metric
from governance.stats.fairness.rate_kinds import Kind
from governance.stats.signals.chance import AMOUNTS

# Aggregates whose numerator counts cases, one by one.
COUNTED = ("sum", "distinct", "retained")
NOT_COUNTED = mark("It is no number of cases: a median or a score has no numerator to judge by.")
NO_RATE = mark("It is a plain count: a large area has more of it, which says nothing of its work.")
NO_CHANCE = mark("It is what stands on a day, counted in full: chance has no part in it.")
AMOUNT = mark(
    "It adds up amounts, not cases: how far chance moves a sum is not known from the sum."
)


NO_SHARE = mark("Its numerator is no part of its denominator: it may pass 100 %.")


def kind(metric: Metric) -> Kind | None:
    """The law that a metric's chance follows, None where there is none."""
    if why_not(metric):
        return None
    return "proportion" if metric.unit == "percent" else "count"


def why_not(metric: Metric) -> str:
    """Why a metric is not ranked, a message; "" where it is."""
    if metric.aggregate in ("quantile", "weighted"):
        return NOT_COUNTED
    if not metric.is_ratio or metric.combine != "divide":
        return NO_RATE
    if metric.time != "flow":
        return NO_CHANCE
    if not metric.is_share:
        return NO_SHARE
    if metric.unit == "percent":
        return "" if metric.aggregate in COUNTED else NOT_COUNTED
    return AMOUNT if metric.unit.split()[0] in AMOUNTS else ""


def rankable(catalog: Mapping[str, Metric]) -> dict[str, Metric]:
    """The metrics that can be ranked, in reading order."""
    return {key: metric for key, metric in catalog.items() if not why_not(metric)}

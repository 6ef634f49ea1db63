"""Sums that a reader requests, or that claims.toml shows: each with its ruling."""

from governance.core.i18n import mark
from governance.reconciliation import addability, tolerance_rules
from governance.reconciliation.addability import Amount, Ruling
from governance.reconciliation.audit import Audit
from governance.reconciliation.computed_figures import Computed
from governance.reconciliation.deferred_text import defer
from governance.reconciliation.figure_entries import MetricValue
from governance.reconciliation.published_figures import FigureError, Published

NO_AREA = mark("This place is not among the areas here.")


def rule_on_pair(audit: Audit, key: str, other: str) -> Ruling:
    """May the figure `key` and the figure or metric `other` be added? Raises FigureError."""
    if key not in audit.findings:
        raise FigureError(f"there is no figure {key!r}")
    first = addability.of_finding(audit.findings[key], audit.rules)
    return addability.rule_on_sum(first, _other(audit, other, first.figure), audit.rules)


def rule_all(audit: Audit) -> list[Ruling]:
    """The rulings on the sums of claims.toml. Raises FigureError."""
    return [rule_on_pair(audit, key, other) for key, other in tolerance_rules.sums()]


def _other(audit: Audit, key: str, place: Published) -> Amount:
    if key in audit.findings:
        return addability.of_finding(audit.findings[key], audit.rules)
    computer = audit.computer
    metric = computer.warehouse.catalog.get(key)
    if metric is None:
        raise FigureError(f"there is no figure and no metric {key!r}")
    known = place.area_code in computer.levels
    amount = (
        computer.check(MetricValue(key), place.area_code)
        if known
        else Computed(missing=defer(NO_AREA))
    )
    return addability.of_metric(key, audit.rules.measured(metric.unit), metric.title, place, amount)

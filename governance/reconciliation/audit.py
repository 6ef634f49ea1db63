"""Every published figure with what it comes to in a build, and the verdict on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.metrics.catalog import Catalog
from governance.reconciliation import published_figures, tolerance_rules, verdicts
from governance.reconciliation.computed_figures import Computed, Computer
from governance.reconciliation.deferred_text import defer
from governance.reconciliation.published_figures import (
    Check,
    Entry,
    FigureError,
    MetricValue,
    Published,
    Records,
)
from governance.reconciliation.tolerance_rules import Family, Rules
from governance.reconciliation.verdicts import Comparison, Verdict
from governance.warehouse.reader import Warehouse


@dataclass(frozen=True)
class Finding:
    """One figure: as printed, what carries it, what it comes to, what may be said of it."""

    figure: Published
    entry: Entry
    computed: Computed
    verdict: Verdict
    is_quotient: bool = False

    @property
    def difference(self) -> float | None:
        """Computed less printed, None where either is missing."""
        if self.computed.value is None or self.figure.value is None:
            return None
        return self.computed.value - self.figure.value


@dataclass(frozen=True)
class Audit:
    """The findings of a build by figure, and what reached them."""

    findings: Mapping[str, Finding]
    computer: Computer
    rules: Rules


def run(warehouse: Warehouse) -> Audit:
    """Holds every published figure against the build. Raises FigureError for a wrong entry."""
    figures, known, declared = (
        published_figures.load(),
        published_figures.load_entries(),
        tolerance_rules.load(),
    )
    if strangers := set(figures) ^ set(known):
        raise FigureError(f"figure without entry, or entry without figure: {sorted(strangers)}")
    computer = Computer(warehouse)
    findings = {
        key: _finding(figure, known[key], computer, declared) for key, figure in figures.items()
    }
    return Audit(findings, computer, declared)


def _finding(figure: Published, entry: Entry, computer: Computer, declared: Rules) -> Finding:
    computed = computer.compute(figure, entry)
    printed = declared.printed(figure.unit)
    comparison = Comparison(
        computed.value,
        computed.missing,
        defer(entry.scope) if entry.scope else None,
        printed,
        _measured(entry, computer.warehouse.catalog, declared) or printed,
        _is_quotient(entry.check, computer.warehouse.catalog),
    )
    verdict = verdicts.judge(figure, comparison, declared.tolerance)
    return Finding(figure, entry, computed, verdict, comparison.is_quotient)


def _is_quotient(check: Check | None, catalog: Catalog) -> bool:
    """Whether what comes out was divided, so that it was rounded before it was printed."""
    if isinstance(check, MetricValue):
        known = catalog.get(check.metric)
        return check.part == "value" and known is not None and known.is_ratio
    return check is not None and check.is_quotient


def _measured(entry: Entry, catalog: Catalog, declared: Rules) -> Family | None:
    """The family of what the check comes to; None where there is no check, or no such metric."""
    check, unit = entry.check, entry.unit
    if isinstance(check, MetricValue):
        unit = unit or (catalog[check.metric].unit if check.metric in catalog else "")
    elif isinstance(check, Records):
        unit = unit or check.unit
    return declared.measured(unit) if check and unit else None

"""Every published figure with what it comes to in a build, and the verdict on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from governance.core.i18n import mark
from governance.core.toml_entries import EntryError
from governance.metrics.catalog import Catalog
from governance.reconciliation import (
    declared_claims,
    figure_days,
    figure_files,
    tolerance_rules,
    verdicts,
)
from governance.reconciliation.computed_figures import Computed, Computer
from governance.reconciliation.declared_claims import Claims
from governance.reconciliation.deferred_text import defer
from governance.reconciliation.figure_files import Complaint
from governance.reconciliation.figure_rows import RowError
from governance.reconciliation.published_figures import (
    Check,
    Days,
    Entry,
    FigureError,
    MetricValue,
    Published,
    Records,
)
from governance.reconciliation.tolerance_rules import Family, Rules
from governance.reconciliation.verdicts import Comparison, Verdict
from governance.warehouse.reader import Warehouse

NO_AREA = mark("there is no area {code!r} in this build; the nearest code: {near}")


@dataclass(frozen=True)
class Finding:
    """One figure: as printed, what carries it, what it comes to, what may be said of it.

    days: the window that it was computed in.
    """

    figure: Published
    entry: Entry
    computed: Computed
    verdict: Verdict
    days: Days
    is_quotient: bool = False

    @property
    def difference(self) -> float | None:
        """Computed less printed, None where either is missing."""
        if self.computed.value is None or self.figure.value is None:
            return None
        return self.computed.value - self.figure.value


@dataclass(frozen=True)
class Audit:
    """The findings of a build by figure, what reached them, and what in the folder is wrong."""

    findings: Mapping[str, Finding]
    computer: Computer
    rules: Rules
    declared: Claims
    complaints: Sequence[Complaint]
    folder: Path

    @property
    def is_own(self) -> bool:
        """Whether the figures are the office's own, which can be edited."""
        return figure_files.is_own(self.folder)


def run(warehouse: Warehouse, folder: Path | None = None) -> Audit:
    """Holds every published figure of a folder against the build.

    folder: GOVERNANCE_FACTS or the sample's, unless it is given. Raises FigureError for rules that
    are wrong; a wrong figure is among the complaints.
    """
    place = folder or figure_files.folder()
    rules = tolerance_rules.load(place)
    given = figure_files.load(place, warehouse.catalog, rules)
    computer, told = Computer(warehouse), list(given.complaints)
    findings: dict[str, Finding] = {}
    for key, figure in given.figures.items():
        try:
            placed = _placed(figure, computer) if figure_files.is_own(place) else figure
            findings[key] = _finding(placed, given.entries[key], computer, rules)
        except RowError as error:
            told.append(given.complaint(key, error.column, error))
        except EntryError as error:
            told.append(given.complaint(key, "", error))
        except FigureError as error:
            told.append(given.complaint(key, "unit", EntryError("{reason}", reason=error)))
    declared = declared_claims.load(place, findings, warehouse.catalog, told)
    return Audit(findings, computer, rules, declared, tuple(told), place)


def _placed(figure: Published, computer: Computer) -> Published:
    """An office's own figure with the name of its area. Raises RowError where there is none."""
    if figure.area_code not in computer.levels:
        codes = get_close_matches(figure.area_code, list(computer.levels), n=1)
        near = ", ".join(f"{code} {computer.names[code]}" for code in codes)
        raise RowError("area_code", NO_AREA, code=figure.area_code, near=near or "-")
    return replace(figure, place=figure.place or computer.names[figure.area_code])


def _finding(figure: Published, entry: Entry, computer: Computer, declared: Rules) -> Finding:
    computed = computer.compute(figure, entry)
    printed = declared.printed(figure.unit)
    own_days = getattr(entry.check, "start", None), getattr(entry.check, "end", None)
    days = own_days if any(own_days) else figure.days
    comparison = Comparison(
        computed.value,
        computed.missing,
        defer(entry.scope) if entry.scope else None,
        printed,
        _measured(entry, computer.warehouse.catalog, declared) or printed,
        _is_quotient(entry.check, computer.warehouse.catalog),
        figure_days.other_scope(entry.check, days, computer),
        figure_days.not_covered(entry.check, days, computer),
    )
    verdict = verdicts.judge(figure, comparison, declared.tolerance)
    return Finding(figure, entry, computed, verdict, days, comparison.is_quotient)


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

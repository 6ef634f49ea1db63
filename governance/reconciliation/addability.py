"""Whether two published figures may be added, and if not, why.

The rules are tried in the order of OBJECTIONS; the first that applies is the reason. What may be
added is declared (rules.toml), what overlaps follows from places, days and filters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from governance.core.i18n import mark
from governance.core.toml_entries import Pair, Text
from governance.reconciliation.audit import Audit, Finding
from governance.reconciliation.deferred_text import DeferredText, defer
from governance.reconciliation.published_figures import Days, FigureError, MetricValue, Published
from governance.reconciliation.tolerance_rules import Family, Rules, Together


@dataclass(frozen=True)
class Amount:
    """One side of a sum: a figure as printed, or a metric's value in the place of one.

    filters: what its records have in common; days: its window, None for all time.
    """

    id: str
    what: Text
    figure: Published
    family: Family
    filters: tuple[Pair, ...] = ()
    days: Days = (None, None)
    is_quotient: bool = False
    computed: float | None = None

    @property
    def value(self) -> float | None:
        return self.figure.value


@dataclass(frozen=True)
class Ruling:
    """Whether the two may be added; total and bound ("exact", "at_least", "about") where so.

    computed: the sum of what the data says, None where it is not allowed or has none. caveats: what
    has to be said with the sum. why: where it is not allowed.
    """

    first: Amount
    second: Amount
    why: DeferredText | None = None
    total: float | None = None
    bound: str = "exact"
    computed: float | None = None
    caveats: tuple[DeferredText, ...] = ()

    @property
    def allowed(self) -> bool:
        return self.why is None


def rule_all(audit: Audit) -> list[Ruling]:
    """The rulings on the sums of claims.toml."""
    return [rule_on_pair(audit, key, other) for key, other in audit.declared.sums]


def rule_on_pair(audit: Audit, key: str, other: str) -> Ruling:
    """May the figure `key` and the figure or metric `other` be added? Raises FigureError."""
    if key not in audit.findings:
        raise FigureError(f"there is no figure {key!r}")
    finding = audit.findings[key]
    first = of_finding(finding, audit.rules)
    if other in audit.findings:
        second = of_finding(audit.findings[other], audit.rules)
    else:
        second = _of_metric(audit, other, finding.figure)
    return rule_on_sum(first, second, audit.rules)


def of_finding(finding: Finding, rules: Rules) -> Amount:
    """A published figure as a side of a sum."""
    figure, check = finding.figure, finding.entry.check
    return Amount(
        figure.id,
        finding.entry.what,
        figure,
        rules.printed(figure.unit),
        check.filters if check else (),
        finding.days,
        finding.is_quotient,
        finding.computed.value,
    )


def _of_metric(audit: Audit, key: str, place: Published) -> Amount:
    """A metric's value in the place of a figure as a side of a sum; its measure is its key."""
    computer = audit.computer
    metric = computer.warehouse.catalog.get(key)
    if metric is None:
        raise FigureError(f"there is no figure and no metric {key!r}")
    is_known = place.area_code in computer.levels
    check = MetricValue(key)
    value = computer.check(check, place.area_code, place.days).value if is_known else None
    figure = replace(
        place,
        id=key,
        source="",
        printed="",
        value=value,
        bound="exact",
        measure=key,
        note="",
    )
    unit = audit.rules.measured(metric.unit)
    return Amount(key, metric.title, figure, unit, days=place.days, computed=value)


def rule_on_sum(amount: Amount, other: Amount, rules: Rules) -> Ruling:
    """May the two be added? The first reason against it, else the sum and what to say with it."""
    for refusal in OBJECTIONS:
        if why := refusal(amount, other, rules):
            return Ruling(amount, other, why)
    assert amount.value is not None
    assert other.value is not None
    together = _together(amount, other, rules)
    bound = _bound(amount, other, together)
    caveats = [defer(together.caveat)] if together and together.caveat else []
    if "at_least" in (amount.figure.bound, other.figure.bound):
        caveats.append(defer(mark("One is printed as a lower bound, so the sum is one, too.")))
    if bound == "about":
        caveats.append(defer(mark("One is printed as “about”, so the sum is one, too.")))
    known = amount.computed is not None and other.computed is not None
    computed = (amount.computed or 0) + (other.computed or 0) if known else None
    return Ruling(amount, other, None, amount.value + other.value, bound, computed, tuple(caveats))


def _bound(amount: Amount, other: Amount, together: Together | None) -> str:
    bounds = {amount.figure.bound, other.figure.bound}
    if "about" in bounds:
        return "about"
    is_open = (
        together is not None and together.is_open and amount.figure.measure != other.figure.measure
    )
    return "at_least" if "at_least" in bounds or is_open else "exact"


def _together(amount: Amount, other: Amount, rules: Rules) -> Together | None:
    """The group of measures that has both; None where they are one measure of no group, or two."""
    both = {amount.figure.measure, other.figure.measure}
    return next((group for group in rules.together if both <= set(group.measures)), None)


def _same(amount: Amount, other: Amount, _rules: Rules) -> DeferredText | None:
    return defer(mark("This is one figure, twice.")) if amount.id == other.id else None


def _a_name(first: Amount, other: Amount, _rules: Rules) -> DeferredText | None:
    for amount in (first, other):
        if amount.figure.bound == "label":
            return defer(mark("{id} is a name, not a number."), id=amount.id)
    return None


def _no_value(first: Amount, other: Amount, _rules: Rules) -> DeferredText | None:
    for amount in (first, other):
        if amount.value is None:
            return defer(mark("{id} has no value here."), id=amount.id)
    return None


def _a_rate(first: Amount, other: Amount, rules: Rules) -> DeferredText | None:
    for amount in (first, other):
        declared = amount.figure.measure in rules.rates.measures or amount.family.is_rate
        if declared or amount.is_quotient:
            message = mark("{id} is a rate, a mean or a rule, no count: such are never added.")
            return defer(message, id=amount.id)
    return None


def _units(amount: Amount, other: Amount, rules: Rules) -> DeferredText | None:
    if amount.family.key == other.family.key:
        return None
    for pair in rules.apart:
        if pair.parts_units(amount.family.key, other.family.key):
            return defer(pair.why)
    message = mark("Units differ: {one} and {other} have no sum.")
    return defer(message, one=amount.family.title, other=other.family.title)


def _measures(amount: Amount, other: Amount, rules: Rules) -> DeferredText | None:
    measures = amount.figure.measure, other.figure.measure
    for pair in rules.apart:
        if pair.parts_measures(*measures):
            return defer(pair.why)
    if measures[0] == measures[1] or _together(amount, other, rules):
        return None
    message = mark("They count different things: {one}; {other}.")
    return defer(message, one=amount.what, other=other.what)


def _datasets(amount: Amount, other: Amount, _rules: Rules) -> DeferredText | None:
    if amount.figure.dataset == other.figure.dataset:
        return None
    return defer(mark("They come from different ledgers, which may count the same in two ways."))


def _scopes(amount: Amount, other: Amount, _rules: Rules) -> DeferredText | None:
    if amount.days == other.days:
        return None
    message = mark("Other scope: {one} and {other} speak of different days, and may overlap.")
    return defer(message, one=amount.id, other=other.id)


def _overlap(amount: Amount, other: Amount, _rules: Rules) -> DeferredText | None:
    """Two counts of one kind overlap unless their places or their filters keep them apart."""
    figures = amount.figure, other.figure
    if not (figures[0].is_in(figures[1]) or figures[1].is_in(figures[0])):
        return None
    if _are_disjoint(dict(amount.filters), dict(other.filters)):
        return None
    message = mark(
        "{one} and {other} count the same kind of thing in {place}, and nothing says that one is "
        "not part of the other (programmes may overlap): the sum could count twice."
    )
    inner = figures[0] if figures[0].is_in(figures[1]) else figures[1]
    return defer(message, one=amount.id, other=other.id, place=inner.place)


def _are_disjoint(filters: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether no record can fit both: a column that has to have two different values."""
    return any(
        filters[column] != other[column] and "*" not in filters[column] + other[column]
        for column in filters.keys() & other.keys()
    )


OBJECTIONS: tuple[Callable[[Amount, Amount, Rules], DeferredText | None], ...] = (
    *(_same, _a_name, _a_rate, _units, _measures, _datasets, _scopes, _overlap, _no_value),
)

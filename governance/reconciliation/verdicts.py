"""What may be said of a printed figure and a computed one. Pure: numbers in, verdict out.

AGREES       printed exactly, and it comes out (a quotient: to the printed digit)
WITHIN       a lower bound (余, 多) that is reached, or 左右 within its tolerance
OTHER_SCOPE  the data covers another scope than the text, whatever the numbers: other places, a rule
             that nobody measured, a register of now where the figure is of an earlier day
OTHER_UNIT   what is computed has a unit that must not be compared with the printed one
NOT_ENOUGH   nothing here carries the figure, or no row of the place or of all its days does
DIFFERS      comparable, and it does not come out
"""

from dataclasses import dataclass

from governance.core.i18n import mark
from governance.metrics import number_format
from governance.reconciliation.deferred_text import DeferredText, defer
from governance.reconciliation.published_figures import Published
from governance.reconciliation.tolerance_rules import Family, Tolerance

AGREES, WITHIN, OTHER_SCOPE = "agrees", "within", "other_scope"
OTHER_UNIT, NOT_ENOUGH, DIFFERS = "other_unit", "not_enough", "differs"
VERDICTS = {
    AGREES: mark("✓ agrees"),
    WITHIN: mark("≈ within the bound"),
    DIFFERS: mark("✕ differs"),
    OTHER_SCOPE: mark("◇ other scope"),
    OTHER_UNIT: mark("⊘ other unit"),
    NOT_ENOUGH: mark("○ not enough data"),
}
RULE = mark("A rule, not a count: nothing that is measured has to be it.")
ENDLESS = 1e-9  # of the value: what floating point leaves over


@dataclass(frozen=True)
class Verdict:
    """One of VERDICTS, and why."""

    key: str
    why: DeferredText


@dataclass(frozen=True)
class Comparison:
    """What a verdict is reached from. value None: nothing could be computed, for `missing`.

    other_days, not_covered: why the data do not speak of the figure's days, so that a difference
    is none.
    """

    value: float | None
    missing: DeferredText | None
    scope: DeferredText | None
    printed_in: Family
    measured_in: Family
    is_quotient: bool = False
    other_days: DeferredText | None = None
    not_covered: DeferredText | None = None


def judge(figure: Published, comparison: Comparison, tolerance: Tolerance) -> Verdict:
    """The verdict: first whether the two can be compared at all, then whether they agree."""
    if comparison.value is None:
        return Verdict(NOT_ENOUGH, comparison.missing or defer(mark("Nothing was computed.")))
    if comparison.printed_in.key != comparison.measured_in.key:
        return Verdict(OTHER_UNIT, _units(comparison))
    scope = comparison.scope or (defer(RULE) if figure.bound == "rule" else None)
    if scope:
        return Verdict(OTHER_SCOPE, scope)
    found = _compare(figure, comparison, tolerance)
    days = {OTHER_SCOPE: comparison.other_days, NOT_ENOUGH: comparison.not_covered}
    excuses = [Verdict(key, why) for key, why in days.items() if why and found.key == DIFFERS]
    return (*excuses, found)[0]


def _compare(figure: Published, comparison: Comparison, tolerance: Tolerance) -> Verdict:
    """The verdict on two numbers that speak of the same."""
    assert comparison.value is not None
    if figure.value is None:
        return Verdict(AGREES, defer(mark("The name is found in the data.")))
    if figure.bound == "at_least":
        return _lower_bound(figure.value, comparison.value)
    return _near(figure.value, comparison, tolerance, is_about=figure.bound == "about")


def _units(comparison: Comparison) -> DeferredText:
    message = mark("Printed in {printed}, computed in {measured}: never compared.")
    return defer(
        message, printed=comparison.printed_in.title, measured=comparison.measured_in.title
    )


def _lower_bound(printed: float, value: float) -> Verdict:
    """A lower bound is reached or not; far above it, that is said."""
    if value < printed:
        return Verdict(DIFFERS, defer(mark("Below the printed lower bound.")))
    if value >= next_round(printed):
        more = number_format.number(next_round(printed))
        message = mark("Reaches the lower bound, but {more} or more would be written otherwise.")
        return Verdict(WITHIN, defer(message, more=more))
    return Verdict(WITHIN, defer(mark("Reaches the printed lower bound.")))


def next_round(printed: float) -> float:
    """The next number of as few digits: 90 → 100, 2,100 → 2,200, 45,000 → 46,000."""
    step = 1
    while printed and printed % (step * 10) == 0:
        step *= 10
    return printed + step


def _near(printed: float, comparison: Comparison, tolerance: Tolerance, is_about: bool) -> Verdict:
    assert comparison.value is not None
    away = abs(comparison.value - printed)
    if is_about:
        if away <= tolerance.about * printed + ENDLESS * printed:
            share = number_format.number(tolerance.about * 100)
            return Verdict(
                WITHIN, defer(mark("Within ±{share}% of the printed value."), share=share)
            )
        return Verdict(DIFFERS, defer(mark("Further away than “about” allows.")))
    if comparison.is_quotient and away < tolerance.quotient:
        return Verdict(AGREES, defer(mark("Comes out, rounded as it is printed.")))
    if away <= (tolerance.exact + ENDLESS) * abs(printed):
        return Verdict(AGREES, defer(mark("Comes out exactly.")))
    return Verdict(DIFFERS, defer(mark("Printed exactly, and something else comes out.")))

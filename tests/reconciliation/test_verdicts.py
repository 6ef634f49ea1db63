"""What may be said of a printed and a computed figure: above, below and exactly at every line."""

import dataclasses

import pytest

from governance.core.i18n import translator
from governance.reconciliation import tolerance_rules, verdicts
from governance.reconciliation.claims import judge_share
from governance.reconciliation.deferred_text import defer
from governance.reconciliation.published_figures import Published
from governance.reconciliation.verdicts import Comparison

RULES = tolerance_rules.load()
ITEMS, HOURS = RULES.families["items"], RULES.families["hours"]
_ = translator("en")


def figure(value, bound="exact", **given):
    printed = "1+4+N" if value is None else str(value)
    empty = dict.fromkeys((field.name for field in dataclasses.fields(Published)), "")
    return Published(**{**empty, "value": value, "printed": printed, "bound": bound, **given})


def judged(printed, bound, value, **given):
    found = Comparison(value, None, given.pop("scope", None), ITEMS, ITEMS, **given)
    return verdicts.judge(figure(printed, bound), found, RULES.tolerance)


@pytest.mark.parametrize(
    ("printed", "bound", "value", "verdict"),
    [
        (849, "exact", 849, "agrees"),
        (849, "exact", 848, "differs"),
        (849, "exact", 850, "differs"),
        (8804, "exact", 8804.000001, "agrees"),  # what floating point leaves over
        (8804, "exact", 8804.5, "differs"),
        (90, "at_least", 89, "differs"),
        (90, "at_least", 90, "within"),
        (90, "at_least", 99, "within"),
        (90, "at_least", 500, "within"),
        (3000, "about", 2850, "within"),
        (3000, "about", 2849, "differs"),
        (3000, "about", 3150, "within"),
        (3000, "about", 3151, "differs"),
        (3000, "about", 3000, "within"),
        (None, "label", 78, "agrees"),
        (849, "exact", None, "not_enough"),
        (90, "at_least", None, "not_enough"),
        (None, "label", None, "not_enough"),
        (0, "exact", 0, "agrees"),
        (0, "exact", 1, "differs"),
    ],
)
def test_verdict(printed, bound, value, verdict):
    assert judged(printed, bound, value).key == verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [(30.4999, "agrees"), (29.51, "agrees"), (30.5, "differs")]
)
def test_a_quotient_agrees_to_the_printed_digit(value, verdict):
    assert judged(30, "exact", value, is_quotient=True).key == verdict
    assert judged(30, "exact", value).key == "differs"


def test_another_scope_is_said_whatever_the_numbers():
    scope = defer("Five streets only")
    assert [judged(49, "exact", value, scope=scope).key for value in (45, 49)] == [
        "other_scope"
    ] * 2
    assert judged(49, "exact", None, scope=scope).key == "not_enough"


def test_another_unit_is_never_compared():
    found = Comparison(3400, None, None, RULES.families["person_times"], HOURS)
    verdict = verdicts.judge(figure(3400), found, RULES.tolerance)
    assert verdict.key == "other_unit"
    assert verdict.why.text(_) == (
        "Printed in person-times, computed in hours of service: never compared."
    )
    assert verdict.why.text(translator("zh")).startswith("公布的单位是人次，计算的单位是服务小时")


@pytest.mark.parametrize(
    ("printed", "following"),
    [(90, 100), (2100, 2200), (45000, 46000), (1000, 2000), (25, 26), (0, 1)],
)
def test_the_next_round_number_has_as_few_digits(printed, following):
    assert verdicts.next_round(printed) == following


def test_far_above_a_lower_bound_is_remarked_upon():
    assert "100 or more" in judged(90, "at_least", 100).why.text(_)
    assert judged(90, "at_least", 99).why.text(_) == "Reaches the printed lower bound."


@pytest.mark.parametrize(
    ("part", "whole", "bounds", "outcome"),
    [
        (311, 345, ("exact", "exact"), "short"),
        (345, 345, ("exact", "exact"), "holds"),
        (346, 345, ("exact", "exact"), "holds"),
        (344, 345, ("exact", "exact"), "short"),
        (311, 345, ("at_least", "exact"), "open"),
        (345, 345, ("at_least", "exact"), "holds"),
        (311, 345, ("exact", "at_least"), "short"),
        (345, 345, ("exact", "at_least"), "open"),
        (345, 345, ("about", "exact"), "open"),
        (None, 345, ("exact", "exact"), "no_data"),
        (311, None, ("exact", "exact"), "no_data"),
        (311, 0, ("exact", "exact"), "no_data"),
    ],
)
def test_a_claim_holds_only_where_its_figures_say_so(part, whole, bounds, outcome):
    assert judge_share(part, whole, 100, bounds).outcome == outcome


def test_every_unit_that_is_printed_has_one_family():
    units = [unit for family in RULES.families.values() for unit in family.printed]
    assert len(units) == len(set(units))

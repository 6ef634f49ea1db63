"""Fair ranks where there is little to judge: one unit, none, all alike; and where there is much."""

import math
import time

import numpy as np
import pytest

from governance.stats.fairness.assess import assess
from governance.stats.fairness.rate_kinds import numbers

RANDOM = np.random.default_rng(4)


def alike(judgement):
    return {unit.verdict for unit in judgement.units} == {"indistinguishable"} and {
        unit.band for unit in judgement.units
    } == {"inside"}


def is_sound(unit):
    ends = (unit.low, unit.high, unit.shrunken_low, unit.shrunken_high)
    return (
        all(math.isfinite(end) for end in ends)
        and unit.low <= unit.raw <= unit.high
        and unit.shrunken_low < unit.shrunken < unit.shrunken_high
        and unit.rank_low <= unit.rank_high
    )


@pytest.mark.parametrize("kind", ["proportion", "count"])
@pytest.mark.parametrize("tops", [[0, 0, 0], [5, 9, 1000], [0, 9, 0], [5, 0, 500]])
def test_extremes_stay_sound(kind, tops):
    found = assess(tops, [5, 9, 1000], kind)
    assert all(is_sound(unit) for unit in found.units)


@pytest.mark.parametrize("tops", [[0, 0, 0], [5, 9, 1000]])
def test_units_that_all_fail_or_all_succeed_are_alike(tops):
    found = assess(tops, [5, 9, 1000], "proportion")
    assert alike(found)
    assert [unit.rank for unit in found.units] == [1, 1, 1]


def test_units_without_events_are_alike():
    assert alike(assess([0, 0], [100, 30_000], "count"))


def test_units_without_cases_are_not_judged():
    found = assess([3, None, 0, 4], [5, None, 0, 8], "proportion")
    assert [unit is None for unit in found.units] == [False, True, True, False]
    assert found.reference == pytest.approx(7 / 13)


def test_without_any_case_there_is_no_reference():
    assert assess([None, 0], [None, 0], "proportion").reference is None
    assert assess([], [], "count").units == []


def test_one_unit_is_the_whole_and_stands_nowhere():
    found = assess([30], [40], "proportion")
    assert alike(found)
    assert (found.units[0].rank, found.units[0].rank_low, found.units[0].rank_high) == (1, 1, 1)
    assert is_sound(found.units[0])


def test_one_unit_is_held_against_the_whole_that_is_given():
    found = assess([30], [1000], "proportion", whole=(800, 1000))
    assert found.reference == 0.8
    assert found.units[0].verdict == "below"


@pytest.mark.parametrize("tops", [[6], [-1]])
def test_what_is_no_proportion_is_refused(tops):
    with pytest.raises(ValueError, match="no proportion"):
        assess(tops, [5], "proportion")


def test_more_events_than_residents_are_a_count():
    assert assess([6, 4], [5, 5], "count").units[0].raw == pytest.approx(1.2)


def test_the_lucky_small_unit_ranks_first_and_is_not_told_apart():
    """As published: 22 cases at 100.00 above 6,530 at 99.1; the rest around 97."""
    sizes = numbers([22, 6530, *RANDOM.integers(200, 3000, 40)])
    tops = numbers([22, 6471, *np.round(sizes[2:] * RANDOM.normal(0.97, 0.008, 40).clip(0, 1))])
    lucky, large, *_rest = assess(tops, sizes, "proportion").units
    assert (lucky.rank, lucky.verdict) == (1, "indistinguishable")
    assert lucky.rank_high > 20
    assert large.verdict == "above"
    assert large.rank_high < lucky.rank_high
    assert large.shrunken > lucky.shrunken


def test_a_unit_far_below_is_told_apart_and_alarmed():
    sizes = numbers([189, *RANDOM.integers(1, 60, 300)])
    tops = numbers([61, *RANDOM.binomial(sizes[1:].astype(int), 0.85)])
    bad = assess(tops, sizes, "proportion").units[0]
    assert (bad.verdict, bad.band) == ("below", "alarm")
    assert bad.rank_low > 250


def test_pure_chance_tells_almost_nobody_apart():
    """600 equal units: by their own intervals 30 of them would stand apart."""
    sizes = RANDOM.integers(5, 80, 600)
    units = assess(RANDOM.binomial(sizes, 0.84), sizes, "proportion").units
    assert sum(unit.verdict != "indistinguishable" for unit in units) <= 2
    assert sum(unit.band == "alarm" for unit in units) <= 2
    counts = assess(RANDOM.poisson(sizes * 0.1), sizes, "count").units
    assert sum(unit.verdict != "indistinguishable" for unit in counts) <= 2


def test_where_fewer_is_better_the_lowest_is_first():
    found = assess([10, 90], [100, 100], "proportion", descending=False).units
    assert [unit.rank for unit in found] == [1, 2]
    assert found[0].verdict == "below"


def test_the_same_figures_get_the_same_places():
    sizes = RANDOM.integers(1, 60, 200)
    tops = RANDOM.binomial(sizes, 0.8)
    assert assess(tops, sizes, "proportion") == assess(tops, sizes, "proportion")


def test_600_units_take_no_time_to_notice():
    sizes = RANDOM.integers(1, 60, 600)
    tops = RANDOM.binomial(sizes, 0.8)
    assess(tops, sizes, "proportion")
    begun = time.process_time()
    assess(tops, sizes, "proportion")
    assert time.process_time() - begun < 0.5

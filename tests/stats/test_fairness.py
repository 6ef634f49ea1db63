"""Fair ranks against published examples of each method, statsmodels and scipy's distributions."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import proportion_confint

from governance.stats.fairness import funnel_limits, intervals, rank_intervals, shrinkage
from governance.stats.fairness.assess import assess
from governance.stats.fairness.rate_kinds import numbers
from governance.stats.fairness.shrinkage import Prior

# Efron and Morris, "Stein's Paradox in Statistics", Scientific American 236 (1977) 119-127:
# hits of 18 players in their first 45 times at bat of 1970, and their averages in the whole season.
HITS = numbers([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])
SEASON = [0.346, 0.298, 0.276, 0.222, 0.273, 0.270, 0.263, 0.210, 0.269]
SEASON += [0.230, 0.264, 0.256, 0.303, 0.264, 0.226, 0.285, 0.316, 0.200]
BATS = np.full(18, 45.0)
# Geissler's families in Saxony: how many of 6,115 with 12 children had 0 … 12 boys; the
# beta-binomial fit by maximum likelihood is in Lindsey and Altham, Applied Statistics 47 (1998)
# 149-157: alpha 34.1, beta 31.6.
FAMILIES = [3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7]


@pytest.mark.parametrize(
    ("successes", "cases", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_intervals_of_newcombes_examples(successes, cases, low, high):
    found = intervals.wilson(numbers([successes]), numbers([cases]))
    assert [end[0] for end in found] == pytest.approx([low, high], abs=5e-5)


def test_wilson_agrees_with_statsmodels_for_every_outcome():
    pairs = [(k, n) for n in (1, 2, 5, 22, 60, 6530) for k in {0, 1, n // 3, n - 1, n}]
    top, bottom = numbers(pairs).T
    low, high = intervals.wilson(top, bottom)
    expected = proportion_confint(top, bottom, method="wilson")
    np.testing.assert_allclose(low, expected[0], atol=1e-12)
    np.testing.assert_allclose(high, expected[1], atol=1e-12)


def test_poisson_gives_the_published_interval_of_25_events():
    """16.18 to 36.90: Garwood's limits as GraphPad's manual prints them, and 3.689 for none."""
    low, high = intervals.poisson(numbers([25, 0]), numbers([1, 1]))
    assert (low[0], high[0]) == pytest.approx((16.18, 36.90), abs=5e-3)
    assert (low[1], high[1]) == pytest.approx((0.0, 3.689), abs=5e-4)


def test_poisson_agrees_with_chi_squared_quantiles():
    events = numbers([1, 3, 40, 900])
    low, high = intervals.poisson(events, np.full(4, 2000.0))
    np.testing.assert_allclose(low, stats.chi2.ppf(0.025, 2 * events) / 4000)
    np.testing.assert_allclose(high, stats.chi2.ppf(0.975, 2 * events + 2) / 4000)


def test_the_spread_beyond_chance_is_that_of_dersimonian_and_laird():
    """Held against the weighted mean, tau2 is theirs, as statsmodels has it."""
    values = funnel_limits.transformed(HITS / BATS * np.linspace(0.2, 1.5, 18), "proportion")
    errors = funnel_limits.error(BATS + 30 * np.arange(18))
    weights = errors**-2.0
    middle = float(values @ weights / weights.sum())
    found = funnel_limits.spread(values, errors, middle, winsorised=0.0)
    expected = combine_effects(values, errors**2, method_re="chi2")
    assert found.tau2 == pytest.approx(expected.tau2)
    assert found.tau2 > 0.002
    assert found.phi * 18 == pytest.approx(expected.q)


def test_units_that_differ_less_than_by_chance_have_no_spread():
    given = numbers([0.5, 0.51, 0.49]), numbers([0.1, 0.1, 0.2])
    found = funnel_limits.spread(*given, 0.5, winsorised=0.0)
    assert found.phi == pytest.approx((0.1**2 + 0.05**2) / 3)
    assert found.tau2 == 0


def test_one_failing_unit_does_not_widen_its_own_limits():
    """Spiegelhalter (2005), 3.4: z beyond the tenth part's edges is brought in to them."""
    errors = np.full(20, 0.1)
    values = numbers([*np.linspace(0.42, 0.58, 19), 5.0])
    found = funnel_limits.spread(values, errors, 0.5)
    away = np.sort((values - 0.5) / 0.1)
    edges = np.quantile(away, [0.1, 0.9])
    assert found.phi == pytest.approx(float(np.mean(np.clip(away, *edges) ** 2)))
    assert found.phi < 1 < funnel_limits.spread(values, errors, 0.5, winsorised=0.0).phi / 50


def test_funnel_limits_by_hand():
    """n = 100, reference 0.8: sin²(asin √0.8 ± 1.96/20) = 0.8 -+ …; tau2 = 0.01 is s = 0.1118."""
    low, high = funnel_limits.limits(numbers([100]), 0.8, 0.0, 1.96, "proportion")
    middle = np.arcsin(np.sqrt(0.8))
    assert low[0] <= np.sin(middle - 0.098) ** 2
    assert high[0] >= np.sin(middle + 0.098) ** 2
    low, high = funnel_limits.limits(numbers([100]), 0.8, 0.01, 1.96, "proportion")
    assert low[0] == pytest.approx(np.sin(middle - 1.96 * np.sqrt(0.0025 + 0.01)) ** 2)
    assert high[0] == pytest.approx(np.sin(middle + 1.96 * np.sqrt(0.0025 + 0.01)) ** 2)
    low, high = funnel_limits.limits(numbers([100]), 0.8, 0.01, 3.09, "count")
    assert low[0] == pytest.approx((np.sqrt(0.8) - 3.09 * np.sqrt(0.0125)) ** 2)


@pytest.mark.parametrize("cases", [1, 5, 22, 40, 333])
@pytest.mark.parametrize("reference", [0.03, 0.5, 0.84])
def test_without_spread_no_outcome_that_chance_allows_is_outside(cases, reference):
    """Exactly: an outcome is outside only if chance does that or more in less than the tail."""
    outcomes = np.arange(cases + 1.0)
    found = funnel_limits.bands(
        outcomes / cases, np.full(cases + 1, cases), reference, 0.0, "proportion"
    )
    for z, allowed in ((1.96, ("inside",)), (3.09, ("inside", "warning"))):
        tail = stats.norm.sf(z)
        likely = np.minimum(
            stats.binom.cdf(outcomes, cases, reference),
            stats.binom.sf(outcomes - 1, cases, reference),
        )
        assert all(
            band in allowed for band, share in zip(found, likely, strict=True) if share >= tail
        )


def test_22_of_22_is_a_warning_and_no_alarm_where_84_of_100_is_usual():
    """Chance does it once in 46 times; the arcsine alone would call it an alarm."""
    found = funnel_limits.bands(numbers([1.0]), numbers([22]), 0.84, 0.0, "proportion")
    assert found == ["warning"]
    assert round(1 / 0.84**22) == 46


def test_the_priors_weight_is_that_of_geisslers_families():
    boys = np.repeat(np.arange(13.0), FAMILIES)
    found = shrinkage.estimate_prior(boys, np.full(len(boys), 12.0), "proportion")
    assert found.mean == pytest.approx(34.1 / 65.7, abs=5e-4)
    assert found.weight == pytest.approx(65.7, rel=0.02)


def test_the_likelihood_of_each_weight_is_scipys():
    top, bottom = numbers([3, 0, 20, 7]), numbers([5, 4, 22, 30])
    weights = shrinkage.SCALES**-2
    told, allowed = shrinkage._beta_binomial(top, bottom, 0.4), 0.4 * weights >= 0.1
    expected = sum(
        stats.betabinom.logpmf(k, n, 0.4 * weights, 0.6 * weights)
        for k, n in zip(top, bottom, strict=True)
    )
    np.testing.assert_allclose(
        (told - told[80])[allowed], (expected - expected[80])[allowed], atol=1e-5
    )
    told = shrinkage._gamma_poisson(top, bottom, 0.4)
    expected = sum(
        stats.nbinom.logpmf(k, weights, 1 / (1 + n * 0.4 / weights))
        for k, n in zip(top, bottom, strict=True)
    )
    np.testing.assert_allclose(told - told[80], expected - expected[80], atol=1e-5)


def test_shrunken_batting_averages_are_those_of_efron_and_morris():
    """Theirs: 0.265 + 0.212 (average − 0.265). Both are nearer to the season than the averages."""
    found = [unit.shrunken for unit in assess(HITS, BATS, "proportion").units]
    np.testing.assert_allclose(found, 0.265 + 0.212 * (HITS / BATS - 0.265), atol=0.01)
    errors = [float(((rates - SEASON) ** 2).sum()) for rates in (numbers(found), HITS / BATS)]
    assert errors[0] < errors[1] / 3


def test_no_player_stands_apart_after_45_times_at_bat():
    units = assess(HITS, BATS, "proportion").units
    assert {unit.verdict for unit in units} == {"indistinguishable"}
    assert (units[0].rank, units[0].rank_low) == (1, 1)
    assert units[0].rank_high > 9


def test_a_posterior_by_hand():
    """Gelman et al. (2013), 5.1: mean 0.136 and sd 0.103 of 70 groups are a prior of about
    Beta(1.4, 8.6); with 4 of 14 rats that is Beta(5.4, 18.6), mean 0.223, sd 0.083."""
    given = Prior.certain(0.136, 0.136 * 0.864 / 0.103**2 - 1)
    found = shrinkage.update_prior(numbers([4]), numbers([14]), given, "proportion")
    assert (found.a[0, 0], found.b[0, 0]) == pytest.approx((5.4, 18.6), abs=0.15)
    assert found.mean[0] == pytest.approx(0.223, abs=5e-4)
    assert found.draws(20_000, 1).std() == pytest.approx(0.083, abs=2e-3)


def test_a_posterior_of_a_count_by_hand():
    """Gelman et al. (2013), 2.6: prior Gamma(3, 5), 3 deaths in 2 (x 100,000): Gamma(6, 7)."""
    found = shrinkage.update_prior(numbers([3]), numbers([2]), Prior.certain(0.6, 3), "count")
    assert (found.a[0, 0], found.b[0, 0]) == pytest.approx((6, 7))
    assert found.mean[0] == pytest.approx(0.86, abs=5e-3)


@pytest.mark.parametrize("share", [0.025, 0.5, 0.975])
def test_quantiles_are_scipys(share):
    top, bottom, given = numbers([0, 3, 20]), numbers([4, 5, 22]), Prior.certain(0.8, 12)
    beta = shrinkage.update_prior(top, bottom, given, "proportion")
    expected = stats.beta.ppf(share, top + 9.6, bottom - top + 2.4)
    np.testing.assert_allclose(beta.quantile(share), expected)
    gamma = shrinkage.update_prior(top, bottom, given, "count")
    expected = stats.gamma.ppf(share, top + 12, scale=1 / (bottom + 15))
    np.testing.assert_allclose(gamma.quantile(share), expected)


def test_rank_intervals_are_those_of_every_possible_order():
    """Two units of one clear winner: it is always first; the equals share the places below."""
    given = shrinkage.update_prior(
        numbers([900, 50, 50]), numbers([1000, 100, 100]), Prior.certain(0.5, 2), "proportion"
    )
    assert rank_intervals.interval(given, descending=True) == ([1, 2, 2], [1, 3, 3])
    assert rank_intervals.interval(given, descending=False) == ([3, 1, 1], [3, 2, 2])
    assert rank_intervals.raw(numbers([0.9, 0.5, 0.5]), descending=True) == [1, 2, 2]
    assert rank_intervals.raw(numbers([0.9, 0.5, 0.5]), descending=False) == [3, 1, 1]


@pytest.mark.parametrize("descending", [True, False])
def test_of_a_thousand_worlds_a_rank_interval_leaves_out_25_at_each_end(descending):
    cases = np.full(40, 60.0)
    given = shrinkage.update_prior(
        numbers(range(10, 50)), cases, Prior.certain(0.5, 2), "proportion"
    )
    worlds = given.draws(rank_intervals.DRAWS, rank_intervals.SEED)
    places = stats.rankdata(-worlds if descending else worlds, axis=1)
    best, worst = map(np.array, rank_intervals.interval(given, descending=descending))
    for outside, upto in (
        ((places < best).sum(axis=0), (places <= best).sum(axis=0)),
        ((places > worst).sum(axis=0), (places >= worst).sum(axis=0)),
    ):
        assert (outside <= 25).all()
        assert (upto > 25).all()
        # Units that a place more or fewer would tell: 25 and 26 stand just at an end of some.
        assert {25, 26} & {*outside.tolist(), *upto.tolist()}

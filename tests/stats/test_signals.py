"""What is more than chance: exact laws, limits that widen, and the verdict on the last month."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from governance.metrics import catalog, rules
from governance.stats.signals import chance, judgement, limits, series, stocks
from governance.stats.signals.arrays import Series
from governance.stats.signals.series import Figures

METRICS = catalog.load()
RATE, VISITS, OVERDUE = (METRICS[key] for key in ("on_time_rate", "visits", "overdue"))
MEDIAN = METRICS["resolution_hours_p50"]
GAP = None
# 95 on time of 100, a little up and down, two years.
STEADY = [95, 94, 96, 95, 97, 94, 95, 96] * 3


def array(*values: float) -> Series:
    return np.array([values], dtype=float)


def rates(*pairs: tuple[int, int] | None) -> Figures:
    """Months of (on time, due); None is a month without data."""
    tops, bottoms = (array(*(p[i] if p else np.nan for p in pairs)) for i in (0, 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.where(bottoms > 0, tops / bottoms * 100, np.nan)
    return Figures(values, tops, bottoms, np.array([[p is not None for p in pairs]]))


def counts(*values: float | None) -> Figures:
    given = array(*(np.nan if value is None else value for value in values))
    return Figures(given, given, np.full(given.shape, np.nan), np.isfinite(given))


def verdict(given: Figures, metric: catalog.Metric) -> judgement.Verdict:
    return judgement.judge(given, metric)


def chart(given: Figures, metric: catalog.Metric) -> limits.Chart:
    return limits.compute_chart(given, metric, verdict(given, metric))


@pytest.mark.parametrize(("k", "n", "p"), [(3, 5, 0.95), (0, 4, 0.3), (5, 5, 0.9), (40, 90, 0.6)])
def test_the_binomial_tail_is_exact(k: int, n: int, p: float) -> None:
    given = array(k), array(n), array(n * p)
    below = chance.tail(*given, "binomial", np.array([[False]]))
    above = chance.tail(*given, "binomial", np.array([[True]]))
    assert below[0, 0] == pytest.approx(stats.binom.cdf(k, n, p))
    assert above[0, 0] == pytest.approx(stats.binom.sf(k - 1, n, p))


@pytest.mark.parametrize(("k", "mean"), [(0, 3.0), (7, 3.0), (900, 700.0)])
def test_the_poisson_tail_is_exact(k: int, mean: float) -> None:
    given = array(k), array(1), array(mean)
    below = chance.tail(*given, "poisson", np.array([[False]]))
    above = chance.tail(*given, "poisson", np.array([[True]]))
    assert below[0, 0] == pytest.approx(stats.poisson.cdf(k, mean))
    assert above[0, 0] == pytest.approx(stats.poisson.sf(k - 1, mean))


def test_each_kind_of_metric_has_its_law() -> None:
    assert chance.probability_law(RATE) == "binomial"
    assert chance.probability_law(VISITS) == chance.probability_law(OVERDUE) == "poisson"
    assert chance.probability_law(METRICS["visit_coverage"]) == "poisson"
    assert chance.probability_law(MEDIAN) == ""


def test_a_collapse_is_a_signal_since_its_first_month() -> None:
    given = rates(*[(n, 100) for n in STEADY], *[(n, 100) for n in (60, 50, 40)])
    found = verdict(given, RATE)
    assert found.state[0] == judgement.SIGNAL
    assert (found.side[0], found.since[0]) == (-1, 24)
    assert found.tail[0] < 1e-6
    baseline = given.values[0, :12].mean()
    assert found.cases[0] == pytest.approx(3 * baseline - 150, rel=0.02)


def test_one_bad_month_of_few_cases_is_chance() -> None:
    """3 of 5 on time where 95 % are: beyond the limits, but every 44th month or so by chance."""
    assert stats.binom.cdf(3, 5, 0.95) == pytest.approx(1 / 44, rel=0.02)
    given = rates(*[(n, 100) for n in STEADY], (3, 5))
    assert verdict(given, RATE).state[0] != judgement.SIGNAL


def test_the_same_share_of_many_cases_is_a_signal() -> None:
    given = rates(*[(n, 100) for n in STEADY], (60, 100))
    assert verdict(given, RATE).state[0] == judgement.SIGNAL


def test_limits_widen_where_cases_are_few() -> None:
    found = chart(rates(*[(n, 100) for n in STEADY], (5, 5)), RATE).limits
    assert found.lower[0, -1] < found.lower[0, 0] - 10
    assert found.centre[0, -1] == found.centre[0, 0]


def test_a_month_that_could_not_be_a_signal_is_too_few() -> None:
    """Of two cases none on time: (1 − 0.95)² is 1 in 400, above 1 in 740."""
    assert verdict(rates(*[(n, 100) for n in STEADY], (2, 2)), RATE).state[0] == judgement.FEW
    fewer_is_better = replace(RATE, better="down")
    few = rates(*[(n, 100) for n in STEADY], (2, 2))
    assert verdict(few, fewer_is_better).state[0] == judgement.FEW
    assert verdict(rates(*[(n, 100) for n in STEADY], (3, 3)), RATE).state[0] == judgement.NONE


def test_a_lucky_unit_is_no_signal() -> None:
    """22 cases in two years, all on time: one a month, in some months none."""
    lucky = [(1, 1)] * 19 + [(0, 0), (1, 1), (2, 2), (0, 0), (0, 0)]
    assert verdict(rates(*lucky), RATE).state[0] == judgement.NOTHING
    assert verdict(rates(*lucky[:21]), RATE).state[0] == judgement.FEW
    assert not chart(rates(*lucky), RATE).special.any()


def test_missing_months_are_no_fall() -> None:
    steady = [300, 280, 310, 290, 305, 285] * 3
    gap = counts(*steady, GAP, GAP)
    assert verdict(gap, VISITS).state[0] == judgement.NO_DATA
    after = counts(*steady, GAP, GAP, 300, 290)
    assert verdict(after, VISITS).state[0] == judgement.NONE
    assert not chart(after, VISITS).special.any()


def test_zero_visits_are_a_fall() -> None:
    found = verdict(counts(*[300, 280, 310, 290, 305, 285] * 3, 0), VISITS)
    assert (found.state[0], found.side[0], found.since[0]) == (judgement.SIGNAL, -1, 18)


def test_a_long_small_shift_is_a_signal_by_its_run() -> None:
    high = [102, 98, 104, 100, 101, 99, 103, 100, 97, 101, 100, 99, 102, 99, 101, 100]
    low = [90, 86, 89, 88, 87, 91, 88, 89]
    found = verdict(counts(*high, *low), VISITS)
    assert not chart(counts(*high, *low), VISITS).beyond.any()
    assert (found.state[0], found.side[0], found.since[0]) == (judgement.NONE, 0, -1)
    many = counts(*[10 * v for v in high], *[10 * v for v in low])
    assert verdict(many, VISITS).state[0] == judgement.SIGNAL
    assert verdict(many, VISITS).since[0] == 16


def test_a_run_of_nothing_where_mostly_nothing_happens_says_nothing() -> None:
    added = METRICS["spaces_added"]
    given = counts(0, 0, 113, 0, 0, 0, 60, *[0] * 13)
    assert verdict(given, added).state[0] != judgement.SIGNAL


def test_too_few_months_are_not_judged() -> None:
    assert verdict(counts(5, 6, 5, 90), VISITS).state[0] == judgement.SHORT


def medians(cases: float, *hours: float) -> Figures:
    given = array(*hours)
    nothing = np.full(given.shape, np.nan)
    return Figures(given, nothing, np.full(given.shape, cases), np.isfinite(given))


HOURS = (70, 72, 69, 71, 70, 73, 70, 71, 69, 72, 70, 71, 110)


def test_a_median_is_judged_by_its_own_scatter() -> None:
    found = verdict(medians(15, *HOURS), MEDIAN)
    assert (found.state[0], found.side[0]) == (judgement.SIGNAL, 1)
    assert np.isnan(found.cases[0])


def test_a_median_of_fewer_than_15_cases_is_too_few() -> None:
    assert rules.load().judgement.least_cases == 15
    assert verdict(medians(14, *HOURS), MEDIAN).state[0] == judgement.FEW
    few = medians(15, *HOURS)
    few.denominators[0, -1] = 6
    assert verdict(few, MEDIAN).state[0] == judgement.FEW


def test_a_level_that_a_stock_has_reached_is_no_signal() -> None:
    """From 10 to 40 once, and there for half a year: what is left is no news of this month."""
    given = counts(*[10, 12, 9, 11] * 4, *[40, 42, 41, 43, 40, 42, 41, 44])
    assert verdict(given, OVERDUE).state[0] == judgement.NONE
    assert np.isnan(chart(given, OVERDUE).limits.upper).all()


def test_a_stock_that_rises_month_after_month_is_a_signal_since_it_does() -> None:
    found = verdict(counts(*[20, 18, 21, 19] * 3, *range(20, 32)), OVERDUE)
    assert (found.state[0], found.side[0], found.since[0]) == (judgement.SIGNAL, 1, 12)
    assert (found.cases[0], found.tail[0]) == (12, 2 * 0.5**12)
    ramp_up = verdict(counts(*range(0, 240, 10)), OVERDUE)
    assert (ramp_up.since[0], ramp_up.cases[0]) == (0, 230)
    assert verdict(counts(*[20, 18, 21, 19] * 3, *range(20, 28)), OVERDUE).state[0] == "none"


def test_what_came_in_at_once_is_a_signal_of_its_month() -> None:
    found = verdict(counts(*[20, 18, 21, 19] * 5, 60), OVERDUE)
    assert (found.state[0], found.side[0], found.since[0]) == (judgement.SIGNAL, 1, 20)
    again = verdict(counts(*[20, 18, 21, 19] * 5, 60, 61, 59), OVERDUE)
    assert again.state[0] == judgement.NONE


def test_a_share_of_what_has_piled_up_is_not_judged() -> None:
    given = rates(*[(n, 100) for n in STEADY], (20, 100))
    assert verdict(given, METRICS["projects_done_rate"]).state[0] == judgement.STOCK


def test_the_limits_are_those_of_the_first_year() -> None:
    """A fall in the second year leaves them where they were."""
    steady, fallen = ([(n, 100) for n in STEADY], [(60, 100)] * 6)
    before = chart(rates(*steady), RATE).limits
    after = chart(rates(*steady[:18], *fallen), RATE).limits
    assert after.centre[0, -1] == pytest.approx(95, abs=0.5)
    np.testing.assert_allclose(after.lower, before.lower)
    assert after.settled[0].nonzero()[0].tolist() == list(range(12))


def test_a_shift_that_has_lasted_a_year_is_the_level() -> None:
    given = rates(*[(70, 100), (72, 100)] * 4, *[(n, 100) for n in STEADY[:16]])
    found = chart(given, RATE)
    assert found.limits.centre[0, -1] == pytest.approx(95, abs=0.5)
    assert found.limits.settled[0].nonzero()[0].tolist() == list(range(8, 20))
    assert verdict(given, RATE).state[0] == judgement.NONE


def test_a_month_is_marked_as_it_was_judged_when_it_was_the_last() -> None:
    steady = [(n, 100) for n in STEADY]
    passed = chart(rates(*steady[:15], (60, 100), *steady[16:]), RATE)
    assert passed.special[0].nonzero()[0].tolist() == [15]
    lasting = chart(rates(*steady[:20], *[(60, 100)] * 4), RATE)
    assert lasting.special[0].tolist() == [0] * 20 + [-1] * 4


def test_a_dip_of_every_february_is_no_news() -> None:
    """300 a month, 200 in each February; without last year it would be one."""
    year = [300, 290, 310, 305, 295, 300, 310, 290, 300, 295, 305]
    assert verdict(counts(*year, 300, *year, 300, 200), VISITS).state[0] == judgement.SIGNAL
    assert verdict(counts(200, *year, 200, *year, 200), VISITS).state[0] == judgement.NONE


def test_a_steady_rise_is_no_news_and_a_jump_out_of_it_is() -> None:
    rise = [300 + 10 * month + 5 * (-1) ** month for month in range(24)]
    assert verdict(counts(*rise), VISITS).state[0] == judgement.NONE
    assert verdict(counts(*rise[:23], 800), VISITS).state[0] == judgement.SIGNAL


def test_a_metric_that_looks_back_is_judged_once_it_sees_all() -> None:
    cycles = METRICS["rebound_cycles"]
    assert cycles.lookback == {"months": 12}
    rising = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, *[12, 13, 12, 11, 12, 13, 12, 11, 12, 13, 12]]
    given = array(np.nan, *rising)
    empty = np.full(given.shape, np.nan)
    found = series.build_figures(cycles, (given, given, empty), np.isfinite(given))
    assert np.isnan(found.values[0, :12]).all()
    assert found.values[0, 12:].tolist() == rising[11:]
    assert verdict(found, cycles).state[0] == judgement.NONE
    assert stocks.is_stock(cycles)

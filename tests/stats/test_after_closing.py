"""After a follow-up: no effect where there is none, and a real change found.

A smaller, seeded run of tests/bench/after_closing.py, whose table is in docs/statistics.md.
"""

import numpy as np
import pytest

from governance.stats.signals import after_closing
from governance.stats.signals.after_closing import ABOVE, BELOW, LED, UNKNOWN, WITHIN
from governance.stats.signals.series import Figures
from tests.bench import after_closing as bench
from tests.bench.false_alarms import KINDS, RATE, STOCK, figures

SERIES = 4000  # of which a tenth is followed up
# One in twenty, and what a tenth of 4,000 draws seldom exceed (three standard deviations).
MOST = 0.05 + 3 * np.sqrt(0.05 * 0.95 / (SERIES / 10))
FALSE = dict(bench.false_verdicts(SERIES))


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_extreme_by_chance_is_not_said_to_have_moved(kind: str) -> None:
    assert FALSE[kind] <= MOST


def test_all_kinds_together_are_far_below_one_in_twenty() -> None:
    assert np.mean([*FALSE.values()]) < 0.02


def test_before_and_after_alone_would_find_effects_of_nothing() -> None:
    """What the rule guards against: a difference of two errors, 2.5 % on this side by chance."""
    assert bench.before_and_after(SERIES) > 0.10


@pytest.mark.parametrize(("level", "years", "least"), [(64, 0, 0.85), (94, 1, 0.75), (97, 1, 0.9)])
def test_a_real_change_is_found_after_three_months(level: int, years: int, least: float) -> None:
    assert dict(bench.power(10 * SERIES, level, years))[3] >= least


def rate(*percents: float) -> Figures:
    """One share of 100 cases month by month."""
    tops = np.array([percents])
    return figures(tops, tops, np.full(tops.shape, 100.0))


USUAL = (84.0, 86, 82, 85, 83, 84, 86, 83, 85, 84, 82, 85, 84, 86, 83)


@pytest.mark.parametrize(
    ("after", "verdict"),
    [((84.0, 85.0), WITHIN), ((98.0, 99.0), ABOVE), ((64.0, 63.0), BELOW), ((np.nan, 99), UNKNOWN)],
)
def test_months_after_are_held_against_the_baseline_and_not_what_led(after, verdict) -> None:
    led = (60.0,) * (LED + 2)
    assert after_closing.judge(rate(*USUAL, *led, *after), RATE, 2, LED + 2) == [verdict]


def test_what_led_to_it_is_left_out_whatever_it_was() -> None:
    found = [
        after_closing.judge(rate(*USUAL, *(level,) * 5, 95.0, 96.0), RATE, 2, 5)[0]
        for level in (20.0, 84.0)
    ]
    assert found == [ABOVE, ABOVE]


def test_too_short_a_history_is_not_judged() -> None:
    assert after_closing.judge(rate(*USUAL[:9], *(60.0,) * 5, 98.0), RATE, 1, 5) == [UNKNOWN]


def test_a_stock_is_judged_by_what_came_in_less_what_went_out() -> None:
    """A backlog that grew by 100 a month and grows no more has moved, as high as it stands."""
    flows = [100.0, 98, 104, 97, 101, 103, 99, 100, 96, 102, 101, 100, 98, 103, 99, 200, 200]
    given = figures(np.cumsum([*flows, 0.0, 0, 0])[None])
    assert after_closing.judge(given, STOCK, 3, 2) == [BELOW]

"""Signals by simulation: false alarms of every kind of series, and the power to find a fall.

A smaller, seeded run of tests/bench/false_alarms.py, whose table is in docs/statistics.md.
"""

import numpy as np
import pytest

from governance.stats.signals import chance, scatter
from tests.bench import false_alarms

SERIES = 3000
# Half a percent a month, and what 3,000 draws of it seldom exceed (three standard deviations).
MOST = 0.005
NOISE = 3 * np.sqrt(MOST / SERIES)
FOUND = dict(false_alarms.power(SERIES))


@pytest.mark.parametrize("kind", false_alarms.KINDS)
def test_false_alarms_are_half_a_percent_a_month_at_most(kind: str) -> None:
    metric, draw = false_alarms.KINDS[kind]
    given = draw(np.random.default_rng(20261130), SERIES)
    assert false_alarms.signals(given, metric) <= MOST + NOISE


@pytest.mark.parametrize(("after", "before"), [(3, 0.77), (6, 0.56), (7, 0.50)])
def test_a_fall_from_84_to_64_percent_is_found(after: int, before: float) -> None:
    """Of 100 cases a month. before: what limits found that the fallen months were part of."""
    assert FOUND[after] >= 0.95 > before


def test_a_mean_of_neighbours_is_known_as_well_as_bartlett_says() -> None:
    """By simulation: twelve months of an AR(1) series with ρ = 0.6."""
    steps = false_alarms.neighbours(np.random.default_rng(1), 20_000, 0.6)[:, :12]
    found = scatter.spread_of_mean(np.array(0.6), np.array(12.0))
    assert float(steps.mean(axis=1).var() * 12) == pytest.approx(float(found), rel=0.03)


def test_a_single_month_is_found_too() -> None:
    assert FOUND[1] > 0.6
    assert chance.ALARM == 0.002

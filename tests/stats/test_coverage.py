"""Shrunken intervals of few units hold the truth, by simulation (tests/bench/coverage.py)."""

import pytest

from governance.stats.fairness.rate_kinds import Kind
from tests.bench import coverage

LEAGUES = 150


@pytest.mark.parametrize(
    ("kind", "spread", "size"),
    # With the likeliest weight alone: 0.879, 0.882, 0.866 and 0.870 of 4,200 intervals.
    [
        ("proportion", 0.03, 60),
        ("proportion", 0.02, 150),
        ("proportion", 0.05, 30),
        ("count", 0.1, 60),
    ],
)
def test_intervals_of_14_units_hold_the_truth(kind: Kind, spread: float, size: int) -> None:
    held, total = coverage.coverage(kind, spread, size, LEAGUES)
    assert held / total >= 0.93

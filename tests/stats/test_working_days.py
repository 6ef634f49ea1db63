"""Working days of a month, and counts that follow them."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from governance.core import periods
from governance.metrics import catalog
from governance.stats.signals import judgement, limits, series, working_days
from tests.bench import false_alarms

VISITS = catalog.load()["visits"]


@pytest.mark.parametrize(
    ("year", "month", "days"),
    # Weekdays less the holidays that fall on them, counted on a calendar.
    [(2025, 1, 18), (2025, 2, 18), (2026, 2, 14), (2026, 10, 17), (2026, 9, 21), (2026, 11, 21)],
)
def test_working_days_are_weekdays_that_are_no_holiday(year: int, month: int, days: int) -> None:
    start = dt.date(year, month, 1)
    assert working_days.working_days((start, periods.add_months(start, 1))) == days


def test_days_off_the_lunar_calendar_have_their_fixed_holidays() -> None:
    assert dt.date(2300, 10, 1) in working_days.holidays(2300)


def test_a_count_that_follows_working_days_is_judged_by_them() -> None:
    """300 a mean month by its working days: October's 17 days are no fall, half of them is one."""
    worked = false_alarms.WORKED
    numbers = np.round(300 * worked)[None, :]
    given = series.Figures(numbers, numbers, numbers * np.nan, np.ones(numbers.shape, dtype=bool))
    given = replace(given, days=worked)
    found = judgement.judge(given, VISITS)
    assert (found.state[0], bool(found.by_days[0])) == (judgement.NONE, True)
    lines = limits.compute_limits(series.scale(given, VISITS))
    np.testing.assert_allclose(lines.centre[0], numbers[0], rtol=0.02)
    fallen = numbers.copy()
    fallen[0, -1] /= 1.5
    fall = judgement.judge(replace(given, values=fallen, numerators=fallen), VISITS)
    assert (fall.state[0], fall.side[0], fall.since[0]) == (judgement.SIGNAL, -1, 23)


def test_months_that_do_not_follow_them_are_judged_as_they_are() -> None:
    draws = np.random.default_rng(5)
    given = false_alarms.working(draws, np.full((500, 24), 300.0))
    assert judgement.judge(given, VISITS).by_days.mean() < 0.02

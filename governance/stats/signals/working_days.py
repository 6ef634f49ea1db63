"""How many days of a month offices work: what is done in a month follows them more than its length.

Weekdays but for the public holidays (the State Council's rules of 2024): New Year's Day, eight days
of Spring Festival from its eve, Qingming, 1 to 5 May, Dragon Boat, Mid-Autumn, 1 to 7 October.
Weekends that are worked in exchange are announced from year to year, and are not known here.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from lunardate import LunarDate

from governance.core.periods import DAY, Window
from governance.stats.signals.arrays import Series

LUNAR = 1901, 2099  # years of which the lunar calendar is known
SATURDAY = 5
# By the sun: month, first day, days. By the moon: the same, the festival's eve being day 0 of 1.
FIXED = ((1, 1, 1), (4, 4, 2), (5, 1, 5), (10, 1, 7))
MOON = ((1, 1, 1), (5, 5, 1), (8, 15, 1))
EVE = 8  # days of Spring Festival, from its eve on


def relative(months: Sequence[Window]) -> Series:
    """The working days of each month ÷ those of the mean month."""
    days = np.array([working_days(month) for month in months], dtype=np.float64)
    return np.asarray(days / days.mean()) if days.sum() else np.ones(len(months))


def working_days(month: Window) -> int:
    """The days of a window that are neither weekend nor public holiday."""
    start, end = month
    days = (start + n * DAY for n in range((end - start).days))
    off = set().union(*(holidays(year) for year in range(start.year, end.year + 1)))
    return sum(day.weekday() < SATURDAY and day not in off for day in days)


@lru_cache(maxsize=256)
def holidays(year: int) -> frozenset[dt.date]:
    """The public holidays of a year; those by the moon where its calendar is known."""
    found = set(_spans(((dt.date(year, month, day), count) for month, day, count in FIXED)))
    if LUNAR[0] <= year <= LUNAR[1]:
        moons = [(LunarDate(year, month, day).to_solar_date(), n) for month, day, n in MOON]
        festival = moons[0][0] - DAY
        found |= set(_spans([(festival, EVE), *moons[1:]]))
    return frozenset(found)


def _spans(spans: Iterable[tuple[dt.date, int]]) -> Iterable[dt.date]:
    return (first + n * DAY for first, count in spans for n in range(count))

"""When things happen: season, weekday, holidays, trend and the hour of the day."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sample_data.facts import END, START

Datetimes = npt.NDArray[np.datetime64]

# Spring Festival and National Day: offices are closed, first and last day included.
HOLIDAYS = (
    ("2025-01-28", "2025-02-04"),
    ("2025-10-01", "2025-10-08"),
    ("2026-02-16", "2026-02-23"),
    ("2026-10-01", "2026-10-07"),
)
SPRING_AND_AUTUMN = (0.92, 0.78, 1.08, 1.12, 1.08, 0.98, 0.86, 0.88, 1.06, 1.05, 1.08, 1.02)
WINTER_AND_SUMMER = (1.12, 0.92, 0.95, 0.92, 0.97, 1.06, 1.14, 1.12, 0.98, 0.90, 1.06, 1.14)


@dataclass(frozen=True)
class Rhythm:
    """How an activity spreads over two years.

    months: relative amount of January … December.
    growth: amount at the end ÷ amount at the start.
    weekend, holiday: amount on such a day ÷ amount on a working day.
    """

    months: tuple[float, ...]
    growth: float
    weekend: float
    holiday: float


VISITING = Rhythm(SPRING_AND_AUTUMN, 1.35, 0.40, 0.15)
COMPLAINING = Rhythm(WINTER_AND_SUMMER, 1.18, 0.72, 0.60)
VOLUNTEERING = Rhythm(SPRING_AND_AUTUMN, 1.25, 1.70, 0.80)
MEETING = Rhythm(SPRING_AND_AUTUMN, 1.10, 0.25, 0.0)


def all_days() -> Datetimes:
    """Every day covered, as datetime64[D]."""
    return np.arange(START, END, dtype="datetime64[D]")


def day_weights(rhythm: Rhythm, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """One probability a day of `all_days()`, summing to 1."""
    days = all_days()
    month = days.astype("datetime64[M]").astype(int) % 12
    weekday = (days.astype(int) + 3) % 7
    weights = np.asarray(rhythm.months)[month] * np.linspace(1.0, rhythm.growth, len(days))
    weights *= np.where(weekday >= 5, rhythm.weekend, 1.0)
    for first, last in HOLIDAYS:
        closed = (days >= np.datetime64(first)) & (days <= np.datetime64(last))
        weights = np.where(closed, weights * rhythm.holiday, weights)
    weights *= rng.lognormal(0.0, 0.08, len(days))
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def draw_days(count: int, rhythm: Rhythm, rng: np.random.Generator) -> Datetimes:
    """`count` days in ascending order, datetime64[D]."""
    return np.repeat(all_days(), rng.multinomial(count, day_weights(rhythm, rng)))


def draw_datetimes(count: int, rhythm: Rhythm, rng: np.random.Generator) -> Datetimes:
    """`count` datetimes in working hours in ascending order, datetime64[m]."""
    days = draw_days(count, rhythm, rng)
    return np.sort(days.astype("datetime64[m]") + _clock(count, rng))


def _clock(count: int, rng: np.random.Generator) -> npt.NDArray[np.timedelta64]:
    """Minutes after midnight with a morning and an afternoon peak, 07:30 to 20:30."""
    morning = rng.triangular(7.5, 9.8, 13.0, count)
    afternoon = rng.triangular(13.0, 15.6, 20.5, count)
    hours = np.where(rng.random(count) < 0.52, morning, afternoon)
    return (hours * 60).astype(np.int64).astype("timedelta64[m]")

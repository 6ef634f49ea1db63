"""How often signals are false, and how often a change is found: simulated series of every kind.

    python -m tests.bench.false_alarms [--series 20000]

prints the table of docs/statistics.md: false alarms a month on either side by kind of series, and
how probably a fall from 84 to 64 % is a signal after so many months. Every series has 24 months,
of which the last is judged as a build judges it (governance/stats/signals).
"""

import argparse
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from governance.core import periods
from governance.metrics import catalog
from governance.metrics.catalog import Metric
from governance.stats.signals import judgement, working_days
from governance.stats.signals.arrays import Series
from governance.stats.signals.series import Figures

MONTHS = 24
# Relative amounts of January … December, as sample_data/rhythm.py has them, and one deep month.
SPRING_AND_AUTUMN = (0.92, 0.78, 1.08, 1.12, 1.08, 0.98, 0.86, 0.88, 1.06, 1.05, 1.08, 1.02)
WINTER_AND_SUMMER = (1.12, 0.92, 0.95, 0.92, 0.97, 1.06, 1.14, 1.12, 0.98, 0.90, 1.06, 1.14)
FEBRUARY = (1.0, 0.7, *[1.0] * 10)
METRICS = catalog.load()
RATE, COUNT = METRICS["on_time_rate"], METRICS["visits"]
MEDIAN, SCORE, STOCK = (
    METRICS[key] for key in ("resolution_hours_p50", "three_rate_score", "backlog")
)
# November 2024 to October 2026, with its two Spring Festivals.
WORKED = working_days.relative(
    periods.months_before(dt.date(2026, 11, 1), dt.date(2026, 10, 31), MONTHS)
)
FALL = (84, 64)
VOLUME = 100  # cases a month: where the rule of runs found the fall with 0.77, 0.56 and 0.50
AFTER = (1, 2, 3, 6, 7, 9)
Draw = Callable[[np.random.Generator, int], Figures]


def figures(
    values: Series, numerators: Series | None = None, cases: Series | None = None
) -> Figures:
    nothing = np.full(values.shape, np.nan)
    return Figures(
        values,
        nothing if numerators is None else numerators,
        nothing if cases is None else cases,
        np.ones(values.shape, dtype=bool),
    )


def rates(draws: np.random.Generator, share: Series, cases: int, spread: float = 1.0) -> Figures:
    """Shares of cases; spread: their variance ÷ the binomial law's (beta-binomial)."""
    if spread > 1:
        weight = (cases - 1) / (spread - 1) - 1
        share = draws.beta(share * weight, (1 - share) * weight)
    tops = draws.binomial(cases, share).astype(float)
    return figures(tops / cases * 100, tops, np.full(tops.shape, float(cases)))


def counts(draws: np.random.Generator, mean: Series, spread: float = 1.0) -> Figures:
    """Numbers of cases; spread: their variance ÷ the Poisson law's (negative binomial)."""
    found = (
        draws.negative_binomial(mean / (spread - 1), 1 / spread)
        if spread > 1
        else draws.poisson(mean)
    ).astype(float)
    return figures(found, found)


def working(draws: np.random.Generator, mean: Series) -> Figures:
    """Numbers of cases, judged with the working days of two years beside them."""
    return replace(counts(draws, mean), days=WORKED)


def medians(draws: np.random.Generator, count: int, cases: int, sigma: float) -> Figures:
    """Medians of lognormal hours."""
    hours = np.exp(draws.normal(4.3, sigma, (count, MONTHS, cases)))
    return figures(np.median(hours, axis=-1), cases=np.full((count, MONTHS), float(cases)))


def neighbours(draws: np.random.Generator, count: int, correlation: float) -> Series:
    """AR(1) series of mean 0 and standard deviation 1."""
    steps = draws.normal(size=(count, MONTHS))
    steps[:, 1:] *= np.sqrt(1 - correlation**2)
    for month in range(1, MONTHS):
        steps[:, month] += correlation * steps[:, month - 1]
    return steps


def alike(correlation: float) -> Draw:
    """Scores whose months resemble each other."""
    return lambda draws, count: figures(80 + 4 * neighbours(draws, count, correlation))


def stocks(draws: np.random.Generator, count: int, mean: float) -> Figures:
    """Cases in hand of an office that keeps up: as many come in as go out in the long run."""
    now, levels = np.full(count, mean), []
    for _month in range(MONTHS):
        now = draws.binomial(now.astype(int), 0.5) + draws.poisson(mean / 2, count)
        levels.append(now)
    return figures(np.stack(levels, axis=-1).astype(float))


def seasonal(draws: np.random.Generator, count: int, year: tuple[float, ...]) -> Series:
    """Two years of a season, begun in any month."""
    months = draws.integers(0, 12, count)[:, None] + np.arange(MONTHS)
    return np.asarray(year)[months % 12]


def flat(count: int, level: float) -> Series:
    return np.full((count, MONTHS), level)


RISE, TREBLE = np.linspace(1, 1.35, MONTHS), np.linspace(1, 3, MONTHS)
KINDS: dict[str, tuple[Metric, Draw]] = {
    "binomial, 84 % of 100": (RATE, lambda r, n: rates(r, flat(n, 0.84), 100)),
    "binomial, 84 % of 15": (RATE, lambda r, n: rates(r, flat(n, 0.84), 15)),
    "binomial, 95 % of 8": (RATE, lambda r, n: rates(r, flat(n, 0.95), 8)),
    "Poisson, 3 a month": (COUNT, lambda r, n: counts(r, flat(n, 3))),
    "Poisson, 30 a month": (COUNT, lambda r, n: counts(r, flat(n, 30))),
    "Poisson, 300 a month": (COUNT, lambda r, n: counts(r, flat(n, 300))),
    "overdispersed share, variance × 2": (RATE, lambda r, n: rates(r, flat(n, 0.84), 100, 2)),
    "overdispersed share, variance × 5": (RATE, lambda r, n: rates(r, flat(n, 0.84), 100, 5)),
    "overdispersed count, variance × 3": (COUNT, lambda r, n: counts(r, flat(n, 30), 3)),
    "overdispersed count, variance × 8": (COUNT, lambda r, n: counts(r, flat(n, 30), 8)),
    "median of 15, log sd 1": (MEDIAN, lambda r, n: medians(r, n, 15, 1.0)),
    "median of 15, log sd 1.5": (MEDIAN, lambda r, n: medians(r, n, 15, 1.5)),
    "median of 6: too few": (MEDIAN, lambda r, n: medians(r, n, 6, 1.0)),
    "trend, 30 a month + 35 %": (COUNT, lambda r, n: counts(r, 30 * RISE * flat(n, 1))),
    "trend, 300 a month + 35 %": (COUNT, lambda r, n: counts(r, 300 * RISE * flat(n, 1))),
    "trend, 300 a month × 3": (COUNT, lambda r, n: counts(r, 300 * TREBLE * flat(n, 1))),
    "trend + 35 %, variance × 3": (COUNT, lambda r, n: counts(r, 100 * RISE * flat(n, 1), 3)),
    "trend of a share, 60 to 90 %": (
        RATE,
        lambda r, n: rates(r, np.linspace(0.6, 0.9, MONTHS) * flat(n, 1), 100),
    ),
    "season, 30 a month": (COUNT, lambda r, n: counts(r, 30 * seasonal(r, n, SPRING_AND_AUTUMN))),
    "season, 300 a month": (COUNT, lambda r, n: counts(r, 300 * seasonal(r, n, SPRING_AND_AUTUMN))),
    "season, 2,000 a month": (
        COUNT,
        lambda r, n: counts(r, 2000 * seasonal(r, n, WINTER_AND_SUMMER)),
    ),
    "season, one month − 30 %": (COUNT, lambda r, n: counts(r, 300 * seasonal(r, n, FEBRUARY))),
    "season and trend, 2,000 a month": (
        COUNT,
        lambda r, n: counts(r, 2000 * RISE * seasonal(r, n, SPRING_AND_AUTUMN)),
    ),
    "working days offered, 300 a month": (COUNT, lambda r, n: working(r, flat(n, 300))),
    "work by working days, 300 a month": (
        COUNT,
        lambda r, n: working(r, 300 * WORKED * flat(n, 1)),
    ),
    "work by working days, season": (
        COUNT,
        lambda r, n: working(r, 300 * WORKED * seasonal(r, n, SPRING_AND_AUTUMN)),
    ),
    **{f"AR(1), ρ = {rho}": (SCORE, alike(rho)) for rho in (0.0, 0.3, 0.5, 0.7)},
    "AR(1) count, ρ = 0.5": (
        COUNT,
        lambda r, n: counts(r, 300 + 40 * neighbours(r, n, 0.5).clip(-5)),
    ),
    "stock of 10, kept up with": (STOCK, lambda r, n: stocks(r, n, 10)),
    "stock of 600, kept up with": (STOCK, lambda r, n: stocks(r, n, 600)),
}


def signals(given: Figures, metric: Metric) -> float:
    """The share of series whose last month is a signal."""
    return float((judgement.judge(given, metric).state == judgement.SIGNAL).mean())


def false_alarms(series: int, seed: int = 20261130) -> Iterator[tuple[str, float]]:
    """Each kind of series, and the share of its last months that are signals."""
    draws = np.random.default_rng(seed)
    for kind, (metric, draw) in KINDS.items():
        yield kind, signals(draw(draws, series), metric)


def power(series: int, volume: int = VOLUME, seed: int = 20261130) -> Iterator[tuple[int, float]]:
    """After how many months of the fall it is a signal with which probability."""
    draws = np.random.default_rng(seed)
    for after in AFTER:
        share = flat(series, FALL[0] / 100)
        share[:, -after:] = FALL[1] / 100
        yield after, signals(rates(draws, share, volume), RATE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=20_000)
    series = parser.parse_args().series
    print("| series of 24 months | false alarms a month |\n|---|---|")
    for kind, share in false_alarms(series):
        print(f"| {kind} | {share:.2%} |")
    for volume in (30, 60, VOLUME):
        print(f"\n| fall from 84 to 64 % of {volume} cases, months after | found |\n|---|---|")
        for after, share in power(series, volume):
            print(f"| {after} | {share:.3f} |")


if __name__ == "__main__":
    main()

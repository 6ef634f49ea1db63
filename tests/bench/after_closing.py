"""How often a follow-up without effect is given one, and how often a real change is found.

    python -m tests.bench.after_closing [--series 20000]

prints the table of docs/statistics.md. Of many series without any effect the tenth is followed up
whose month was furthest off, on one side: opened in the month after, closed a month later, and
judged in each of the six months that follow.
"""

import argparse
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from governance.metrics.catalog import Metric
from governance.stats.signals import after_closing
from governance.stats.signals.after_closing import ABOVE, BELOW, LED, MOST
from governance.stats.signals.series import Figures
from tests.bench.false_alarms import KINDS, MONTHS, RATE, figures, rates

# The month that led to the follow-up; it is opened in the next, and closed in the one after.
CHOSEN = MONTHS - MOST - 3
OUT = LED + 2
AFTER = (1, 2, 3, 6)
LEVELS = (64, 94, 97)  # percent of 100 cases, of which it was 84


def part(given: Figures, chosen: NDArray[np.int64], after: int) -> Figures:
    """Some of the series, up to so many months after the closing."""
    end = CHOSEN + 3 + after

    def of(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return values[chosen, :end]

    return Figures(
        of(given.values),
        of(given.numerators),
        of(given.denominators),
        given.has_data[chosen, :end],
        None if given.days is None else given.days[:end],
    )


def extremes(given: Figures) -> Iterator[NDArray[np.int64]]:
    """The tenth of the series whose month was furthest below its first year, and above it."""
    off = given.values[:, CHOSEN] - np.nanmean(given.values[:, :12], axis=1)
    order, count = np.argsort(off), len(off) // 10
    yield order[:count]
    yield order[-count:]


def told(given: Figures, metric: Metric, chosen: NDArray[np.int64]) -> float:
    """The share of these series of which any of the six looks says that they moved."""
    looks = [
        np.isin(after_closing.judge(part(given, chosen, after), metric, after, OUT), (ABOVE, BELOW))
        for after in range(1, MOST + 1)
    ]
    return float(np.any(looks, axis=0).mean())


def false_verdicts(series: int, seed: int = 20261130) -> Iterator[tuple[str, float]]:
    """Each kind of series without an effect, and the larger share that is said to have moved."""
    draws = np.random.default_rng(seed)
    for kind, (metric, draw) in KINDS.items():
        given = draw(draws, series)
        yield kind, max(told(given, metric, chosen) for chosen in extremes(given))


def before_and_after(series: int, seed: int = 20261130) -> float:
    """The same of 84 % of 100 cases, by what must not be done: after against what led to it.

    Two standard errors of a difference of two months, in the first month after.
    """
    given = KINDS["binomial, 84 % of 100"][1](np.random.default_rng(seed), series)
    (worst, _best) = extremes(given)
    risen = given.values[worst, CHOSEN + 3] - given.values[worst, CHOSEN]
    return float((risen > 1.96 * np.sqrt(2 * 0.84 * 0.16 / 100) * 100).mean())


def power(
    series: int, level: int, years: int = 0, seed: int = 20261130
) -> Iterator[tuple[int, float]]:
    """After how many months at another level it is found; years: more of them before."""
    draws = np.random.default_rng(seed)
    more = 12 * years
    share = np.full((series, MONTHS + more), 0.84)
    share[:, more + CHOSEN + 3 :] = level / 100
    given = rates(draws, share, 100)
    side = ABOVE if level > 84 else BELOW
    worst = np.argsort(given.values[:, more + CHOSEN])[: series // 10]
    for after in AFTER:
        end = more + CHOSEN + 3 + after
        values, tops = given.values[worst, :end], given.numerators[worst, :end]
        seen = figures(values, tops, given.denominators[worst, :end])
        yield after, float((after_closing.judge(seen, RATE, after, OUT) == side).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=20_000)
    series = parser.parse_args().series
    print("| series without an effect | said to have moved, in any of six months |\n|---|---|")
    for kind, share in false_verdicts(series):
        print(f"| {kind} | {share:.1%} |")
    print(f"\nafter against what led to it: {before_and_after(series):.1%}")
    for years in (0, 1):
        for level in LEVELS:
            found = ", ".join(f"{n}: {share:.2f}" for n, share in power(series, level, years))
            print(f"84 % → {level} %, {years} years more: {found}")


if __name__ == "__main__":
    main()

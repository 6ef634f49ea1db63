"""How often the shrunken intervals of fair ranks hold the truth, by simulation.

    python -m tests.bench.coverage [--leagues 200]

prints the table of docs/statistics.md: leagues of 14 units whose true rates differ so much, with so
many cases each, and how many of the 95 % intervals hold them.
"""

import argparse
from collections.abc import Iterator

import numpy as np

from governance.stats.fairness.assess import assess
from governance.stats.fairness.rate_kinds import Kind, Numbers

UNITS, MEAN = 14, {"proportion": 0.84, "count": 0.05}
# By kind: standard deviations between units (of a count relative to its mean), cases of the middle
# unit (of a count: thousands of residents); each unit has a third to twice as many.
SPREADS: dict[Kind, tuple[float, ...]] = {
    "proportion": (0.01, 0.02, 0.03, 0.05, 0.08),
    "count": (0.1, 0.2, 0.4),
}
SIZES = (30, 60, 150)
EACH = {"proportion": 1.0, "count": 20.0}


def truths(draws: np.random.Generator, kind: Kind, spread: float) -> Numbers:
    """The true rates of a league's units."""
    mean = MEAN[kind]
    if kind == "count":
        return draws.gamma(spread**-2, mean * spread**2, UNITS)
    weight = mean * (1 - mean) / spread**2 - 1
    return draws.beta(mean * weight, (1 - mean) * weight, UNITS)


def coverage(
    kind: Kind, spread: float, size: int, leagues: int, seed: int = 20261130
) -> tuple[int, int]:
    """How many intervals hold the truth, and how many there are."""
    draws, held = np.random.default_rng(seed), 0
    for _league in range(leagues):
        rates = truths(draws, kind, spread)
        cases = draws.integers(size // 3, size * 2, UNITS) * EACH[kind]
        tops = (
            draws.poisson(rates * cases)
            if kind == "count"
            else draws.binomial(cases.astype(int), rates)
        )
        pairs = zip(assess(tops, cases, kind).units, rates, strict=True)
        held += sum(u is not None and u.shrunken_low <= t <= u.shrunken_high for u, t in pairs)
    return held, leagues * UNITS


def table(leagues: int) -> Iterator[tuple[Kind, float, int, float]]:
    """Kind, spread, size and the share of intervals that hold the truth."""
    for kind, spreads in SPREADS.items():
        for spread in spreads:
            for size in SIZES:
                held, total = coverage(kind, spread, size, leagues)
                yield kind, spread, size, held / total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leagues", type=int, default=200)
    rows = list(table(parser.parse_args().leagues))
    print("| 14 units | spread between them | cases | 95 % intervals that hold the truth |")
    print("|---|---|---|---|")
    for kind, spread, size, share in rows:
        print(f"| {kind} | {spread:g} | {size} | {share:.3f} |")
    print(f"\nAll together: {sum(row[-1] for row in rows) / len(rows):.3f}")


if __name__ == "__main__":
    main()

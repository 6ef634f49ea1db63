"""Adjusted rates: each unit's own cases weighed against how far units differ at all.

Proportions are beta-binomial, counts gamma-Poisson. The prior's mean is the whole's rate; what it
weighs is estimated from the units. Both are uncertain where units are few, and every interval is
averaged over what they may be: with the likeliest weight alone, intervals of 14 units hold the
truth in 88 of 100 cases instead of 95 (tests/bench/coverage.py). The standard deviation scale
(weight ** -0.5) is uniform beforehand, as in Gelman et al., "Bayesian Data Analysis", 3rd ed.
(2013), section 5.3.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, gammainc, gammaln

from governance.stats.fairness.rate_kinds import Kind, Numbers

# weight ** -0.5 from "a hundred million cases" to "a quarter of one"; steps of 5 %.
SCALES = np.geomspace(1e-4, 2, 200)
# Of either outcome a prior holds a tenth of a case: with less it piles up on 0 or 1 so much that
# its mean lies outside its own interval.
LEAST = 0.1
# The weights that are averaged over: equally likely ones. The means: the three points of
# Gauss and Hermite, which of many units would all be one.
WEIGHTS, MANY = 15, 60
NODES, SHARES = np.sqrt(3.0) * np.array([-1.0, 0.0, 1.0]), np.array([1, 4, 1]) / 6
# Halvings of the range in which a quantile is looked for.
HALVINGS = 34


@dataclass(frozen=True)
class Prior:
    """What may be known of a unit before its cases: mean rates, their worth in cases, their odds.

    A count's weight is in events: the shape of its gamma distribution.
    """

    means: Numbers
    weights: Numbers
    shares: Numbers

    @classmethod
    def certain(cls, mean: float, weight: float) -> "Prior":
        """One mean and weight, beyond doubt."""
        return cls(np.array([mean]), np.array([weight]), np.ones(1))

    @property
    def mean(self) -> float:
        return float(self.shares @ self.means)

    @property
    def weight(self) -> float:
        """That of the mean standard deviation."""
        return float((self.shares @ self.weights**-0.5) ** -2)


@dataclass(frozen=True)
class Posterior:
    """What is known of each unit after its cases: a mixture of Beta(a, b) or Gamma(a) with rate b.

    a, b: by prior and unit; shares: how likely each prior is.
    """

    a: Numbers
    b: Numbers
    shares: Numbers
    kind: Kind

    @property
    def mean(self) -> Numbers:
        each = self.a / (self.a + self.b if self.kind == "proportion" else self.b)
        return np.asarray(self.shares @ each)

    def below(self, rates: Numbers) -> Numbers:
        """How likely each unit's true rate lies below its one of these."""
        if self.kind == "proportion":
            return np.asarray(self.shares @ betainc(self.a, self.b, rates))
        return np.asarray(self.shares @ gammainc(self.a, rates * self.b))

    def quantile(self, share: float) -> Numbers:
        """The rate below which the unit's true rate lies with this probability."""
        low, high = np.zeros(self.a.shape[1]), np.ones(self.a.shape[1])
        if self.kind == "count":
            high = ((self.a + 12 * np.sqrt(self.a) + 40) / self.b).max(axis=0)
        for _halving in range(HALVINGS):
            middle = (low + high) / 2
            is_below = self.below(middle) < share
            low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
        return (low + high) / 2

    def draws(self, count: int, seed: int) -> Numbers:
        """Possible true rates, shape (count, units), a prior a row; the same for the same seed."""
        random = np.random.default_rng(seed)
        which = random.choice(len(self.shares), count, p=self.shares)
        if self.kind == "proportion":
            return random.beta(self.a[which], self.b[which])
        return random.standard_gamma(self.a[which]) / self.b[which]


def estimate_prior(numerators: Numbers, denominators: Numbers, kind: Kind) -> Prior:
    """The priors that the units' own figures allow; at least one unit."""
    # Half a case more of either keeps the mean off 0 and 1, where there is no distribution.
    more = 1.0 if kind == "proportion" else 0.0
    mean = float((numerators.sum() + 0.5) / (denominators.sum() + more))
    weight = (_beta_binomial if kind == "proportion" else _gamma_poisson)(
        numerators, denominators, mean
    )
    # The mean is averaged over, too (Laplace): the wider it may be, the likelier the scale.
    weight = weight + np.log(_mean_error(mean, SCALES**-2, denominators, kind))
    chances = np.exp(weight - weight.max()) * np.gradient(SCALES)
    steps = (np.arange(WEIGHTS) + 0.5) / WEIGHTS
    cumulated = (np.cumsum(chances) - chances / 2) / chances.sum()
    weights = np.interp(steps, cumulated, SCALES) ** -2.0
    if len(denominators) > MANY:
        return Prior(np.full(WEIGHTS, mean), weights, np.full(WEIGHTS, 1 / WEIGHTS))
    return _with_means(mean, weights, denominators, kind)


def _with_means(mean: float, weights: Numbers, cases: Numbers, kind: Kind) -> Prior:
    """Each weight with what the mean may be: where units differ, few of them tell little of it."""
    error = _mean_error(mean, weights, cases, kind)
    # On the scale on which a rate has no end, so that none is left.
    if kind == "proportion":
        moved = np.log(mean / (1 - mean)) + NODES * (error / (mean * (1 - mean)))[:, None]
        means = 1 / (1 + np.exp(-moved))
    else:
        means = mean * np.exp(NODES * (error / mean)[:, None])
    every = np.repeat(weights, len(NODES))
    return Prior(means.ravel(), every, np.tile(SHARES / WEIGHTS, WEIGHTS))


def _mean_error(mean: float, weights: Numbers, cases: Numbers, kind: Kind) -> Numbers:
    """How well the units' mean is known where they differ as each of these weights says."""
    own = mean * (1 - mean) if kind == "proportion" else mean
    between = own / (weights + 1) if kind == "proportion" else mean**2 / weights
    return np.asarray((1 / (own / cases + between[:, None])).sum(axis=1) ** -0.5)


def _beta_binomial(successes: Numbers, cases: Numbers, mean: float) -> Numbers:
    """Log-likelihood of each scale, but for a constant."""
    weights = SCALES**-2
    a, b = mean * weights, (1 - mean) * weights
    each = (
        gammaln(successes[:, None] + a)
        + gammaln((cases - successes)[:, None] + b)
        - gammaln(cases[:, None] + weights)
    )
    whole = gammaln(weights) - gammaln(a) - gammaln(b)
    information = each.sum(axis=0) + len(cases) * whole
    return np.where(np.minimum(a, b) >= LEAST, information, -np.inf)


def _gamma_poisson(events: Numbers, exposure: Numbers, mean: float) -> Numbers:
    """Log-likelihood of each scale, but for a constant."""
    a = SCALES**-2
    b = a / mean
    each = gammaln(events[:, None] + a) - (events[:, None] + a) * np.log(b + exposure[:, None])
    return np.asarray(each.sum(axis=0) + len(events) * (a * np.log(b) - gammaln(a)))


def update_prior(numerators: Numbers, denominators: Numbers, prior: Prior, kind: Kind) -> Posterior:
    """Prior and cases together, each prior as likely as it was."""
    means, weights = prior.means[:, None], prior.weights[:, None]
    if kind == "proportion":
        a = numerators + means * weights
        return Posterior(a, denominators - numerators + (1 - means) * weights, prior.shares, kind)
    return Posterior(numerators + weights, denominators + weights / means, prior.shares, kind)

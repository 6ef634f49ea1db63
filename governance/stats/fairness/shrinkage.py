"""Shrunken rates: each unit's own cases weighed against how far units differ at all.

Proportions are beta-binomial, counts gamma-Poisson. The prior's mean is the whole's rate; what it
weighs is estimated from the units. That weight is averaged over its likelihood and not taken
at the maximum, which is infinite as soon as the units differ no more than by chance, and every
interval would close. The standard deviation scale (weight ** -0.5) is uniform beforehand, as in
Gelman et al., "Bayesian Data Analysis", 3rd ed. (2013), section 5.3.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, gammaincinv, gammaln

from governance.stats.fairness.rate_kinds import Kind, Numbers

# weight ** -0.5 from "a hundred million cases" to "a quarter of one"; steps of 5 %.
SCALES = np.geomspace(1e-4, 2, 200)
# Of either outcome a prior holds a tenth of a case: with less it piles up on 0 or 1 so much that
# its mean lies outside its own interval.
LEAST = 0.1


@dataclass(frozen=True)
class Prior:
    """What is known of a unit before its cases: mean rate, and how many cases that is worth.

    A count's weight is in events: the shape of its gamma distribution.
    """

    mean: float
    weight: float


@dataclass(frozen=True)
class Posterior:
    """What is known of each unit after its cases: Beta(a, b), or Gamma(a) with rate b."""

    a: Numbers
    b: Numbers
    kind: Kind

    @property
    def mean(self) -> Numbers:
        return self.a / (self.a + self.b if self.kind == "proportion" else self.b)

    def quantile(self, share: float) -> Numbers:
        """The rate below which the unit's true rate lies with this probability."""
        if self.kind == "proportion":
            return np.asarray(betaincinv(self.a, self.b, share))
        return np.asarray(gammaincinv(self.a, share)) / self.b

    def draws(self, count: int, seed: int) -> Numbers:
        """Possible true rates, shape (count, units); the same for the same seed."""
        random, shape = np.random.default_rng(seed), (count, len(self.a))
        if self.kind == "proportion":
            return random.beta(self.a, self.b, shape)
        return random.standard_gamma(self.a, shape) / self.b


def estimate_prior(numerators: Numbers, denominators: Numbers, kind: Kind) -> Prior:
    """The prior that the units' own figures tell; at least one unit."""
    # Half a case more of either keeps the mean off 0 and 1, where there is no distribution.
    more = 1.0 if kind == "proportion" else 0.0
    mean = float((numerators.sum() + 0.5) / (denominators.sum() + more))
    weight = (_beta_binomial if kind == "proportion" else _gamma_poisson)(
        numerators, denominators, mean
    )
    chances = np.exp(weight - weight.max()) * np.gradient(SCALES)
    scale = float(chances @ SCALES / chances.sum())
    return Prior(mean, scale**-2)


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
    """Prior and cases together."""
    prior_events = prior.mean * prior.weight
    if kind == "proportion":
        rest = prior.weight - prior_events
        return Posterior(numerators + prior_events, denominators - numerators + rest, kind)
    return Posterior(numerators + prior.weight, denominators + prior.weight / prior.mean, kind)

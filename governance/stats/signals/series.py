"""The series of a metric as they are judged: months with the weights that chance gives them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from governance.metrics import rules
from governance.metrics.catalog import Metric
from governance.stats.signals import chance, shift, stocks
from governance.stats.signals.arrays import Series, mean
from governance.stats.signals.chance import Law
from governance.stats.signals.scatter import Months, fit

Bools = NDArray[np.bool_]
# Working days tell months better where they leave so much of their variance.
CALMER = 0.7


@dataclass(frozen=True)
class Figures:
    """Series of one metric, areas × months: measure()'s columns, NaN where there is nothing.

    days: the working days of each month ÷ those of the mean month, None where they are not known.
    """

    values: Series
    numerators: Series
    denominators: Series
    has_data: Bools
    days: Series | None = None


def build_figures(
    metric: Metric,
    parts: tuple[Series, Series, Series],
    has_data: Bools,
    days: Series | None = None,
) -> Figures:
    """Series of measure()'s value, numerator and denominator, without what is not whole yet.

    A metric that looks back twelve months misses cases until there have been data for twelve.
    """
    values, numerators, denominators = parts
    back = metric.lookback or {}
    short = back.get("months", 2 if back else 1) - 1
    is_whole = np.cumsum(np.maximum.accumulate(has_data, axis=-1), axis=-1) > short
    return Figures(np.where(is_whole, values, np.nan), numerators, denominators, has_data, days)


@dataclass(frozen=True)
class Scaled:
    """Series as they are judged, and the way back to the metric's unit.

    numerators, cases: where the metric has a law of chance. by_days: the series whose cases are the
    working days of their months.
    """

    months: Months
    kind: Law
    numerators: Series
    cases: Series
    metric: Metric
    by_days: Bools

    def to_unit(self, judged: Series) -> Series:
        """Judged values in the metric's unit."""
        if self.kind:
            judged = np.where(self.by_days[..., None], judged * self.cases, judged)
            is_quotient = self.metric.has_denominator or bool(self.metric.per)
            return np.asarray(judged * (self.metric.scale if is_quotient else 1.0))
        return np.expm1(judged) if is_logarithmic(self.metric) else judged


def is_logarithmic(metric: Metric) -> bool:
    """Whether a series is judged by its logarithms: durations and amounts scatter by factors."""
    is_amount = metric.unit.split()[0] in chance.AMOUNTS
    return not stocks.is_stock(metric) and (metric.aggregate == "quantile" or is_amount)


def scale(figures: Figures, metric: Metric) -> Scaled:
    """Series with the weights that chance gives their months, since the last accepted shift."""
    kind = "" if stocks.is_stock(metric) else chance.probability_law(metric)
    if kind:
        is_quotient = metric.has_denominator or bool(metric.per)
        known = np.isfinite(figures.values)
        cases = np.where(known, figures.denominators if is_quotient else 1.0, np.nan)
        plain = _lawful(figures.numerators, cases, kind, metric)
        if is_quotient or figures.days is None or metric.time != "flow" or metric.lookback:
            return plain
        days = np.where(known, figures.days, np.nan)
        return _calmer(plain, _lawful(figures.numerators, days, kind, metric))
    values = stocks.flows(figures.values) if stocks.is_stock(metric) else figures.values
    months = shift.since_accepted(_lawless(values, figures, metric))
    never = np.zeros(values.shape[:-1], dtype=bool)
    return Scaled(months, "", figures.numerators, figures.denominators, metric, never)


def _lawful(numerators: Series, cases: Series, kind: Law, metric: Metric) -> Scaled:
    known = np.isfinite(numerators) & (cases > 0)
    rates = np.divide(numerators, cases, out=np.zeros(cases.shape), where=known)
    given = Months(rates, np.where(known, cases, 0.0), 1.0)
    months = shift.since_accepted(_weighed(given, kind))
    judged, never = (
        _weighed(given.where(months.weights > 0), kind),
        np.zeros(len(cases), dtype=bool),
    )
    return Scaled(judged, kind, numerators, cases, metric, never)


def _calmer(plain: Scaled, by_days: Scaled) -> Scaled:
    """Of each series the way in which its months before the last scatter less, the days by far."""
    last = np.arange(plain.cases.shape[-1]) == plain.cases.shape[-1] - 1
    scatter, other = (
        fit(one.months.where(~last), run=one.months.where(last)).plain for one in (plain, by_days)
    )
    is_calmer = np.fmax(other, 1.0) < CALMER * scatter
    chosen = is_calmer[..., None]
    values = np.where(chosen, by_days.months.values, plain.months.values)
    weights = np.where(chosen, by_days.months.weights, plain.months.weights)
    cases = np.where(chosen, by_days.cases, plain.cases)
    months = Months(values, weights, plain.months.floor)
    return Scaled(months, plain.kind, plain.numerators, cases, plain.metric, is_calmer)


def _weighed(months: Months, kind: Law) -> Months:
    """Months whose weights are cases, with 1 ÷ variance at the baseline's rate for weights."""
    base = months.where(shift.settled(months))
    half = 0.5 / np.fmax(base.total, 1.0)
    rate = np.clip(base.mean, half, 1 - half if kind == "binomial" else np.inf)
    one = rate * (1 - rate) if kind == "binomial" else rate
    weights = np.nan_to_num(months.weights / one[..., None])
    return Months(months.values, weights, 1.0)


def _lawless(values: Series, figures: Figures, metric: Metric) -> Months:
    """What has no law is known by its scatter alone, down to half of the last digit shown.

    A quantile counts by its cases, and not with too few (data/rules.toml). A stock's flow scatters
    as the stock does by chance at least.
    """
    known, weights = np.isfinite(values), np.ones(values.shape)
    floor = (0.5 * 10.0**-metric.decimals) ** 2
    if is_logarithmic(metric):
        values, floor = np.log1p(np.maximum(values, 0)), 1e-4
    if metric.aggregate == "quantile":
        weights = np.nan_to_num(figures.denominators)
        known &= weights >= rules.load().judgement.least_cases
    elif stocks.is_stock(metric):
        usual = mean(figures.values)
        weights, floor = weights / np.fmax(usual, 1.0), 1.0
    return Months(np.nan_to_num(values), np.where(known, weights, 0.0), floor)

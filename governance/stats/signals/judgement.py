"""Whether the last month of a series is a signal, since when, how large and how sure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from governance.metrics.catalog import Metric
from governance.stats.signals import chance, xmr
from governance.stats.signals.chance import ALARM, Law
from governance.stats.signals.xmr import Limits, Series

# As many as the e-Handbook's example; with fewer, each new month moves the limits too much.
LEAST = 10
# A run counts where chance puts as many points in a row on that side less than once in 100 times.
RARE = 0.01
NO_DATA, NOTHING, SHORT, FEW, NONE, SIGNAL = (
    "no_data",
    "nothing",
    "short",
    "few",
    "none",
    "signal",
)


@dataclass(frozen=True)
class Figures:
    """Series of one metric, areas × months: measure()'s columns, NaN where there is nothing."""

    values: Series
    numerators: Series
    denominators: Series
    has_data: NDArray[np.bool_]


def build_figures(
    metric: Metric, parts: tuple[Series, Series, Series], has_data: NDArray[np.bool_]
) -> Figures:
    """Series of measure()'s value, numerator and denominator, without what is not whole yet.

    A metric that looks back twelve months misses cases until there have been data for twelve.
    """
    values, numerators, denominators = parts
    back = metric.lookback or {}
    short = back.get("months", 2 if back else 1) - 1
    is_whole = np.cumsum(np.maximum.accumulate(has_data, axis=-1), axis=-1) > short
    return Figures(np.where(is_whole, values, np.nan), numerators, denominators, has_data)


def is_stock(metric: Metric) -> bool:
    """Whether a month's value holds most of the month before in it."""
    return metric.time == "stock" or "months" in (metric.lookback or {})


@dataclass(frozen=True)
class Chart:
    """Limits of series, and the points (+1 above, −1 below) that chance does not explain.

    lengths, starts: of the run on one side of the centre line up to each month, and the month in
    which it began. tails, run_tails: how likely chance alone goes as far in that month, and in
    that run as a whole.
    """

    limits: Limits
    beyond: NDArray[np.int8]
    runs: NDArray[np.int8]
    sides: NDArray[np.int8]
    starts: NDArray[np.int64]
    tails: Series
    run_tails: Series
    excess: Series
    effects: Series

    @property
    def special(self) -> NDArray[np.int8]:
        """+1 or −1 where a point is a special cause by either rule."""
        return np.where(self.beyond != 0, self.beyond, self.runs).astype(np.int8)


def compute_chart(figures: Figures, metric: Metric) -> Chart:
    """Limits and special causes of each series.

    A point beyond a limit, or a run, counts only where the exact law finds it rarer than three
    standard deviations too: with a handful of cases a month the limits, which stand even on both
    sides, promise more than they hold (3 of 5 on time where 95 % are is beyond them, and happens
    by chance every 44th month). A run must be rare for the way its series lies, too: where 20 of
    24 months have no event, eight such months in a row are nothing new.
    A stock (cases in hand at a month's end) holds most of the last month's in it, so that its
    months are no separate draws: of a run no more is said than of its last month.
    """
    kind = chance.probability_law(metric)
    values = figures.values
    cases, expected, noise = _expectation(figures, metric, kind)
    limits = xmr.compute_limits(values, noise * metric.scale if kind else None)
    sides, beyond = xmr.sides_of_centre(values, limits), xmr.points_beyond(values, limits)
    lengths, starts = xmr.find_runs(values, limits)
    counts = figures.numerators if kind else np.zeros(values.shape)
    points = (counts, cases, expected)
    runs = tuple(_along(part, starts) for part in points)
    tails, run_tails = (_tail(part, kind, sides > 0) for part in (points, runs))
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where(limits.sigma > 0, (values - limits.centre) / limits.sigma, np.nan)
    pooled = _along(steps, starts) / np.sqrt(np.maximum(lengths, 1))
    is_run = (lengths >= xmr.RUN) & ~(run_tails > ALARM) & _is_rare(lengths, sides, values)
    if is_stock(metric):
        pooled, run_tails = np.abs(steps), tails
    return Chart(
        limits=limits,
        beyond=np.where(tails > ALARM, 0, beyond).astype(np.int8),
        runs=xmr.mark_runs(is_run, lengths, sides, np.isfinite(values)),
        sides=sides,
        starts=starts,
        tails=np.fmax(tails, ndtr(-np.abs(steps))),
        run_tails=np.where(is_run, np.fmax(run_tails, ndtr(-np.abs(pooled))), np.nan),
        excess=counts - expected,
        effects=np.where(is_run, np.fmax(np.abs(steps), np.abs(pooled)), np.abs(steps)),
    )


def _expectation(figures: Figures, metric: Metric, kind: Law) -> tuple[Series, Series, Series]:
    """Cases, expected numerators and the noise of the quotient; zeros without a law."""
    if not kind:
        none = np.zeros(figures.values.shape)
        return none, none, none
    is_quotient = metric.has_denominator or bool(metric.per)
    known = np.isfinite(figures.values)
    cases = np.where(known, figures.denominators if is_quotient else 1.0, np.nan)
    centre = xmr.mean(figures.values) / (metric.scale if is_quotient else 1.0)
    expected = chance.expected_numerators(figures.numerators, cases, centre, kind)
    noise = chance.expected_noise(cases, expected, kind)
    return cases, expected, noise if is_quotient else noise / metric.scale


def _along(parts: Series, starts: NDArray[np.int64]) -> Series:
    """Sums over each month's run, gaps as nothing."""
    before = np.zeros((*parts.shape[:-1], parts.shape[-1] + 1))
    np.cumsum(np.nan_to_num(parts), axis=-1, out=before[..., 1:])
    return np.asarray(before[..., 1:] - np.take_along_axis(before, starts, axis=-1))


def _is_rare(
    lengths: NDArray[np.int64], sides: NDArray[np.int8], values: Series
) -> NDArray[np.bool_]:
    """Whether chance seldom makes such a run, by the share of all points on its side."""
    points = np.maximum(np.isfinite(values).sum(axis=-1, keepdims=True), 1)
    above, below = ((sides == side).sum(axis=-1, keepdims=True) / points for side in (1, -1))
    return np.asarray(np.where(sides > 0, above, below) ** lengths <= RARE)


def _tail(points: tuple[Series, ...], kind: Law, above: NDArray[np.bool_]) -> Series:
    if not kind:
        return np.full(points[0].shape, np.nan)
    counts, cases, expected = points
    return chance.tail(counts, cases, expected, kind, above)


@dataclass(frozen=True)
class Verdict:
    """What is to be said of each series' last month; one entry a series.

    state: no_data, nothing (to measure), short (fewer months than LEAST), few (no number of cases
    that this month could have had would be a signal for the worse), none, or signal.
    since: the month's position, −1 without a signal. effect: standard deviations. cases: how many
    more or fewer since then than at the centre line, NaN where there is no law of chance.
    """

    state: NDArray[np.str_]
    side: NDArray[np.int8]
    since: NDArray[np.int64]
    effect: Series
    tail: Series
    cases: Series


def judge(figures: Figures, metric: Metric, chart: Chart) -> Verdict:
    """The verdict on the last month of each series. Raises IndexError for series of no months."""
    last = chart.special[..., -1]
    is_run = chart.runs[..., -1] != 0
    points = np.isfinite(figures.values).sum(axis=-1)
    conditions = [
        ~figures.has_data[..., -1],
        ~np.isfinite(figures.values[..., -1]),
        points < LEAST,
        last != 0,
        _is_few(figures, metric),
    ]
    state = np.select(conditions, [NO_DATA, NOTHING, SHORT, SIGNAL, FEW], NONE)
    is_signal = state == SIGNAL
    since = np.where(is_signal, _since(chart, is_run), -1)
    cases = _cases(chart, since, metric)
    tail = np.fmin(chart.tails[..., -1], np.where(is_run, chart.run_tails[..., -1], np.nan))
    return Verdict(
        state=state,
        side=np.where(is_signal, last, 0).astype(np.int8),
        since=since,
        effect=np.where(is_signal, chart.effects[..., -1], np.nan),
        tail=np.where(is_signal, tail, np.nan),
        cases=np.where(is_signal, cases, np.nan),
    )


def _cases(chart: Chart, since: NDArray[np.int64], metric: Metric) -> Series:
    """Cases above or below the centre line: of all months since, of a stock in the last alone."""
    excess = chart.excess
    if not chance.probability_law(metric):
        return np.full(since.shape, np.nan)
    if is_stock(metric):
        return np.abs(excess[..., -1])
    starts = np.broadcast_to(np.maximum(since, 0)[..., None], excess.shape)
    return np.abs(_along(excess, starts)[..., -1])


def _since(chart: Chart, is_run: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The first month of the last run; of a shorter one the first further than one deviation."""
    months = np.arange(chart.sides.shape[-1])
    start = chart.starts[..., -1]
    far = (chart.effects > 1) & (months >= start[..., None])
    return np.where(is_run | ~far.any(axis=-1), start, far.argmax(axis=-1)).astype(np.int64)


def _is_few(figures: Figures, metric: Metric) -> NDArray[np.bool_]:
    """Whether even the worst that this month could have been is within chance."""
    kind = chance.probability_law(metric)
    if not kind or metric.better == "neither" or (kind == "poisson" and metric.better == "down"):
        return np.zeros(figures.values.shape[:-1], dtype=bool)
    cases, expected, _noise = _expectation(figures, metric, kind)
    above = np.full(cases.shape[:-1], metric.better == "down")
    worst = np.where(above, cases[..., -1], 0.0)
    tail = chance.tail(worst, cases[..., -1], expected[..., -1], kind, above)
    return np.asarray(tail > ALARM)

"""Whether the last month of a series is a signal, since when, how large and how sure."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from governance.metrics.catalog import Metric
from governance.stats.signals import chance, series, shift, stocks
from governance.stats.signals.arrays import Series
from governance.stats.signals.chance import ALARM
from governance.stats.signals.series import Bools, Figures, Scaled
from governance.stats.signals.shift import Shift

# As many as the e-Handbook's example; with fewer, each new month moves the limits too much.
LEAST = 10
NO_DATA, NOTHING, SHORT, FEW, STOCK, NONE, SIGNAL = (
    "no_data",
    "nothing",
    "short",
    "few",
    "stock",
    "none",
    "signal",
)


@dataclass(frozen=True)
class Verdict:
    """What is to be said of each series' last month; one entry a series.

    state: no_data, nothing (to measure), short (fewer months than LEAST), few (cases), stock (a
    share of what has piled up, whose months are not judged), none, or signal.
    side: +1 above, −1 below, 0 without a signal. since: the month's position, −1 without one.
    effect: standard deviations. tail: how likely chance alone goes as far on either side. cases:
    how many more or fewer since then than expected, NaN where they cannot be counted. reference:
    what it was held against (shift.REFERENCES). by_days: whether by the working days of each month.
    """

    state: NDArray[np.str_]
    side: NDArray[np.int8]
    since: NDArray[np.int64]
    effect: Series
    tail: Series
    cases: Series
    reference: NDArray[np.int64]
    by_days: Bools


def judge(figures: Figures, metric: Metric, scaled: Scaled | None = None) -> Verdict:
    """The verdict on the last month of each series. Raises IndexError for series of no months.

    scaled: the figures as they are judged, where they are known.
    """
    scaled = scaled or series.scale(figures, metric)
    found = shift.find(scaled.months, growth=scaled.kind == "poisson")
    away, cases = found.away, np.full(found.odds.shape, np.nan)
    if scaled.kind:
        found, cases = by_law(found, scaled)
    if stocks.is_stock(metric):
        found, cases = _by_row(found, figures)
        away = found.away
    points = (scaled.months.weights > 0).sum(axis=-1)
    conditions = [
        ~figures.has_data[..., -1],
        ~np.isfinite(figures.values[..., -1]),
        np.full(points.shape, stocks.is_stock(metric) and not stocks.is_counted(metric)),
        is_sparse(scaled),
        points < LEAST,
        found.odds <= ALARM,
        _is_few(scaled),
    ]
    state = np.select(conditions, [NO_DATA, NOTHING, STOCK, FEW, SHORT, SIGNAL, FEW], NONE)
    is_signal = state == SIGNAL
    count = figures.values.shape[-1]

    def said(amounts: Any, other: Any) -> Any:
        return np.where(is_signal, amounts, other)

    return Verdict(
        state=state,
        side=said(np.sign(away), 0).astype(np.int8),
        since=said(count - found.length, -1),
        effect=said(np.abs(away) / found.error, np.nan),
        tail=np.where(np.isin(state, (SIGNAL, NONE)), found.odds, np.nan),
        cases=said(cases, np.nan),
        reference=found.reference,
        by_days=scaled.by_days,
    )


def by_law(found: Shift, scaled: Scaled, alarm: float = ALARM) -> tuple[Shift, Series]:
    """Shifts that the exact law finds as rare, too; and their cases beyond what was expected.

    alarm: the odds at which a shift is told, and its exact tail is worth computing.
    """
    months = scaled.months
    place = np.arange(months.values.shape[-1])
    is_run = (place >= len(place) - found.length[..., None]) & (months.weights > 0)
    counts, cases = (
        np.where(is_run, part, 0.0).sum(axis=-1) for part in (scaled.numerators, scaled.cases)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = (counts / cases - found.away) * cases
        half = np.minimum(0.5, cases / 2)  # what has never happened yet is not impossible
        expected = np.clip(expected, half, cases - half if scaled.kind == "binomial" else np.inf)
        share = expected / cases if scaled.kind == "binomial" else np.zeros(expected.shape)
        design = np.fmax(1.0, found.error**2 * cases**2 / (expected * (1 - share)))
        tail = 2 * chance.tail(counts, cases, expected, scaled.kind, found.away > 0, design)
    odds = np.fmax(found.odds, np.where(found.odds <= alarm, tail, 0.0))
    return replace(found, odds=odds), np.abs(counts - expected)


def _by_row(found: Shift, figures: Figures) -> tuple[Shift, Series]:
    """Stocks that moved one way for so long that no coin does it; else as their flows have it."""
    length, side, odds = stocks.steady_moves(figures.values)
    is_row = (odds < found.odds) & (odds <= ALARM)
    start = np.maximum(figures.values.shape[-1] - 1 - length, 0)
    moved = (
        figures.values[..., -1] - np.take_along_axis(figures.values, start[..., None], -1)[..., 0]
    )
    error = np.where(is_row, 1.0 / np.sqrt(np.maximum(length, 1)), found.error)
    away = np.where(is_row, side.astype(float), found.away)
    # A row of all months that can be seen began with the first of them, at the latest.
    run = np.where(is_row, length + (start == 0), found.length)
    cases = np.where(is_row, np.abs(moved), np.abs(found.away) * found.length)
    return Shift(np.where(is_row, odds, found.odds), run, away, error, found.reference), cases


def is_sparse(scaled: Scaled) -> Bools:
    """Whether the month has too few cases for its quantile, or nothing happens in most months.

    Where it does not, one project or one event makes a month: by what law nobody can tell.
    """
    months = scaled.months
    if scaled.metric.aggregate == "quantile":
        return np.asarray(months.weights[..., -1] == 0)
    if scaled.kind == "binomial" or stocks.is_stock(scaled.metric):
        return np.zeros(months.count.shape, dtype=bool)
    base = months.where(shift.settled(months))
    return np.asarray(2 * base.where(months.values != 0).count < base.count)


def _is_few(scaled: Scaled) -> Bools:
    """Whether even the worst that this month could have been is within chance."""
    metric, kind = scaled.metric, scaled.kind
    if not kind or metric.better == "neither" or (kind == "poisson" and metric.better == "down"):
        return np.zeros(scaled.cases.shape[:-1], dtype=bool)
    base = scaled.months.where(shift.settled(scaled.months))
    cases = scaled.cases[..., -1]
    above = np.full(cases.shape, metric.better == "down")
    expected = chance.expected_numerators(base.mean, cases, np.nansum(scaled.cases, axis=-1), kind)
    worst = np.where(above, cases, 0.0)
    return np.asarray(chance.tail(worst, cases, expected, kind, above) > ALARM / 2)

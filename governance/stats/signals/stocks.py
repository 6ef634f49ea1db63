"""Stocks: what has piled up by the end of a month is judged by how it moves, not by its level.

A month's end holds most of the one before, so that its level against its own past is a signal
nearly every month. What happens in a month is its flow, what came in less what went out: flows
are judged as any series is, and a stock that has risen (or fallen) month after month is a signal by
the sign test (Dixon and Mood, JASA 41, 1946): where chance alone moves it, each month is up or down
like the toss of a coin.
"""

import numpy as np
from numpy.typing import NDArray

from governance.metrics.catalog import Metric
from governance.stats.signals.arrays import Series


def is_stock(metric: Metric) -> bool:
    """Whether a month's value holds most of the month before in it."""
    return metric.time == "stock" or "months" in (metric.lookback or {})


def is_counted(metric: Metric) -> bool:
    """Whether a stock is a number of things, whose flow is one of things too."""
    return not metric.is_ratio and metric.combine == "divide"


def flows(levels: Series) -> Series:
    """In less out of each month: its level less that of the month before; NaN beside gaps."""
    found = np.full(levels.shape, np.nan)
    found[..., 1:] = np.diff(levels, axis=-1)
    return found


def steady_moves(levels: Series) -> tuple[NDArray[np.int64], NDArray[np.int8], Series]:
    """For how many months up to the last each stock has moved one way; the way; the odds of it.

    odds: of as many in a row on either side. A gap or a month without a change ends the row. One
    that has moved one way since the first of the months has risen from nothing known, for one
    month longer than can be seen.
    """
    signs = np.sign(np.nan_to_num(flows(levels))).astype(np.int8)
    last = signs[..., -1]
    is_same = (signs == last[..., None])[..., ::-1] & (last != 0)[..., None]
    length = np.cumprod(is_same, axis=-1).sum(axis=-1)
    return length, last, np.where(length > 0, 2.0 ** (1 - length), 1.0)

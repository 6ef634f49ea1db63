"""Whether a figure moved beyond chance once a follow-up on it was closed.

A figure is followed up because it was extreme, and what was extreme by chance comes back by itself
(regression to the mean: Galton 1886; Barnett, van der Pols and Dobson, Int. J. Epidemiology 34,
2005, 215-220). So the months after are never held against those that led to the follow-up, but
against what is left when these are taken out: the settled baseline, the trend and last year's
months, of which the least surprising counts (shift.py).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from governance.metrics.catalog import Metric
from governance.stats.signals import judgement, series, shift, stocks
from governance.stats.signals.series import Figures

# The odds at which a verdict is made; of six looks at a series without any effect 3 % have one.
ALARM = 0.05
# Months before the opening that may have led to it: so many in a row miss a target.
LED = 3
# After so many months the verdict stands: what moves later has other causes, too.
MOST = 6
# What cannot be told: too few months, no data, nothing that is judged by its months.
UNKNOWN, WITHIN, ABOVE, BELOW = "unknown", "within", "above", "below"


def judge(figures: Figures, metric: Metric, after: int, out: int) -> NDArray[np.str_]:
    """The verdict on the last `after` months (1 to MOST) of each series.

    out: how many months right before them led to the follow-up, or lay between its opening and its
    closing, and are left out.
    """
    scaled = series.scale(figures, metric)
    back = np.arange(figures.values.shape[-1], 0, -1)  # 1 for the last month
    kept = scaled.months.where((back <= after) | (back > after + out))
    scaled = replace(scaled, months=kept)
    found = shift.of_length(kept, after, growth=scaled.kind == "poisson")
    if scaled.kind:
        found, _cases = judgement.by_law(found, scaled, ALARM)
    is_known = (kept.weights[..., -after:] > 0).all(axis=-1)
    is_known &= (kept.count >= judgement.LEAST + after) & ~judgement.is_sparse(scaled)
    if stocks.is_stock(metric):
        is_known &= stocks.is_counted(metric)
    is_rare = found.odds <= ALARM
    conditions = [~is_known, is_rare & (found.away > 0), is_rare]
    return np.select(conditions, [UNKNOWN, ABOVE, BELOW], WITHIN)

"""Moving ranges: the step of each month from the one before, and what of it is usual.

The R half of XmR charts (Wheeler, Understanding Variation, 1993; NIST/SEMATECH e-Handbook of
Statistical Methods, section 6.3.2.2): a moving range has the limit 3.268 × the mean range. No range
is taken across a missing month, since the step over a gap is not that of one month to the next.

Arrays hold series along their last axis, one number a month, NaN where there is none.
"""

import numpy as np
from numpy.typing import NDArray

Series = NDArray[np.float64]
# D4 for ranges of two.
RANGES = 3.268


def moving_ranges(values: Series) -> Series:
    """The step from the month before, as an amount; NaN in the first month and beside gaps."""
    steps = np.full(values.shape, np.nan)
    steps[..., 1:] = np.abs(np.diff(values, axis=-1))
    return steps


def mean(values: Series) -> Series:
    """The mean over the months that have a value; NaN where none has. The months' axis stays."""
    known = np.isfinite(values)
    count = known.sum(axis=-1, keepdims=True)
    total = np.where(known, values, 0.0).sum(axis=-1, keepdims=True)
    result = np.full(count.shape, np.nan)
    np.divide(total, count, out=result, where=count > 0)
    return result


def range_limit(ranges: Series, settled: NDArray[np.bool_]) -> Series:
    """What a moving range seldom exceeds, one number a series, by those of the settled months."""
    return RANGES * mean(np.where(settled, ranges, np.nan))

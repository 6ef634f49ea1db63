"""Arrays of series: one number a month along their last axis, NaN where there is none."""

import numpy as np
from numpy.typing import NDArray

Series = NDArray[np.float64]


def mean(values: Series) -> Series:
    """The mean over the months that have a value; NaN where none has. The months' axis stays."""
    known = np.isfinite(values)
    count = known.sum(axis=-1, keepdims=True)
    total = np.where(known, values, 0.0).sum(axis=-1, keepdims=True)
    result = np.full(count.shape, np.nan)
    np.divide(total, count, out=result, where=count > 0)
    return result

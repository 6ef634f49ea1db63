"""The two kinds of rate that chance has a law for: shares of cases, and counts by exposure."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

# "proportion": so many of n cases (binomial). "count": so many in n residents (Poisson).
Kind = Literal["proportion", "count"]
Numbers = NDArray[np.float64]

# Two-sided 95 % for every interval here.
TAIL = 0.025


def numbers(values: object) -> Numbers:
    """Any sequence of numbers as an array of floats; None becomes NaN."""
    return np.asarray(values, dtype=np.float64)

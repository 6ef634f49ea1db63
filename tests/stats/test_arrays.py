"""Means of series with gaps."""

import numpy as np

from governance.stats.signals import arrays


def test_a_mean_is_of_the_months_that_have_a_value() -> None:
    found = arrays.mean(np.array([[1.0, np.nan, 4.0], [np.nan, np.nan, np.nan]]))
    assert found[0].tolist() == [2.5]
    assert np.isnan(found[1]).all()

"""Moving ranges, against a published worked example and at their edges."""

import numpy as np
import pytest

from governance.stats.signals import xmr

GAP = np.nan
# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten batches' flow rates.
FLOW_RATES = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)


def series(*values: float) -> xmr.Series:
    return np.array(values, dtype=float)


def test_the_handbooks_example() -> None:
    """Printed: mean 50.81 and mean range 1.8778."""
    ranges = xmr.moving_ranges(series(*FLOW_RATES))
    assert xmr.mean(series(*FLOW_RATES))[0] == pytest.approx(50.81)
    assert xmr.mean(ranges)[0] == pytest.approx(1.8778, abs=5e-5)
    limit = xmr.range_limit(ranges, np.ones(10, dtype=bool))
    assert limit[0] == pytest.approx(3.268 * 16.9 / 9)


def test_the_limit_is_that_of_the_settled_months() -> None:
    ranges = xmr.moving_ranges(series(1.0, 2.0, 1.0, 9.0))
    assert xmr.range_limit(ranges, np.array([True, True, True, False]))[0] == pytest.approx(3.268)


def test_no_range_is_taken_across_a_gap() -> None:
    ranges = xmr.moving_ranges(series(1.0, 2.0, GAP, 9.0, 10.0))
    assert ranges.tolist() == pytest.approx([GAP, 1, GAP, GAP, 1], nan_ok=True)
    assert xmr.mean(ranges)[0] == 1


def test_nothing_has_no_mean() -> None:
    assert np.isnan(xmr.mean(series(GAP, GAP))).all()

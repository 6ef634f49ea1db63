"""XmR limits and rules, against published worked examples and at their edges."""

import numpy as np
import pytest
from numpy.typing import NDArray

from governance.stats.signals import xmr

GAP = np.nan
# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten batches' flow rates.
FLOW_RATES = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
# SAS/QC sample library, SHWIR1: diameters of 20 jet engines in centimetres.
JETS = (
    *(78.4, 80.1, 84.4, 79.1, 80.4, 83.5, 73.8, 83.5, 75.0, 76.8),
    *(70.5, 80.3, 82.4, 79.4, 86.4, 90.5, 77.7, 82.5, 79.9, 83.2),
)


def series(*values: float) -> xmr.Series:
    return np.array(values, dtype=float)


def judged(*values: float) -> tuple[xmr.Series, xmr.Limits]:
    given = series(*values)
    return given, xmr.compute_limits(given)


def in_runs(values: xmr.Series, found: xmr.Limits) -> NDArray[np.int8]:
    """+1 or −1 for every point of a run of eight or more above or below the centre line."""
    lengths, _starts = xmr.find_runs(values, found)
    reached = lengths >= xmr.RUN
    return xmr.mark_runs(reached, lengths, xmr.sides_of_centre(values, found), np.isfinite(values))


def test_the_handbooks_example() -> None:
    """Printed: mean 50.81, mean range 1.8778, limits 55.8041 and 45.8159 (3 ÷ 1.128 for 2.66)."""
    values, found = judged(*FLOW_RATES)
    assert found.centre[0] == pytest.approx(50.81)
    assert found.range_mean[0] == pytest.approx(1.8778, abs=5e-5)
    assert found.upper[0] == pytest.approx(55.8041, abs=1e-3)
    assert found.lower[0] == pytest.approx(45.8159, abs=1e-3)
    assert found.range_limit[0] == pytest.approx(3.268 * 16.9 / 9)
    assert not xmr.points_beyond(values, found).any()


def test_many_series_are_judged_as_each_alone() -> None:
    rows = np.array([JETS[:10], FLOW_RATES, [GAP] * 10, [7.0] * 10])
    together = xmr.compute_limits(rows)
    marks, starts = xmr.find_runs(rows, together)
    for index, row in enumerate(rows):
        alone = xmr.compute_limits(row)
        np.testing.assert_allclose(together.upper[index], alone.upper)
        np.testing.assert_allclose(together.ranges[index], alone.ranges)
        np.testing.assert_array_equal(marks[index], xmr.find_runs(row, alone)[0])
        np.testing.assert_array_equal(starts[index], xmr.find_runs(row, alone)[1])


def test_a_point_is_beyond_a_limit_only_past_it() -> None:
    found = xmr.compute_limits(series(*FLOW_RATES))
    exact = found.upper[0]
    at, above, below = exact, exact + 1e-6, found.lower[0] - 1e-6
    cut = xmr.Limits(*(part[:3] for part in (found.centre, found.lower, found.upper)), *[GAP] * 3)
    assert xmr.points_beyond(series(at, above, below), cut).tolist() == [0, 1, -1]


def test_nothing_and_one_point_have_no_limits() -> None:
    for values in ((), (4.0,), (GAP, GAP), (GAP, 4.0, GAP)):
        given, found = judged(*values)
        assert np.isnan(found.upper).all()
        assert not xmr.points_beyond(given, found).any()
        assert not in_runs(given, found).any()
    assert judged(GAP, 4.0, GAP)[1].centre.tolist() == [4.0] * 3


def test_two_points_have_limits_from_their_one_range() -> None:
    _values, found = judged(1.0, 2.0)
    assert found.upper.tolist() == pytest.approx([4.16, 4.16])


@pytest.mark.parametrize("value", [0.0, 98.1, 1 / 3])
def test_a_constant_series_has_no_signal(value: float) -> None:
    values, found = judged(*[value] * 23)
    assert found.range_mean[0] == 0
    assert not xmr.points_beyond(values, found).any()
    assert not in_runs(values, found).any()


def test_no_range_is_taken_across_a_gap() -> None:
    _values, found = judged(1.0, 2.0, GAP, 9.0, 10.0)
    assert found.ranges.tolist() == pytest.approx([GAP, 1, GAP, GAP, 1], nan_ok=True)
    assert found.range_mean[0] == 1


def test_eight_in_a_row_are_a_shift_and_seven_are_none() -> None:
    low, high = [1.0, 2.0] * 4, [8.0, 9.0, 8.0, 9.0, 8.0, 9.0, 8.0]
    values, found = judged(*low[:7], *high)
    assert xmr.find_runs(values, found)[0][-1] == 7
    assert not in_runs(values, found).any()
    values, found = judged(*low, *high, 9.0)
    assert in_runs(values, found).tolist() == [-1] * 8 + [1] * 8


def test_a_gap_joins_no_run_and_ends_none() -> None:
    values, found = judged(*[1.0, 2.0] * 4, *[8.0, 9.0] * 3, GAP, GAP, 8.0, 9.0)
    assert xmr.find_runs(values, found)[0].tolist()[-6:] == [5, 6, 0, 0, 7, 8]
    assert in_runs(values, found).tolist()[8:] == [1] * 6 + [0, 0, 1, 1]


def test_a_point_on_the_centre_line_ends_a_run() -> None:
    values, found = judged(1.0, 1.0, 3.0, 2.0, 3.0, 3.0, 1.0, 2.0)
    assert found.centre[0] == 2
    assert xmr.find_runs(values, found)[0].tolist() == [1, 2, 1, 0, 1, 2, 1, 0]


def test_noise_widens_the_limits_where_cases_are_few() -> None:
    values = series(90.0, 91.5, 90.0, 91.5)
    noise = series(1.0, 1.0, 5.0, 20.0)
    found = xmr.compute_limits(values, noise)
    assert found.sigma.tolist() == pytest.approx(noise.tolist())  # steps within chance: spread 1
    assert xmr.compute_limits(values).sigma[0] > noise[0]


def test_a_series_that_moves_more_than_chance_keeps_its_own_spread() -> None:
    """With the same noise in every month the limits are those of plain XmR."""
    values = series(*JETS)
    plain, wide = xmr.compute_limits(values), xmr.compute_limits(values, np.full(values.shape, 0.5))
    np.testing.assert_allclose(wide.upper, plain.upper, rtol=1e-4)
    assert plain.range_mean[0] / xmr.D2 > 0.5

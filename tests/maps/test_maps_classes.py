"""Classes of maps: who stands in which, limits that people read, ties, few values, zero."""

from dataclasses import replace

import numpy as np
import pytest

from governance.charts.chart_base import Look
from governance.core import palette
from governance.core.i18n import translator
from governance.maps import class_limits, classes, colour_ramps
from governance.metrics import catalog, number_format

METRICS = catalog.load()
VISITS, RATE, BACKLOG = (METRICS[key] for key in ("visits", "on_time_rate", "backlog"))
LOOK = Look(translator("en"), palette.palette(dark=False))
MANY = np.random.default_rng(7).gamma(2, 10, 195).round().tolist()


def made(values, metric=VISITS, **more):
    return classes.scale(values, metric, LOOK, **more)


def counts(scale, values):
    places = [scale.place(value) for value in values if not (scale.zero and value == 0)]
    return np.bincount(places, minlength=len(scale.colours)).tolist()


def test_quantiles_share_the_areas_out():
    scale = made(range(1, 101))
    assert scale.breaks == (20, 40, 60, 80)
    assert counts(scale, range(1, 101)) == [20] * 5
    assert scale.words == "5 classes by quantiles"


def test_equal_intervals_are_equally_wide():
    scale = made([1, 2, 3, 4, 97, 101], method="equal", count=4)
    assert scale.breaks == (25, 50, 75)
    assert counts(scale, [1, 2, 3, 4, 97, 101]) == [4, 0, 0, 2]


def test_natural_breaks_fall_into_the_gaps():
    groups = [*range(1, 9), *range(40, 49), *range(90, 99)]
    scale = made(groups, method="natural", count=3)
    assert counts(scale, groups) == [8, 9, 9]
    assert 8 <= scale.breaks[0] < 40
    assert 48 <= scale.breaks[1] < 90
    assert scale.words == "3 classes by natural breaks"


@pytest.mark.parametrize("method", class_limits.METHODS)
@pytest.mark.parametrize("count", range(classes.FEWEST, classes.MOST + 1))
def test_every_value_has_a_class_and_limits_are_shown_numbers(method, count):
    scale = made(MANY, method=method, count=count)
    assert len(scale.colours) == len(scale.breaks) + 1 <= count
    assert list(scale.breaks) == sorted(set(scale.breaks))
    assert all(limit == round(limit) for limit in scale.breaks)
    assert sum(counts(scale, MANY)) == len([value for value in MANY if value])


def test_rounding_moves_no_value_to_another_class():
    """Limits of mapclassify are 11.8, 22.1 …; the rounded ones part the same values."""
    values = np.random.default_rng(3).normal(500, 150, 300).round().tolist()
    scale = made(values)
    raw = np.quantile(values, [0.2, 0.4, 0.6, 0.8])
    assert counts(scale, values) == np.bincount(np.searchsorted(raw, values)).tolist()
    assert any(limit % 5 == 0 for limit in scale.breaks)


def test_a_limit_belongs_to_the_class_below():
    scale = made(range(1, 101))
    assert (scale.place(20), scale.place(21)) == (0, 1)
    assert (scale.place(-5), scale.place(10_000)) == (0, 4)


def test_a_value_is_classed_as_it_is_shown():
    """95.24 and 95.16 are both 95.2 on the page, so one colour."""
    values = [90.0, 91.0, 93.0, 95.16, 95.24, 97.0, 98.0, 99.0, 92.0, 94.0]
    scale = made(values, RATE)
    assert scale.place(95.16) == scale.place(95.24) == scale.place(95.2)
    assert all(round(limit, RATE.decimals) == limit for limit in scale.breaks)


def test_few_different_values_make_a_class_each_and_say_so():
    scale = made([1, 1, 1, 4, 4, 9])
    assert scale.breaks == (1, 4) or counts(scale, [1, 1, 1, 4, 4, 9]) == [3, 2, 1]
    assert counts(scale, [1, 1, 1, 4, 4, 9]) == [3, 2, 1]
    assert scale.words == "3 classes: each different value is one of its own"


def test_ties_leave_fewer_classes():
    values = [1] * 80 + [2, 3, 5, 8, 13, 21, 34]
    scale = made(values)
    assert len(scale.colours) < 5
    assert scale.words.endswith("classes by quantiles (equal values leave fewer)")


def test_the_legend_says_how_values_were_classed_in_truth():
    """Classes that a target parts are not quantiles of all values; nor are those of changes."""
    up = replace(RATE, better="up")
    both, met = list(range(80, 100)), list(range(96, 116))
    assert made(both, up, target=95.0).words == "5 classes by quantiles on each side of the target"
    assert made(met, up, target=95.0).words == "3 classes by quantiles"
    changes = made(range(-40, 41), diverging=True)
    assert changes.words == "5 classes by quantiles of how large the change is"
    many = made(range(1, 1001), method="natural")
    assert many.words == "5 classes by natural breaks (found from 200 of 1000 values)"
    months = classes.of_months(made(range(1, 101)), 12, LOOK.translate)
    assert months.words == "5 classes by quantiles, of the values of 12 months"


@pytest.mark.parametrize("values", [[5, 5, 5], [3]])
def test_equal_values_are_one_class(values):
    scale = made(values)
    assert (scale.breaks, len(scale.colours), scale.words) == ((), 1, "all values are equal")
    assert scale.colour(values[0]) == scale.colours[0]


@pytest.mark.parametrize("values", [[], [None, None]])
def test_nothing_to_class(values):
    assert made(values).words == "no values to class"


def test_zero_stands_apart_and_missing_is_not_zero():
    scale = made([0, 0, 0, None, *range(1, 101)], BACKLOG)
    assert scale.breaks == (20, 40, 60, 80)
    assert scale.colour(0) == colour_ramps.marks(LOOK.palette).zero
    assert scale.colour(0) not in scale.colours
    assert scale.colour(1) == scale.colours[0]


def test_zero_is_no_good_colour_where_more_is_better():
    scale = made([0, 0, 1, 2, 3, 40, 50, 60])
    assert scale.zero == ""
    assert scale.colour(0) == colour_ramps.worse(5, LOOK.palette)[-1]


@pytest.mark.parametrize(("key", "target"), [("on_time_rate", 90.0), ("rebound_rate", 12.0)])
def test_classes_part_at_the_target_which_is_met_there(key, target):
    metric = METRICS[key]
    values = [float(value) for value in range(5, 100)]
    scale = made(values, metric, target=target)
    good = {colour_ramps.met(n, LOOK.palette)[k] for n in (1, 2, 3) for k in range(n)}
    for value in (*values, target):
        is_met = value >= target if metric.better == "up" else value <= target
        assert (scale.colour(value) in good) is is_met
    assert len(scale.colours) == len(set(scale.colours)) == len(scale.breaks) + 1
    assert number_format.aim(target, metric) in scale.meaning


def test_where_all_miss_the_target_nothing_looks_met():
    scale = made([50.0, 60.0, 70.0, 80.0], RATE, target=90.0)
    assert scale.colours == colour_ramps.missed(len(scale.colours), LOOK.palette)[::-1]


def test_zero_is_a_number_like_others_between_negative_ones():
    assert made([-5, 0, 5, 10]).zero == ""


@pytest.mark.parametrize("count", [3, 4, 5, 6, 7])
def test_diverging_is_symmetric_about_zero(count):
    values = np.random.default_rng(5).normal(2, 6, 200).round(1).tolist()
    scale = made(values, RATE, diverging=True, count=count)
    size = len(scale.colours)
    assert size == count | 1
    assert scale.breaks == tuple(-limit for limit in scale.breaks[::-1])
    assert scale.place(0) == size // 2
    for value in values:
        assert scale.place(value) + scale.place(-value) == size - 1
    for limit in scale.breaks:
        assert abs(scale.place(limit) - size // 2) < abs(
            scale.place(limit + (0.1 if limit > 0 else -0.1)) - size // 2
        )


def test_purple_is_the_better_side():
    rising = made([-5, -3, 3, 5], RATE, diverging=True)
    falling = made([-5, -3, 3, 5], BACKLOG, diverging=True)
    assert RATE.better == "up"
    assert BACKLOG.better == "down"
    assert rising.colours == falling.colours[::-1]


def test_no_difference_at_all_is_the_middle():
    scale = made([0.0, 0.0], RATE, diverging=True)
    assert scale.colours == ("#f7f7f7",)
    assert scale.place(0.0) == 0


def test_the_scale_of_all_months_does_not_move():
    months = [np.random.default_rng(n).gamma(2, 10, 50).round().tolist() for n in range(12)]
    scale = made([value for month in months for value in month])
    assert all(len(counts(scale, month)) == len(scale.colours) for month in months)
    assert scale == made([value for month in months[::-1] for value in month])


@pytest.mark.parametrize(("method", "count"), [("jenks", 5), ("equal", 2), ("equal", 8)])
def test_unknown_classes_are_refused(method, count):
    with pytest.raises(ValueError, match="3 to 7"):
        made([1, 2], method=method, count=count)


def test_natural_breaks_of_many_values_take_no_time():
    """Fisher-Jenks of 20,000 values would take minutes; evenly taken ones find the same gap."""
    values = [*range(10_000), *range(50_000, 60_000)]
    scale = made(values, method="natural", count=3)
    assert any(9_999 <= limit < 50_000 for limit in scale.breaks)

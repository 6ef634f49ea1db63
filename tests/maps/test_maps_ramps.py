"""Colours of maps, for red-green-blind readers and on dark."""

import itertools

import pytest

from governance.core import palette
from governance.maps import colour_ramps
from tests.support.colours import apart, contrast

LIGHT, DARK = palette.palette(dark=False), palette.palette(dark=True)
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
# ΔE of two colours that nobody takes for one another side by side on a map.
CLEAR = 12.0


def test_the_measure_itself_knows_red_from_green():
    """Red and green of equal lightness are one colour to red-green-blind eyes."""
    assert apart("#000000", "#ffffff") > 95
    assert apart("#1a9641", "#d7191c") < 50
    assert apart("#a6d96a", "#fdae61") < 21


@BOTH
@pytest.mark.parametrize("count", range(2, 8))
def test_neighbours_of_a_ramp_are_told_apart(theme, count):
    colours = colour_ramps.sequential(count, theme)
    assert len(set(colours)) == count
    assert min(apart(*pair) for pair in itertools.pairwise(colours)) >= CLEAR


@BOTH
@pytest.mark.parametrize("count", range(2, 8))
def test_worse_is_told_apart_and_further_from_the_ground(theme, count):
    """In both schemes the same way: the worst is the farthest."""
    colours, marks = colour_ramps.worse(count, theme), colour_ramps.marks(theme)
    assert min(apart(*pair) for pair in itertools.pairwise(colours)) >= CLEAR
    grounds = [contrast(colour, theme.background) for colour in colours]
    assert grounds == sorted(grounds)
    for colour in colours:
        assert min(apart(colour, other) for other in (marks.zero, marks.no_data)) >= CLEAR


@BOTH
def test_better_and_worse_have_no_colour_of_amounts(theme):
    judged = [*colour_ramps.worse(7, theme), *colour_ramps.met(3, theme)]
    assert not set(judged) & {c for n in range(1, 8) for c in colour_ramps.sequential(n, theme)}
    assert not set(colour_ramps.met(3, theme)) & set(colour_ramps.missed(3, theme))


@BOTH
@pytest.mark.parametrize("count", [3, 5, 7])
def test_all_colours_of_a_diverging_ramp_are_told_apart(theme, count):
    colours = colour_ramps.diverging(count, theme)
    assert min(apart(*pair) for pair in itertools.combinations(colours, 2)) >= CLEAR
    assert colour_ramps.diverging(count, theme, flipped=True) == colours[::-1]


@BOTH
def test_all_nine_of_two_metrics_are_told_apart(theme):
    colours = [colour for row in colour_ramps.bivariate(theme) for colour in row]
    assert len(colours) == 9
    assert min(apart(*pair) for pair in itertools.combinations(colours, 2)) >= CLEAR


@BOTH
@pytest.mark.parametrize("count", range(1, 8))
def test_zero_and_no_data_are_no_class(theme, count):
    """No data is hatched as well; the colour alone would do."""
    marks = colour_ramps.marks(theme)
    for colour in colour_ramps.sequential(count, theme):
        assert apart(colour, marks.zero) >= CLEAR
        assert apart(colour, marks.no_data) >= 9
    assert apart(marks.zero, marks.no_data) >= 11
    assert apart(marks.suppressed, marks.no_data) >= 7


@BOTH
@pytest.mark.parametrize("count", range(2, 8))
def test_more_lies_further_from_the_background(theme, count):
    first, *_between, last = colour_ramps.sequential(count, theme)
    assert contrast(first, theme.background) < contrast(last, theme.background)


@BOTH
def test_names_are_legible_on_every_cell(theme):
    """They stand on a pill of their own; even where it lets 8 % of the cell through."""
    marks = colour_ramps.marks(theme)
    cells = [
        *colour_ramps.sequential(7, theme),
        *colour_ramps.diverging(7, theme),
        marks.no_data,
        marks.zero,
    ]
    for cell in cells:
        pill = palette.mix(marks.halo, cell, 235 / 255)
        assert contrast(marks.chosen, pill) >= 7


@BOTH
def test_counts_are_legible_in_the_square(theme):
    colours = [colour for row in colour_ramps.bivariate(theme) for colour in row]
    assert min(map(contrast, colours, colour_ramps.ink(colours))) >= 4.5

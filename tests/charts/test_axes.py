"""Axes of values: round ticks, labelled in the reader's scale."""

import itertools

import pytest

from governance.charts import chart_base
from governance.charts.chart_base import Look
from governance.core import palette
from governance.core.i18n import translator
from governance.metrics import catalog, number_format

LOOK = Look(translator("zh"), palette.palette(dark=False))
VISITS = catalog.load()["visits"]


@pytest.mark.parametrize(
    ("lang", "most", "labels"),
    [
        ("zh", 371_123.0, ["0", "10 万", "20 万", "30 万"]),
        ("zh", 24_000.0, ["0", "0.5 万", "1 万", "1.5 万", "2 万"]),
        ("zh", 3e8, ["0", "1 亿", "2 亿", "3 亿"]),
        ("en", 371_123.0, ["0", "100k", "200k", "300k"]),
        ("en", 2_400_000.0, ["0", "0.5M", "1M", "1.5M", "2M"]),
    ],
)
def test_large_values_are_labelled_in_the_readers_scale(lang, most, labels):
    look = Look(translator(lang), palette.palette(dark=False))
    for axis in (
        chart_base.value_axis(look, VISITS, [most, None, 1.0]),
        chart_base.value_axis(look, VISITS, range=[0, most]),
    ):
        assert axis["ticktext"] == labels
        assert axis["tickvals"][0] == 0
        assert len(axis["tickvals"]) == len(labels)


def test_small_values_keep_plotlys_own_ticks():
    axis = chart_base.value_axis(LOOK, VISITS, [9000.0])
    assert "tickvals" not in axis
    assert axis["tickformat"] == ",~f"


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 7), (83.2, 97.1), (-30, 50), (0, 1e9)])
def test_ticks_are_round_few_and_inside(low, high):
    found = number_format.nice(low, high)
    assert 3 <= len(found) <= number_format.TICKS
    assert low <= found[0] <= found[-1] <= high
    assert len({round(b - a, 9) for a, b in itertools.pairwise(found)}) == 1

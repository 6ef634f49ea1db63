"""Counts by households: small areas are not compared with large ones, and the map says so."""

from governance.charts.chart_base import Look
from governance.core.i18n import translator
from governance.core.palette import palette
from governance.maps import cell_values, household_rates
from governance.maps.cell_values import UNCOMPARED, Shade
from governance.metrics import catalog
from governance.metrics.metric_values import Value

METRIC = catalog.load()["issues_reported"]
LOOK = Look(translator("en"), palette(dark=False))
HOUSEHOLDS = {"A": 2000.0, "B": 2400.0, "C": 2800.0, "village": 340.0, "hamlet": 600.0}
COUNTS = {code: Value(3.0, has_data=True) for code in HOUSEHOLDS}


def test_an_area_with_less_than_a_quarter_of_the_middle_has_no_rate():
    """The middle of five is 2,000: a quarter of it is 500."""
    found = household_rates.rates(COUNTS, HOUSEHOLDS)
    assert found["village"] == UNCOMPARED
    assert found["hamlet"].value == 5.0
    assert found["A"].value == 1.5


def test_its_count_is_told_and_why_it_has_no_colour():
    rated = cell_values.classify(["village"], {"village": UNCOMPARED}, METRIC, None, LOOK)
    (shade,) = cell_values.count_shades(COUNTS, METRIC, rated, ["village"], LOOK)
    assert (shade.kind, shade.text) == ("uncompared", "3 issues\nToo few households to compare")
    assert cell_values.count_classes([shade, Shade("", "", "no_data")], 5).uncompared == 1

"""Legends: classes in numbers with their counts, what is missing, and nothing unescaped."""

import itertools
import re

import pytest

from governance.charts.chart_base import Look
from governance.core import palette
from governance.core.i18n import translator
from governance.maps import cell_values, classes, legend
from governance.maps.cell_values import Tally
from governance.metrics import catalog

METRICS = catalog.load()
VISITS, RATE, BACKLOG = (METRICS[key] for key in ("visits", "on_time_rate", "backlog"))
ZH, EN = (Look(translator(lang), palette.palette(dark=False)) for lang in ("zh", "en"))


def rows(html):
    """Colour, text and count of each line of a legend."""
    found = re.findall(
        r'<li><i class="(\w*)" style="background-color:(#\w{6})"></i><span>(.*?)</span>'
        r'<b title=".*?">([\d,]+)</b></li>',
        html,
    )
    return [(text, int(count.replace(",", ""))) for _css, _colour, text, count in found]


def test_classes_are_numbers_with_counts_the_highest_on_top():
    scale = classes.scale([0, 0, *range(1, 101)], BACKLOG, EN)
    tally = Tally((20, 20, 20, 20, 20), zero=2, no_data=3, suppressed=1)
    found = rows(legend.html("Backlog", BACKLOG, scale, tally, EN))
    assert found == [
        ("81–100", 20),
        ("61–80", 20),
        ("41–60", 20),
        ("21–40", 20),
        ("1–20", 20),
        ("0", 2),
        ("No data", 3),
        ("Suppressed: a small number", 1),
    ]


def test_no_line_for_what_does_not_occur():
    scale = classes.scale(range(1, 101), VISITS, EN)
    found = rows(legend.html("Visits", VISITS, scale, Tally((20,) * 5), EN))
    assert [text for text, _count in found][-1] == "1–20"


def test_the_colours_are_those_of_the_map():
    scale = classes.scale(range(1, 101), VISITS, EN)
    html = legend.html("Visits", VISITS, scale, Tally((20,) * 5), EN)
    assert re.findall(r"background-color:(#\w{6})", html) == [*scale.colours[::-1]]


def test_ranges_join_without_gap_or_overlap():
    scale = classes.scale([90.0, 91.5, 93.2, 95.1, 96.6, 97.4, 98.0, 99.9], RATE, EN)
    spans = [text.split("–") for text in legend.ranges(scale, RATE, EN.translate)]
    for (_low, high), (low, _high) in itertools.pairwise(spans):
        assert float(low) == pytest.approx(float(high) + 0.1)


def test_large_limits_stand_in_the_readers_scale():
    scale = classes.scale([v * 100_000 for v in range(1, 11)], VISITS, EN)
    assert legend.ranges(scale, VISITS, EN.translate)[-1] == "800k–1M"
    assert legend.ranges(scale, VISITS, ZH.translate)[-1] == "80 万–100 万"


def test_differences_have_signs_and_say_which_side_is_better():
    scale = classes.scale([-8, -4, -1, 0, 1, 4, 8], BACKLOG, EN, diverging=True, count=3)
    html = legend.html("Backlog", BACKLOG, scale, Tally((2, 3, 2)), EN)
    texts = [text for text, _count in rows(html)]
    assert texts[1].startswith("±")
    assert texts[0].startswith("+")
    assert texts[2].startswith("−")
    assert "▲ + worse" in html
    assert "▼ − better" in html


def test_one_class_and_none():
    one = classes.scale([7, 7], VISITS, EN)
    assert rows(legend.html("", VISITS, one, Tally((2,)), EN)) == [("7", 2)]
    none = classes.scale([], VISITS, EN)
    html = legend.html("", VISITS, none, Tally((0,), no_data=4), EN)
    assert rows(html) == [("No data", 4)]
    assert "no values to class" in html


def test_gaps_are_counted():
    scale = classes.scale(range(1, 101), VISITS, EN)
    tally = Tally((20,) * 5, left_out=2)
    html = legend.html("V", VISITS, scale, tally, EN, about=["The highest column is 812 visits"])
    assert "2 areas without a boundary are not drawn" in html
    assert "The highest column is 812 visits" in html
    assert "5 classes by quantiles" in html


def test_texts_are_escaped():
    scale = classes.scale(range(1, 101), VISITS, EN)
    html = legend.html("<img src=x>", VISITS, scale, Tally((20,) * 5), EN)
    assert "<img" not in html
    assert "&lt;img src=x&gt;" in html


def test_the_square_has_its_counts_where_the_colours_are():
    scale = classes.thirds(range(9), VISITS, EN)
    tally = Tally(tuple(range(1, 10)))
    html = legend.pair(("Both", "2026"), (VISITS, RATE), (scale, scale), tally, EN)
    cells = re.findall(r'<b style="background-color:(#\w{6});color:#\w{6}">(\d*)</b>', html)
    assert [int(count) for _colour, count in cells] == [7, 8, 9, 4, 5, 6, 1, 2, 3]
    assert "↑ On-time closure rate (%)" in html
    assert "Visits →" in html


def test_two_classes_take_the_outer_places_of_the_square():
    scale = classes.thirds([1, 2, 2], VISITS, EN)
    assert [cell_values.spread(place, scale) for place in (0, 1)] == [0, 2]


def test_the_map_in_words_says_what_the_colours_say():
    scale = classes.scale([0, *range(1, 101)], VISITS, ZH)
    said = legend.alt("走访次数", scale, VISITS, Tally((20,) * 5, 1, 3, 2), ZH.translate)
    assert said.startswith("地图。走访次数。零：1 个区域；81–100：20 个区域；")
    assert said.endswith("无数据：3 个区域；不予显示：2 个区域")


def test_a_projectors_legend_is_marked():
    scale = classes.scale(range(1, 101), VISITS, EN)
    html = legend.html("V", VISITS, scale, Tally((20,) * 5), EN, projector=True)
    assert html.startswith('<section class="map-legend projector">')

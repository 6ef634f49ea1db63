"""What stands at the ends of lines: names once, numbers, and none upon another."""

from dataclasses import replace

from governance.charts import direct_labels
from governance.charts.direct_labels import Label
from governance.charts.model import Chart, Series
from governance.core.i18n import translator

ZH = translator("zh")
MONTHS = ("2025-11-01", "2025-12-01", "2026-01-01")


def chart(*series, **fields):
    return Chart(
        "n", "t", "months", "k", "件", 0, ("11月", "12月", "1月"), MONTHS, series, **fields
    )


def test_a_line_says_its_last_number_and_what_its_marks_mean():
    line = Series("受理量", "line", (5.0, 9.0, 6.0), legend="")
    mean = Series("平均值 6", "rule", (6.0,) * 3)
    usual = Series("正常波动", "dots", (5.0, None, 6.0))
    high = Series("异常偏高", "dots", (None, 9.0, None), symbol="triangle-up")
    assert direct_labels.labels(chart(line, mean, usual, high), ZH) == [
        Label(1, 2, "平均值 6"),
        Label(0, 2, "6 正常波动"),
        Label(0, 1, "异常偏高", is_end=False),
    ]


def test_bars_say_the_number_of_what_is_chosen_and_the_year_before_its_name():
    bars = Series("所选时段", "bar", (5.0, 9.0, 1234.0))
    before = Series("去年同月", "value", (4.0, 8.0, 7.0))
    given = chart(bars, before, chosen=(2,))
    assert direct_labels.labels(given, ZH) == [
        Label(1, 2, "去年同月"),
        Label(0, 2, "1,234", is_end=False),
    ]
    # Of stacked bars only a legend says which is which.
    assert direct_labels.labels(replace(given, stacking="stack"), ZH) == []


def test_labels_of_lines_that_end_together_stand_a_line_apart():
    moves = direct_labels.apart({0: 1.0, 1: 1.05, 2: 3.0}, 0.2)
    places = [1.0 + moves[0], 1.05 + moves[1], 3.0 + moves[2]]
    assert places[1] - places[0] >= 0.2 - 1e-9
    assert moves[2] == 0.0

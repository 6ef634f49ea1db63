"""Numbers, changes, days and cards as people read them."""

from dataclasses import replace
from datetime import date as d

import pytest

from governance.charts import kpi_cards, sparkline
from governance.charts.chart_base import Look
from governance.core import dates, palette, periods
from governance.core.i18n import translator
from governance.metrics import catalog, number_format
from governance.metrics.metric_values import NOTHING, Reading, Value
from governance.metrics.targets import Target

ZH, EN = translator("zh"), translator("en")
METRICS = catalog.load()
VISITS, RATE, HOURS = (METRICS[k] for k in ("visits", "on_time_rate", "resolution_hours_p50"))
BACKLOG, REPORTED = METRICS["backlog"], METRICS["issues_reported"]
MONTHS = periods.months_before(d(2026, 11, 1), d(2026, 10, 31), 3)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1,234.5"),
        (0, 0, "0"),
        (-3, 0, "−3"),
        (-0.04, 1, "0.0"),
        (1e6, 0, "1,000,000"),
        (None, 0, ""),
    ],
)
def test_number(value, decimals, text):
    assert number_format.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (8804, "8,804", "8,804"),
        (99_999, "99,999", "99,999"),
        (100_000, "10 万", "100k"),
        (238_500, "23.85 万", "238.5k"),
        (426_000, "42.6 万", "426k"),
        (1_234_567, "123.46 万", "1.23M"),
        (250_000_000, "2.5 亿", "250M"),
        (-238_500, "−23.85 万", "−238.5k"),
        (None, "", ""),
    ],
)
def test_compact_by_language(value, zh, en):
    assert number_format.compact(value, 0, "zh") == zh
    assert number_format.compact(value, 0, "en") == en


@pytest.mark.parametrize(
    ("values", "zh", "en"),
    [
        ([340_900, 25_360], ["34.09 万", "2.54 万"], ["340.90k", "25.36k"]),
        ([340_000, 25_000, None], ["34.0 万", "2.5 万", ""], ["340k", "25k", ""]),
        ([340_900, 25], ["340,900", "25"], ["340,900", "25"]),
        ([1_200_000, 150_000], ["120 万", "15 万"], ["1.20M", "0.15M"]),
        ([None, 0], ["", "0"], ["", "0"]),
    ],
)
def test_numbers_beside_each_other_are_of_one_scale(values, zh, en):
    assert number_format.alike(values, 0, "zh") == zh
    assert number_format.alike(values, 0, "en") == en


def test_amounts_carry_their_unit():
    assert number_format.amount(1203, VISITS, ZH) == "1,203 次"
    assert number_format.amount(95.25, RATE, ZH) == "95.2%"
    assert number_format.amount(None, RATE, ZH) == "无数据"
    assert number_format.amount(0, VISITS, EN) == "0 visits"


@pytest.mark.parametrize(
    ("metric", "now", "then", "text", "verdict"),
    [
        (VISITS, 110, 100, "+10.0%", "better"),
        (VISITS, 90, 100, "−10.0%", "worse"),
        (BACKLOG, 110, 100, "+10.0%", "worse"),
        (BACKLOG, 90, 100, "−10.0%", "better"),
        (REPORTED, 110, 100, "+10.0%", "neither"),
        (VISITS, 100, 100, "0.0%", "same"),
        (VISITS, 100_040, 100_000, "0.0%", "same"),  # rounds to nothing: no arrow
        (VISITS, 100_051, 100_000, "+0.1%", "better"),
        (VISITS, 5, 0, "+5", "better"),  # from nothing there is no percentage
        (VISITS, 0, 0, "0", "same"),
        (RATE, 84.3, 85.5, "−1.2 pp", "worse"),
        (RATE, 84.34, 84.3, "0.0 pp", "same"),
        (HOURS, 36, 48, "−25.0%", "better"),
        (HOURS, 2.96, 3.04, "0.0%", "same"),  # both are written 3.0
    ],
)
def test_change(metric, now, then, text, verdict):
    found = number_format.change(metric, now, then, EN, is_signal=True)
    assert (found.text, found.verdict) == (text, verdict)
    assert found.direction == {"+": 1, "−": -1}.get(text[0], 0)
    chance = number_format.change(metric, now, then, EN)
    assert (chance.text, chance.direction) == (found.text, found.direction)
    assert chance.verdict == ("same" if verdict == "same" else "neither")


def test_points_are_those_between_the_numbers_as_shown():
    found = number_format.change(RATE, 92.349, 86.351, EN)  # 5.998 apart, shown as 92.3 and 86.4
    assert found.text == "+5.9 pp"


@pytest.mark.parametrize(("now", "then"), [(None, 1), (1, None), (None, None)])
def test_no_change_without_both_values(now, then):
    assert number_format.change(VISITS, now, then, EN) is None


def test_judgement_says_arrow_number_and_word():
    found = number_format.change(BACKLOG, 110, 100, ZH, is_signal=True)
    assert number_format.judgement(found, number_format.VERDICTS, ZH) == "▲ +10.0% 变差"
    assert number_format.judgement(None, number_format.VERDICTS, ZH) == ""
    exact = number_format.change(RATE, 90, 90, ZH)
    assert number_format.judgement(exact, number_format.AIMED, ZH) == "= ✓ 达标"


@pytest.mark.parametrize(
    ("window", "zh", "en"),
    [
        ((d(2026, 10, 1), d(2026, 11, 1)), "2026年10月", "Oct 2026"),
        ((d(2025, 1, 1), d(2026, 1, 1)), "2025年", "2025"),
        ((d(2025, 11, 1), d(2026, 11, 1)), "2025年11月至2026年10月", "Nov 2025 – Oct 2026"),
        ((d(2026, 2, 1), d(2026, 2, 2)), "2026年2月1日", "Feb 1, 2026"),
        (
            (d(2026, 2, 1), d(2026, 2, 8)),
            "2026年2月1日至7日",
            "Feb 1 – 7, 2026",
        ),
    ],
)
def test_windows_by_language(window, zh, en):
    assert dates.window(window, "zh") == zh
    assert dates.window(window, "en") == en


def test_every_preset_has_a_name():
    assert all(dates.preset(key, ZH) for key in periods.PRESETS)


def test_ticks_say_the_year_once():
    months = periods.months_before(d(2026, 3, 1), d(2026, 2, 28), 4)
    assert dates.ticks(months, "zh") == ["11月<br>2025年", "12月", "1月<br>2026年", "2月"]
    running = (*months, (d(2026, 3, 1), d(2026, 3, 18)))
    assert dates.ticks(running, "zh")[-1] == "3月1–17日"
    assert dates.ticks(running, "en")[-1] == "Mar 1–17"


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (8, ["Jul<br>2025", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan<br>2026", "Feb"]),
        # Right beside January the first has no year: the two would run into each other.
        (13, ["Mar<br>2025", "May", "Jul", "Sep", "Nov", "Jan<br>2026"]),
        (16, ["Nov", "Jan<br>2025", "Mar", "May", "Jul", "Sep", "Nov", "Jan<br>2026"]),
        (24, ["Apr<br>2024", "Jul", "Oct", "Jan<br>2025", "Apr", "Jul", "Oct", "Jan<br>2026"]),
        (36, ["Jul", "Jan<br>2024", "Jul", "Jan<br>2025", "Jul", "Jan<br>2026"]),
    ],
)
def test_ticks_of_a_long_row_have_room_on_a_phone(count, named):
    labels = dates.ticks(periods.months_before(d(2026, 3, 1), d(2026, 2, 28), count), "en")
    assert len(labels) == count
    assert [label for label in labels if label] == named


HUNDRED = Value(100.0, has_data=True)


def card(metric=BACKLOG, now=110.0, previous=HUNDRED, **more):
    """A Chinese card of a metric at a value (or a Value that has none)."""
    now = Value(now, has_data=True) if isinstance(now, float) else now
    given = {"last_year": None, "months": (90.0, None, 110.0), "target": None, **more}
    look = Look(ZH, palette.palette(dark=False))
    return kpi_cards.Card(MONTHS, look).html(Reading(metric, now, previous, **given))


def test_a_card_says_value_unit_both_values_sign_and_word():
    html = card(now=Value(110.0, has_data=True, side=1))
    for part in ("在办量", ">110<", "件", "上月 100", ">+10.0%<"):
        assert part in html
    assert 'class="signal worse">▲ 异常，需关注<' in html


def test_a_change_that_is_no_signal_is_neither_good_nor_bad():
    html = card()
    assert '<span class="neither">+10.0%</span>' in html
    assert "异常" not in html


def test_a_card_tells_no_data_from_zero_and_from_nothing_to_divide():
    assert "无数据" in card(now=NOTHING)
    assert ">0<" in card(now=0.0)
    assert "本期无相关事项" in card(metric=RATE, now=Value(None, has_data=True))


def test_a_card_without_comparison_has_no_row_for_it():
    assert "上月" not in card(previous=None)
    assert "上月</dt><dd><span" in card(previous=NOTHING)


@pytest.mark.parametrize(
    ("metric", "now", "word"),
    [
        (RATE, 90.0, "✓ 已达"),
        (RATE, 89.9, "✕ 差 0.1 百分点"),
        (HOURS, 90.0, "✓ 已达"),
        (HOURS, 90.1, "✕ 差 0.1"),
    ],
)
def test_a_target_is_met_exactly_at_its_value(metric, now, word):
    assert word in card(metric=metric, now=now, target=Target(metric.key, 90))


def test_a_card_says_that_areas_are_missing():
    assert "14 个下级区域中缺 1 个" in card(parts=(13, 14))
    assert "缺" not in card(parts=(14, 14))


def test_a_large_value_is_short_with_the_full_one_in_its_title():
    html = card(metric=VISITS, now=238_500.0, previous=Value(98_600.0, has_data=True))
    assert 'title="238,500 次">23.85 万<' in html
    assert "上月 9.86 万" in html
    assert ">238,500<" in card(metric=VISITS, now=238_500.0), "100 has no digit left in 万"


def test_whatever_a_definition_says_is_text():
    evil = replace(VISITS, title={"zh": "<script>", "en": "<script>"})
    assert "<script>" not in card(metric=evil)


def test_a_sparkline_breaks_where_a_month_has_no_value():
    assert sparkline.svg([1, 2, None, 4, 5], "#000000").count("<path") == 3  # and the end
    assert sparkline.svg([1, None], "#000000").count("<path") == 1
    assert "nan" not in sparkline.svg([3, 3, 3], "#000000")


def test_a_sparkline_says_what_it_shows():
    html = card()
    assert 'alt="2026年8月至2026年10月：最低 90 件，最高 110 件，最近 110 件"' in html


def luminance(colour):
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    parts = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["text", "muted", "good", "bad"])
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_every_text_stands_out(dark, name, ground):
    """WCAG 2.1 contrast of 4.5:1 for text."""
    colours = palette.palette(dark=dark)
    pair = sorted(luminance(getattr(colours, which)) for which in (name, ground))
    assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        (
            "反弹率（%） · 莲花街道 · 2025年11月至2026年10月（按社区）",
            ["反弹率（%）~·", "莲花街道~·", "2025年11月至2026年10月（按社区）"],
        ),
        (
            "Backlog · 莲花街道 · Nov 2025 – Oct 2026, by grid",
            ["Backlog~·", "莲花街道~·", "Nov~2025~–~Oct~2026,", "by", "grid"],
        ),
    ],
)
def test_no_line_of_a_title_begins_with_a_dot_or_a_dash(title, parts):
    said = number_format.unbroken(title).replace(number_format.GLUE, "~")
    assert said.replace(number_format.JOIN, "").split(" ") == parts
    assert (
        "–" not in title or f"–{number_format.JOIN}~" in said
    )  # a line may end with a dash, before a space, too


def test_a_unit_that_the_title_says_already_is_said_once():
    assert number_format.named(VISITS, ZH) == "走访次数（次）"
    assert number_format.named(VISITS, EN) == "Visits"
    per = replace(VISITS, title={"en": "Issues found per 100 visits"})
    per = replace(per, unit_title={"en": "issues per 100 visits"})
    assert number_format.named(per, EN) == "Issues found per 100 visits"
    assert number_format.named(replace(VISITS, unit="person-times"), EN) == "Visits (person-times)"


def test_a_metric_may_bring_its_units_name():
    votes = replace(VISITS, unit="votes", unit_title={"zh": "票", "en": "votes"})
    assert number_format.amount(1203, votes, ZH) == "1,203 票"
    assert number_format.amount(1203, votes, EN) == "1,203 votes"

"""The sentences that open a page: which figure comes first, and what is told of it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from governance.attention.opening_words import Opening
from governance.core.i18n import translator
from governance.metrics import catalog
from governance.metrics.metric_values import AreaReading, Reading, Value
from governance.metrics.targets import Target

ZH, EN = translator("zh"), translator("en")
METRICS = catalog.load()
OCTOBER, BEFORE = (date(2026, 10, 1), date(2026, 11, 1)), (date(2025, 10, 1), date(2025, 11, 1))


def value(number, cases=None, window=OCTOBER, **more):
    return Value(number, True, number, cases, window=window, known=1, months=1, history=20, **more)


def reading(key, now, *, year=None, months=(), target=None, cases=None, **more):
    then = None if year is None else value(year, cases, BEFORE)
    aim = None if target is None else Target(key, target)
    return Reading(METRICS[key], value(now, cases, **more), None, then, tuple(months), aim)


def areas(**values):
    return [AreaReading(name, name, value(v, 50), None, 1.0) for name, v in values.items()]


OVERDUE = reading("overdue", 163, year=78, months=[70, 90, 120, 159, 163])
ON_TIME = reading("on_time_rate", 88.8, year=86.7, target=90, cases=366)
QUIET = reading("satisfaction_rate", 92.3, year=88.3, cases=246)


def address(key, area):
    return f"receipt?{key}&{area}"


def text(readings, below=(), _=ZH, runs=(), judged=None):
    keys = {one.metric.key for one in readings} if judged is None else judged
    html = Opening(readings, below, address, _, dict(runs), judged=keys).html()
    first, *rest = html.split("</p>")
    return [re.sub("<[^>]+>", "", part) for part in (first, *rest) if part]


def test_it_says_how_much_since_when_where_and_what_else():
    first, second = text([ON_TIME, OVERDUE, QUIET], areas(甲社区=23, 乙社区=21, 丙社区=2))
    # Both are off: the office's order decides.
    assert first == (
        "按期结案率 88.8%，比去年同期高 2.1 个百分点，距目标 90.0% 还差 1.2 个百分点；"
        "最低的是丙社区 2.0%、乙社区 21.0%。"
    )
    assert second == "超期未结 163 件，已连续 4 个月上升；其余 1 项关键指标未见异常。"


def test_a_signal_for_the_worse_comes_first():
    signal = reading("overdue", 163, year=78, months=[1, 1, 1], side=1)
    first, second = text([ON_TIME, signal, QUIET], areas(甲社区=23, 乙社区=21))
    assert first == "超期未结 163 件，比去年同期多 85 件；最多的是甲社区 23 件、乙社区 21 件。"
    assert second.startswith("按期结案率 88.8%，距目标 90.0% 还差 1.2 个百分点")


def test_the_list_of_signals_knows_how_long_it_has_risen():
    first, *_rest = text([OVERDUE], (), EN, {"overdue": 15})
    assert (
        first == "Overdue: 163 issues, 85 issues more than a year ago, up for 15 months in a row."
    )


def test_where_nothing_is_off_the_first_figure_is_told_and_no_alarm():
    first, second = text([QUIET, reading("visits", 20, year=20)], ())
    assert first == "满意率 92.3%，比去年同期高 4.0 个百分点。"
    assert second == "1 项关键指标未见异常。"


def test_of_what_was_not_judged_nothing_is_called_usual():
    assert text([OVERDUE, QUIET], judged=()) == text([OVERDUE, QUIET], judged={"overdue"})
    assert "未见异常" not in "".join(text([OVERDUE, QUIET], judged=()))


def test_a_part_of_a_month_is_said_with_its_number():
    part = reading("issues_reported", 135, year=319, until=date(2026, 10, 15))
    assert text([part])[0] == "受理量 135 件（截至2026年10月15日）。"
    uneven = reading("on_time_rate", 80.0, target=90, cases=99, is_uneven=True)
    assert "按期结案率 80.0%（部分区域数据截止更早）" in text([OVERDUE, uneven])[1]


def test_two_cases_neither_miss_a_target_nor_change_nor_lead():
    two = reading("on_time_rate", 50.0, year=100.0, target=90, cases=2)
    first, *others = text([two, OVERDUE])
    assert first.startswith("超期未结")
    assert "距目标" not in "".join(others)
    assert text([two]) == ["按期结案率 50.0%。"]


@pytest.mark.parametrize(
    "other", [Value(), value(9, until=date(2026, 10, 15)), replace(value(9), known=0)]
)
def test_no_area_is_called_worst_where_not_all_are_known_alike(other):
    unlike = [*areas(甲社区=23), AreaReading("乙社区", "乙社区", other, None, 1.0)]
    assert "最多" not in text([OVERDUE], unlike)[0]
    assert "最多的是甲社区" in text([OVERDUE], areas(甲社区=23, 乙社区=9))[0]


def test_no_rate_of_few_cases_is_called_the_lowest():
    few = AreaReading("小村", "小村", value(0.0, 3), None, 1.0)
    many = AreaReading("大社区", "大社区", value(70.0, 60), None, 1.0)
    first, *_rest = text([ON_TIME], [few, many])
    assert "小村" not in first
    assert "最低的是大社区 70.0%" in first


def test_nothing_is_told_of_what_is_not_known():
    assert text([Reading(METRICS["overdue"], Value(), None, None, (), None)]) == []
    unlike = reading("overdue", 163, year=78, until=date(2026, 10, 9))
    assert "去年同期" not in text([unlike])[0]


@pytest.mark.parametrize("key", ["visits", "issues_reported"])
def test_no_area_is_called_low_or_high_for_being_small(key):
    first = text([reading(key, 40)], areas(大社区=39, 小村=1))[0]
    assert "村" not in first
    assert "社区" not in first


def test_a_sentence_begins_with_a_capital():
    _first, second = text([OVERDUE, QUIET], (), EN)
    assert second == "Nothing unusual in the key figures (1)."


def test_names_are_letters_and_every_number_leads_to_its_source():
    html = Opening([OVERDUE], areas(**{"<b>x": 3}), lambda key, area: f"r?{key}={area}", ZH).html()
    assert "<b>x" not in html
    assert re.findall('href="(.*?)"', html) == ["r?overdue=", "r?overdue=&lt;b&gt;x"]

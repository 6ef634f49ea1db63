"""Titles of slides: the finding that the figures carry, worst first, and nothing beyond it."""

from dataclasses import replace
from datetime import date

import pytest

from governance.attention.claims import Claims, joined
from governance.briefings import compose, headlines, store
from governance.briefings.model import Slide
from governance.briefings.slide_view import view
from governance.core.i18n import translator
from governance.metrics import catalog, number_format
from governance.metrics.metric_values import AreaReading, Reading, Value
from governance.metrics.targets import Target
from governance.warehouse.reader import Warehouse
from tests.support.briefed import LOTUS, shown

ZH, EN = translator("zh"), translator("en")
METRICS = catalog.load()
OCTOBER, SEPTEMBER = (date(2026, 10, 1), date(2026, 11, 1)), (date(2026, 9, 1), date(2026, 10, 1))
LAST_YEAR, MARCH = (date(2025, 10, 1), date(2025, 11, 1)), (date(2026, 3, 1), date(2026, 4, 1))
FEBRUARY = (date(2026, 2, 1), date(2026, 3, 1))


def value(number, cases=None, window=OCTOBER, **more):
    facts = {"known": 1, "months": 1, "history": 20, "has_data": True, "numerator": number}
    return Value(number, denominator=cases, window=window, **{**facts, **more})


def reading(key, now, *, year=None, month=None, target=None, months=()):
    aim = None if target is None else Target(key, target)
    return Reading(METRICS[key], now, month, year, tuple(months), aim)


def areas(cases=50, few=(), **numbers):
    return [
        AreaReading(n, n, value(None if n in few else v, cases, is_few=n in few), None, 1.0)
        for n, v in numbers.items()
    ]


@pytest.fixture(scope="module")
def sample(sample_warehouse):
    return Warehouse.open(sample_warehouse)


def title(sample, lang, given, below=(), **slide):
    reader = compose.reader_of(sample, lang)
    asked = Slide("ranking", metrics=(given.metric.key,), area=LOTUS, level="community", **slide)
    return headlines.of_areas(view(reader, asked), given, list(below))


REPORTED = reading("issues_reported", value(346), month=value(459, window=SEPTEMBER))
OVERDUE = reading("overdue", value(163), year=value(78, window=LAST_YEAR))
ON_TIME = reading("on_time_rate", value(88.8, 366), target=90)


@pytest.mark.parametrize(
    ("given", "below", "zh", "en"),
    [
        (
            REPORTED,
            areas(甲=20, 乙=9),  # more of them is no harm
            "受理量 346 件，比上月少 113 件",
            "Issues reported: 346 issues, 113 issues fewer than the month before",
        ),
        (
            OVERDUE,
            areas(甲=2, 乙=23, 丙=23, 丁=21),
            "超期未结 163 件，比去年同期多 85 件；最多的是乙、丙（各 23 件）",
            (
                "Overdue: 163 issues, 85 issues more than a year ago; "
                "most in 乙 and 丙 (23 issues each)"
            ),
        ),
        (
            OVERDUE,
            areas(甲=21, 乙=23),
            "超期未结 163 件，比去年同期多 85 件；最多的是乙 23 件、甲 21 件",
            (
                "Overdue: 163 issues, 85 issues more than a year ago; "
                "most in 乙 (23 issues) and 甲 (21 issues)"
            ),
        ),
        (
            OVERDUE,
            areas(甲=5, 乙=5, 丙=5, 丁=5, 戊=1),
            "超期未结 163 件，比去年同期多 85 件；最多的是并列的 4 个区域（各 5 件）",
            "Overdue: 163 issues, 85 issues more than a year ago; most in 4 areas (5 issues each)",
        ),
        (
            OVERDUE,
            areas(甲=5, 乙=5),  # nobody is worst
            "超期未结 163 件，比去年同期多 85 件",
            "Overdue: 163 issues, 85 issues more than a year ago",
        ),
        (
            ON_TIME,
            areas(甲=71.0, 乙=95.0),
            "按期结案率 88.8%，距目标 90.0% 还差 1.2 个百分点；最低的是甲 71.0%、乙 95.0%",
            (
                "On-time closure rate: 88.8%, 1.2 percentage points short of the target of 90.0%; "
                "lowest in 甲 (71.0%) and 乙 (95.0%)"
            ),
        ),
        (
            ON_TIME,
            areas(19, 甲=71.0, 乙=95.0),  # too few cases to name an area
            "按期结案率 88.8%，距目标 90.0% 还差 1.2 个百分点",
            "On-time closure rate: 88.8%, 1.2 percentage points short of the target of 90.0%",
        ),
        (
            ON_TIME,
            areas(few=("甲",), 甲=2.0, 乙=95.0, 丙=96.0),  # what is suppressed may be the lowest
            "按期结案率 88.8%，距目标 90.0% 还差 1.2 个百分点",
            "On-time closure rate: 88.8%, 1.2 percentage points short of the target of 90.0%",
        ),
        (
            reading("visits", value(None, has_data=False)),
            (),
            "走访次数 无数据",
            "Visits: No data",
        ),
        (
            reading("households_visited", value(None, is_few=True)),
            (),
            "走访户数 " + ZH("Suppressed: a small number"),
            "Households visited: Suppressed: a small number",
        ),
        (
            reading("visits", value(6, window=(date(2026, 9, 1), date(2026, 11, 1)), months=2)),
            (),
            "走访次数 6 次（2 个月中 1 个月有数据）",
            "Visits: 6 visits (1 of 2 months have data)",
        ),
    ],
)
def test_a_title_says_what_the_figures_carry(sample, given, below, zh, en):
    assert title(sample, "zh", given, below) == zh
    assert title(sample, "en", given, below) == en


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (value(400, window=MARCH), value(380, window=FEBRUARY)),  # fewer a day: the two disagree
        (value(300), value(459, window=SEPTEMBER, known=0)),  # not the same months have data
        (value(300, until=date(2026, 10, 9)), value(459, window=SEPTEMBER)),  # ends earlier
        (value(300, window=FEBRUARY), value(459, window=(date(2026, 1, 1), date(2026, 2, 1)))),
    ],
)
def test_no_change_is_told_between_unlike_windows(sample, now, then):
    said = title(sample, "zh", reading("issues_reported", now, month=then))
    assert "多" not in said
    assert "少" not in said


def test_a_rate_that_is_not_settled_is_neither_compared_nor_missed(sample):
    key = next(key for key, metric in METRICS.items() if metric.settles and metric.is_ratio)
    now = value(50, 300, is_settled=False)
    given = reading(key, now, month=value(80, 300, SEPTEMBER), target=90)
    below = [replace(one, now=replace(one.now, is_settled=False)) for one in areas(甲=1, 乙=2)]
    assert title(sample, "en", given, below).endswith("(not settled yet)")


def test_what_alone_is_counted_is_said(sample):
    said = title(sample, "en", REPORTED, only="channel:hotline")
    assert said.startswith("Issues reported: 346 issues (only Channel: 12345 hotline), 113 issues")


def test_a_changed_figure_changes_the_clause_that_uses_it():
    claims = Claims(ZH, lambda metric, one, _area: number_format.amount(one.value, metric, ZH))

    def clauses(given, below):
        return [
            claims.figure(given), claims.compared(given), claims.streak(given),
            claims.missed(given), claims.where(given.metric, below),
        ]  # fmt: skip

    base = reading(
        "overdue", value(163), year=value(78, window=LAST_YEAR), target=100, months=[1, 2, 3, 163]
    )
    below = areas(甲=23, 乙=21)
    was = clauses(base, below)
    assert all(was)
    changed = [
        (replace(base, now=value(164)), below, [0, 1, 3]),
        (replace(base, last_year=value(79, window=LAST_YEAR)), below, [1]),
        (replace(base, months=(2, 1, 2, 3, 163)), below, []),
        (replace(base, months=(0, 1, 2, 3, 163)), below, [2]),
        (replace(base, target=Target("overdue", 101)), below, [3]),
        (base, areas(甲=23, 乙=22), [4]),
    ]
    for given, places, moved in changed:
        now = clauses(given, places)
        assert [
            n for n, pair in enumerate(zip(was, now, strict=True)) if len(set(pair)) > 1
        ] == moved


def test_clauses_that_are_empty_are_left_out():
    assert joined(["", "a", ""], EN) == "a"
    assert joined([], EN) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_titles_of_the_ready_briefing_speak_of_no_chance(sample, lang):
    deck = compose.deck(sample, "x", store.load("月度治理例会").briefing, lang)
    read = " ".join(text for slide in deck.told for text in (slide.title, *slide.words))
    for word in ("波动", "偶然", "共检查", "chance", "looked at", "told apart"):
        assert word not in read
    assert any(
        "无明显差异" in text or "told apart" in text for s in deck.told for text in s.remarks
    )


def test_below_a_title_of_somebodys_own_stands_the_finding(sample):
    slide = {"kind": "trend", "metrics": ("overdue",), "area": LOTUS}
    given = shown(sample, "zh", **slide)
    own = shown(sample, "zh", title={"zh": "积压", "en": ""}, **slide)
    assert (own.title, own.words) == ("积压", (given.title + "。",))
    assert given.title.startswith("超期未结 163 件，")
    assert given.about == "超期未结"

"""A league of areas: order, words, table and charts, from the values that measure() hands over."""

import dataclasses
import json
from datetime import date as d

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from governance.charts import fairness_charts
from governance.charts.chart_base import Look
from governance.core import palette
from governance.core.i18n import translator
from governance.metrics import catalog
from governance.metrics.metric_values import Value, Values
from governance.stats.fairness import league, league_table, league_words, suitability

ZH, EN = translator("zh"), translator("en")
LOOKS = [Look(ZH, palette.palette(dark=False)), Look(EN, palette.palette(dark=True))]
METRICS = catalog.load()
RATE, VISITS = METRICS["on_time_rate"], METRICS["visits"]
LATE = dataclasses.replace(RATE, better="down")
NEUTRAL = dataclasses.replace(RATE, better="neither")
PER_HEAD = dataclasses.replace(VISITS, per="residents", scale=1000, decimals=2)
OCTOBER = (d(2026, 10, 1), d(2026, 11, 1))
# Numerator and denominator; the whole is 1,680 of 2,000. The village is lucky, "bad" is not.
AREAS = {
    "village": (14, 14),
    "good": (455, 500),
    "usual": (410, 490),
    "usual2": (420, 500),
    "bad": (373, 488),
    "idle": (0, 0),
    "lost": None,
    "S/unspecified": (5, 9),
}


def values(areas, metric=RATE):
    rows = []
    for code, pair in areas.items():
        top, bottom = pair or (None, None)
        value = top / bottom * metric.scale if bottom else None
        rows.append((metric.key, code, f"<{code}>", *OCTOBER, value, top, bottom, pair is not None))
    columns = ["metric", "area_code", "area_name", "window_start", "window_end", "value"]
    columns += ["numerator", "denominator", "has_data"]
    return Values(pd.DataFrame(rows, columns=columns).assign(is_mixed=False, is_few=False))


def given(areas=AREAS, metric=RATE, whole=(1680, 2000)):
    cell = Value(whole[0] / whole[1] * metric.scale, True, *whole) if whole else Value()
    return league.build_league(values(areas, metric), cell, metric, OCTOBER)


def many(count):
    random = np.random.default_rng(7)
    sizes = random.integers(1, 60, count).tolist()
    areas = {f"{n:04d}": (int(random.binomial(size, 0.84)), size) for n, size in enumerate(sizes)}
    return areas | {"failing": (61, 189)}


def test_the_order_is_verdict_then_shrunken_rate_and_the_rest_last():
    found = given()
    assert [one.code for one in found.standings] == [
        *("good", "village", "usual2", "usual", "bad"),
        *("idle", "lost"),
    ]
    assert [unit.verdict for _one, unit in found.judged] == [
        "above",
        *["indistinguishable"] * 3,
        "below",
    ]


def test_where_less_is_better_the_order_turns():
    codes = [one.code for one, _unit in given(metric=LATE).judged]
    assert (codes[0], codes[-1]) == ("bad", "good")


def test_the_sentence_counts_and_tells_the_lucky_unit():
    found = given()
    assert league_words.summary(found, "甲街道", ZH) == (
        "甲街道整体为 84.0%。5 个区域中，明显更好 1 个，明显更差 1 个，"
        "其余 3 个与整体水平无明显差异。"
    )
    assert league_words.describe_worst(found, EN) == "Look first at <bad>."
    low, high = found.lucky[1].rank_low, found.lucky[1].rank_high
    assert high - low >= 2
    assert league_words.describe_luck(found, EN) == (
        "For example, <village> has the first raw rank with 100.0%, but 14 cases only: truly it "
        f"may stand anywhere from place {low} to {high}."
    )
    assert "&lt;bad&gt;" in league_words.describe_directions(
        [("<bad>", "receipt?area=1&metric=a")], EN
    )
    assert league_words.describe_unranked(found, EN) == (
        "⚠ 1 areas have no data and are not ranked. 1 areas have no cases and are not ranked. "
        "⚠ 9 cases of the whole are in none of these areas."
    )


def test_where_none_stands_apart_the_worst_raw_rate_is_said_to_be_chance():
    found = given({"a": (9, 10), "b": (8, 10), "c": (7, 10)}, whole=(24, 30))
    assert league_words.describe_worst(found, EN) == (
        "The worst raw rate, 70.0% in <c> (10 cases), may be chance: it cannot be told apart."
    )


def test_where_most_are_first_nobody_is_lucky():
    found = given({"a": (9, 9), "b": (5, 5), "c": (3, 4)}, whole=(17, 18))
    assert [unit.rank for _one, unit in found.judged] == [1, 1, 3]
    assert league_words.describe_luck(found, EN) == ""


def test_words_follow_the_direction_of_good():
    assert league_words.describe_verdict("below", given(metric=LATE), EN) == "▼ clearly better"
    assert league_words.describe_verdict("below", given(), EN) == "▼ clearly worse"
    assert league_words.describe_verdict("above", given(metric=NEUTRAL), ZH) == "▲ 明显更高"
    assert (
        league_words.summary(given(metric=LATE), "S", EN).count("1 are clearly better, 1 clearly")
        == 1
    )
    assert "明显更高 1 个" in league_words.summary(given(metric=NEUTRAL), "S", ZH)
    assert league_words.describe_worst(given(metric=NEUTRAL), ZH) == ""


def test_an_area_above_100_percent_is_told_and_not_ranked():
    found = given({**AREAS, "register": (12, 10)})
    assert "1 areas are above 100 %" in league_words.describe_unranked(found, EN)
    assert league_table.frame(found, EN).loc["register", "verdict"] == "Above 100%"
    assert len(found.judged) == 5


def test_counts_are_told_in_their_unit_and_rest_on_events():
    areas = {"a": (30, 3000), "b": (90, 3000), "c": (0, 500)}
    found = given(areas, PER_HEAD, (120, 6500))
    assert found.kind == "count"
    assert found.judged[0][0].code == "b"
    shown = league_table.frame(found, ZH)
    assert shown.loc["b", "raw"] == pytest.approx(30)
    assert shown.loc["b", "verdict"] == "▲ 明显更好"
    assert league_table.headings(found, ZH)["base"] == "常住人口"
    assert found.cases(found.judged[0][0]) == 90


def test_the_factor_is_the_one_that_measure_used():
    monthly = dataclasses.replace(PER_HEAD, per_month=True)
    cell = Value(10.0, True, 120, 6000)
    found = league.build_league(
        values({"a": (60, 3000), "b": (60, 3000)}, monthly), cell, monthly, OCTOBER
    )
    assert found.factor == pytest.approx(500)


def test_the_table_never_shows_the_raw_rank_alone():
    shown = league_table.frame(given(), ZH)
    ranked = shown[shown["rank"].notna()]
    assert ranked["places"].notna().all()
    assert ranked["span"].notna().all()
    assert shown.loc[["idle", "lost"], "verdict"].tolist() == ["无基数", "无数据"]
    assert shown.loc["village", ["base", "raw", "rank"]].tolist() == [14, 100, 1]


def test_ranges_sort_as_text_by_where_they_begin():
    shown = league_table.frame(given(many(120)), EN)["places"].dropna()
    begins = [int(text.partition("–")[0]) for text in sorted(shown)]
    assert begins == sorted(begins)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("areas", [{"one": (3, 4)}, AREAS, many(200)])
@pytest.mark.parametrize("metric", [RATE, LATE, NEUTRAL, PER_HEAD], ids=lambda m: m.better)
def test_every_figure_is_one_that_plotly_takes(areas, metric, look):
    found = given(areas, metric)
    for draw in (fairness_charts.funnel_plot, fairness_charts.caterpillar):
        figure = draw(found, look)
        go.Figure(figure)
        assert json.loads(json.dumps(figure, allow_nan=False)) == figure
    assert list(league_table.settings(found, look.translate)) == list(league_table.COLUMNS)


def drawn(draw, areas=AREAS, look=LOOKS[0]):
    figure = draw(given(areas), look)
    return figure, {trace["name"].partition(" (")[0]: trace for trace in figure["data"]}


def test_the_funnel_draws_raw_rates_limits_and_names_alarms():
    figure, named = drawn(fairness_charts.funnel_plot, many(300))
    assert named["明显更差"]["marker"]["symbol"] == "triangle-down"
    assert named["明显更差"]["x"][-1] == 189
    assert named["明显更差"]["y"][-1] == pytest.approx(61 / 189 * 100)
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["<failing>"]
    low, high = (trace for trace in figure["data"] if trace["name"] == "99.8% 控制限")
    assert all(a < 84 < b for a, b in zip(low["y"], high["y"], strict=True))
    assert set(named["整体：84.0%"]["y"]) == {84.0}


def test_names_that_would_overlap_are_left_to_the_table():
    twins = {"twin": (60, 190), "elsewhere": (2, 14)}
    figure = fairness_charts.funnel_plot(given(many(300) | twins), LOOKS[0])
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["<twin>", "<elsewhere>"]


def test_the_caterpillar_stands_upright_where_names_have_no_room():
    few, named = drawn(fairness_charts.caterpillar)
    assert few["layout"]["yaxis"]["ticktext"][0] == "<good>"
    assert named["明显更好"]["error_x"]["array"][0] > 0
    lots, named = drawn(fairness_charts.caterpillar, many(300))
    assert "ticktext" not in lots["layout"]["xaxis"]
    worse = len(named["明显更差"]["x"])
    assert named["明显更差"]["x"] == list(range(301 - worse, 301))
    band = lots["layout"]["shapes"][0]
    assert (band["x0"], band["x1"]) == (-0.5, 300.5 - worse)


def test_a_click_names_the_area_and_a_line_names_none():
    _figure, named = drawn(fairness_charts.funnel_plot)
    assert fairness_charts.code([named["明显更好"] | {"customdata": "good"}]) == "good"
    assert fairness_charts.code([{"x": 1, "y": 2}]) == ""
    assert fairness_charts.code([]) == ""


def test_each_metric_is_ranked_or_says_why_not():
    reasons = {key: suitability.why_not(metric) for key, metric in METRICS.items()}
    assert {reasons[key] for key in ("on_time_rate", "visit_coverage", "closure_rate")} == {""}
    assert reasons["visits"] == suitability.NO_RATE
    assert reasons["resolution_hours_p50"] == suitability.NOT_COUNTED
    assert reasons["spaces_per_100_households"] == suitability.NO_CHANCE
    for key in ("party_branch_coverage", "gridder_coverage", "ev_share", "projects_done_rate"):
        assert reasons[key] == suitability.NO_CHANCE  # a fact that was counted in full, no sample
    hours = dataclasses.replace(METRICS["volunteer_hours"], per="residents")
    assert suitability.why_not(hours) == suitability.AMOUNT
    assert suitability.kind(PER_HEAD) == "count"
    assert suitability.kind(RATE) == "proportion"
    with pytest.raises(KeyError):
        league.build_league(values(AREAS, VISITS), Value(), VISITS, OCTOBER)

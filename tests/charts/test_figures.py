"""Charts as specifications: what is drawn, in what order, what is said where data is missing."""

import json
from dataclasses import replace
from datetime import date as d

import pandas as pd
import plotly.graph_objects as go
import pytest

from governance.charts import chart_base, metric_charts, plotly, ranking, trend_figure
from governance.charts.chart_base import Look
from governance.core import palette, periods
from governance.core.i18n import translator
from governance.metrics import catalog, metric_values, number_format
from governance.metrics.annotations import Annotation
from governance.metrics.metric_values import NOTHING, AreaReading, Value, Values
from governance.metrics.scope import Scope
from governance.metrics.targets import Target

ZH = translator("zh")
LOOK = Look(ZH, palette.palette(dark=False))
METRICS = catalog.load()
VISITS, RATE, BACKLOG = (METRICS[key] for key in ("visits", "on_time_rate", "backlog"))
OCTOBER = (d(2026, 10, 1), d(2026, 11, 1))
SEPTEMBER = (d(2026, 9, 1), d(2026, 10, 1))
MONTHS = periods.months_before(d(2026, 11, 1), d(2026, 10, 31), 4)


def known(value, numerator=None, denominator=None):
    return Value(value, has_data=True, numerator=numerator, denominator=denominator)


def points(*values):
    pairs = zip(MONTHS, values, strict=True)
    return [trend_figure.Point(m, NOTHING if v is None else known(v)) for m, v in pairs]


def drawn(metric, *values, **more):
    return shown(
        trend_figure.chart(trend_figure.Trend(metric, points(*values), OCTOBER, **more), ZH)
    )


def shown(chart):
    return plotly.figure(chart, LOOK)


def by_name(figure):
    return {trace.get("name"): trace for trace in figure["data"]}


def frame(*rows):
    columns = ["metric", "area_code", "area_name", "window_start", "window_end", "value"]
    table = pd.DataFrame(rows, columns=[*columns, "has_data"]).assign(is_mixed=False, is_few=False)
    return table.assign(numerator=table["value"], denominator=None)


def areas():
    """Three areas: 20, none, 35."""
    pairs = (("a", "甲", known(20.0), known(10.0)), ("b", "乙", NOTHING, known(5.0)))
    rows = [AreaReading(code, name, now, then, 1.0) for code, name, now, then in pairs]
    return [AreaReading("c", "丙", known(35.0), NOTHING, 1.0), *rows]


@pytest.mark.parametrize(
    "figure",
    [
        drawn(VISITS, 1.0, None, 3.0, 4.0, before=SEPTEMBER),
        drawn(RATE, 90.0, None, 92.0, 93.0, target=Target("on_time_rate", 95)),
        drawn(BACKLOG, None, None, None, None),
        shown(ranking.chart(ranking.Ranking(RATE, areas(), Target("on_time_rate", 30)), ZH)),
        shown(ranking.chart(ranking.Ranking(VISITS, []), ZH)),
    ],
)
def test_plotly_accepts_every_specification_and_it_is_json(figure):
    go.Figure(figure)
    json.dumps(figure)


def test_a_count_is_bars_from_zero_and_a_rate_a_line_that_shows_its_target():
    bars = drawn(VISITS, 1.0, 2.0, 3.0, 4.0)
    assert {trace["type"] for trace in bars["data"]} == {"bar"}
    assert bars["layout"]["yaxis"]["range"][0] == 0
    assert bars["layout"]["yaxis"]["range"][1] > 4
    line = drawn(RATE, 90.0, 91.0, 92.0, 93.0, target=Target("on_time_rate", 95))
    assert line["data"][0]["mode"] == "lines"
    low, high = line["layout"]["yaxis"]["range"]
    assert low < 90
    assert high > 95
    assert "目标 95.0%" in line["layout"]["annotations"][0]["text"]


def test_a_line_does_not_blow_up_a_small_change():
    low, high = drawn(RATE, 90.0, 90.1, 90.0, 90.1)["layout"]["yaxis"]["range"]
    assert high - low >= 0.2 * 90


def test_a_line_of_zeros_has_an_axis():
    low, high = drawn(BACKLOG, 0.0, 0.0, 0.0, 0.0)["layout"]["yaxis"]["range"]
    assert low == 0 < high


def test_the_months_of_the_period_and_of_the_one_before_are_told_apart():
    traces = by_name(drawn(VISITS, 1.0, 2.0, 3.0, 4.0, before=SEPTEMBER))
    assert traces["所选时段"]["x"] == [3]
    assert traces["上期"]["x"] == [2]
    assert traces["其他月份"]["x"] == [0, 1]
    colours = {trace["marker"]["color"] for trace in traces.values()}
    assert len(colours) == 3


def test_a_month_without_data_is_hatched_and_not_zero():
    figure = drawn(VISITS, 1.0, None, 0.0, 4.0)
    assert by_name(figure)["无数据"]["x"] == [1]
    assert by_name(figure)["无数据"]["yaxis"] == "y2"
    assert by_name(figure)["其他月份"]["x"] == [0, 2]
    assert by_name(figure)["其他月份"]["y"] == [1.0, 0.0]


def test_last_year_is_drawn_where_it_is_asked_for():
    scope = Scope("a", "community", *OCTOBER, "last_month", "last_year", "zh")
    table = frame(
        ("visits", "a", "甲", *OCTOBER, 8.0, True),
        ("visits", "a", "甲", *periods.shift(OCTOBER, -12), 5.0, True),
    )
    given = trend_figure.build_trend(Values(table), VISITS, scope, [OCTOBER], None)
    assert by_name(shown(trend_figure.chart(given, ZH)))["去年同月"]["y"] == [5.0]
    assert (
        trend_figure.title(given, "甲社区", LOOK.translate)
        == "走访次数（次） · 甲社区 · 2026年10月"
    )


def test_annotations_are_numbered_over_the_months_that_they_speak_of():
    known = [
        Annotation(d(2026, 7, 6), {"zh": "停电", "en": "Power cut"}),
        Annotation(d(2026, 8, 30), {"zh": "防汛", "en": "Flood"}, d(2026, 9, 2)),
        Annotation(d(2025, 1, 1), {"zh": "旧", "en": "Old"}),
    ]
    layout = drawn(VISITS, 1.0, 2.0, 3.0, 4.0, notes=known)["layout"]
    assert [(one["text"], one["x"]) for one in layout["annotations"]] == [("①", 0), ("②", 1.5)]
    assert [(one["x0"], one["x1"]) for one in layout["shapes"]] == [(-0.5, 0.5), (0.5, 2.5)]
    said = metric_charts.list_notes(known[:2], LOOK.translate)
    assert said == "① 2026年7月6日 停电 · ② 2026年8月30日至9月1日 防汛"


def test_a_target_and_annotations_stand_on_one_chart():
    known = [Annotation(d(2026, 7, 6), {"zh": "停电", "en": "Power cut"})]
    target = Target("on_time_rate", 95)
    layout = drawn(RATE, 90.0, 91.0, 92.0, 93.0, target=target, notes=known)["layout"]
    assert [one["text"] for one in layout["annotations"]] == ["目标 95.0%", "①"]


def test_hovering_says_what_a_rate_is_made_of():
    given = trend_figure.Trend(RATE, [trend_figure.Point(OCTOBER, known(75.0, 3.0, 4.0))], OCTOBER)
    said = by_name(shown(trend_figure.chart(given, ZH)))["所选时段"]["hovertext"]
    assert said == ["2026年10月<br><b>75.0%</b><br>3 ÷ 4"]


def test_areas_are_ordered_by_value_with_the_missing_ones_last():
    rows = [
        ("visits", code, code.upper(), *OCTOBER, value, value is not None)
        for code, value in (("a", 2.0), ("b", None), ("c", 7.0), ("d", 0.0))
    ]
    found = metric_values.below(Values(frame(*rows)), "visits", OCTOBER, None, [OCTOBER])
    assert [area.code for area in found] == ["c", "a", "d", "b"]
    assert [area.covered for area in found] == [1.0, 1.0, 1.0, 0.0]


def test_a_rest_is_shown_only_where_something_is_in_it():
    def codes(value):
        rows = [("visits", "a", "甲", *OCTOBER, 2.0, True)]
        rows += [("visits", "x/unspecified", "未指定", *OCTOBER, value, value is not None)]
        found = metric_values.below(Values(frame(*rows)), "visits", OCTOBER, None, [OCTOBER])
        return [area.code for area in found]

    assert codes(3.0) == ["x/unspecified", "a"]
    assert codes(0.0) == codes(None) == ["a"]


def test_bars_show_missing_areas_in_words_and_hatches():
    given = ranking.Ranking(VISITS, areas())
    figure = shown(ranking.chart(given, ZH))
    assert figure["layout"]["yaxis"]["ticktext"] == ["丙", "甲", "乙（无数据）"]
    assert figure["layout"]["yaxis"]["categoryarray"] == ["b", "a", "c"]  # drawn from below
    assert by_name(figure)["无数据"]["y"] == ["b"]
    assert given.missing == 1


def test_the_table_sorts_numbers_and_shows_words():
    given = ranking.Ranking(VISITS, areas())
    styled = ranking.table(given, LOOK)
    assert styled.data["change"].tolist()[1] == 100.0
    html = styled.to_html()
    assert "▲ +100.0%" in html
    assert "好转" not in html  # it may be chance
    assert LOOK.palette.good not in html
    signal = replace(areas()[1], now=replace(known(20.0), side=1))
    html = ranking.table(ranking.Ranking(VISITS, [signal]), LOOK).to_html()
    assert "▲ +100.0% 好转" in html
    assert LOOK.palette.good in html
    assert "numerator" not in ranking.columns(given, "上期", LOOK.translate)


def test_against_a_target_the_words_are_met_and_missed():
    given = ranking.Ranking(RATE, areas(), Target("on_time_rate", 20), against_target=True)
    html = ranking.table(given, LOOK).to_html()
    assert "= ✓ 达标" in html
    assert "▲ +15.0 百分点 ✓ 达标" in html
    assert ranking.columns(given, "目标", LOOK.translate)["change"] == "与目标相比"


def test_a_rate_shows_what_it_is_made_of():
    made = [AreaReading("a", "甲", known(75.0, 3.0, 4.0), None, 1.0)]
    columns = ranking.columns(ranking.Ranking(RATE, made), "上期", LOOK.translate)
    assert list(columns) == ["area", "value", "numerator", "denominator", "covered"]


def test_what_is_missing_below_is_counted():
    scope = Scope("all", "all", *OCTOBER, "last_month", "previous", "zh")
    whole = Values(frame(("visits", "all", "全部", *OCTOBER, 9.0, True)))
    parts = Values(
        frame(
            ("visits", "a", "甲", *OCTOBER, 9.0, True),
            ("visits", "b", "乙", *OCTOBER, None, False),
            ("visits", "unspecified", "未指定", *OCTOBER, None, False),
        )
    )
    found = metric_values.reading(whole, parts, VISITS, scope, months=[OCTOBER], target=None)
    assert found.parts == (1, 2)
    assert found.is_partial
    alone = metric_values.reading(whole, None, VISITS, scope, months=[OCTOBER], target=None)
    assert not alone.is_partial


def test_every_trend_and_ranking_of_large_values_has_such_an_axis():
    assert drawn(VISITS, 1.0, 2.0, 3.0, 4e5)["layout"]["yaxis"]["ticktext"][-1] == "40 万"
    large = [AreaReading("a", "甲", known(4e5), NOTHING, 1.0)]
    figure = shown(ranking.chart(ranking.Ranking(VISITS, large), ZH))
    assert figure["layout"]["xaxis"]["ticktext"][-1] == "40 万"
    assert figure["data"][0]["hovertext"][0] == "甲<br><b>400,000 次（40 万）</b>"


def test_a_trend_is_taken_away_with_its_days_and_without_empty_columns():
    table = trend_figure.table(
        trend_figure.Trend(VISITS, points(1.0, None, 3.0, 4.0), OCTOBER), LOOK.translate
    )
    assert list(table) == ["时段", "第一天", "最后一天（含）", "数值（次）"]
    assert table.iloc[-1].tolist() == ["2026年10月", d(2026, 10, 1), d(2026, 10, 31), 4.0]
    assert table["数值（次）"].tolist()[1] is None


def test_chinese_charts_bring_their_words_along():
    assert chart_base.config("zh")["locales"]["zh-CN"]["dictionary"]
    assert "locale" not in chart_base.config("en")


def test_a_title_says_metric_unit_area_and_days():
    said = number_format.heading(RATE, "莲花街道", "2026年10月", LOOK.translate)
    assert said == "按期结案率（%） · 莲花街道 · 2026年10月"


def test_records_without_a_place_below_are_told_apart_from_missing_areas():
    rest = AreaReading("a/unspecified", "甲 / 未指定", known(9.0), None, 1.0)
    below = [AreaReading(code, code, NOTHING, None, 0.0) for code in "bc"]
    said = ranking.Ranking(VISITS, [rest, *below]).gaps(LOOK.translate)
    assert said == "这些记录没有注明发生在本区域之下的何处。"
    some = [AreaReading("a", "甲", known(9.0), None, 1.0), *below]
    assert "3 个区域中有 2 个无数据" in ranking.Ranking(VISITS, some).gaps(LOOK.translate)
    assert ranking.Ranking(VISITS, some[:1]).gaps(LOOK.translate) == ""


def test_the_column_of_changes_has_room_for_its_longest_text():
    made = [AreaReading("a", "甲", known(75.0), known(65.0), 1.0)]
    given = ranking.Ranking(RATE, made)
    columns = ranking.columns(given, "上期", LOOK.translate)
    shown = ranking.settings(given, columns, LOOK.translate)
    assert shown["area"] == {"label": columns["area"], "width": None}
    assert shown["change"]["width"] > 15 * len("百分点") + 8 * len("▲ +10.0 ")

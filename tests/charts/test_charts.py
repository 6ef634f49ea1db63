"""One chart, three renderers: a page, a file and PowerPoint show the same marks, one by one."""

from datetime import date as d

import pytest
from pptx import Presentation

from governance.briefings import (
    compose,
    json_codec,
    powerpoint_charts,
    powerpoint_sheet,
    ranking_slide,
    trend_slide,
)
from governance.briefings.model import Slide
from governance.briefings.slide_view import view as view_of
from governance.charts import plotly, ranking, roles, side_by_side, svg, trend_figure
from governance.charts.chart_base import Look
from governance.charts.control_chart import control_charts as monthly
from governance.charts.model import Chart, Note, Series
from governance.charts.subjects import amount_bars, issue_charts, parking_charts
from governance.core import contracts, periods
from governance.core.area_tree import Area
from governance.metrics import catalog
from governance.metrics.metric_values import NOTHING, AreaReading, Value, Values
from governance.metrics.targets import Target
from governance.warehouse.reader import Warehouse
from tests.charts.test_figures import MONTHS, OCTOBER, SEPTEMBER, frame, known
from tests.support.marks import LIGHT, ZH, of_svg, same_marks

MONTHS_OF_THE_SAMPLE = periods.months_of((d(2026, 10, 1), d(2026, 11, 1)), d(2026, 10, 31))
METRICS = catalog.load()
LOTUS = "500113011"

EVERY = contracts.load()["issues"].columns


def trended(metric, *values, **more):
    points = [
        trend_figure.Point(month, NOTHING if value is None else known(value), known(5.0))
        for month, value in zip(MONTHS, values, strict=True)
    ]
    return trend_figure.chart(
        trend_figure.Trend(METRICS[metric], points, OCTOBER, SEPTEMBER, **more), ZH
    )


def areas(target=None):
    values = (("a", "甲", known(35.0)), ("b", "乙", known(20.0)), ("c", "丙", NOTHING))
    given = [AreaReading(code, name, now, None, 1.0) for code, name, now in values]
    return ranking.chart(ranking.Ranking(METRICS["on_time_rate"], given, target), ZH)


def compared():
    places = [Area(code, code.upper(), "community", "all") for code in "abc"]
    rows = [
        ("visits", code, code.upper(), *month, float(place + number), True)
        for place, code in enumerate("abc")
        for number, month in enumerate(MONTHS)
    ]
    found = Values(frame(*rows))
    return side_by_side.lines_chart(places, [found] * 3, METRICS["visits"], MONTHS, ZH)


def loop():
    row = {name: 8.0 - place for place, (name, *_rest) in enumerate(issue_charts.STEPS)}
    hours = {wait: None for *_rest, wait in issue_charts.STEPS if wait}
    return issue_charts.funnel_chart(
        issue_charts.build_steps({**row, **hours, "settled": 2.0}, EVERY, ZH), ZH
    )


def rates():
    metrics = [METRICS[key] for key in ("on_time_rate", "closure_rate")]
    row = [Value(81.5, has_data=True), Value(90.0, has_data=True)]
    return issue_charts.rates_chart(
        issue_charts.Rates(metrics, {"本期": row, "上期": row, "同期": row}), ZH
    )


SOME = [amount_bars.Bar("x", "很长的名称", 7.0, "7"), amount_bars.Bar("y", "少", 5.0, "<5")]
BUILT = {
    "months as bars": trended("visits", 1.0, None, 3.0, 4.0, target=Target("visits", 3)),
    "months as a line": trended("on_time_rate", 90.0, None, 92.0, 93.0),
    "areas": areas(),
    "areas with a target": areas(Target("on_time_rate", 30)),
    "bars": amount_bars.chart(SOME, ZH),
    "bars, one chosen": amount_bars.chart(SOME, ZH, "y"),
    "areas compared": compared(),
    "stacked": loop(),
    "grouped": rates(),
    "hours": parking_charts.hours_chart(
        {"a": {"08": 50.0}, "b": {"08": 40.0}}, METRICS["visits"], ZH
    ),
}
# Views of the sample: judged up and down, with and without signals, a target, fair and plain.
JUDGED = [
    ("on_time_rate", LOTUS),
    ("overdue", "all"),
    ("backlog", "all"),
    ("visits", LOTUS),
    ("rebound_rate", "all"),
    ("on_time_rate", "all"),
]


@pytest.fixture(scope="module")
def reader(sample_warehouse):
    return compose.reader_of(Warehouse.open(sample_warehouse), "zh")


def judge(reader, metric, area):
    view = view_of(reader, Slide("trend", metrics=(metric,), area=area))
    months, given = trend_slide.judged_months(view), view.metrics[0]
    values = view.values(view.scope.query([given.key], months))
    return view, trend_slide.judge(view, values, given, months)


@pytest.mark.parametrize("chart", BUILT.values(), ids=BUILT)
def test_every_kind_of_chart_has_the_same_marks_everywhere(chart):
    same_marks(chart)


@pytest.mark.parametrize(("metric", "area"), JUDGED)
def test_a_control_chart_has_the_same_marks_everywhere(reader, metric, area):
    view, control = judge(reader, metric, area)
    same_marks(monthly.chart(control, view.place, ZH))


@pytest.mark.parametrize("metric", ["on_time_rate", "visits"])
def test_areas_of_the_sample_have_the_same_marks_everywhere(reader, metric):
    slide = Slide("ranking", metrics=(metric,), area=LOTUS, level="community")
    content = compose.slide(reader, slide)
    same_marks(content.charts[0])
    view = view_of(reader, slide)
    if not ranking_slide.is_fair(view, view.metrics[0]):
        order = ranking_slide.order(view_of(reader, slide))
        page = ranking.chart(order, ZH)
        assert content.charts[0].series[0].values == page.series[0].values[: slide.rows]


def test_the_slide_of_a_trend_is_the_chart_of_its_page(reader):
    view, control = judge(reader, "overdue", "all")
    (slide,) = compose.slide(reader, view.slide).charts
    assert slide == monthly.chart(control, view.place, ZH)


@pytest.mark.parametrize("metric", ["visits", "on_time_rate"])
def test_the_slide_of_the_overviews_months_is_its_chart(reader, metric):
    """Bars stay bars: what is counted in a month is no line on the slide."""
    slide = Slide("months", metrics=(metric,), area=LOTUS, compare="last_year")
    view, months = view_of(reader, slide), MONTHS_OF_THE_SAMPLE
    values = view.values(view.scope.query([metric], trend_figure.windows(months)))
    given = view.metrics[0]
    known = view.notes(metric, months)
    page = trend_figure.build_trend(values, given, view.scope, months, view.target(metric), known)
    content = compose.slide(reader, slide)
    (chart,) = content.charts
    assert chart.titled("") == trend_figure.chart(page, ZH)
    assert ("bar" in {one.kind for one in chart.series}) == (metric == "visits")
    assert len(chart.amounts) == len(content.tables[0].rows) == 13
    assert chart.amounts == tuple(point.now.value for point in page.points)
    same_marks(chart)


def test_a_low_signal_that_is_good_points_down_in_the_colour_of_what_is_good(reader):
    """▲ and ▼ say how a month lies, colours what that means, wherever it is drawn."""
    seen = set()
    for metric, area in JUDGED:
        view, control = judge(reader, metric, area)
        better = control.metric.better
        for code, _value, symbol, ink in of_svg(monthly.chart(control, view.place, ZH)):
            place = [start.isoformat() for start, _end in control.months].index(code)
            side = control.special[place] if place < control.judged else 0
            if side:
                assert symbol == roles.SIDES[side]
                assert ink == roles.colour(roles.tone_of_side(side, better), LIGHT)
                seen.add((side, better))
    assert {(1, "down")} <= seen


def test_a_chart_of_an_older_frozen_briefing_is_read_and_looks_as_it_did():
    """Fields that it does not have yet are as they were when nothing else was drawn."""
    older = {
        "name": "months", "title": "t", "form": "months", "key": "k", "unit": "%", "decimals": 1,
        "categories": ["一月", "二月"], "codes": ["2026-01-01", "2026-02-01"], "rule": 90.0,
        "ruled": "目标", "note": "",
        "series": [
            {"name": "率", "kind": "value", "values": [81.0, 60.0], "tones": []},
            {"name": "平均值", "kind": "rule", "values": [70.0, 70.0], "tones": []},
            {"name": "信号：偏低", "kind": "dots", "values": [None, 60.0], "tones": ["worse"] * 2},
        ],
    }  # fmt: skip
    chart = json_codec.from_json(Chart, older)
    value, mean, low, target = chart.drawn
    assert (value.mark, mean.line, low.mark, target.line) == ("circle", "dot", "diamond", "dash")
    assert roles.colour(low.role(1), LIGHT) == LIGHT.bad
    same_marks(chart)
    assert json_codec.from_json(Chart, json_codec.to_json(chart)) == chart


def test_notes_gaps_and_the_chosen_months_are_on_every_drawing():
    chart = Chart(
        *("n", "t", "months", "k", "", 0, ("一月", "二月"), ("2026-01-01", "2026-02-01")),
        (Series("v", "dots", (1.0, None), symbol="circle"),),
        gaps=(1,), chosen=(0,), notes=(Note("①", "春节", 0, 0),),
    )  # fmt: skip
    figure = plotly.figure(chart, Look(ZH, LIGHT))
    assert [one["text"] for one in figure["layout"]["annotations"]] == ["①"]
    assert figure["data"][0]["marker"]["line"]["width"] == [2.5]
    assert figure["data"][1]["x"] == [1]
    drawn = svg.picture(chart, (600, 300), LIGHT, ZH)
    assert "<title>春节</title>" in drawn
    assert "<title>二月 无数据</title>" in drawn
    assert f'stroke="{LIGHT.text}"' in drawn
    assert powerpoint_sheet.labels(chart, "zh", 9.0) == [("2026年", ["1月①", "2月"])]
    assert powerpoint_sheet.labels(chart, "zh", 0.8) == [("26年", ["1①", "2"])]


def test_a_text_in_place_of_a_number_leaves_every_bar_its_label():
    """A label of its own at one point takes those of the whole series away."""
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    place = (0.5, 1.0, 12.0, 5.0)
    few = (
        powerpoint_charts.add(slide, amount_bars.chart(SOME, ZH), place, "zh")
        .chart.plots[0]
        .series[0]
    )
    labels = [few.points[n].data_label.text_frame.text for n in range(2)]
    assert labels == ["7", "<5"]
    plain = powerpoint_charts.add(slide, amount_bars.chart(SOME[:1], ZH), place, "zh").chart
    assert plain.plots[0].data_labels.show_value
    assert not plain.plots[0].series[0]._element.xpath("c:dLbls")  # its number follows the sheet


def test_every_symbol_and_dash_is_known_to_every_renderer():
    known_symbols = set(powerpoint_charts.MARKS) | set(powerpoint_sheet.LETTERS)
    assert set(roles.OUTLINES) == known_symbols
    assert set(roles.DASHES) == set(powerpoint_charts.DASHES)

"""What slides hold: the same numbers as the pages, to the last digit, and words that they carry."""

import datetime as dt
import json
from pathlib import Path

import pytest

from governance.briefings import compose, store
from governance.briefings.slide_content import ends
from governance.metrics.metric_values import Values
from governance.metrics.query import Query
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support import offices, tiny
from tests.support.briefed import LOTUS, MARCH, shown
from tests.support.paged import opened, publish

JUDGED = ("metric", "attention", "trend", "ranking", "map", "months")
DASHBOARD = str(Path(__file__).parents[2] / "dashboard.py")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Warehouse.open(publish(tmp_path_factory.mktemp("briefed")))


@pytest.fixture(scope="module")
def sample(sample_warehouse):
    return Warehouse.open(sample_warehouse)


def measured(warehouse, key, level, area, window):
    return Values(warehouse.answer(Query((key,), level, area, (window,))))


def test_a_key_figure_has_the_number_of_its_card(office):
    figure = shown(office, **MARCH).figures[0]
    assert (figure.value, figure.shown, figure.state) == (12.0, "12 visits", "short")
    assert [(c.label, c.value, c.change, c.tone) for c in figure.compared] == [
        ("Previous period", 4.0, "not the same areas and months have data", "neither"),
        ("Last year", None, "", "neither"),
    ]
    assert figure.months[-3:] == (5.0, 4.0, 12.0)


def test_a_filtered_slide_counts_that_alone(sample):
    found = shown(sample, metrics=("issues_reported",), only="channel:hotline", area=LOTUS)
    place, hotline = ("street_office", LOTUS), (("channel", "hotline"),)
    frame = sample.answer(
        Query(("issues_reported",), *place, ((found.start, found.end),), filters=hotline)
    )
    assert found.figures[0].value == frame["value"][0] > 0
    assert found.where.endswith("only Channel: 12345 hotline")


def test_a_slide_of_several_filters_counts_all_values_of_each_column(sample):
    only = "channel:hotline;channel:grid;category:环境卫生"
    found = shown(sample, metrics=("issues_reported",), only=only, area=LOTUS)
    pairs = (("channel", "hotline"), ("channel", "grid"), ("category", "环境卫生"))
    place, days = ("street_office", LOTUS), (found.start, found.end)
    frame = sample.answer(Query(("issues_reported",), *place, (days,), filters=pairs))
    assert found.figures[0].value == frame["value"][0] > 0
    said = "only Channel: 12345 hotline, Grid patrol · only Category: 环境卫生"
    assert found.where.endswith(said)


@pytest.mark.parametrize("level", ["community", "grid_cell"])
@pytest.mark.parametrize("key", ["on_time_rate", "issues_per_1000", "visits", "spaces_built"])
def test_a_ranking_holds_every_area_as_measured(sample, key, level):
    found = shown(sample, kind="ranking", metrics=(key,), area=LOTUS, level=level)
    (table,), (chart,) = found.tables, found.charts
    values = measured(sample, key, level, LOTUS, (found.start, found.end))
    column = [c.name for c in table.columns].index("raw" if len(table.columns) == 8 else "value")
    assert len(table.rows) == {"community": 14, "grid_cell": 195}[level]
    for code, row in zip(table.codes, table.rows, strict=True):
        wanted = values.at(key, code, (found.start, found.end)).value
        # The league multiplies the quotient by its factor: one rounding more, on the page as well.
        assert row[column] == (wanted and pytest.approx(wanted, rel=1e-15))
    for code, value in zip(chart.codes, chart.series[0].values, strict=True):
        assert row_of(table, code)[column] == value


def row_of(table, code):
    return table.rows[table.codes.index(code)]


def test_the_league_is_the_table_of_the_page(sample, sample_warehouse, monkeypatch):
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    asked = {"area": LOTUS, "metric": "on_time_rate", "level": "community", "lang": "en"}
    page = opened(app, "pages/analyse/rank.py", **asked)
    frame = page.dataframe[0].value
    (table,) = shown(
        sample, kind="ranking", metrics=("on_time_rate",), area=LOTUS, level="community"
    ).tables
    raw = [column.name for column in table.columns].index("raw")
    assert [row[raw] for row in table.rows] == list(frame["raw"])
    assert [row[-1] for row in table.rows] == list(frame["verdict"])


def test_a_trend_holds_the_months_and_limits_of_the_page(sample, sample_warehouse, monkeypatch):
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    asked = {"area": LOTUS, "metric": "on_time_rate", "lang": "en"}
    page = opened(app, "pages/analyse/trend.py", **asked)
    drawn = json.loads(page.get("plotly_chart")[0].proto.spec)["data"]
    chart = shown(sample, kind="trend", metrics=("on_time_rate",), area=LOTUS).charts[0]
    lines = {tuple(trace["y"]) for trace in drawn if trace.get("mode") == "lines"}
    assert chart.series[0].values in lines
    assert all(one.values in lines for one in chart.series[1:4])  # the mean and the limits


def test_a_table_of_areas_has_every_metric_of_every_area(sample):
    keys = ("issues_reported", "on_time_rate", "visit_coverage")
    found = shown(sample, kind="table", metrics=keys, area=LOTUS, level="grid_cell")
    (table,), window = found.tables, (found.start, found.end)
    assert len(table.rows) == 195
    assert len(table.drawn) == len(table.shown) == 14
    for place, key in enumerate(keys, start=1):
        values = measured(sample, key, "grid_cell", LOTUS, window)
        assert [row[place] for row in table.rows] == [
            values.at(key, code, window).value for code in table.codes
        ]


def test_the_attention_list_is_that_of_the_overview(sample, sample_warehouse, monkeypatch):
    from streamlit.testing.v1 import AppTest

    from tests.support.paged import drawn

    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    text = drawn(opened(app, area=LOTUS, lang="zh"))
    (table,) = shown(sample, "zh", kind="attention", metrics=(), area=LOTUS).tables
    assert len(table.rows) == text.count('<article class="attend') > 0
    # The overview says area, month and metric in the heading above.
    assert all(row[-1].partition("：")[2] in text for row in table.rows)


def test_a_map_has_a_value_for_every_grid(sample):
    (given,) = shown(
        sample, kind="map", metrics=("issues_per_1000",), area=LOTUS, level="grid_cell"
    ).maps
    window = (dt.date(2026, 10, 1), dt.date(2026, 11, 1))
    values = measured(sample, "issues_per_1000", "grid_cell", LOTUS, window)
    assert len(given.codes) == 195
    assert given.values == tuple(
        values.at("issues_per_1000", code, window).value for code in given.codes
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_slide_of_the_monthly_briefing_says_something(sample, lang):
    deck = compose.deck(sample, "x", store.load("月度治理例会").briefing, lang)
    assert [slide.trouble for slide in deck.slides] == [""] * len(deck.slides)
    found = [slide for slide in deck.told if slide.kind != "text"]
    assert all(slide.title != slide.subject for slide in found)
    assert all(slide.remarks for slide in found if slide.kind in JUDGED)
    assert all(deck.build in " ".join(slide.sources) for slide in deck.slides)
    assert all(slide.sources[0] == deck.warning for slide in deck.slides)
    assert all(slide.definitions for slide in deck.told if slide.kind != "text")
    assert {file.path for file in deck.files} > {"areas/areas.csv"} or len(deck.files) > 1


def test_what_somebody_wrote_wins_and_the_written_words_stay(office):
    words = {"zh": "一句\n两句", "en": ""}
    edited = shown(office, "zh", words=words, title={"zh": "题", "en": ""}, **MARCH)
    assert edited.words == ("一句", "两句")
    assert edited.title == "题"
    assert edited.written[0].startswith("走访次数 12 次")
    assert shown(office, "en", words=words, **MARCH).remarks[0].startswith("Visits of All areas")


@pytest.mark.parametrize(
    ("slide", "said"),
    [
        ({"area": "gone"}, "There is no area “gone” in this build."),
        ({"kind": "ranking", "level": "district"}, "There is no district below All areas."),
        ({"kind": "ranking", "area": tiny.GRIDS[0]}, "There is no area below 第001网格."),
        ({"only": "channel:hotline"}, "Visits cannot be filtered by Channel."),
    ],
)
def test_what_a_build_does_not_have_is_said_and_nothing_shown(office, slide, said):
    found = shown(office, **slide)
    assert found.trouble == said
    assert (found.figures, found.tables, found.charts, found.words) == ((), (), (), ())


def test_a_metric_that_an_old_build_does_not_know_is_said(office, monkeypatch):
    known = {key: metric for key, metric in office.catalog.items() if key != "visits"}
    monkeypatch.setitem(office.__dict__, "catalog", known)
    assert shown(office).trouble == "This build does not know the metric “visits”."


def test_no_data_is_not_zero_in_words_either(office):
    found = shown(
        office, area=tiny.WEST, period="custom", start=dt.date(2026, 2, 1), end=dt.date(2026, 2, 28)
    )
    assert found.figures[0].value is None
    assert found.remarks[0] == "Visits of 西里村 in Feb 2026: no data, which is not zero."
    assert (
        found.remarks[1]
        == "Feb 2026: No data in the last month: that is no fall, and nothing is judged."
    )


def test_a_period_before_without_data_is_said(office):
    found = shown(office, area=tiny.WEST, **MARCH)
    assert found.remarks[0] == (
        "Visits of 西里村 in Mar 2026: 6 visits; of the previous period there is no data to "
        "compare with."
    )


def test_an_office_without_the_dataset_says_no_data(tmp_path):
    warehouse = Warehouse.open(offices.built("one_row", tmp_path))
    found = shown(warehouse)
    assert "no data, which is not zero" in found.remarks[0]
    assert shown(warehouse, kind="ranking").remarks[0] == "No area has data on it in this period."
    table = shown(warehouse, kind="table", level="community")
    assert table.words == ("2 areas; without data: Visits 2.",)


def test_against_a_target_it_is_met_or_missed_and_no_more(sample):
    slide = {"area": LOTUS, "metrics": ("on_time_rate",), "compare": "target"}
    assert shown(sample, **slide).remarks[0] == (
        "On-time closure rate of 莲花街道 in Oct 2026: 88.8%; target ≥ 90.0% missed."
    )
    nothing = shown(sample, **{**slide, "metrics": ("visits",)}).remarks[0]
    assert nothing.endswith("3,986 visits; nothing is aimed at.")


@pytest.mark.parametrize(
    ("count", "most", "places"),
    [(3, 5, (0, 1, 2)), (5, 5, (0, 1, 2, 3, 4)), (9, 4, (0, 1, 7, 8)), (9, 5, (0, 1, 2, 7, 8))],
)
def test_both_ends_of_a_long_list_are_drawn(count, most, places):
    assert ends(count, most) == places


def test_few_key_group_households_are_told_on_no_slide(sample):
    keys = ("key_group_coverage", "overdue_key_visits")
    found = shown(sample, kind="table", metrics=keys, area=LOTUS, level="grid_cell")
    values = measured(sample, keys[1], "grid_cell", LOTUS, (found.start, found.end))
    few = [code for code in found.tables[0].codes
           if values.at(keys[1], code, (found.start, found.end)).is_few]  # fmt: skip
    assert few
    for code in few:
        assert row_of(found.tables[0], code)[2] is None


def test_units_that_are_never_added_up_have_no_trend(sample):
    said = "The records have several units, which are never added up: there is no total."
    assert shown(sample, kind="trend", metrics=("outputs",)).trouble == said
    assert shown(sample, metrics=("outputs",)).figures[0].signal == ""

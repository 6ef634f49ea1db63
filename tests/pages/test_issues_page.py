"""The issues page: what stands in its figures, and what a click on them leads to."""

import datetime as dt
from urllib.parse import unquote

import plotly.graph_objects as go
import pytest
import streamlit as st

from governance.app import figure_panel
from governance.charts import plotly
from governance.charts.chart_base import Look
from governance.charts.subjects import issue_charts
from governance.core import contracts, i18n
from governance.core.palette import palette
from governance.metrics.query import Query, filter_parameters
from governance.warehouse.reader import VARIABLE
from tests.support import tiny
from tests.support.paged import drawn, opened, unfolded

PAGE = "pages/monitor/issues.py"
MARCH = {"period": "custom", "start": "2026-03-01", "end": "2026-03-31"}
DAYS = {"start": dt.date(2026, 3, 1), "end": dt.date(2026, 4, 1)}
ALL = {"area": "all", **filter_parameters(())}
LEAK = {"category": "漏水", "compound_code": "C1"}
FIVE = "2026-03-05 "
ROWS = [
    {
        "channel": "hotline", "category": "噪声", "department": "城管", "due_at": "2026-03-07",
        "contacted_at": FIVE + "11:05", "dispatched_at": FIVE + "10:05", "is_returned": "否",
        "responded_at": FIVE + "13:05", "resolved_at": "2026-03-06 09:05",
        "called_back_at": "2026-03-06 19:05", "is_solved": "是", "is_satisfied": "是",
    },
    {
        "channel": "hotline", "category": "噪声", "department": "城管",
        "contacted_at": FIVE + "10:05", "resolved_at": FIVE + "19:05",
        "called_back_at": FIVE + "20:05", "is_solved": "否", "is_satisfied": "否",
    },
    {"channel": "grid", "category": "停车", "due_at": "2026-03-09"},
    {
        "channel": "grid", "category": "停车", "department": "交管", "area_code": tiny.GRIDS[2],
        "reported_at": "2026-03-30 09:00", "dispatched_at": "2026-03-30 10:00",
        "is_returned": "是", "due_at": "2026-04-30",
    },
    {"channel": "grid", "category": "停车", "duplicate_of": "I3"},
    # The leak of C1: three complaints again within 30 days of a closing, by 20 May.
    {**LEAK, "reported_at": "2026-04-01 09:00", "resolved_at": "2026-04-02 09:00"},
    {**LEAK, "reported_at": "2026-04-12 09:00", "resolved_at": "2026-04-13 09:00"},
    {**LEAK, "reported_at": "2026-05-13 09:00", "resolved_at": "2026-05-14 09:00"},
    {**LEAK, "reported_at": "2026-05-20 09:00"},
]  # fmt: skip

EVERY = contracts.load()["issues"].columns


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return tiny.warehouse(tmp_path_factory.mktemp("issues"), tiny.issues(*ROWS))


@pytest.fixture
def page(app, warehouse, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(warehouse.file))
    return app


@pytest.fixture
def clicks(monkeypatch):
    """A button for every bar and cell that can be clicked: AppTest has no pointer."""

    def chart(_here, given, _title, key, **options):
        chosen = options.get("chosen")
        for name in given.codes:
            st.button(name, key=f"{key}:{name}", on_click=chosen, args=([{"y": name}],))

    def table(_here, frame, _title, key, **options):
        if chosen := options.get("chosen"):
            for column in getattr(frame, "data", frame):
                st.button(column, key=f"{key}:{column}", on_click=chosen, args=(0, column))
        st.dataframe(frame)

    monkeypatch.setattr(figure_panel, "chart", chart)
    monkeypatch.setattr(figure_panel, "table", table)


def titled(app):
    return [heading.value for heading in app.subheader]


def table(app, column):
    """The table that has this column."""
    (found,) = [one.value for one in app.dataframe if column in one.value]
    return found


def loop(app):
    return table(app, "步骤")["诉求"].tolist()


def test_the_loop_counts_each_step_once(page):
    found = opened(page, PAGE, lang="zh", **MARCH)
    steps = table(found, "步骤").set_index("步骤")
    assert steps["诉求"].tolist() == [4, 2, 2, 1, 2, 2, 1, 1]
    assert steps.loc["派遣（吹哨）", "没有到达"] == "1 件未派遣也未办结"
    assert steps.loc["办结", "没有到达"] == "2 件尚未办结"
    waits = steps["等待中位数（小时）"].dropna()
    assert waits.tolist() == [1.5, 1.0, 3.0, 17.0, 5.5]


def test_what_is_settled_without_dispatch_is_no_loss(warehouse):
    row = warehouse.view("issue_funnel", {**ALL, **DAYS}).iloc[0]
    assert row["settled"] == 1
    look = Look(i18n.translator("zh"), palette(dark=False))
    steps = {step.key: step for step in issue_charts.build_steps(row, EVERY, look.translate)}
    assert (steps["dispatched"].count, steps["dispatched"].settled) == (2, 1)
    assert (steps["closed"].settled, steps["contacted"].lost) == (0, "2 件没有联系")
    drawn = plotly.figure(issue_charts.funnel_chart(list(steps.values()), look.translate), look)
    go.Figure(drawn).to_json()
    for step, end in zip(steps.values(), drawn["layout"]["annotations"], strict=True):
        assert end["text"].endswith("· 100%") == (step.count == steps["reported"].count)


def test_the_backlog_by_age_is_the_backlog(warehouse):
    found = warehouse.view("backlog_ages", {**ALL, "end": DAYS["end"]})
    assert found.set_index("from_days").to_dict() == {
        "issues": {0: 1, 16: 1},
        "overdue": {0: 0, 16: 1},
    }
    keys, window = ("backlog", "overdue"), (DAYS["start"], DAYS["end"])
    whole = warehouse.answer(Query(keys, "all", "all", (window,)))
    assert whole["value"].tolist() == [found["issues"].sum(), found["overdue"].sum()]


@pytest.mark.parametrize(
    ("end", "from_days"),
    [(8, 0), (9, 0), (10, 4), (13, 4), (14, 8), (21, 8), (22, 16), (36, 16), (37, 31)],
)
def test_the_edges_of_the_ages(warehouse, end, from_days):
    """Reported on 5 March: 3 days old on the 8th, which the period's end of the 9th closes."""
    day = dt.date(2026, 3, 1) + dt.timedelta(days=end - 1)
    only = filter_parameters([("category", "停车")])
    area = {"area": tiny.EAST}
    found = warehouse.view("backlog_ages", {**area, **only, "end": day})
    assert found["from_days"].tolist() == [from_days]


def test_a_click_on_a_channel_counts_only_its_issues_and_again_all(page, clicks):
    found = opened(page, PAGE, lang="zh", **MARCH)
    unfolded(found.button(key="issues_reported_by_channel_all:hotline").click().run())
    assert found.query_params["only"] == "channel:hotline"
    assert loop(found) == [2, 2, 1, 1, 2, 2, 1, 1]
    assert table(found, "派遣")["承办部门"].tolist() == ["城管"]
    unfolded(found.button(key="issues_reported_by_channel_all:hotline").click().run())
    assert "only" not in found.query_params
    assert loop(found)[0] == 4


def test_a_click_on_another_bar_counts_its_issues_too(page, clicks):
    found = opened(page, PAGE, lang="zh", **MARCH, only="channel:hotline")
    names = [one.key for one in found.button if "by_channel" in str(one.key)]
    other = next(name for name in names if not name.endswith(("hotline", ":")))
    unfolded(found.button(key=other).click().run())
    assert found.query_params["only"] == f"channel:hotline;channel:{other.rpartition(':')[2]}"
    assert loop(found)[0] > 2
    category = next(one.key for one in found.button if "by_category" in str(one.key))
    unfolded(found.button(key=category).click().run())
    assert found.query_params["only"].count("channel:") == 2
    assert ";category:" in found.query_params["only"]
    assert not found.exception


def test_a_click_on_an_area_goes_there(page, clicks):
    found = opened(page, PAGE, lang="zh", area=tiny.STREET, **MARCH)
    unfolded(found.button(key=f"areas_issues_reported_{tiny.STREET}:{tiny.WEST}").click().run())
    assert found.query_params["area"] == tiny.WEST
    assert loop(found) == [1, 0, 1, 0, 0, 0, 0, 0]


def test_departments_tell_what_came_back_and_how_long_they_took(page):
    rows = table(opened(page, PAGE, lang="zh", **MARCH), "派遣").set_index("承办部门")
    assert rows.loc["城管", ["派遣", "退单", "等待中位数（小时）"]].tolist() == [1, 0, 3.0]
    assert rows.loc["交管", ["派遣", "退单"]].tolist() == [1, 1]
    assert rows["等待中位数（小时）"].isna().to_dict() == {"城管": False, "交管": True}


def test_a_place_that_rebounds_leads_to_its_cases(page, clicks):
    days = {"period": "custom", "start": "2026-05-01", "end": "2026-05-31"}
    found = opened(page, PAGE, lang="zh", **days)
    places = table(found, "循环次数")
    assert places[["地方", "区域", "问题类别", "循环次数"]].to_numpy().tolist() == [
        ["东里社区", "东里社区", "漏水", 3]
    ]
    assert places["最近办结"].dt.date.tolist() == [dt.date(2026, 5, 14)]
    assert places["最近投诉"].dt.date.tolist() == [dt.date(2026, 5, 20)]
    found.button(key="rebounds_all:地方").click().run()
    assert found.query_params["matter"] == "C1 漏水"
    cases = table(found, "工单编号")
    assert cases["工单编号"].tolist() == ["I9", "I8", "I7", "I6"]
    assert cases["距上次办结（天）"].tolist()[:3] == [6, 30, 10]
    assert not {"诉求内容", "经度"} & set(cases)


def test_a_number_of_cycles_leads_to_its_receipt(page, clicks):
    days = {"period": "custom", "start": "2026-05-01", "end": "2026-05-31"}
    found = opened(page, PAGE, lang="zh", **days)
    found.button(key="rebounds_all:循环次数").click().run()
    assert found.title[0].value == "数据溯源"
    view, column, matter = found.query_params["cell"].split(":")
    assert (view, column) == ("rebounds", "cycles")
    cycles, place = found.metric[0].value, unquote(matter)
    assert len(found.dataframe[0].value) == int(cycles) >= 3
    assert place in found.metric[0].label
    assert found.success


def test_two_cycles_are_no_place_that_rebounds(page):
    days = {"period": "custom", "start": "2026-05-01", "end": "2026-05-19"}
    found = opened(page, PAGE, lang="zh", **days)
    assert any(title.startswith("反弹的地点") for title in titled(found))
    assert not any("循环次数" in one.value for one in found.dataframe)


def test_a_period_without_issues_says_so_and_shows_no_zero(page):
    days = {"period": "custom", "start": "2025-01-01", "end": "2025-01-31"}
    found = opened(page, PAGE, lang="zh", **days)
    assert not found.exception
    assert len(found.info) >= 6
    assert "无数据" in drawn(found)


def test_a_filter_of_another_dataset_is_left_out(page):
    found = opened(page, PAGE, lang="zh", only="visitor_role:cadre", **MARCH)
    assert not found.exception
    assert loop(found)[0] == 4


def test_the_oldest_cases_are_listed_where_the_address_asks_for_them(page):
    """The way from “666 of 728 are older than 30 days” to exactly those rows."""
    april = {"period": "custom", "start": "2026-04-01", "end": "2026-04-30"}
    found = opened(page, PAGE, lang="zh", matter="overdue", **april)
    assert not found.exception
    (title,) = [text for text in titled(found) if "超过 30 天的" in text]
    assert title.startswith("超期未结：超过 30 天的 2 件")
    assert table(found, "天数")["天数"].tolist() == [56, 31]


def test_the_oldest_cases_are_not_listed_unasked(page):
    assert not [text for text in titled(opened(page, PAGE, lang="zh")) if "超过 30 天" in text]

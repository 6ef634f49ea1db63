"""The trend page and the list of what needs attention, as somebody clicks through them."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from governance.warehouse import build
from governance.warehouse.reader import VARIABLE
from tests.support import tiny
from tests.support.paged import drawn, numbered, opened

TREND = "pages/analyse/trend.py"
# Fourteen months of visits in the east: steady, then hardly any in the last two.
STEADY = (60, 64, 58, 62, 61, 59, 63, 60, 62, 58, 61, 60)


def months(*counts, grid):
    """So many visits in each month from January 2025 on."""
    days = [(2025 + m // 12, m % 12 + 1, n) for m, n in enumerate(counts)]
    return [
        {"visited_at": f"{year}-{month:02d}-05 09:00", "area_code": grid}
        for year, month, n in days
        for _visit in range(n)
    ]


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    place = tmp_path_factory.mktemp("trend")
    east = months(*STEADY, 20, 15, grid=tiny.GRIDS[0])
    west = months(*STEADY, 61, 0, grid=tiny.GRIDS[2])  # no ledger in the last month
    last = [{"visited_at": "2026-02-28 08:00", "area_code": tiny.GRIDS[0]}]
    build.build([tiny.areas(), numbered([*east, *west, *last])], place, place / "w.duckdb")
    return place / "w.duckdb"


@pytest.fixture
def app(published, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(published))
    return AppTest.from_file("../../dashboard.py", default_timeout=60)


def test_the_overview_lists_the_fall_and_a_click_leads_to_its_trend(app):
    found = opened(app, lang="zh")
    assert "▼ 异常下降，需关注" in drawn(found)
    assert "东里社区第001网格" not in drawn(found)
    link = re.search(r'<article class="attend signal">.*?<a href="([^"]*)"', drawn(found))
    address = urlsplit(unescape(link.group(1)))
    asked = dict(parse_qsl(address.query))
    assert address.path.endswith("trend")
    there = opened(AppTest.from_file("../../dashboard.py", default_timeout=60), TREND, **asked)
    assert not there.exception
    assert there.title[0].value == "趋势"
    assert there.selectbox(key="pick_metric").value == asked["metric"]
    # Not the chosen area: AppTest tells two grids of the same name apart by nothing.
    assert asked["area"] == tiny.GRIDS[0]


def test_the_trend_says_signal_and_since_when(app):
    found = opened(app, TREND, lang="zh", area=tiny.EAST, metric="visits")
    assert "▼ 异常（变差）：自2026年1月起低于平均值" in drawn(found)


def test_a_month_without_data_is_no_fall(app):
    found = opened(app, TREND, lang="zh", area=tiny.WEST, metric="visits")
    assert "最近一个月无数据：这不是下降" in drawn(found)
    assert "异常（变差）" not in drawn(found)


def test_before_the_fall_there_is_no_signal(app):
    december = {"period": "custom", "start": "2025-12-01", "end": "2025-12-31"}
    found = opened(app, TREND, lang="en", area=tiny.EAST, metric="visits", **december)
    assert "No signal" in drawn(found)


def test_a_metric_chosen_here_stays_in_the_address(app):
    found = opened(app, TREND, lang="zh")
    found.selectbox(key="pick_metric").set_value("visit_person_times").run()
    assert found.query_params["metric"] == "visit_person_times"
    assert not found.exception


def test_the_areas_below_are_judged_each(app):
    found = opened(app, TREND, lang="zh", area=tiny.STREET, metric="visits")
    table = next(one.value for one in found.dataframe if "judged" in one.value)
    assert dict(zip(table["area"], table["judged"], strict=True)) == {
        "东里社区": "▼ 异常（变差）",
        "西里村": "无数据",
    }

"""The page of fair ranks: what it says of a tiny street, and after each choice."""

import pytest
from streamlit.testing.v1 import AppTest

from governance.stats.fairness import suitability
from governance.warehouse import build
from governance.warehouse.reader import VARIABLE
from tests.support import tiny

PAGE = "pages/analyse/rank.py"
ON_TIME = "2026-03-09 10:00"
LATE = "2026-03-12 10:00"


def issues():
    """60 of 60 on time in the first grid, 2 of 2 in the second, 20 of 60 in the west."""
    counts = ((0, ON_TIME, 60), (1, ON_TIME, 2), (2, ON_TIME, 20), (2, LATE, 40))
    return [
        {
            "area_code": tiny.GRIDS[grid],
            "reported_at": "2026-03-02 09:00",
            "due_at": "2026-03-10 18:00",
            "resolved_at": at,
        }
        for grid, at, count in counts
        for _ in range(count)
    ] + [{"reported_at": "2026-04-01 09:00", "due_at": "2026-05-05 18:00"}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("rank")
    build.build([tiny.areas(), tiny.issues(*issues())], place, place / "current.duckdb")
    return place


@pytest.fixture
def app(folder, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(folder / "current.duckdb"))
    return AppTest.from_file("../../dashboard.py", default_timeout=30)


def opened(app, **parameters):
    march = {"period": "custom", "start": "2026-03-01", "end": "2026-03-31", "lang": "zh"}
    for name, value in (march | {"metric": "on_time_rate"} | parameters).items():
        app.query_params[name] = value
    app.run()
    found = app.switch_page(PAGE).run()
    assert not found.exception
    return found


def said(app):
    return " ".join(text.value for text in app.markdown if text.value.startswith("**"))


def league(app):
    return app.dataframe[0].value


def test_communities_are_ranked_against_the_whole(app):
    found = opened(app)
    assert found.selectbox(key="pick_level").value == "community"
    assert "全部区域整体为 67.2%" in said(found)
    assert "明显更好 1 个，明显更差 1 个，其余 0 个" in said(found)
    assert "应先查看西里村" in said(found)
    shown = league(found)
    assert shown["area"].tolist() == ["东里社区", "西里村"]
    assert shown["places"].tolist() == ["1–1", "2–2"]
    assert shown["verdict"].tolist() == ["▲ 明显更好", "▼ 明显更差"]
    assert len(found.get("plotly_chart")) == 2


def test_another_level_ranks_grids_and_the_address_says_so(app):
    found = opened(app)
    found.selectbox(key="pick_level").set_value("grid_cell").run()
    assert found.query_params["level"] == "grid_cell"
    small = league(found).loc[tiny.GRIDS[1]]
    assert (small["raw"], small["rank"]) == (100, 1)
    assert small["verdict"] == "● 无明显差异"
    assert small["places"].strip() == "1–2"


def test_one_unit_stands_alone_and_is_like_the_whole(app):
    found = opened(app, level="street_office")
    assert "1 个区域与整体水平均无明显差异。" in said(found)
    assert league(found)["places"].tolist() == ["1–1"]


def test_another_metric_is_ranked_and_the_address_says_so(app):
    found = opened(app)
    found.selectbox(key="pick_metric").set_value("closure_rate").run()
    assert found.query_params["metric"] == "closure_rate"
    assert "全部区域整体为 100.0%" in said(found)
    assert set(league(found)["verdict"]) == {"● 无明显差异"}


def test_a_metric_that_cannot_be_ranked_says_why(app):
    found = opened(app, metric="issues_reported")
    assert "受理量”不参加排名。它是单纯的计数" in found.info[0].value
    assert "issues_reported" not in found.selectbox(key="pick_metric").options
    reasons = found.dataframe[-1].value
    assert "受理量" in reasons.iloc[:, 0].tolist()
    assert reasons.iloc[:, 1].str.len().min() > 5


def test_an_unknown_metric_or_level_shows_the_default(app):
    found = opened(app, metric="gone", level="gone")
    assert "gone" in found.warning[0].value
    assert found.selectbox(key="pick_level").value == "community"


def test_inside_a_community_its_grids_are_ranked_against_it(app):
    found = opened(app, area=tiny.EAST, level="community")
    assert found.selectbox(key="pick_level").value == "grid_cell"
    assert "东里社区整体为 100.0%，2 个区域与整体水平均无明显差异。" in said(found)


def test_a_grid_has_nothing_to_rank_below(app):
    found = opened(app, area=tiny.GRIDS[0])
    assert "没有可以排名的区域" in found.info[0].value
    assert not found.get("plotly_chart")


def test_a_period_without_cases_says_so(app):
    found = opened(app, start="2026-04-01", end="2026-04-30")
    assert "没有可比较的数据" in found.info[0].value
    assert not found.get("plotly_chart")


def test_without_any_rankable_metric_the_page_says_so(app, monkeypatch):
    monkeypatch.setattr(suitability, "rankable", lambda _catalog: {})
    assert "没有可以排名的指标" in opened(app).info[0].value


def test_like_is_held_against_like_and_the_mix_made_the_same(sample_warehouse, monkeypatch):
    """In the sample: groups of communities by kind, size and density, and standardised rates."""
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    app = AppTest.from_file("../../dashboard.py", default_timeout=60)
    found = opened(app, start="2026-08-01", end="2026-10-31")
    everyone = len(league(found))
    found = found.selectbox(key="pick_matter").select_index(1).run()
    assert not found.exception
    (basis,) = [one.value for one in found.caption if one.value.startswith("参与比较：")]
    assert "个同类区域" in basis
    assert "常住人口" in basis
    assert 8 <= len(league(found)) < everyone
    found = found.selectbox(key="pick_by").select_index(1).run()
    assert not found.exception
    (basis,) = [one.value for one in found.caption if "间接标准化" in one.value]
    assert "整体水平 × 实际 ÷ 预期" in basis

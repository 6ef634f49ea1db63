"""Meetings and projects, compounds and organisation: what a click does, what is never added."""

import json
from dataclasses import replace
from datetime import date

import pytest

from governance.metrics import rules
from governance.metrics.query import Query
from governance.warehouse import build
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support import tiny
from tests.support.paged import drawn, opened, unfolded

CONSULTATION, ORGANISATION = "pages/monitor/consultation.py", "pages/monitor/organisation.py"
EAST, WEST = {"area_code": tiny.GRIDS[0]}, {"area_code": tiny.GRIDS[2]}
MEETINGS = (
    {**EAST, "held_on": "2026-03-02", "kind": "consultation", "platform": "议事亭",
     "step": "residents_raise", "compound_code": "C1", "votes_cast": "379", "votes_for": "379"},
    {**EAST, "held_on": "2026-03-03", "kind": "consultation", "platform": "院坝会",
     "step": "branch_deliberates", "project_id": "J1"},
    {**WEST, "held_on": "2026-03-31", "kind": "owners", "platform": "议事亭",
     "votes_cast": "10", "votes_for": "4"},
)  # fmt: skip
DONE = {"status": "done", "listed_on": "2026-03-05", "finished_on": "2026-03-20"}
PROJECTS = (
    {**EAST, **DONE, "name": "加装电梯", "programme": "改造", "kind": "电梯", "cost_yuan": "5000",
     "households_benefited": "224", "quantity": "35", "quantity_unit": "台"},
    {**EAST, **DONE, "name": "电梯更换", "programme": "停车", "kind": "电梯",
     "households_benefited": "224", "quantity": "6", "quantity_unit": "栋"},
    {**EAST, "name": "画线", "programme": "停车", "kind": "停车", "status": "in_progress",
     "listed_on": "2026-03-06", "demand_issue_id": "N1"},
)  # fmt: skip
DEMANDS = (
    {**EAST, "issue_id": "N1", "reported_at": "2026-03-01 09:00", "channel": "demand_list"},
    {**EAST, "issue_id": "N2", "reported_at": "2026-03-01 09:00", "channel": "demand_list"},
)
ORGANISATIONS = (
    {**EAST, "kind": "grid_party_branch", "name": "第一网格党支部"},
    {**EAST, "kind": "venue", "name": "活动室"},
    {**EAST, "kind": "other", "name": "楼门长", "members": "12"},
    {**EAST, "kind": "owners_committee", "name": "红色业委会：东里", "compound_code": "C1",
     "members": "5", "party_members": "4"},
)  # fmt: skip
COMPOUNDS = (
    {**EAST, "compound_code": "C1", "name": "东里一区", "kind": "property_managed",
     "households": "8"},
    {**WEST, "compound_code": "C2", "name": "西里大院", "kind": "three_no", "is_old": "是",
     "households": "20"},
)  # fmt: skip


def sizes():
    """The tiny street with residents: a grid of 5,000, one of 900 and one of 700, the last old."""
    people = dict(zip(tiny.GRIDS, ("5000", "900", "700"), strict=True))
    return [
        {**area, **({"residents": people[code]} if (code := area["area_code"]) in people else {})}
        for area in tiny.AREAS
    ]


def numbered(dataset, key, rows):
    filled = [{key: f"{key[0].upper()}{n}", **row} for n, row in enumerate(rows, start=1)]
    return tiny.from_rows(dataset, filled, system="street")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("places")
    projects = [{"project_id": f"J{n}", **row} for n, row in enumerate(PROJECTS, start=1)]
    given = [
        tiny.from_rows("areas", sizes()),
        numbered("meetings", "meeting_id", MEETINGS),
        tiny.from_rows("projects", projects, system="street"),
        tiny.from_rows("issues", DEMANDS, system="street"),
        numbered("organisations", "organisation_id", ORGANISATIONS),
        tiny.from_rows("compounds", COMPOUNDS),
    ]
    with pytest.MonkeyPatch.context() as patch:
        declared = replace(rules.load(), grid_size=rules.GridSize((tiny.STREET,)))
        patch.setattr(rules, "load", lambda: declared)
        build.build(given, folder, folder / "places.duckdb")
    return folder / "places.duckdb"


@pytest.fixture
def app(app, office, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(office))
    return app


def figure(app, title):
    """The chart whose title begins so."""
    charts = app.get("plotly_chart")
    return json.loads(next(c.proto.spec for c in charts if c.proto.alt.startswith(title)))


def bars(app, title):
    """The bars of a chart: name → length."""
    trace = figure(app, title)["data"][0]
    names = [text.partition("<br>")[0] for text in trace["hovertext"]]
    return dict(zip(names, trace["x"], strict=True))


def table(app, heading):
    """The table that has this column."""
    return next(one.value for one in app.dataframe if heading in one.value.columns)


def said(app):
    lines = [one.label for one in app.expander]
    texts = [one.value for kind in ("caption", "info", "markdown") for one in app.get(kind)]
    return " ".join(lines + texts)


def test_three_steps_lead_to_projects(app):
    found = bars(opened(app, CONSULTATION, lang="zh"), "一事三步法")
    assert found == {"居民提事": 1, "支部议事": 1, "社区办事": 0, "项目列入": 1, "项目完成": 1}


def test_a_unanimous_vote_is_found_by_its_compound(app):
    votes = table(opened(app, CONSULTATION, lang="zh"), "结果")
    assert votes["地点"].tolist() == ["东里一区", "第001网格"]
    assert votes["结果"].tolist() == ["✓ 全票同意", ""]
    assert "379 票中 379 票同意" in said(app)
    assert "[东里一区](compound?lang=zh&compound=C1)" in said(app)


def test_a_kind_of_meeting_filters_meetings_and_not_projects(app):
    found = opened(app, CONSULTATION, lang="zh", only="kind:owners")
    assert table(found, "结果")["表决票数"].tolist() == [10]
    assert bars(found, "议事协商次数（次） · 全部区域 · 2026年3月（按议事平台）") == {"议事亭": 1}
    assert len(table(found, "项目名称")) == 3
    assert any("议事类型" in b.label or "会议类型" in b.label for b in found.button)


def test_the_chosen_kind_is_told_from_the_others(app):
    found = opened(app, CONSULTATION, lang="zh", only="kind:owners")
    kinds = figure(found, "议事协商次数（次） · 全部区域 · 2026年3月（按会议类型）")
    assert kinds["layout"]["yaxis"]["ticktext"] == ["社区议事协商会", "✓ 业主大会"]


def test_a_programme_filters_projects_and_not_meetings(app):
    found = opened(app, CONSULTATION, lang="zh", only="programme:停车")
    assert table(found, "项目名称")["项目名称"].tolist() == ["电梯更换", "画线"]
    assert bars(found, "一事三步法")["居民提事"] == 1


def test_units_and_programmes_are_never_added(app):
    found = opened(app, CONSULTATION, lang="zh")
    assert bars(found, "建设成果（台）") == {"电梯": 35}
    assert bars(found, "建设成果（栋）") == {"电梯": 6}
    assert bars(found, "惠及户数") == {"改造": 224, "停车": 224}
    assert drawn(found).count("不相加") >= 2
    assert "各行动之间不相加" in said(found)


@pytest.mark.parametrize("page", ["overview", "trend", "explore"])
def test_what_may_be_of_several_units_is_held_against_nothing(app, page):
    section = "home" if page == "overview" else "analyse"
    found = opened(
        app, f"pages/{section}/{page}.py", lang="zh", metric="outputs", metrics="outputs"
    )
    assert any("“建设成果”不作比较" in note.value for note in found.info)
    assert not any("建设成果" in heading.value for heading in found.subheader)


def test_units_that_a_filter_tells_apart_are_compared(app):
    asked = {"metric": "outputs", "only": "quantity_unit:台", "period": "all_time"}
    found = opened(app, "pages/home/overview.py", lang="zh", **asked)
    assert any("建设成果" in heading.value for heading in found.subheader)


@pytest.mark.parametrize("only", ["quantity_unit:台", ""])
def test_signals_say_that_a_filter_does_not_touch_them(app, only):
    found = opened(app, "pages/home/overview.py", lang="zh", **({"only": only} if only else {}))
    said = "此处不受筛选影响：按全部记录判断。" in [one.value for one in found.caption]
    assert said == bool(only)


def test_demands_are_matched_with_projects(app):
    found = opened(app, CONSULTATION, lang="zh")
    demands = table(found, "→ 项目")
    assert demands["→ 项目"].tolist() == ["画线", "尚无项目"]
    assert demands["→ 状态"].tolist() == ["进行中", ""]
    assert "场所 1 处 · 队伍 0 支 · 人员 12 人" in said(found)
    assert "需求 2 个，其中 1 个有项目对接" in said(found)


def test_an_area_without_a_list_of_demands_says_so(app):
    found = opened(app, CONSULTATION, lang="zh", area=tiny.WEST)
    assert "没有需求清单" in said(found)


def test_a_kind_lists_only_its_compounds(app):
    found = opened(app, ORGANISATION, lang="zh")
    assert table(found, "小区名称")["小区名称"].tolist() == ["西里大院", "东里一区"]
    assert "2 个小区中 1 个为老旧小区" in said(found)


def test_a_kind_of_compound_filters_the_list(app):
    found = opened(app, ORGANISATION, lang="zh", only="kind:property_managed")
    assert table(found, "小区名称")["小区名称"].tolist() == ["东里一区"]


def test_red_committees_and_grids_that_lack_somebody_are_listed(app):
    found = opened(app, ORGANISATION, lang="zh")
    assert table(found, "党员比例")["党员比例"].tolist() == [0.8]
    lacking = table(found, "专职网格员")
    assert lacking["党组织"].tolist() == ["✕ 缺", "✕ 缺", "✓"]
    assert set(lacking["专职网格员"]) == {"✕ 缺"}


def test_grids_of_the_wrong_size_get_a_suggestion(app):
    audit = table(opened(app, ORGANISATION, lang="zh"), "建议")
    assert audit["建议"].tolist() == ["✂ 拆分为 2 个", "⇄ 约 2 个同类网格合并"]
    assert audit["规定规模"].tolist() == [3000, 1500]


def test_without_a_declared_rule_sizes_are_shown_and_not_judged(app, tmp_path, monkeypatch):
    given = [
        tiny.from_rows("areas", sizes()),
        tiny.from_rows("compounds", COMPOUNDS),
        tiny.visits({}),
    ]
    build.build(given, tmp_path, tmp_path / "unruled.duckdb")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "unruled.duckdb"))
    found = opened(app, ORGANISATION, lang="zh")
    assert bars(found, "按常住人口分的网格数") == {
        "500–999": 2, **{f"{n:,}–{n + 499:,}": 0 for n in range(1000, 4500, 500)}, "4,500+": 1
    }  # fmt: skip
    assert any("没有关于网格规模的规定" in one.value for one in found.caption)
    assert not any("建议" in one.value for one in found.dataframe)


def test_the_audit_lists_what_the_metric_counts(sample_warehouse):
    opened_now = Warehouse.open(sample_warehouse)
    window = (date(2026, 1, 1), date(2026, 2, 1))
    for area in ("all", "511102", "511102008"):
        level = "all" if area == "all" else "district" if len(area) == 6 else "street_office"
        found = opened_now.answer(Query(("grid_size_compliance",), level, area, (window,)))
        row = found[found["area_code"] == area].iloc[0]
        listed = opened_now.view("grid_audit", {"area": area, "most": 10_000})
        assert len(listed) == row["denominator"] - row["numerator"]


def test_an_area_below_is_one_click_away(app):
    found = opened(app, ORGANISATION, lang="zh", area=tiny.EAST)
    assert table(found, "小区名称")["小区名称"].tolist() == ["东里一区"]
    unfolded(found.selectbox(key="pick_area").set_value("all").run())
    assert len(table(found, "小区名称")) == 2

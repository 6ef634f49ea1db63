"""The compound file: what happened in its order, what a click opens, what is not known."""

import datetime as dt
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from governance.app import context, figure_panel
from governance.core.i18n import translator
from governance.metrics.segments import EVENTS
from governance.warehouse import build
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support import tiny
from tests.support.paged import drawn, opened

PAGE = "pages/monitor/compound.py"
EAST, WEST = {"area_code": tiny.GRIDS[0]}, {"area_code": tiny.GRIDS[2]}
C1 = {**EAST, "compound_code": "C1"}
MAY = {"period": "custom", "start": "2026-05-01", "end": "2026-05-31"}
END = dt.date(2026, 6, 1)
# One story: a leak is reported, looked at, talked over and voted on; the pipe is mended, and leaks.
ISSUES = (
    {**C1, "issue_id": "I1", "reported_at": "2026-01-05 09:00", "category": "漏水",
     "resolved_at": "2026-01-20 09:00", "due_at": "2026-01-10 18:00"},
    {**C1, "issue_id": "I2", "reported_at": "2026-02-01 09:00", "category": "漏水",
     "resolved_at": "2026-02-01 17:00", "due_at": "2026-02-10 18:00"},
    {**C1, "issue_id": "I3", "reported_at": "2026-05-02 09:00", "category": "停车",
     "due_at": "2026-05-09 18:00"},
    {**C1, "issue_id": "I4", "reported_at": "2026-05-30 09:00", "category": "噪音",
     "due_at": "2026-06-09 18:00"},
    # Not of this compound, not told twice, after the period.
    {**EAST, "issue_id": "I5", "reported_at": "2026-01-06 09:00", "category": "漏水"},
    {**C1, "issue_id": "I6", "reported_at": "2026-01-06 09:00", "category": "漏水",
     "duplicate_of": "I1"},
    {**C1, "issue_id": "I7", "reported_at": "2026-06-02 09:00", "category": "漏水"},
)  # fmt: skip
VISITS = ({**C1, "visited_at": "2026-01-06 09:00", "visitor_role": "cadre", "purpose": "关爱探访",
           "key_group": "disabled"},
          {**EAST, "visited_at": "2026-01-07 09:00"})  # fmt: skip
MEETINGS = (
    {**C1, "meeting_id": "M1", "held_on": "2026-01-08", "kind": "consultation", "topic": "漏水",
     "attendance": "12", "votes_cast": "10", "votes_for": "9"},
    # It names no compound, but what it led to does.
    {**EAST, "meeting_id": "M2", "held_on": "2026-01-09", "kind": "owners", "project_id": "J1"},
    {**EAST, "meeting_id": "M3", "held_on": "2026-01-09", "kind": "owners"},
)  # fmt: skip
PROJECTS = (
    {**C1, "project_id": "J1", "name": "换水管", "programme": "整改", "kind": "合同整改",
     "status": "done", "listed_on": "2026-01-08", "finished_on": "2026-01-20"},
    {**C1, "project_id": "J2", "name": "画车位", "programme": "整改", "kind": "合同整改",
     "status": "in_progress", "listed_on": "2026-03-01"},
    {**C1, "project_id": "J3", "name": "装监控", "programme": "整改", "kind": "合同外服务",
     "status": "dropped", "listed_on": "2026-03-01"},
    {"area_code": tiny.STREET, "project_id": "J4", "name": "智能门禁", "programme": "智慧物业",
     "kind": "智慧物业", "status": "done", "listed_on": "2026-03-01", "finished_on": "2026-04-01"},
    {**WEST, "project_id": "J5", "name": "西里补绿", "status": "listed", "listed_on": "2026-03-01"},
)  # fmt: skip
BODIES = (
    {**EAST, "organisation_id": "O1", "kind": "grid_party_branch", "name": "第一网格党支部",
     "members": "9"},
    {**C1, "organisation_id": "O2", "kind": "owners_committee", "name": "东里业委会",
     "members": "5", "party_members": "4"},
    {**EAST, "organisation_id": "O4", "kind": "full_time_gridder", "name": "王小明"},
    {**WEST, "organisation_id": "O3", "kind": "grid_party_branch", "name": "西里党支部"},
)  # fmt: skip
PARKING = ({**C1, "facility_id": "F1", "snapshot_at": "2026-02-01 08:00", "status": "planned",
            "spaces": "40", "name": "东里停车区"},)  # fmt: skip
COMPOUNDS = (
    {**C1, "name": "东里一区", "kind": "property_managed", "households": "80"},
    {**WEST, "compound_code": "C2", "name": "西里大院", "kind": "three_no"},
)
ORDER = [
    ("complaint", "I1", "2026-01-05"), ("visit", "V1", "2026-01-06"),
    ("meeting", "M1", "2026-01-08"), ("vote", "M1", "2026-01-08"), ("project", "J1", "2026-01-08"),
    ("meeting", "M2", "2026-01-09"), ("result", "I1", "2026-01-20"), ("result", "J1", "2026-01-20"),
    ("rebound", "I2", "2026-02-01"), ("result", "I2", "2026-02-01"),
    ("project", "J2", "2026-03-01"), ("project", "J3", "2026-03-01"),
    ("complaint", "I3", "2026-05-02"), ("complaint", "I4", "2026-05-30"),
]  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compounds")
    given = {"meetings": MEETINGS, "projects": PROJECTS, "organisations": BODIES}
    given |= {"parking_spaces": PARKING, "compounds": COMPOUNDS}
    sources = [tiny.from_rows(name, rows, system="street") for name, rows in given.items()]
    sources += [tiny.areas(), tiny.issues(*ISSUES), tiny.visits(*VISITS)]
    build.build(sources, folder, folder / "compounds.duckdb")
    return folder / "compounds.duckdb"


@pytest.fixture
def app(app, office, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(office))
    return app


@pytest.fixture
def page(app):
    return opened(app, PAGE, lang="zh", compound="C1", **MAY)


@pytest.fixture
def clicks(monkeypatch):
    """A button for every column of a table that can be clicked: AppTest has no pointer."""

    def shown(_here, frame, _title, key, **options):
        if chosen := options.get("chosen"):
            for column in getattr(frame, "data", frame):
                st.button(column, key=f"{key}:{column}", on_click=chosen, args=(0, column))
        st.dataframe(frame)

    monkeypatch.setattr(figure_panel, "table", shown)


def table(app, heading):
    """The table that has this column."""
    return next(one.value for one in app.dataframe if heading in one.value.columns)


def figures(app):
    """The numbers at the top by what they count, and where each label leads."""
    parts = {one.label.partition("](")[0].strip("["): one for one in app.metric}
    links = {text: one.label.partition("](")[2].rstrip(")") for text, one in parts.items()}
    return {text: one.value for text, one in parts.items()}, links


def test_the_timeline_is_in_the_order_of_days_and_of_what_leads_to_what(office):
    asked = {"compound": "C1", "end": END, "most": 100}
    found = Warehouse.open(office).view("compound_events", asked)
    days = found["day"].dt.strftime("%Y-%m-%d")
    assert list(zip(found["event"], found["record"], days, strict=True)) == ORDER
    latest = Warehouse.open(office).view("compound_events", {**asked, "most": 3})
    assert latest["record"].tolist() == ["J3", "I3", "I4"]


def test_the_file_shows_every_event_in_words(page):
    assert not page.exception
    events = table(page, "事件")
    words = [translator("zh")(EVENTS[event]) for event, _record, _day in ORDER]
    assert events["事件"].tolist() == words
    told = dict(zip(events["记录编号"] + events["事件"], events["情况"], strict=True))
    assert (told["M1表决"], told["M1会议"]) == ("10 票中 9 票同意", "12 人次参加")
    assert (told["I1结果"], told["J1结果"]) == ("诉求办结", "项目完成")
    # What a visit was for tells of people in need.
    assert events.loc[events["事件"] == "走访", "内容"].tolist() == ["下沉干部"]
    assert not any("关爱" in str(cell) for cell in events.to_numpy().ravel())


def test_a_file_says_how_the_compound_stands(page):
    shown, _links = figures(page)
    assert shown == {
        "超期未结": "1", "近12个月反弹": "1", "在办": "2", "近12个月诉求": "4",
        "本小区事项完成": "1 / 3",
    }  # fmt: skip
    said = [one.value for one in page.markdown]
    assert "**超期未结 1 件；近12个月反弹 1 次；本小区事项 3 项，完成 1 项**" in said


def test_a_file_says_who_the_compound_is(page):
    facts = drawn(page)
    for text in (
        "80",
        "第一网格党支部（9 人）",
        "东里业委会（5 人，其中党员 4 人）",
        "40",
        "名录未记",
    ):
        assert text in facts
    assert "西里党支部" not in facts
    assert ("在岗 1 名" in facts, "王小明" in facts) == (True, False)
    assert page.header[0].value == "东里一区"
    assert any(f"profile?area={tiny.EAST}" in one.value for one in page.caption)


def test_items_are_told_done_open_and_dropped(page):
    lists = table(page, "事项数")
    columns = ["项目类型", "事项数", "已完成", "进行中", "已列入", "已取消"]
    rows = lists.set_index("所属")[columns]
    assert sorted(rows.loc["本小区"].to_numpy().tolist()) == [
        ["合同外服务", 1, 0, 0, 0, 1],
        ["合同整改", 2, 1, 1, 0, 0],
    ]
    assert rows.drop("本小区").to_numpy().tolist() == [["智慧物业", 1, 1, 0, 0, 0]]
    items = table(page, "完成日期")
    assert items["项目名称"].tolist() == ["画车位", "装监控", "换水管", "智能门禁"]


def test_every_figure_leads_to_its_own_records(page):
    shown, links = figures(page)
    for text, number in shown.items():
        asked = {name: value for name, (value,) in parse_qs(urlsplit(links[text]).query).items()}
        reader = AppTest.from_file("../../dashboard.py", default_timeout=30)
        found = opened(reader, "pages/reference/receipt.py", **asked)
        assert found.success, text
        assert found.metric[0].value == number.split(" / ")[0]
        assert "东里一区" in found.metric[0].label
    assert len(shown) == 5


def test_a_click_on_an_event_opens_its_row(app, clicks):
    page = opened(app, PAGE, lang="zh", compound="C1", **MAY)
    found = page.button(key="events:事件").click().run()
    assert found.title[0].value == "数据溯源"
    assert unquote(found.query_params["cell"]) == "compound_events:records:C1:complaint:I1"
    rows = found.dataframe[0].value
    assert rows["工单编号"].tolist() == ["I1"]
    assert rows["小区"].tolist() == ["东里一区"]
    again = found.button(key="cell_rows:小区").click().run()
    assert (again.title[0].value, again.header[0].value) == ("小区档案", "东里一区")


def test_a_click_on_a_mark_opens_its_row(app, monkeypatch):
    marks, asked = [], []
    monkeypatch.setattr(figure_panel, "chart", lambda *_a, **options: marks.append(options))
    opened(app, PAGE, lang="zh", compound="C1", **MAY)
    monkeypatch.setattr(context, "open_page", lambda page, **link: asked.append((page, link)))
    marks[-1]["chosen"]([{"point_index": 8}])
    marks[-1]["chosen"]([])
    ((page, link),) = asked
    assert (page, link["cell"]) == ("receipt", "compound_events:records:C1:rebound:I2")


def test_compounds_are_listed_the_worst_first_and_lead_to_their_files(app, clicks):
    found = opened(app, PAGE, lang="zh", **MAY)
    worst = table(found, "近12个月反弹")
    assert worst["小区"].tolist() == ["东里一区", "西里大院"]
    assert worst[["超期未结", "近12个月反弹", "在办", "近12个月诉求"]].to_numpy().tolist() == [
        [1, 1, 2, 4],
        [0, 0, 0, 0],
    ]
    assert found.button(key="worst:小区").click().run().header[0].value == "东里一区"


def test_a_compound_is_found_by_name_in_any_area(app):
    found = opened(app, PAGE, lang="zh", area=tiny.WEST, **MAY)
    assert table(found, "近12个月反弹")["小区"].tolist() == ["西里大院"]
    chosen = found.selectbox(key="pick_compound")
    assert chosen.options == ["西里大院 · 西里村", "东里一区 · 东里社区"]
    assert chosen.select_index(1).run().header[0].value == "东里一区"
    assert figures(found)[0]["超期未结"] == "1"
    assert "不在所选区域“西里村”内。" in [one.value for one in found.caption]
    back = next(one for one in found.button if one.label == "返回小区列表")
    assert table(back.click().run(), "近12个月反弹")["小区"].tolist() == ["西里大院"]


@pytest.mark.parametrize(
    ("lang", "notice"),
    [
        ("zh", "这里没有编码为“gone”的小区，请按名称选择。"),
        ("en", "There is no compound “gone” here; choose one by name."),
    ],
)
def test_a_code_of_no_compound_is_told(app, lang, notice):
    found = opened(app, PAGE, lang=lang, compound="gone")
    assert [one.value for one in found.warning] == [notice]
    assert len(found.dataframe) == 1
    assert not found.exception


def test_a_compound_without_anything_says_so(app):
    found = opened(app, PAGE, lang="zh", compound="C2", **MAY)
    assert not found.exception
    assert figures(found)[0]["在办"] == "0"
    assert "**没有超期未结；近12个月反弹 0 次**" in [one.value for one in found.markdown]
    assert any("没有" in one.value or "无" in one.value for one in found.info)
    assert "没有登记停车设施" in drawn(found)


def test_what_exports_do_not_record_is_not_told_as_zero(tmp_path, app, monkeypatch):
    issue = {"issue_id": "I1", "reported_at": "2026-03-05 09:00", **C1}
    project = {"project_id": "J1", "name": "补绿", "listed_on": "2026-03-05", **C1}
    given = {"issues": issue, "projects": project, "compounds": COMPOUNDS[0]}
    sources = [tiny.from_rows(name, [row], system="street") for name, row in given.items()]
    bare = tiny.warehouse(tmp_path, *sources)
    monkeypatch.setenv(VARIABLE, str(bare.file))
    found = opened(app, PAGE, lang="zh", compound="C1", **MAY)
    assert not found.exception
    assert figures(found)[0] == {"近12个月诉求": "1"}
    assert {"已完成", "进行中"}.isdisjoint(table(found, "事项数"))
    assert table(found, "事件")["事件"].tolist() == ["投诉", "项目"]
    assert "停车泊位</h3><p>无数据" in drawn(found)

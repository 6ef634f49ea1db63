"""The pages of visits, volunteers and parking: what they count, hide, filter and drill to."""

import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from governance.charts.subjects import parking_charts, visit_charts, volunteer_tables
from governance.core import i18n
from governance.warehouse import build
from governance.warehouse.reader import VARIABLE
from tests.support import shown, tiny
from tests.support.paged import unfolded

VISITS, VOLUNTEERS, PARKING = (
    f"pages/monitor/{name}.py" for name in ("visits", "volunteers", "parking")
)
EAST, WEST = tiny.GRIDS[0], tiny.GRIDS[2]
MARCH = "2026-03-{day:02d} 09:00"
ZH = i18n.translator("zh")


def call(number, role, group="", grid=EAST, day=5, found="0", purpose="日常走访"):
    return {
        "household_id": f"H{number}",
        "visitor_role": role,
        "key_group": group,
        "visited_at": MARCH.format(day=day),
        "area_code": grid,
        "persons": "2",
        "issues_found": found,
        "purpose": purpose,
    }


# Six households of the elderly, seven disabled, three pregnant; two visits at others.
CALLS = [
    *(call(n, "full_time_gridder", "elderly_child") for n in range(6)),
    *(call(10 + n, "full_time_gridder", "disabled", WEST) for n in range(7)),
    *(call(20 + n, "cadre", "pregnant", WEST) for n in range(3)),
    call(30, "volunteer", found="3", purpose="大走访"),
    call(31, "volunteer", grid=WEST, day=6, purpose="大走访"),
]
HOURS = [
    {"volunteer_id": "a", "team": "红马甲", "hours": "2", "service_kind": "巡逻"},
    {
        "volunteer_id": "b",
        "team": "红马甲",
        "hours": "3",
        "service_kind": "助老",
        "area_code": WEST,
    },
    {
        "volunteer_id": "b",
        "team": "平安队",
        "hours": "1",
        "service_kind": "助老",
        "area_code": WEST,
    },
]
TEAMS = [("红马甲", EAST), ("银龄队", WEST)]
SPACES = [
    ("F1", EAST, "built", "20", "lot", "甲项目", "2026-03-02 10:00", "10"),
    ("F1", EAST, "built", "20", "lot", "甲项目", "2026-03-02 22:00", "5"),
    ("F2", WEST, "built", "40", "compound", "乙项目", "2026-03-03 10:00", "30"),
    ("F3", WEST, "planned", "50", "lot", "乙项目", "2026-03-03 10:00", None),
]


def facility(row):
    names = ("facility_id", "area_code", "status", "spaces", "kind", "programme", "snapshot_at")
    filled = dict(zip(names, row[:-1], strict=True)) | {"occupied": row[-1]}
    opened = {"opened_on": "2026-03-01"} if row[2] == "built" else {}
    return {key: value for key, value in (filled | opened).items() if value is not None}


def areas():
    registered = {code: {"key_group_households": "20"} for code in tiny.GRIDS}
    rows = [{**area, **registered.get(area["area_code"], {})} for area in tiny.AREAS]
    return tiny.from_rows("areas", rows)


def everything():
    served = {"served_on": "2026-03-07", "area_code": EAST}
    hours = [{"record_id": f"R{n}", **served, **row} for n, row in enumerate(HOURS)]
    posts = [("full_time_gridder", "甲", EAST), ("full_time_gridder", "乙", WEST)]
    bodies = [*posts, *(("volunteer_team", name, area) for name, area in TEAMS)]
    return [
        areas(),
        tiny.visits(*CALLS),
        tiny.from_rows("volunteer_hours", hours),
        tiny.from_rows(
            "organisations",
            [
                {"organisation_id": f"O{n}", "kind": kind, "name": name, "area_code": area}
                for n, (kind, name, area) in enumerate(bodies)
            ],
        ),
        tiny.from_rows("parking_spaces", [facility(row) for row in SPACES]),
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("people")
    build.build(everything(), place, place / "current.duckdb")
    return place


@pytest.fixture
def app(folder, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(folder / "current.duckdb"))
    return AppTest.from_file("../../dashboard.py", default_timeout=60)


def opened(app, page, **asked):
    given = {"period": "custom", "start": "2026-03-01", "end": "2026-03-31", "lang": "zh"}
    app.query_params.update(given | asked)
    found = unfolded(app.run().switch_page(page).run())
    assert not found.exception
    return found


def table(app, column):
    """The table that has this column."""
    return next(one.value for one in app.dataframe if column in one.value.columns)


def card(app, title):
    html = " ".join(element.proto.body for element in app.get("html"))
    body = re.search(rf'<article class="kpi" aria-label="{title}">(.*?)</article>', html)
    return " ".join(re.sub(r"<[^>]*>", " ", body.group(1)).split()) if body else None


def test_key_groups_are_suppressed_together_where_one_is_small(app):
    groups = table(opened(app, VISITS), "重点人员类别")
    # Three pregnant are few; with the others shown, the sum of all would tell them.
    for column in ("期内走访户数", "走访覆盖率", "走访记录中的户数", "30 天未访户数"):
        if column in groups:
            assert set(groups[column]) == {"不予显示"}, column


def test_no_export_of_the_last_days_is_not_everybody_overdue(app):
    found = unfolded(opened(app, VISITS, start="2026-03-01", end="2026-05-31"))
    groups = table(found, "重点人员类别")
    assert set(groups["30 天未访户数"]) == {"无数据"}
    assert "无数据" in card(found, "重点人员超期未访")
    assert not card(found, "重点人员走访覆盖率").endswith("无数据 无数据 无数据")


@pytest.mark.parametrize(
    ("ever", "lately", "count"),
    [({"disabled": 30.0}, {"disabled": 15.0}, 15), ({"disabled": 30.0}, {"disabled": 28.0}, None),
     ({"disabled": 30.0}, {"disabled": 30.0}, 0), (None, {}, None), ({}, None, None)],
)  # fmt: skip
def test_groups_not_visited_for_long_are_suppressed_together(ever, lately, count):
    found = visit_charts.overdue_groups(ever, lately, ZH)
    assert set(found) == ({"不予显示"} if count is None else {count, 0})


def test_no_household_and_no_visitor_is_named(app):
    said = " ".join(shown.words(opened(app, VISITS)))
    assert not re.search(r"\bH\d+\b", said)
    names = [name for one in app.dataframe for name in one.value.columns]
    assert not {"户编号", "走访人"} & set(names)


def test_purposes_keep_visits_and_person_times_apart(app):
    found = table(opened(app, VISITS), "走访事由").set_index("走访事由")
    assert found.loc["大走访"].tolist() == [2, 4, 150, 75]
    assert found.loc["日常走访"].tolist() == [16, 32, 0, 0]


def test_a_role_filters_the_page_and_every_role_stays_to_be_chosen(app):
    found = opened(app, VISITS, only="visitor_role:cadre")
    assert card(found, "走访次数").startswith("走访次数 3 次")
    assert card(found, "网格员月均走访") is None  # no role but the gridders'
    found.button(key="filter_off").click().run()
    assert card(found, "走访次数").startswith("走访次数 18 次")


def test_an_area_drills_to_its_own_visits(app):
    found = opened(app, VISITS, area=tiny.EAST)
    assert card(found, "走访次数").startswith("走访次数 7 次")
    assert table(found, "走访事由")["走访次数（次）"].tolist() == [6, 1]


def test_load_names_the_busiest_and_the_least_busy_grid(app):
    captions = [one.value for one in opened(app, VISITS).caption]
    said = "有专职网格员的网格 2 个。最高：第001网格 7.0；最低：第001网格 6.0。"
    assert said in captions


def test_teams_active_and_registered_stand_side_by_side(app):
    found = opened(app, VOLUNTEERS)
    teams = table(found, "最近服务").set_index("队伍")
    assert teams["期内时长（小时）"].fillna(-1).to_dict() == {
        "红马甲": 5.0,
        "平安队": 1.0,
        "银龄队": -1.0,
    }
    assert teams["登记"].to_dict() == {"红马甲": "✓ 是", "平安队": "✕ 否", "银龄队": "✓ 是"}
    assert teams["期内志愿者（人）"].fillna(0).to_dict() == {"红马甲": 2, "平安队": 1, "银龄队": 0}


def test_teams_of_an_area_are_its_own(app):
    found = opened(app, VOLUNTEERS, area=tiny.EAST)
    assert table(found, "最近服务")["队伍"].tolist() == ["红马甲"]
    assert table(found, "最近服务")["期内时长（小时）"].tolist() == [2.0]


def test_a_kind_of_service_filters_hours_and_teams(app):
    found = opened(app, VOLUNTEERS, only="service_kind:助老")
    assert card(found, "志愿服务时长").startswith("志愿服务时长 4.0 小时")
    assert sorted(table(found, "最近服务")["队伍"]) == ["平安队", "红马甲"]
    assert table(found, "最近服务")["期内时长（小时）"].tolist() == [3.0, 1.0]


def test_points_that_no_ledger_has_are_not_on_the_page(app):
    assert "志愿积分" not in " ".join(shown.words(opened(app, VOLUNTEERS)))


def test_unknown_counts_of_teams_have_no_bar():
    assert volunteer_tables.active_and_registered(None, 0, ZH) == []
    (only,) = volunteer_tables.active_and_registered(0.0, 0, ZH)
    assert (only.code, only.value) == ("active", 0)


def test_planned_spaces_are_never_added_to_built_ones(app):
    found = opened(app, PARKING)
    assert card(found, "现有泊位").startswith("现有泊位 60 个")
    assert card(found, "规划泊位").startswith("规划泊位 50 个")
    # A build's number may hold any digits: only a number that stands alone would be the sum.
    assert not [text for text in shown.words(found) if re.search(r"(?<![\w,.])110(?![\w,.])", text)]


def test_programmes_stand_apart_without_a_total(app):
    found = table(opened(app, PARKING), "有记录以来新增泊位")
    assert found.set_index("建设项目")["有记录以来新增泊位"].to_dict() == {
        "乙项目": 40,
        "甲项目": 20,
    }


def test_a_programme_filters_facilities(app):
    found = opened(app, PARKING, only="programme:乙项目")
    assert table(found, "统计时间")["泊位数"].tolist() == [50, 40]
    assert card(found, "现有泊位").startswith("现有泊位 40 个")


def test_occupancy_goes_by_hour_and_kind():
    frame = pd.DataFrame({"segment_value": ["10", "22", "23"], "value": [75.0, 25.0, None]})
    assert parking_charts.by_hour(frame) == {"10": 75.0, "22": 25.0}


def test_the_year_before_the_end_is_twelve_months():
    march = (pd.Timestamp("2026-03-01").date(), pd.Timestamp("2026-04-01").date())
    assert parking_charts.year(march) == (pd.Timestamp("2025-04-01").date(), march[1])


@pytest.mark.parametrize("page", [VISITS, VOLUNTEERS, PARKING])
@pytest.mark.parametrize("lang", sorted(i18n.LANGUAGES))
def test_a_period_without_records_says_so(app, page, lang):
    found = opened(app, page, lang=lang, start="2025-01-01", end="2025-01-31")
    assert [one.value for one in found.info]


@pytest.mark.parametrize("page", [VISITS, VOLUNTEERS, PARKING])
def test_the_smallest_area_bears_the_page(app, page):
    assert opened(app, page, area=tiny.GRIDS[1]).title[0].value

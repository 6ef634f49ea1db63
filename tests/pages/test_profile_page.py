"""One area on one page: what it says of it, where its numbers lead, and what it leaves out."""

import datetime as dt
import re

import pandas as pd
import pytest

from governance.charts.profile import area_identity, child_areas, metric_table
from governance.charts.profile.html_table import Cell, Sheet
from governance.core import i18n
from governance.core.area_tree import AreaTree
from governance.core.periods import Window
from governance.metrics import catalog
from governance.metrics.metric_values import Values
from tests.support import offices, tiny
from tests.support.paged import drawn, opened
from tests.support.shown import TAG

PAGE = "pages/analyse/profile.py"
MARCH: Window = (dt.date(2026, 3, 1), dt.date(2026, 4, 1))
APRIL = {"end": dt.date(2026, 4, 1), "most": 9}


def rows_of(app, key="全部指标"):
    """The texts of each row of the table whose name begins so."""
    body = re.search(rf'<table aria-label="{key}.*?</table>', drawn(app), re.S)
    assert body, "no such table"
    rows = re.findall(r"<tr>(.*?)</tr>", body[0], re.S)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.S) for row in rows]
    return {TAG.sub("", row[0]).strip(): [TAG.sub("", c).strip() for c in row[1:]] for row in cells}


def test_every_metric_with_data_is_there_with_what_it_was(app):
    found = rows_of(opened(app, PAGE, lang="zh", area=tiny.EAST))
    assert found["走访次数（次）"][:3] == ["6", "4 ▲ 日均 +35.5%", "无数据"]
    assert found["走访人次（人次）"][0] == "6"
    assert "受理量（件）" not in found


def test_choosing_an_area_changes_who_it_is_and_the_numbers(app):
    found = opened(app, PAGE, lang="zh", area=tiny.EAST)
    assert "<h2>东里社区</h2><p>社区（村）" in drawn(found)
    assert "<dt>户数</dt><dd>30</dd>" in drawn(found)
    found.selectbox(key="pick_area").set_value(tiny.WEST).run()
    assert "<h2>西里村</h2>" in drawn(found)
    assert rows_of(found)["走访次数（次）"][1].startswith("无数据")


def test_choosing_a_period_changes_the_numbers(app):
    found = opened(app, PAGE, lang="zh", area=tiny.EAST)
    found.selectbox(key="pick_period").set_value("all_time").run()
    assert rows_of(found)["走访次数（次）"][:3] == ["13", "—", "—"]


def test_a_number_leads_to_its_receipt_and_an_area_below_to_its_profile(app):
    links = re.findall(r'href="([^"]*)"', drawn(opened(app, PAGE, lang="zh", area=tiny.STREET)))
    assert f"receipt?area={tiny.STREET}&amp;lang=zh&amp;metric=visits" in links
    assert f"profile?area={tiny.EAST}&amp;lang=zh" in links
    assert f"receipt?area={tiny.EAST}&amp;lang=zh&amp;metric=visits" in links


def test_without_an_area_there_is_a_list_to_choose_from(app):
    found = opened(app, PAGE, lang="zh")
    assert found.subheader[0].value.startswith("选择区域")
    assert rows_of(found, "选择区域")["东里社区"][0] == "6"


def test_datasets_that_nobody_exported_are_no_data_and_not_zero(app):
    found = opened(app, PAGE, lang="zh", area=tiny.EAST)
    assert "<h3>各类小区数</h3><p>无数据</p>" in drawn(found)
    assert [caption.value for caption in found.caption].count("无数据") == 4


def test_verdicts_among_siblings_say_what_chance_allows():
    """Of three streets' communities one closes far fewer: the others cannot be told apart."""
    metric = catalog.load()["closure_rate"]
    counts = {"a": (95, 100), "b": (94, 100), "c": (96, 100), "d": (40, 100)}
    records = [(code, top, bottom) for code, (top, bottom) in counts.items()]
    values, whole = Values(frame(records)), Values(frame([("street", 325, 400)]))
    found = metric_table.standings(values, whole, {metric.key: metric}, "d", MARCH)[metric.key]
    _ = i18n.translator("en")
    assert (found.verdict(_), found.tone) == ("▼ clearly worse", "worse")
    assert found.places(_) == "place 4–4 of 4"
    alone = Values(frame(records[:1]))
    assert metric_table.standings(alone, whole, {metric.key: metric}, "a", MARCH) == {}


def frame(records):
    """measure()'s frame of the closure rate in March."""
    columns = ["area_code", "numerator", "denominator"]
    given = pd.DataFrame(records, columns=columns)
    return given.assign(
        metric="closure_rate", area_name=given["area_code"], has_data=True, is_mixed=False,
        is_few=False,
        value=given["numerator"] / given["denominator"] * 100,
        window_start=MARCH[0], window_end=MARCH[1],
    )  # fmt: skip


def test_micro_grids_are_not_judged():
    assert metric_table.rankable_metrics(catalog.load(), "micro_grid") == {}
    assert "closure_rate" in metric_table.rankable_metrics(catalog.load(), "grid_cell")


def tree(*levels: tuple[str, int]) -> AreaTree:
    records = [{"area_code": "all", "area_name": "", "level": "all", "parent_code": ""}]
    above = ["all"]
    for level, each in levels:
        codes = [f"{code}/{n}" for code in above for n in range(each)]
        records += [
            {"area_code": c, "area_name": c, "level": level, "parent_code": c.rpartition("/")[0]}
            for c in codes
        ]
        above = codes
    return AreaTree(records)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((("street_office", 1), ("community", 40), ("grid_cell", 9)), "community"),
        ((("street_office", 1), ("community", 41)), "street_office"),
        ((("district", 2), ("street_office", 3), ("community", 9)), "street_office"),
        ((("grid_cell", 50),), "grid_cell"),
        ((), ""),
    ],
)
def test_the_list_to_choose_from_goes_as_deep_as_it_stays_short(levels, expected):
    assert child_areas.level(tree(*levels), "all") == expected


@pytest.mark.parametrize(
    ("value", "said"), [(None, "无数据"), (0, "0"), (4, "不予显示"), (5, "5"), (1234, "1,234")]
)
def test_a_handful_of_key_group_households_is_not_told(value, said):
    known = pd.DataFrame([{"kind": None, "key_group_households": value, "households": value}])
    below = tree(("community", 1))
    given = area_identity.Identity(below["all/0"], below, known, pd.DataFrame(), set())
    told = dict(area_identity.facts(given, i18n.translator("zh")))
    assert told["重点人员户数"] == said
    assert told["户数"] == ("4" if value == 4 else said)


def test_a_sheet_escapes_what_stands_in_it_and_takes_values_away():
    cell = Cell("9%", note="<b>", href="x?a=1&b=2", value=9.1)
    sheet = Sheet(["Name", "Rate"], [("G", [[Cell('<i>"'), cell]])], (1,), "Group")
    assert "<i>" not in sheet.html("T")
    assert '<td class="number" data-label="Rate">' in sheet.html("T")
    assert 'href="x?a=1&amp;b=2">9%</a>' in sheet.html("T")
    assert sheet.frame().to_dict("records") == [{"Group": "G", "Name": '<i>"', "Rate": 9.1}]


def issue(reported, resolved="", **given):
    return {
        "reported_at": f"2026-{reported} 09:00", "category": "噪声",
        "resolved_at": f"2026-{resolved} 09:00" if resolved else "", **given,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Closed, back within 30 days and open; the second cycle was closed again.
        ([issue("01-05", "01-10"), issue("01-20", "02-01"), issue("02-10")], [(2, "2026-02-10")]),
        # Back after 31 days: no rebound.
        ([issue("01-05", "01-10"), issue("02-10")], []),
        # Exactly 30 days is one.
        ([issue("01-05", "01-10"), issue("02-09")], [(1, "2026-02-09")]),
        # Closed again: nothing is open.
        ([issue("01-05", "01-10"), issue("01-20", "02-01")], []),
        # Closed only after the day asked for: still open then.
        ([issue("01-05", "01-10"), issue("01-20", "04-20")], [(1, "2026-01-20")]),
        # Another matter, and a place outside.
        ([issue("01-05", "01-10"), issue("01-20", category="停车")], []),
        (
            [
                issue("01-05", "01-10", area_code=tiny.GRIDS[2]),
                issue("01-20", area_code=tiny.GRIDS[2]),
            ],
            [],
        ),
    ],
)
def test_open_rebounds(tmp_path, rows, expected):
    opened = tiny.warehouse(tmp_path, tiny.issues(*rows))
    found = opened.view("profile_rebounds", {"area": tiny.EAST, **APRIL})
    said = [(row.cycles, str(row.open_since)[:10]) for row in found.itertuples()]
    assert said == expected
    assert set(found["place"]) <= {"第001网格"}


def test_lists_hold_what_was_before_the_day_and_inside_the_area(tmp_path):
    days = ("2026-03-05", "2026-03-31", "2026-04-01")
    meetings = [
        {**offices.ROWS["meetings"], "meeting_id": f"M{n}", "held_on": day}
        for n, day in enumerate(days)
    ]
    facility = offices.ROWS["parking_spaces"]
    snapshots = [
        {**facility, "snapshot_at": f"{day} 12:00", "spaces": str(n), "occupied": "0"}
        for n, day in enumerate(days, start=8)
    ]
    given = [offices.given("meetings", *meetings), offices.given("parking_spaces", *snapshots)]
    opened = tiny.warehouse(tmp_path, *given)
    asked = {"area": tiny.EAST, **APRIL}
    held = opened.view("profile_meetings", asked)["held_day"].astype(str).tolist()
    assert held == ["2026-03-31", "2026-03-05"]
    assert opened.view("profile_parking", asked)["spaces"].tolist() == [9]
    assert opened.view("profile_meetings", {**asked, "area": tiny.WEST}).empty
    assert len(opened.view("profile_meetings", {**asked, "most": 1})) == 1

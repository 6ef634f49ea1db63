"""Slides of cases and causes: the figure's own numbers, worst first, all rows or how many."""

from dataclasses import replace

import pytest

from governance.briefings import compose, listing_slides, pagination, table_fitting
from governance.briefings.model import Briefing, Slide
from governance.core.i18n import translator
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse
from tests.support import tiny
from tests.support.briefed import LOTUS, MARCH, shown


@pytest.fixture(scope="module")
def sample(sample_warehouse):
    return Warehouse.open(sample_warehouse)


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """Four issues past due in March and one that is not, by two departments; nothing came back."""

    def issue(department, day, due, category):
        return {
            "area_code": tiny.GRIDS[0],
            "reported_at": f"2026-03-{day:02d} 09:00",
            "due_at": f"2026-{due} 18:00",
            "department": department,
            "category": category,
        }

    rows = [
        issue("城管", 3, "03-10", "停车秩序"),
        issue("城管", 4, "03-11", "停车秩序"),
        issue("城管", 5, "03-12", "噪声扰民"),
        issue("房管", 2, "03-09", "停车秩序"),
        issue("房管", 6, "04-09", "停车秩序"),
        {**issue("房管", 31, "04-09", "停车秩序"), "resolved_at": "2026-03-31 10:00"},
    ]
    return tiny.warehouse(tmp_path_factory.mktemp("waiting"), tiny.issues(*rows))


def test_overdue_cases_have_their_department_and_due_time(waiting):
    found = shown(waiting, "zh", kind="overdue", metrics=(), **MARCH)
    assert found.title == "超期未结 4 件，受理最早的已有 29 天；最多的是城管 3 件、房管 1 件"
    (table,) = found.tables
    assert [row[2:] for row in table.shown] == [
        ("停车秩序", "房管", "2026-03-09", "29"),
        ("停车秩序", "城管", "2026-03-10", "28"),
        ("停车秩序", "城管", "2026-03-11", "27"),
        ("噪声扰民", "城管", "2026-03-12", "26"),
    ]
    assert found.words == ()
    assert [definition.key for definition in found.definitions] == ["overdue"]


def test_rows_that_are_not_listed_are_counted(waiting):
    found = shown(waiting, "en", kind="overdue", metrics=(), most=1, **MARCH)
    said = table_fitting.counted(found.tables[0], translator("en"))
    assert said == "Rows 1 to 1 of 4; the workbook has all."
    assert len(found.tables[0].rows) == 4
    assert len(found.tables[0].shown) == 1


def test_cases_that_no_workbook_has_are_counted(waiting, monkeypatch):
    monkeypatch.setattr(listing_slides, "MOST", 3)
    found = shown(waiting, "zh", kind="overdue", metrics=(), **MARCH)
    assert found.words == ("共 4 件，只列出等待最久的 3 件。",)
    assert len(found.tables[0].rows) == 3


def test_causes_are_named_by_the_figure(waiting):
    found = shown(waiting, "zh", kind="causes", metrics=("overdue",), **MARCH)
    assert found.title.endswith("；最多的是停车秩序 3 件、噪声扰民 1 件")
    assert found.charts[0].series[0].values == (3.0, 1.0)
    assert found.charts[0].series[0].tones == ("value", "value")
    assert found.tables[0].rows == (("停车秩序", 3.0), ("噪声扰民", 1.0))


def test_where_nothing_came_back_it_is_said(waiting):
    found = shown(waiting, "en", kind="rebounds", metrics=(), **MARCH)
    assert found.title == "Nothing came back 3 times or more in 12 months"
    assert found.tables == ()


@pytest.mark.parametrize(
    ("slide", "said"),
    [
        ({"kind": "causes", "metrics": ("visits",)}, "Visits is not recorded by category."),
        ({"kind": "overdue", "metrics": (), "area": "gone"}, "There is no area “gone”"),
    ],
)
def test_what_cannot_be_shown_says_why(waiting, slide, said):
    assert shown(waiting, **slide).trouble.startswith(said)


def test_without_any_issues_no_case_is_made_up(tmp_path):
    visited = tiny.warehouse(tmp_path, tiny.visits({"area_code": tiny.GRIDS[0]}))
    found = shown(visited, "en", kind="overdue", metrics=(), **MARCH)
    assert (found.title, found.tables) == ("Overdue: No data", ())


def test_causes_of_the_sample_add_up_to_its_figure(sample):
    found = shown(sample, kind="causes", metrics=("overdue",), area=LOTUS)
    window = (found.start, found.end)
    whole = sample.answer(Query(("overdue",), "street_office", LOTUS, (window,)))["value"][0]
    assert sum(row[1] for row in found.tables[0].rows) == whole
    assert found.charts[0].series[0].tones[:3] == ("value", "value", "other")  # named in the title
    listed = shown(sample, kind="overdue", metrics=(), area=LOTUS)
    assert len(listed.tables[0].rows) == whole


def test_places_that_rebound_come_most_often_first(sample):
    found = shown(sample, "zh", kind="rebounds", metrics=(), area=LOTUS)
    cycles = [row[3] for row in found.tables[0].rows]
    assert cycles == sorted(cycles, reverse=True)
    assert found.title.endswith(f" {cycles[0]} 次")
    assert found.tables[0].shown[0][0] in found.title
    said = table_fitting.counted(found.tables[0], translator("zh"))
    assert said == f"共 {len(cycles)} 行，本页为第 1 至 10 行，其余见 Excel。"


def test_they_go_through_every_page(sample):
    kinds = [Slide("causes", name="a", metrics=("overdue",)), Slide("rebounds", name="b")]
    given = Briefing({"zh": "例会"}, tuple(replace(one, area=LOTUS) for one in kinds))
    made = compose.deck(sample, "例会", given, "zh")
    assert [page.title for page in pagination.pages(made)] == [one.title for one in made.slides]

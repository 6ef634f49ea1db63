"""Explore: metrics by rows and columns, their totals, and what the page keeps in the address."""

import datetime as dt
import io

import pandas as pd
import pytest

from governance.charts.pivot_table import lines, table
from governance.charts.pivot_table.lines import Sort, Words
from governance.core import export_tables
from governance.core.area_tree import AreaTree
from governance.core.i18n import translator
from governance.metrics import catalog, pivot
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse
from tests.support import pivots, tiny
from tests.support.paged import opened, with_menus

PAGE = "pages/analyse/explore.py"
YEAR = (dt.date(2026, 1, 1), dt.date(2027, 1, 1))
CATALOG = catalog.load()
ZH, EN = translator("zh"), translator("en")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    late = {"channel": "hotline", "category": "噪声", "due_at": "2026-03-09"}
    done = late | {"resolved_at": "2026-03-08"}
    rows = [done, late, done | {"channel": "grid", "category": "停车"}]
    return tiny.warehouse(tmp_path_factory.mktemp("explore"), tiny.issues(*rows))


def asked(warehouse: Warehouse, key: str, by: pivot.By, window=YEAR) -> dict:
    return pivot.numbers(warehouse.tabulate, Query((key,), "all", "all", (window,)), by)


def test_two_segments_at_once_are_divided_after_adding_up(warehouse: Warehouse):
    found = asked(warehouse, "on_time_rate", ("channel", "category"))
    values = {cell[1:]: number.value for cell, number in found.items()}
    assert values == {
        ("hotline", "噪声"): 50,
        ("grid", "停车"): 100,
        ("hotline", "停车"): None,
        ("grid", "噪声"): None,
        ("hotline", None): 50,
        ("grid", None): 100,
        (None, "噪声"): 50,
        (None, "停车"): 100,
        (None, None): pytest.approx(200 / 3),
    }


def test_a_median_by_two_segments_is_of_the_records_themselves(warehouse: Warehouse):
    found = asked(warehouse, "resolution_hours_p50", ("channel", "category"))
    hours = 62 + 55 / 60  # reported on 5 March at 9:05, resolved on 8 March
    assert found["resolution_hours_p50", "hotline", "噪声"].value == pytest.approx(hours)
    assert found["resolution_hours_p50", "hotline", "停车"].value is None


ADDITIVE = [key for key, m in CATALOG.items() if m.aggregate == "sum" and m.is_count and not m.per]


@pytest.mark.parametrize("key", ADDITIVE)
def test_totals_are_the_sum_of_their_parts_where_a_metric_adds_up(sample_warehouse, key):
    build, metric = Warehouse(sample_warehouse.resolve()), CATALOG[key]
    window = (dt.date(2026, 5, 20), dt.date(2026, 9, 10))
    query = Query((key,), "district", "500113", (window,))
    offered = pivot.dimensions(metric, ["street_office", "community"])
    for by in [("community", name) for name in (*metric.segments[:1], "month", "week")]:
        if by[1] in offered and pivot.is_told(metric, by, query):
            found = pivot.numbers(build.tabulate, query, by)
            assert found[key, None, None].is_mixed or added(found, metric, by)


def added(found, metric, by):
    """Whether each total is the sum along each dimension by which the metric adds up."""
    for side in (1, 2):
        sums: dict[pivot.Key, list[pivot.Number]] = {}
        for cell, number in found.items():
            if cell[side] is not None:
                sums.setdefault(cell[3 - side], []).append(number)
        for other, parts in sums.items():
            total = found[(metric.key, None, other) if side == 1 else (metric.key, other, None)]
            is_told = total.value is not None and not any(part.is_few for part in parts)
            if pivot.adds_up(metric, by[side - 1]) and is_told:
                assert sum(part.value or 0 for part in parts) == pytest.approx(total.value)
    return True


def test_time_is_cut_at_its_turns_and_what_is_cut_says_its_days():
    cut = (dt.date(2026, 2, 10), dt.date(2026, 7, 6))
    assert pivot.spans(cut, "month")[0] == (dt.date(2026, 2, 10), dt.date(2026, 3, 1))
    quarters = pivot.spans(cut, "quarter")
    assert [start.isoformat() for start, _end in quarters] == [
        "2026-02-10", "2026-04-01", "2026-07-01"
    ]  # fmt: skip
    assert pivot.spans(cut, "week")[1] == (dt.date(2026, 2, 16), dt.date(2026, 2, 23))
    assert pivot.spans(YEAR, "year") == [YEAR]
    root = {"area_code": "all", "area_name": "", "level": "all", "parent_code": ""}
    words = Words(Query(("visits",), "all", "all", (cut,)), "visits", AreaTree([root]), ZH)
    named = words.lines("quarter", ["2026-02-10", "2026-04-01"])
    assert [line.title for line in named] == ["2026年2月10日至3月31日", "2026年第2季度"]


def test_the_worst_of_a_rate_stands_first_and_the_largest_of_a_count(warehouse: Warehouse):
    tree = AreaTree(warehouse.areas().to_dict("records"))
    for key, first in (("on_time_rate", "hotline"), ("issues_reported", "hotline")):
        query = Query((key,), "all", "all", (YEAR,))
        words, found = Words(query, "issues", tree, ZH), asked(warehouse, key, ("channel", ""))
        assert lines.arrange(found, [CATALOG[key]], ("channel", ""), words).rows[0].key == first
        up = lines.arrange(found, [CATALOG[key]], ("channel", ""), words, f"-{key}")
        assert up.sort == Sort(key)
        other = lines.arrange(found, [CATALOG[key]], ("channel", ""), words, "-gone:x")
        assert other.rows[0].key == first


def test_a_workbook_has_numbers_and_the_total(warehouse: Warehouse):
    tree = AreaTree(warehouse.areas().to_dict("records"))
    metric = CATALOG["on_time_rate"]
    by = ("channel", "category")
    words = Words(Query((metric.key,), "all", "all", (YEAR,)), "issues", tree, EN)
    given = lines.arrange(asked(warehouse, metric.key, by), [metric], by, words)
    taken = table.table(given, "Channel", EN)
    named = export_tables.Words("numbers", "about", {}, "en")
    book = io.BytesIO(export_tables.xlsx_bytes(taken, named))
    sheet = pd.read_excel(book, sheet_name="numbers", engine="calamine")
    assert list(sheet) == ["Channel", "噪声", "停车", "Total"]
    assert list(sheet["Channel"]) == ["12345 hotline", "Grid patrol", "Total"]
    assert [column.kind for column in sheet.dtypes[1:]] == ["f", "f", "f"]
    assert sheet.iloc[0].isna().tolist() == [False, False, True, False]


def test_areas_by_months(app):
    found = opened(app, PAGE, lang="zh", metric="visits", area=tiny.STREET, period="all_time")
    found.selectbox(key="pick_and").set_value("month").run()
    assert found.query_params["and"] == "month"
    rows: dict[int, list[str]] = {}
    for spot in pivots.spots(pivots.drawn(found)):
        rows.setdefault(spot.row, []).append(spot.text)
    said = {row[0]: row[1:] for row in rows.values()}
    assert said["东里社区"] == ["3", "4", "6", "13"]
    assert said["西里村"] == ["2", "—", "6", "8"]
    assert said["合计"][-1] == "21"


def test_a_filter_counts_only_its_value(app):
    parameters = {"metric": "visits", "by": "month", "only": "visitor_role:cadre"}
    found = opened(app, PAGE, lang="zh", period="all_time", **parameters)
    assert [s.text for s in pivots.spots(pivots.drawn(found)) if s.column == 0][1:-1] == ["0"] * 3
    found.button(key="filter_off").click().run()
    assert "only" not in found.query_params
    said = [s.text for s in pivots.spots(pivots.drawn(found)) if s.column == 0][1:]
    assert said == ["5", "4", "12", "21"]


def test_the_address_keeps_all_that_is_chosen_and_old_links_work(app):
    parameters = {"metric": "visits", "by": "area", "and": "month", "beside": "visit_person_times"}
    parameters |= {"area": tiny.STREET, "period": "all_time", "sort": "visits"}
    found = opened(app, PAGE, lang="zh", **parameters)
    assert not found.exception
    assert found.selectbox(key="pick_by").value == "community"
    assert found.multiselect(key="pick_beside").value == ["visit_person_times"]
    html = pivots.drawn(found)
    assert html.index("西里村") < html.index("东里社区")  # sorted by the total, least first
    assert 'colspan="2"' in html
    assert "sort=-visits" in html


def test_what_does_not_fit_is_not_there(app):
    odd = {"by": "gone", "and": "gone", "beside": "gone,visits", "sort": "-gone:gone"}
    found = opened(app, PAGE, lang="zh", metric="visits", **odd)
    assert not found.exception
    assert found.multiselect(key="pick_beside").value == []
    found = with_menus(opened(app, PAGE, lang="zh", metric="visits", by="week", **{"and": "month"}))
    assert not found.exception
    assert found.selectbox(key="pick_and").value == ""
    assert [button.proto.label for button in found.get("download_button")] == ["CSV", "XLSX"]


def test_weeks_are_not_offered_of_what_tells_of_people_in_need():
    query = Query(("visits",), "all", "all", (YEAR,))
    assert pivot.is_told(CATALOG["visits"], ("week", "purpose"), query)
    assert not pivot.is_told(CATALOG["visits"], ("week", "key_group"), query)
    assert not pivot.is_told(CATALOG["key_group_coverage"], ("week", ""), query)
    assert not pivot.is_told(CATALOG["visits"], ("month", "week"), query)

"""Any metric by any two dimensions: what stands in the cells, and what a click leads to."""

import datetime as dt

import pytest

from governance.charts import cross_grid
from governance.core import periods
from governance.metrics import catalog
from governance.metrics.measure import crossed
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse
from tests.support import tiny
from tests.support.paged import opened

PAGE = "pages/analyse/explore.py"
YEAR = (dt.date(2026, 1, 1), dt.date(2027, 1, 1))
CATALOG = catalog.load()


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    rows = [
        {
            "channel": "hotline",
            "category": "噪声",
            "due_at": "2026-03-09",
            "resolved_at": "2026-03-08",
        },
        {"channel": "hotline", "category": "噪声", "due_at": "2026-03-09"},
        {
            "channel": "grid",
            "category": "停车",
            "due_at": "2026-03-09",
            "resolved_at": "2026-03-08",
        },
    ]
    return tiny.warehouse(tmp_path_factory.mktemp("explore"), tiny.issues(*rows))


def test_two_segments_at_once_are_divided_after_adding_up(warehouse: Warehouse):
    query = Query(("on_time_rate",), "all", "all", (YEAR,))
    found = crossed(warehouse.cursor(), CATALOG, query, ("channel", "category"))
    cells = {(row.first_value, row.second_value): row.value for row in found.itertuples()}
    assert cells == {("hotline", "噪声"): 50, ("grid", "停车"): 100}


def test_what_does_not_add_up_is_not_crossed_by_two_segments():
    offered = cross_grid.dimensions(CATALOG["visit_coverage"], has_areas=True)
    assert cross_grid.second_dimensions(CATALOG["visit_coverage"], "purpose", offered) == [
        "",
        "area",
        "month",
    ]
    offered = cross_grid.dimensions(CATALOG["visits"], has_areas=False)
    assert cross_grid.second_dimensions(CATALOG["visits"], "purpose", offered)[-2:] == [
        "visitor_role",
        "key_group",
    ]


def test_a_month_is_what_of_it_lies_in_the_window():
    assert periods.month_of(YEAR, "2026-02-01") == ("2026-02-01", "2026-02-28")
    cut = (dt.date(2026, 2, 10), dt.date(2026, 3, 6))
    assert periods.month_of(cut, "2026-02-10") == ("2026-02-10", "2026-02-28")
    assert periods.month_of(cut, "2026-03-01") == ("2026-03-01", "2026-03-05")


def test_areas_by_months(app):
    found = opened(app, PAGE, lang="zh", metric="visits", area=tiny.STREET, period="all_time")
    found.selectbox(key="pick_and").set_value("month").run()
    assert found.query_params["and"] == "month"
    table = found.dataframe[0].value.set_index("区域")
    assert table.loc["东里社区"].tolist() == [3, 4, 6]
    assert table.loc["西里村"].fillna(-1).tolist() == [2, -1, 6]


def test_a_filter_counts_only_its_value(app):
    parameters = {"metric": "visits", "by": "month", "only": "visitor_role:cadre"}
    found = opened(app, PAGE, lang="zh", period="all_time", **parameters)
    assert found.dataframe[0].value.iloc[:, 1].tolist() == [0, 0, 0]
    found.button(key="filter_off").click().run()
    assert "only" not in found.query_params
    assert found.dataframe[0].value.iloc[:, 1].tolist() == [5, 4, 12]


def test_a_metric_without_dimensions_says_so(app):
    found = opened(app, PAGE, lang="zh", metric="visits", by="gone")
    assert not found.exception
    assert found.selectbox(key="pick_by").value == "area"

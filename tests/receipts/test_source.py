"""Where the figures of lists are from: the query with its values, the datasets, the files."""

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from governance.core import sql
from governance.metrics import catalog
from governance.metrics.query import filter_parameters
from governance.receipts.figure_records import Source
from governance.warehouse.reader import VARIABLE
from tests.support import offices
from tests.support.paged import opened, with_menus
from tests.support.shown import words

CATALOG = catalog.load()


@pytest.mark.parametrize(
    ("view", "datasets"),
    [
        ("votes", {"areas", "compounds", "meetings"}),
        ("issue_funnel", {"areas", "issues"}),
        ("outputs_by_unit", {"areas", "projects"}),
        ("programmes", {"areas", "parking_spaces"}),
        ("profile_rebounds", {"areas", "compounds", "issues"}),
    ],
)
def test_a_view_names_the_datasets_that_it_reads(view, datasets):
    assert Source(view, {}).datasets(CATALOG) == datasets


def test_the_statement_has_every_value_and_the_query_itself():
    given = {"area": "990001", "end": dt.date(2026, 4, 1), "only": None, "most": 5}
    said = Source("profile_meetings", given).statement
    for line in ("$area = '990001'", "$end = date '2026-04-01'", "$only = null", "$most = "):
        assert f"--   {line}" in said
    assert said.endswith(sql.text("views", "profile_meetings"))
    filtered = filter_parameters([("channel", "hotline"), ("channel", ""), ("category", "乙")])
    said = Source("votes", filtered).statement
    assert "--   $filter_columns = ['channel', 'category']" in said
    assert "--   $filter_values = [['hotline', ''], ['乙']]" in said


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A reader of an office with a row of everything."""
    monkeypatch.setenv(VARIABLE, str(offices.built("one_day", tmp_path)))
    return AppTest.from_file("../../dashboard.py", default_timeout=60)


def test_a_list_says_its_query_and_the_files_behind_it(office):
    found = with_menus(opened(office, "pages/monitor/organisation.py", lang="zh"))
    assert not found.exception
    assert any(
        "-- bound:" in code.value and "from organisations" in code.value for code in found.code
    )
    assert any(text.startswith("数据来源 · 构建 2") for text in words(found))
    files = [table.value for table in found.dataframe if "SHA-256" in table.value]
    assert {len(sha) for table in files for sha in table["SHA-256"]} == {64}

"""The filters of a page: their chips, how one is added, and what does not know one."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from governance.app import downloads
from governance.warehouse import build
from governance.warehouse.reader import VARIABLE
from tests.pages.test_people_pages import VISITS, card, everything, opened
from tests.support.paged import with_menus


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("filtered")
    build.build(everything(), place, place / "current.duckdb")
    return place / "current.duckdb"


@pytest.fixture
def app(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(VARIABLE, str(warehouse))
    return AppTest.from_file("../../dashboard.py", default_timeout=60)


def chips(found):
    return [one.label for one in found.button if str(one.key).startswith("filter_off")]


def test_values_of_one_column_add_up_and_columns_narrow(app):
    found = opened(app, VISITS, only="visitor_role:cadre;visitor_role:volunteer;purpose:大走访")
    assert card(found, "走访次数").startswith("走访次数 2 次")
    assert len(chips(found)) == 3
    found.button(key="filter_off_2").click().run()
    assert card(found, "走访次数").startswith("走访次数 5 次")
    found.button(key="filters_off").click().run()
    assert "only" not in found.query_params


def test_a_filter_is_added_from_the_columns_and_values_that_there_are(app):
    found = with_menus(opened(app, VISITS, only="purpose:大走访"))
    values = found.multiselect(key="filter_values")
    titles = [text.partition("：")[0] for text in values.options]
    assert list(dict.fromkeys(titles)) == ["走访人身份", "重点人员类别", "走访事由"]
    assert values.value == [("purpose", "大走访")]
    values.select("走访人身份：下沉干部").run()
    assert found.query_params["only"] == "purpose:大走访;visitor_role:cadre"
    assert len(chips(found)) == 2


def test_a_filter_of_another_subject_is_left_out_and_told(app):
    found = opened(app, VISITS, only="team:红马甲")
    assert card(found, "走访次数").startswith("走访次数 18 次")
    assert chips(found) == ["队伍：红马甲（本页不适用）✕"]
    assert all("未按队伍筛选" in one.value for one in found.subheader if "·" in one.value)


def test_a_value_of_an_address_is_no_markup(app):
    found = opened(app, VISITS, only="purpose:**[a](http://b)**")
    assert "**[" not in chips(found)[0]
    assert not found.exception


def test_a_workbook_says_its_filters(app, monkeypatch):
    """Those that count, and those that the figure does not know."""
    facts: list[dict[str, str]] = []

    def numbers(here, given, title, _key, _source=None):
        facts.append(downloads._about(here, given, title))

    monkeypatch.setattr(downloads, "numbers", numbers)
    only = "visitor_role:cadre;visitor_role:volunteer;team:红马甲"
    with_menus(opened(app, VISITS, only=only))
    said = {one["筛选"] for one in facts}
    assert "仅走访人身份：下沉干部、志愿者；未按队伍筛选" in said
    assert all("未按队伍" in one for one in said)

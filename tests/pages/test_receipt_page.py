"""The number receipt as a reader opens it: from a card, of something and of nothing."""

import re

import pytest

from governance.warehouse import build
from governance.warehouse.reader import VARIABLE
from tests.support import tiny
from tests.support.paged import drawn, february, opened

PAGE = "pages/reference/receipt.py"


def test_every_card_leads_to_its_receipt(app):
    found = opened(app, lang="zh", area=tiny.EAST, period="all_time")
    (card,) = re.findall(r'<article class="kpi" aria-label="走访次数">.*?</article>', drawn(found))
    (address,) = re.findall(r'href="(receipt\?[^"]*metric=visits)"', card)
    assert f"area={tiny.EAST}" in address
    assert "period=all_time" in address


def test_a_receipt_proves_its_figure_and_lists_its_records(app):
    found = opened(app, PAGE, lang="zh", metric="visits", area=tiny.EAST)
    assert found.metric[0].value == "6 次"
    assert [note.value for note in found.success] == [
        "已核验：明细当场重新汇总，与所示数字一致。",
        "一致：从已接收的明细按定义的字面意思另行计数，得出同一数字。",
    ]
    assert found.table[0].value.iloc[:, 0].to_dict()["另行计数"] == "6 次"
    assert any("from accepted_visits" in code.value for code in found.code)
    assert len(found.dataframe[0].value) == 6
    found.selectbox(key="pick_receipt").set_value("visit_person_times").run()
    assert found.query_params["metric"] == "visit_person_times"
    assert found.success


def test_a_receipt_of_nothing_says_so(app):
    found = opened(
        app, "pages/reference/receipt.py", lang="zh", metric="visits", area=tiny.WEST, **february()
    )
    assert found.metric[0].value == "无数据"
    assert any("没有计入本数的记录" in note.value for note in found.info)


@pytest.fixture
def deferred(tmp_path, monkeypatch):
    """Two issues due in March, one on time, the other deferred."""
    due = {"due_at": "2026-03-09", "reported_at": "2026-03-01"}
    rows = [
        {**due, "resolved_at": "2026-03-08", "is_deferred": "false"},
        {**due, "is_deferred": "true"},
        {"reported_at": "2026-04-01"},
    ]
    build.build([tiny.areas(), tiny.issues(*rows)], tmp_path, tmp_path / "current.duckdb")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "current.duckdb"))


def definitions(found):
    """The rows of the table of definitions, each cell under its label."""
    (sheet,) = [e.proto.body for e in found.get("html") if "What would change" in e.proto.body]
    cell = re.compile(r'data-label="([^"]*)"[^>]*>(.*?)</td>', re.DOTALL)
    rows = [dict(cell.findall(row)) for row in sheet.split("<tr")[2:]]
    return [{name: re.sub("<[^>]+>", "", text) for name, text in row.items()} for row in rows]


def test_a_reader_puts_another_definition_in_force(app, deferred):
    march = {"period": "custom", "start": "2026-03-01", "end": "2026-03-31"}
    found = opened(app, PAGE, lang="en", metric="on_time_rate", **march)
    assert found.metric[0].value == "50.0%"
    told = definitions(found)
    assert [row["In force"] for row in told] == ["✓ in force", "—", "—"]
    assert [row["What would change"] for row in told] == ["—", "+50.0 pp", "+50.0 pp"]
    found.button(key="rule_on_time_rate_less_deferred").click().run()
    assert found.query_params["rules"] == "on_time_rate_less_deferred"
    assert found.metric[0].value == "100.0%"
    found.button(key="rule_on_time_rate").click().run()
    assert found.metric[0].value == "50.0%"


def test_records_speak_the_readers_language(app, deferred):
    march = {"period": "custom", "start": "2026-03-01", "end": "2026-03-31"}
    found = opened(app, PAGE, lang="zh", metric="on_time_rate", **march)
    assert found.dataframe[0].value["是否延期"].tolist() == ["是", "否"]


def test_a_number_of_a_view_has_a_receipt_at_an_address_of_its_own(app, deferred):
    march = {"period": "custom", "start": "2026-03-01", "end": "2026-03-31"}
    found = opened(app, PAGE, lang="zh", cell="issue_funnel:reported-closed", **march)
    assert not found.exception
    assert found.metric[0].value == "1"
    assert "受理 − 办结" in found.metric[0].label
    assert [note.value for note in found.success] == ["已核验：明细当场重新汇总，与所示数字一致。"]
    assert found.dataframe[0].value["计入"].tolist() == [1]
    assert any("queries/behind" in caption.value for caption in found.caption)


def test_an_address_of_no_number_is_told(app):
    found = opened(app, PAGE, lang="en", cell="issue_funnel:gone", metric="visits")
    assert "There is no number" in found.warning[0].value
    assert found.success  # the receipt of the metric


def test_a_cell_without_any_record_says_so(app):
    found = opened(app, PAGE, lang="en", cell="teams:hours:gone")
    assert found.metric[0].value == "No data"
    assert any("No record is behind" in note.value for note in found.info)


def test_the_receipt_of_a_cell_is_left_by_choosing_another_page(app, deferred):
    march = {"period": "custom", "start": "2026-03-01", "end": "2026-03-31"}
    found = opened(app, PAGE, lang="en", cell="issue_funnel:reported", **march)
    (link,) = [text.value for text in found.markdown if "Receipts of metrics" in text.value]
    assert "cell=" not in link

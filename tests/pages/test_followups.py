"""A follow-up from the entry that needs attention to its end, on the page."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from governance.metrics import followups
from governance.warehouse.reader import VARIABLE
from tests.support.paged import drawn

AREA = "500113011"


@pytest.fixture
def office(tmp_path: Path, sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The overview of the sample's own street, whose follow-ups lie in a folder of the test."""
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    monkeypatch.setenv(followups.VARIABLE, str(tmp_path / "followups.jsonl"))
    found = AppTest.from_file("../../dashboard.py", default_timeout=60)
    found.query_params["lang"] = "zh"
    return found.run()


def opened(found: AppTest, beginning: str) -> str:
    """Opens the first menu of this key."""
    keys = [block.proto.popover.id.split("-", 2)[-1] for block in found.get("popover")]
    key = next(key for key in keys if key.startswith(beginning))
    found.session_state[key] = True
    found.run()
    return key


def save(found: AppTest) -> None:
    (button,) = [one for one in found.button if one.label == "保存"]
    button.click().run()


def test_a_follow_up_is_agreed_noted_and_closed(office: AppTest) -> None:
    assert office.selectbox(key="pick_area").value == AREA
    key = opened(office, "follow_")
    save(office)  # nothing filled in
    assert [error.value for error in office.error] == ["请填写议定事项、责任人和完成时限。"]
    office.text_area(key="follow_up_agreed").set_value("每周<b>清零</b>")
    office.text_input(key="follow_up_owner").set_value("王某")
    save(office)
    assert not office.exception
    ((one,), _) = followups.load(followups.file())
    assert f"follow_{one.metric}_{one.area}" == key
    assert "督办未办结 1 项" in drawn(office)
    (told,) = [text.value for text in office.markdown if "每周" in text.value]
    assert "<b>" not in told
    opened(office, "notes_")
    office.text_area(key="follow_up_note").set_value("已办")
    office.checkbox(key="follow_up_done").check()
    save(office)
    assert not office.exception
    assert "督办未办结" not in drawn(office)
    (part,) = [one for one in office.expander if one.label == "近六个月办结 1 项"]
    assert not part.markdown
    office.session_state["followups_closed"] = True
    office.run()
    (part,) = [one for one in office.expander if one.label == "近六个月办结 1 项"]
    assert [text.value.endswith("办结后还没有完整的月份") for text in part.markdown] == [True]


def test_a_line_that_is_wrong_is_told_and_the_page_stands(office: AppTest) -> None:
    followups.file().write_text("{}\n", encoding="utf-8")
    found = office.run()
    assert not found.exception
    assert [one.value for one in found.warning if "followups.jsonl" in one.value]

"""A view is saved by name on one page, opened from the menu, and taken away."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from governance.metrics import saved_views
from tests.support import tiny
from tests.support.paged import drawn, opened


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(saved_views.VARIABLE, str(tmp_path / "views.jsonl"))
    return tmp_path


def asked(app: AppTest) -> AppTest:
    """The page with the menu open."""
    app.session_state["keep_view"] = True
    return app.run()


def test_a_view_is_kept_with_what_it_shows(app: AppTest) -> None:
    found = asked(opened(app, "pages/analyse/rank.py", lang="zh", area=tiny.EAST))
    found.text_input(key="view_name").set_value("<b>东里</b>")
    next(one for one in found.button if one.label == "保存").click().run()
    assert not found.exception
    views, _wrong = saved_views.load(saved_views.file())
    assert views == {"<b>东里</b>": f"rank?area={tiny.EAST}&lang=zh"}
    assert "&lt;b&gt;东里" in drawn(found)
    assert "<b>东里" not in drawn(found)
    found = asked(found)
    found.selectbox(key="view_gone").set_value("<b>东里</b>").run()
    found.button(key="view_remove").click().run()
    assert not found.exception
    assert "东里&lt;" not in drawn(found)
    assert saved_views.load(saved_views.file())[0] == {}


def test_a_view_without_a_name_is_not_kept(app: AppTest) -> None:
    found = asked(opened(app, lang="zh"))
    next(one for one in found.button if one.label == "保存").click().run()
    assert [one.value for one in found.error] == ["请填写视图名称。"]
    assert saved_views.load(saved_views.file()) == ({}, [])

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
    ((view,), _wrong) = saved_views.load(saved_views.file())
    assert (view.name, view.address) == ("<b>东里</b>", f"rank?area={tiny.EAST}&lang=zh")
    assert "&lt;b&gt;东里" in drawn(found)
    assert "<b>东里" not in drawn(found)
    found = asked(found)
    found.selectbox(key="view_gone").set_value("<b>东里</b>").run()
    found.button(key="view_remove").click().run()
    assert not found.exception
    assert "东里&lt;" not in drawn(found)
    assert saved_views.load(saved_views.file())[0] == []


def test_a_view_without_a_name_is_not_kept(app: AppTest) -> None:
    found = asked(opened(app, lang="zh"))
    next(one for one in found.button if one.label == "保存").click().run()
    assert [one.value for one in found.error] == ["请填写视图名称。"]
    assert saved_views.load(saved_views.file()) == ([], [])


def test_a_view_for_one_alone_is_listed_for_that_name(
    app: AppTest, browser_cookies: dict[str, str]
) -> None:
    found = asked(opened(app, lang="zh"))
    found.text_input(key="view_name").set_value("我的")
    found.radio(key="view_whose").set_value("own")
    next(one for one in found.button if one.label == "保存").click().run()
    assert [one.value for one in found.error] == ["请填写登记人，“只给我”的视图按姓名保存。"]
    found.text_input(key="view_by").set_value("张三")
    next(one for one in found.button if one.label == "保存").click().run()
    assert "我的视图" in drawn(found)

    def seen_by(cookie: str) -> bool:
        browser_cookies["governance_who"] = cookie
        other = AppTest.from_file("../../dashboard.py", default_timeout=30)
        return "我的视图" in drawn(opened(other, lang="zh"))

    assert [seen_by(name) for name in ("", "%E6%9D%8E%E5%9B%9B", "%E5%BC%A0%E4%B8%89")] == [
        False,
        False,
        True,
    ]
    asked(found).selectbox(key="view_gone").set_value("我的（只给我）").run()
    found.button(key="view_remove").click().run()
    assert "我的视图" not in drawn(found)

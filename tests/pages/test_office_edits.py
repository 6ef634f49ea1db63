"""The office's settings edited on pages: saved, shown after, signed; and what is refused."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from governance.metrics import annotations, catalog, office, office_edits, targets
from governance.warehouse.reader import VARIABLE
from tests.support.paged import drawn

METRICS = set(catalog.load())
TREND, DEFINED = "pages/analyse/trend.py", "pages/reference/metrics.py"
FIGURES = ["overdue", "on_time_rate", "issues_reported"]


@pytest.fixture
def overview(tmp_path: Path, sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The sample's overview, whose office's files lie in a folder of the test."""
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    monkeypatch.setenv(office.VARIABLE, str(tmp_path))
    text = f"# Ours.\n\n[[office]]\nhome = '500113011'\nkey_figures = {FIGURES}\nsynthetic = true\n"
    office.file().write_text(text, encoding="utf-8")
    found = AppTest.from_file("../../dashboard.py", default_timeout=60)
    found.query_params["lang"] = "zh"
    return found.run()


def opened(app: AppTest, menu: str) -> AppTest:
    app.session_state[menu] = True
    return app.run()


def save(app: AppTest) -> AppTest:
    (button,) = [one for one in app.button if one.label == "保存"]
    return button.click().run()


def cards(app: AppTest) -> list[str]:
    """The metrics of the key figures, in their order."""
    return [
        key.removeprefix("open_")
        for one in app.button
        if (key := one.key or "").startswith("open_")
    ]


def test_key_figures_are_chosen_and_signed(
    overview: AppTest, browser_cookies: dict[str, str]
) -> None:
    browser_cookies["governance_who"] = "%E5%BC%A0%E4%B8%89"
    assert cards(overview) == FIGURES
    app = opened(overview, "figures_menu")
    assert app.multiselect(key="figures_chosen").value == FIGURES
    assert app.text_input(key="figures_by").value == "张三"
    app.multiselect(key="figures_chosen").set_value(["visits", "overdue"])
    app.text_input(key="figures_by").set_value("李四")
    save(app)
    assert not app.exception
    assert cards(app) == ["visits", "overdue"]
    assert office.file().read_text(encoding="utf-8").startswith("# Ours.\n\n[[office]]")
    opened(app, "figures_menu")
    assert [one.value for one in app.caption if one.value.startswith("李四")]
    assert app.text_input(key="figures_by").value == "李四"


def test_a_line_of_changes_that_is_wrong_is_told(overview: AppTest) -> None:
    office_edits.file().write_text("{}\n", encoding="utf-8")
    app = overview.run()
    assert not app.exception
    assert [one.value for one in app.warning if "changes.jsonl" in one.value]


def test_a_choice_without_a_name_or_a_figure_is_refused(overview: AppTest) -> None:
    app = save(opened(overview, "figures_menu"))
    assert [error.value for error in app.error] == ["请填写登记人。"]
    app.multiselect(key="figures_chosen").set_value([])
    save(app)
    assert [error.value for error in app.error] == ["请至少选择一项指标。"]
    assert office_edits.changes() == ((), [])


def test_a_write_protected_file_is_a_sentence(overview: AppTest) -> None:
    office.file().chmod(0o444)
    app = opened(overview, "figures_menu")
    app.text_input(key="figures_by").set_value("张三")
    save(app)
    assert not app.exception
    (error,) = app.error
    assert error.value.startswith("office.toml 为只读文件，未保存任何改动。")
    assert cards(app) == FIGURES


def on_time(app: AppTest, page: str) -> AppTest:
    app.text_input(key="metric").set_value("on_time_rate").run()
    return app.switch_page(page).run() if page else app


def write_note(app: AppTest, text: str, by: str) -> AppTest:
    app.text_area(key="note_text").set_value(text)
    app.text_input(key="note_by").set_value(by)
    return save(app)


@pytest.mark.parametrize("page", [TREND, ""])
def test_a_note_is_written_on_a_month_shown_and_taken_away(overview: AppTest, page: str) -> None:
    app = opened(on_time(overview, page), "note_menu")
    app.selectbox(key="note_month").set_value("2026-09-01").run()
    write_note(app, "=1+1 **防汛** <b>值守</b>", "张三")
    assert not app.exception
    (note,) = annotations.load(METRICS, annotations.file())
    assert note.text["zh"] == "=1+1 **防汛** <b>值守</b>"
    assert (note.area, note.metrics, note.synthetic) == ("500113011", ("on_time_rate",), True)
    shown = r"① 2026年9月 =1+1 \*\*防汛\*\* \<b\>值守\</b\>"
    assert shown in [caption.value for caption in app.caption]
    opened(app, "note_menu")
    assert app.selectbox(key="note_month").value == "2026-09-01"
    assert any("张三" in text.value for text in app.markdown)
    next(one for one in app.button if one.label == "删除").click().run()
    assert not app.exception
    assert annotations.load(METRICS, annotations.file()) == ()
    assert shown not in [caption.value for caption in app.caption]


@pytest.mark.parametrize(
    ("text", "by", "said"),
    [
        ("", "张三", "请填写说明内容。"),
        ("防汛", "", "请填写登记人。"),
    ],
)
def test_a_note_that_says_too_little_is_refused(
    overview: AppTest, text: str, by: str, said: str
) -> None:
    app = write_note(opened(on_time(overview, TREND), "note_menu"), text, by)
    assert [error.value for error in app.error] == [said]
    assert not annotations.file().exists()


@pytest.mark.parametrize("page", [TREND, DEFINED])
def test_a_target_is_set_from_a_day_on(overview: AppTest, page: str) -> None:
    app = opened(on_time(overview, page), "target_menu")
    assert "该区域、该时段未设目标。" in [text.value for text in app.markdown]
    for value, why in (("=1+1", "不是数字"), ("nan", "不是数字"), ("101", "0 至 100")):
        app.text_input(key="target_value").set_value(value)
        save(app)
        assert [why in error.value for error in app.error] == [True]
    app.text_input(key="target_value").set_value("91.5%")
    app.text_input(key="target_by").set_value("张三")
    save(app)
    assert not app.exception
    (target,) = targets.load(METRICS, targets.file())
    assert (target.metric, target.value, target.area) == ("on_time_rate", 91.5, "500113011")
    assert f"{target.since}" == "2026-10-01"
    opened(app, "target_menu")
    (said,) = [text.value for text in app.markdown if "现行目标" in text.value]
    assert "91.5%" in said
    assert "张三" in said
    app.switch_page("pages/home/overview.py").run()
    assert "目标 91.5%" in drawn(app).replace("<b>", "").replace("</b>", "")


def test_a_count_has_a_target_of_whole_months_alone(overview: AppTest) -> None:
    overview.text_input(key="metric").set_value("visits").run()
    app = opened(overview.switch_page(DEFINED).run(), "target_menu")
    app.text_input(key="target_value").set_value("4,000")
    app.text_input(key="target_by").set_value("张三")
    save(app)
    (target,) = targets.load(METRICS, targets.file())
    assert (target.value, target.months) == (4000, 1)
    for name, day in (("period", "custom"), ("start", "2026-10-05"), ("end", "2026-10-20")):
        app.text_input(key=name).set_value(day)
    opened(app.run(), "target_menu")
    assert ["整月" in info.value for info in app.info] == [True]

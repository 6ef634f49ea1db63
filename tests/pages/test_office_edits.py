"""The office's settings edited on pages: saved, shown after, signed; and what is refused."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from governance.metrics import catalog, office, office_edits
from governance.warehouse.reader import VARIABLE

METRICS = set(catalog.load())
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


def test_a_choice_without_a_name_or_a_figure_is_refused(overview: AppTest) -> None:
    app = save(opened(overview, "figures_menu"))
    assert [error.value for error in app.error] == ["请填写登记人。"]
    app.multiselect(key="figures_chosen").set_value([])
    save(app)
    assert [error.value for error in app.error] == ["请至少选择一项指标。"]
    assert office_edits.changes() == ()


def test_a_write_protected_file_is_a_sentence(overview: AppTest) -> None:
    office.file().chmod(0o444)
    app = opened(overview, "figures_menu")
    app.text_input(key="figures_by").set_value("张三")
    save(app)
    assert not app.exception
    (error,) = app.error
    assert error.value.startswith("office.toml 为只读文件，未保存任何改动。")
    assert cards(app) == FIGURES

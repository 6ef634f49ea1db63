"""A form of the office's own, filled in on the page of briefings."""

import shutil

import pytest

from governance.forms import bindings
from tests.support.paged import opened
from tests.support.tiny import STREET

PAGE = "pages/present/briefings.py"
FORM = "一表通月报.xlsx"
ONE = '[values]\nreported = { metric = "visits" }\narea = { fact = "area" }\n'
REST = 'period = { fact = "period" }\nsample = { fact = "sample" }\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """One form, of the tiny office."""
    monkeypatch.setenv(bindings.VARIABLE, str(tmp_path))
    shutil.copy(bindings.FORMS / FORM, tmp_path)
    resolved = 'resolved = { metric = "visits", show = "previous" }\n'
    text = f'area = "{STREET}"\nperiod = "2026-03"\n{ONE}{REST}{resolved}'
    (tmp_path / FORM).with_suffix(".toml").write_text(text, "utf-8")
    return tmp_path


def test_a_form_is_filled_in_and_offered(app, folder):
    page = opened(app, PAGE, lang="zh")
    page = page.button(key="form_fill").click().run()
    assert not page.exception
    assert not page.error
    name, made = page.session_state["filled_form"]
    assert name == FORM
    assert made.startswith(b"PK")


def test_a_form_that_cannot_be_filled_in_says_why(app, folder):
    page = opened(app, PAGE, lang="zh")
    page.text_input(key="form_period").input("2019-01")
    page = page.button(key="form_fill").click().run()
    assert not page.exception
    assert "没有数值（无数据）" in page.error[0].value
    assert "filled_form" not in page.session_state


def test_without_forms_nothing_is_offered(app, tmp_path, monkeypatch):
    monkeypatch.setenv(bindings.VARIABLE, str(tmp_path))
    page = opened(app, PAGE, lang="zh")
    assert not any(button.key == "form_fill" for button in page.button)

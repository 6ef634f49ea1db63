"""What a page offers beside its charts and tables, and what it costs to offer it."""

import datetime as dt
import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from governance.charts import table_columns
from governance.core import export_tables, i18n, palette
from governance.warehouse import build
from governance.warehouse.reader import VARIABLE
from tests.support import tiny
from tests.support.paged import with_menus

EAST = {"visited_at": "2026-03-05 09:00", "area_code": tiny.GRIDS[0]}


@pytest.fixture
def app(tmp_path, monkeypatch):
    target = tmp_path / "w.duckdb"
    build.build([tiny.areas(), tiny.visits(EAST, EAST, synthetic=True)], tmp_path, target)
    monkeypatch.setenv(VARIABLE, str(target))
    return AppTest.from_file("../../dashboard.py", default_timeout=30)


def opened(app, lang):
    """The page with a figure in focus and all its menus open."""
    app.query_params["lang"] = lang
    app.query_params["metric"] = "visits"
    return with_menus(app.run())


def buttons(app):
    return [one.proto for one in app.get("download_button")]


def pictures(app):
    return [json.loads(one.proto.json) for one in app.get("bidi_component")]


def test_every_table_and_the_numbers_of_a_chart_can_be_taken_away(app):
    labels = [button.label for button in buttons(opened(app, "zh"))]
    assert labels == ["CSV", "XLSX"] * (len(labels) // 2)
    # The numbers of the trend are a table in a menu of its own, too, for their receipts.
    assert len(labels) == 2 * len(app.dataframe)


@pytest.mark.parametrize("lang", sorted(i18n.LANGUAGES))
def test_a_picture_says_what_it_shows_and_that_it_is_a_sample(app, lang):
    _ = i18n.translator(lang)
    trend, bars = pictures(opened(app, lang))
    for picture in (trend, bars):
        assert picture["warning"] == _("Sample data (synthetic), not real")
        assert _("Build {build}", build="") in picture["source"]
        assert picture["name"].startswith(picture["title"].split(" ·")[0])
    assert trend["chart"] == "trend_chart"
    assert bars["chart"] == "bars_all"


def test_what_a_menu_holds_is_made_for_who_opens_it(app):
    app.query_params["lang"] = "zh"
    app.query_params["metric"] = "visits"
    found = app.run()
    assert (buttons(found), pictures(found)) == ([], [])
    found.session_state["save_trend_chart"] = True
    assert [one.label for one in buttons(found.run())] == ["CSV", "XLSX"]


def test_nothing_is_written_until_it_is_asked_for(app, monkeypatch):
    def fail(*_args):
        raise AssertionError("written for nobody")

    monkeypatch.setattr(export_tables, "csv_bytes", fail)
    monkeypatch.setattr(export_tables, "xlsx_bytes", fail)
    found = opened(app, "zh")
    assert not found.exception
    assert buttons(found)


def test_a_name_from_an_export_is_no_markup_in_a_title():
    def page():
        from types import SimpleNamespace
        from typing import Any

        from governance.app import figure_panel

        here: Any = SimpleNamespace(place="甲", days=lambda: "2026")
        figure_panel._heading(here, "甲 [*b*](http://example.org) $x$ · 甲 · 2026", "k", 3)

    value = AppTest.from_function(page).run().subheader[0].value
    assert value == "甲 \\[\\*b\\*\\](http\\:\N{WORD JOINER}//example.org) \\$x\\$"


@pytest.mark.parametrize(
    ("numbers", "step"),
    [([1, 2, None], None), ([1.0], None), ([1.5, 2.0], 0.1), ([1.9, 1.95], 0.01)],
)
def test_all_numbers_of_a_column_have_as_many_decimals(numbers, step):
    found = table_columns.complete_settings(
        pd.DataFrame({"区域": numbers, "数": numbers}), {}, "zh"
    )
    assert found["数"]["type_config"].get("step") == step


def test_what_is_written_is_rounded_and_not_cut():
    percent = {"type_config": {"type": "number", "format": "percent"}}
    frame = pd.DataFrame({"率": [0.99958], "比": [2 / 3]})
    shown = table_columns.emphasise(frame, {"率": percent}, palette.palette(dark=False))
    assert shown.iloc[0].tolist() == [1.0, 0.67]


def test_shares_have_one_decimal_each():
    percent = {"type_config": {"type": "number", "format": "percent"}}
    found = table_columns.complete_settings(
        pd.DataFrame({"地": ["甲"], "率": [0.875]}), {"率": percent}, "zh"
    )
    assert found["率"]["type_config"]["step"] == 0.001


def test_settings_keep_the_first_column_in_sight_whatever_they_say():
    days = [dt.date(2026, 10, 31)]
    frame = pd.DataFrame({"code": ["1"], "区域": ["甲"], "日期": days, "数": [4019]})
    found = table_columns.complete_settings(
        frame, {"code": None, "区域": {"pinned": None, "width": 80}}, "zh"
    )
    assert found["code"] is None
    assert found["区域"] == {"pinned": True, "width": 80}
    assert found["日期"]["type_config"]["format"] == "YYYY年M月D日"
    assert found["数"]["type_config"]["format"] == "localized"
    assert "数" not in table_columns.complete_settings(
        frame.style, {}, "zh"
    )  # it has a form already


def test_only_texts_and_finished_tables_get_their_first_column_darkened():
    light = palette.palette(dark=False)
    texts, numbers = pd.DataFrame({"区域": ["甲", None]}), pd.DataFrame({"区域": ["甲"], "数": [1]})
    assert "#000000" in table_columns.emphasise(texts, {}, light).to_html()
    assert table_columns.emphasise(numbers, {}, light) is numbers
    assert "#000000" in table_columns.emphasise(numbers.style, {}, light).to_html()
    long = pd.DataFrame({"区域": ["甲"] * (table_columns.MOST_STYLED + 1)})
    assert table_columns.emphasise(long, {}, light) is long


def test_moments_are_written_as_the_reader_writes_them():
    frame = pd.DataFrame(
        {
            "at": pd.to_datetime(["2026-01-02 09:27:00", None]),
            "to the second": pd.to_datetime(["2026-01-02 09:27:01", None]),
            "day": pd.to_datetime(["2026-01-02", None]),
            "name": ["一二三四五六七八九十", None],
        }
    )
    found = {
        name: setting["type_config"]["format"]
        for name, setting in table_columns.complete_settings(frame, {}, "zh").items()
        if "type_config" in setting
    }
    days = "YYYY年M月D日"
    assert found == {"at": f"{days} HH:mm", "to the second": f"{days} HH:mm:ss", "day": days}
    assert table_columns.complete_settings(frame, {}, "zh")["name"]["width"] == 10 * 2 * 8 + 24

"""“Add to briefing”: what stands on a page is a slide that shows the same, or kept as it was."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from governance.briefings import compose, powerpoint, store, view_snapshots
from governance.briefings.model import Briefing, BriefingError
from governance.charts import chart_base
from governance.core import export_tables, i18n, palette
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.conftest import ROOT
from tests.support import briefed, tiny
from tests.support.paged import opened, with_menus

LOOK = chart_base.Look(i18n.translator("en"), palette.palette(dark=False))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    store.create("例会", Briefing({"zh": "例会", "en": "Meeting"}))
    return tmp_path


def added(found, key):
    """Clicks a button of a page, answers the question, and returns the slide."""
    with_menus(found).button(key=key).click().run()
    found.selectbox(key="add_into").set_value("例会")
    found.button(key="add_now").click().run()
    assert not found.exception
    assert [toast.value for toast in found.toast] == ["已加入“例会”。"]
    return store.load("例会").briefing.slides[-1]


def test_the_trend_becomes_a_slide_of_its_scope(folder, app):
    found = opened(app, lang="zh", area=tiny.EAST, compare="last_year", metric="visits")
    slide = added(found, "add_trend_chart")
    assert (slide.kind, slide.metrics, slide.area) == ("months", ("visits",), tiny.EAST)
    assert (slide.period, slide.compare) == ("last_month", "last_year")


def test_own_days_and_areas_are_kept_in_the_slide(folder, app, paged_warehouse):
    days = {"period": "custom", "start": "2026-02-01", "end": "2026-02-28"}
    found = opened(app, lang="zh", metric="visits", **days)
    slide = added(found, f"add_table_{'all'}")
    assert (slide.kind, slide.level) == ("ranking", "street_office")
    assert (str(slide.start), str(slide.end)) == ("2026-02-01", "2026-02-28")
    (content,) = briefed.slides(paged_warehouse, store.load("例会"))
    assert content.tables[0].rows[0][1] == 4.0


def test_key_figures_and_the_attention_list_are_slides(folder, app):
    found = opened(app, lang="zh")
    assert added(found, "add_attention").kind == "attention"
    key = next(b.key for b in found.button if str(b.key).startswith("add_kpis_"))
    slide = added(found, key)
    assert slide.kind == "metric"
    assert "visits" in slide.metrics


def test_another_table_is_kept_as_it_is(folder, app, paged_warehouse):
    found = opened(app, "pages/reference/data.py", lang="zh")
    slide = added(found, "add_ledger")
    assert slide.kind == "kept"
    (content,) = briefed.slides(paged_warehouse, store.load("例会"))
    assert content.title == "数据的新鲜度与完整性"
    assert content.words == ("按加入时的样子保留，不随新数据变化。",)
    frame = next(
        one.value for one in found.dataframe if len(one.value) == len(content.tables[0].rows)
    )
    assert [row[0] for row in content.tables[0].rows] == list(frame.iloc[:, 0])


def test_rows_and_columns_become_a_live_table_in_their_order(folder, app, paged_warehouse):
    asked = {"metric": "visits", "by": "community", "and": "month", "sort": "visits"}
    found = opened(app, "pages/analyse/explore.py", lang="zh", period="all_time", **asked)
    slide = added(found, "add_pivot")
    assert (slide.kind, slide.by, slide.sort) == ("pivot", ("community", "month"), "visits")
    (content,) = briefed.slides(paged_warehouse, store.load("例会"))
    (table,) = content.tables
    assert [column.heading for column in table.columns] == [
        *("社区（村）", "2026年1月5日至31日", "2026年2月", "2026年3月", "合计"),
    ]
    assert [row[0] for row in table.rows] == ["西里村", "东里社区", "合计"]
    assert [row[-1] for row in table.shown] == ["8", "13", "21"]
    assert content.words == ("走访次数：合计为各项之和",)


def test_the_dialog_shows_the_slide_as_it_will_be(folder, app):
    found = opened(app, lang="zh", metric="visits")
    found.button(key="add_bars_all").click().run()
    (paper,) = [one.proto for one in found.get("bidi_component") if "preview" in one.proto.id]
    shown = json.loads(paper.json or paper.mixed.json)
    found.button(key="add_now").click().run()
    (slide,) = store.load("例会").briefing.slides
    assert (slide.kind, slide.form) == ("ranking", "chart")
    assert "<svg" in shown["html"]
    assert "<table" not in shown["html"]


def test_a_view_that_is_gone_or_changed_is_said(folder, paged_warehouse):
    name = view_snapshots.keep(view_snapshots.Kept("t", "w", (), (), ()))
    assert view_snapshots.load(name).title == "t"
    (folder / "kept" / f"{name}.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BriefingError, match="cannot be read"):
        view_snapshots.load(name)
    for gone in ("gone", "../x"):
        with pytest.raises(BriefingError, match="not there any more"):
            view_snapshots.load(gone)


def test_a_table_keeps_types_and_every_row():
    import pandas as pd

    frame = pd.DataFrame(
        {
            "name": ["=1", "b"] * 10,
            "day": pd.to_datetime(["2026-01-31"] * 20),
            "share": [0.25, None] * 10,
            "line": [[1, 2]] * 20,
        }
    )
    table = view_snapshots.table(export_tables.Table(frame, {"share": export_tables.PERCENT}), "t")
    assert len(table.rows) == 20
    assert len(table.drawn) == 13
    assert table.shown[0] == ("=1", "2026-01-31", "25%", "1; 2")
    assert table.shown[1][2] == ""


def test_a_kept_view_is_exported_too(folder, app, paged_warehouse):
    found = opened(app, "pages/reference/data.py", lang="zh")
    added(found, "add_ledger")
    deck = compose.deck(Warehouse.open(paged_warehouse), "例会", store.load("例会").briefing, "zh")
    assert powerpoint.pptx_bytes(deck)


def test_the_map_of_areas_becomes_a_map(folder, sample_warehouse, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    sample = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    asked = {"area": "500113011", "level": "grid_cell", "metric": "on_time_rate"}
    found = opened(sample, "pages/analyse/map.py", lang="zh", **asked)
    slide = added(found, "add_map_stage")
    assert (slide.kind, slide.area, slide.level) == ("map", "500113011", "grid_cell")
    (content,) = briefed.slides(sample_warehouse, store.load("例会"))
    assert len(content.maps[0].codes) == 195
    assert not content.trouble


def test_the_map_of_changes_becomes_one_in_the_same_classes(folder, sample_warehouse, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    sample = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    asked = {"area": "500113011", "metric": "overdue", "map": "change", "classes": "equal-4"}
    slide = added(opened(sample, "pages/analyse/map.py", lang="zh", **asked), "add_map_stage")
    assert (slide.kind, slide.form, slide.classes) == ("map", "change", "equal-4")
    (content,) = briefed.slides(sample_warehouse, store.load("例会"))
    (drawn,) = content.maps
    assert drawn.title == "超期未结（件），较2026年9月的变化 · 莲花街道 · 2026年10月"
    assert (
        dict(zip(drawn.names, drawn.shown, strict=True))["石洋街社区"] == "+2 件（19 件 → 21 件）"
    )
    assert any(row.text.startswith("±") for row in drawn.classes)


def test_what_no_slide_can_show_is_refused(folder, sample_warehouse, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    sample = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    asked = {"area": "500113011", "level": "grid_cell", "metric": "on_time_rate", "map": "two"}
    found = opened(sample, "pages/analyse/map.py", lang="zh", **asked)
    found.button(key="add_map_stage").click().run()
    assert "这种地图不能放进幻灯片：请存为图片。" in [one.value for one in found.warning]
    assert "add_now" not in [one.key for one in found.button]
    assert not store.load("例会").briefing.slides

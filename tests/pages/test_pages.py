"""Pages on a tiny warehouse, and what happens on a click; test_empty_states.py opens them all."""

import re

import pytest

from governance.core import contracts, i18n, sql
from governance.metrics import catalog, catalog_tables, worked_examples
from governance.warehouse import build
from governance.warehouse.reader import VARIABLE
from tests.support import offices, tiny
from tests.support.paged import drawn, february, numbered, opened, visits


def card(app, title):
    """The text of the card with this title, below the title, spaces folded."""
    body = re.search(rf'<article class="kpi" aria-label="{title}">(.*?)</article>', drawn(app))
    without_link = re.sub(r'<span class="ways">.*?</span>', "", body.group(1))
    text = re.sub(r"<[^>]*>", " ", without_link)
    return " ".join(text.split()).removeprefix(title).strip()


def test_the_default_is_the_last_full_month_of_everything(app):
    found = opened(app, lang="zh")
    assert found.selectbox(key="pick_area").value == "all"
    assert found.selectbox(key="pick_period").value == "last_month"
    assert card(found, "走访次数").startswith(
        "12 次 上月 4 有数据的区域或月份不同，不作比较 去年同月 无数据"
    )


def test_choosing_an_area_changes_the_numbers_and_the_address_and_back(app):
    found = opened(app, lang="zh")
    found.selectbox(key="pick_area").set_value(tiny.EAST).run()
    assert found.query_params["area"] == tiny.EAST
    assert card(found, "走访次数").startswith("6 次 上月 4 日均 +35.5%")
    found.selectbox(key="pick_area").set_value("all").run()
    assert found.query_params["area"] == "all"
    assert card(found, "走访次数").startswith("12 次")


def test_choosing_a_period_changes_the_numbers(app):
    found = opened(app, lang="zh")
    found.selectbox(key="pick_period").set_value("all_time").run()
    assert card(found, "走访次数").startswith("21 次")
    assert "上期" not in card(found, "走访次数")


def test_a_comparison_that_is_both_is_said_once(app):
    said = card(opened(app, lang="zh", period="last_12_months"), "走访次数")
    assert "上年" not in said
    assert "去年同期" in said


def test_own_days_count_the_first_and_the_last(app):
    found = opened(app, lang="zh", period="custom", start="2026-01-05", end="2026-03-05")
    assert card(found, "走访次数").startswith("20 次")
    found.date_input(key="pick_last").set_value("2026-03-04").run()
    assert found.query_params["end"] == "2026-03-04"
    assert card(found, "走访次数").startswith("9 次")


def test_a_link_opens_the_same_view(app):
    found = opened(app, lang="en", area=tiny.WEST, period="last_month", metric="visit_person_times")
    assert found.selectbox(key="pick_area").value == tiny.WEST
    assert found.selectbox(key="pick_metric").value == "visit_person_times"
    assert card(found, "Visits").startswith("6 visits Prior month No data")
    titles = [one.value.replace("\u00a0", " ") for one in found.subheader]
    assert any("Visit person-times" in title for title in titles), titles


def test_a_page_switch_keeps_the_scope(app):
    found = opened(app, lang="zh", area=tiny.EAST)
    found.switch_page("pages/reference/metrics.py").run()
    found.switch_page("pages/home/overview.py").run()
    assert found.selectbox(key="pick_area").value == tiny.EAST


def test_a_stale_link_is_told_and_shows_the_default(app):
    found = opened(app, lang="zh", area="gone", metric="gone_too")
    assert [("gone" in notice.value) for notice in found.warning] == [True, True]
    assert found.selectbox(key="pick_area").value == "all"
    assert not found.exception


def test_a_wrong_target_is_told_and_the_page_stands(app, tmp_path, monkeypatch):
    wrong = tmp_path / "targets.toml"
    wrong.write_text('[[targets]]\nmetric = "visits"\nvalue = "12 次"', encoding="utf-8")
    monkeypatch.setenv("GOVERNANCE_OFFICE", str(tmp_path))
    found = opened(app, lang="zh")
    assert [notice.value for notice in found.warning] == [
        "targets 第 1 项：value = '12 次' 不是数字。该文件的内容均未显示。"
    ]
    assert not found.exception
    wrong.write_text('[[targets]]\nmetric = "visits"\nvalue = 12', encoding="utf-8")
    found.run()
    assert not found.warning
    assert "目标 12" in card(found, "走访次数")


def test_an_annotation_is_told_below_the_trend_of_its_area(app, tmp_path, monkeypatch):
    written = tmp_path / "annotations.toml"
    text = 'text = { zh = "防汛值守", en = "Flood watch" }'
    written.write_text(f'[[annotations]]\ndate = 2026-03-02\narea = "{tiny.EAST}"\n{text}')
    monkeypatch.setenv("GOVERNANCE_OFFICE", str(tmp_path))
    asked = {"lang": "zh", "area": tiny.GRIDS[0], "metric": "visits"}
    told = [caption.value for caption in opened(app, **asked).caption]
    assert "① 2026年3月2日 防汛值守" in told
    app.selectbox(key="pick_area").set_value(tiny.WEST).run()
    assert not any("防汛值守" in caption.value for caption in app.caption)


def test_switching_the_language_keeps_the_view(app):
    found = opened(app, lang="zh", area=tiny.EAST)
    found.button_group(key="pick_lang").set_value("en").run()
    assert found.title[0].value == "Overview"
    assert card(found, "Visits").startswith("6 visits")


def test_missing_areas_are_told_where_the_sum_is(app):
    found = opened(app, lang="zh", area=tiny.STREET, metric="visits", **february())
    assert card(found, "走访次数").startswith("4 次")
    assert "⚠ 2 个下级区域中缺 1 个" in card(found, "走访次数")
    assert any("2 个区域中有 1 个无数据" in caption.value for caption in found.caption)


def test_no_data_is_not_zero(app):
    found = opened(app, lang="zh", area=tiny.WEST, **february())
    assert card(found, "走访次数").startswith("无数据")


def test_a_grid_has_nothing_below(app):
    found = opened(app, lang="zh", area=tiny.GRIDS[0], metric="visits")
    assert any("没有下级区域" in caption.value for caption in found.caption)


def test_metrics_without_data_are_on_no_card_but_in_the_list(app):
    assert "受理量" not in drawn(opened(app, lang="zh"))
    table = app.switch_page("pages/reference/metrics.py").run().dataframe[0].value
    reported = table[table["指标"] == "受理量"]
    assert reported["数据"].tolist() == ["无数据"]
    assert len(table) == len(catalog.load())


def test_searching_finds_by_any_word(app):
    found = opened(app, "pages/reference/metrics.py", lang="en")
    found.text_input(key="search").set_value("half took less").run()
    assert found.dataframe[0].value["Key"].tolist() == ["resolution_hours_p50"]
    found.text_input(key="search").set_value("no such word").run()
    assert found.info


@pytest.mark.parametrize("key", sorted(catalog.load()))
def test_every_metric_has_a_page_of_its_own(app, key):
    found = opened(app, "pages/reference/metrics.py", lang="zh", metric=key)
    metric = catalog.load()[key]
    assert not found.exception
    assert found.header[0].value == metric.title["zh"]
    assert found.code[-1].value == metric.sql
    assert len(found.dataframe) >= 2  # rows of an example, and what is expected of them


def test_the_sample_label_is_there_only_for_synthetic_data(app, tmp_path, monkeypatch):
    assert "非真实数据" not in drawn(opened(app, lang="zh"))
    given = tiny.visits(*visits(1), synthetic=True)
    build.build([tiny.areas(), given], tmp_path, tmp_path / "s.duckdb")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "s.duckdb"))
    assert "示例数据（合成），非真实数据" in drawn(opened(app, lang="zh"))


def test_a_new_build_is_shown_without_a_restart(app, tmp_path, monkeypatch):
    target = tmp_path / "current.duckdb"
    monkeypatch.setenv(VARIABLE, str(target))
    build.build([tiny.areas(), numbered(visits(3, 1))], tmp_path, target)
    assert card(opened(app, lang="zh", period="all_time"), "走访次数").startswith("4 次")
    build.build([tiny.areas(), numbered(visits(3, 5))], tmp_path, target)
    assert card(app.run(), "走访次数").startswith("8 次")


def test_without_a_warehouse_a_notice_says_what_to_do_until_there_is_one(
    app, tmp_path, monkeypatch
):
    target = tmp_path / "current.duckdb"
    monkeypatch.setenv(VARIABLE, str(target))
    app.run()
    assert not app.exception
    assert len(app.info) == 2
    assert "python -m governance build" in app.code[0].value
    build.build([tiny.areas(), numbered(visits(3))], tmp_path, target)
    assert app.run().title[0].value


@pytest.mark.parametrize("content", [b"", b"torn"])
def test_a_damaged_warehouse_is_told_in_words(app, tmp_path, monkeypatch, content):
    target = tmp_path / "current.duckdb"
    target.write_bytes(content)
    monkeypatch.setenv(VARIABLE, str(target))
    app.run()
    assert not app.exception
    assert any("已损坏" in info.value for info in app.info)


def test_pages_without_data_leave_the_menu(app, tmp_path, monkeypatch):
    given = [tiny.areas(), offices.given("activities", offices.ROWS["activities"])]
    build.build(given, tmp_path, tmp_path / "m.duckdb")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "m.duckdb"))
    found = app.run()
    assert not found.exception
    assert found.title[0].value == "Metrics"


def test_the_metrics_page_speaks_of_the_scope(app):
    found = opened(app, "pages/reference/metrics.py", lang="zh", area=tiny.EAST, metric="visits")
    assert (found.metric[0].label, found.metric[0].value) == ("东里社区 · 2026年3月", "6 次")


def test_every_metric_has_its_example_and_its_facts():
    _ = i18n.translator("zh")
    for metric in catalog.load().values():
        example = worked_examples.load(metric.key)
        assert example is not None, metric.key
        assert len(worked_examples.expected(example, _)) == len(example.expected)
        facts = catalog_tables.facts(metric, _)
        assert facts["方向"] == _(catalog_tables.DIRECTIONS[metric.better])
        assert facts["数据集"] == contracts.load()[metric.dataset].title["zh"]


def test_a_metric_without_example_says_so(tmp_path):
    assert worked_examples.load("visits", tmp_path) is None


def test_no_page_holds_sql():
    for path in sql.QUERIES.parent.joinpath("pages").rglob("*.py"):
        assert not re.search(r"\bselect\b[^\n]*\bfrom\b", path.read_text(encoding="utf-8").lower())


def test_a_filter_that_fits_no_metric_with_data_is_told(app):
    found = opened(app, lang="zh", only="channel:hotline")
    assert not found.exception
    assert any("channel" in notice.value for notice in found.warning)
    assert card(found, "走访次数").startswith("12 次")

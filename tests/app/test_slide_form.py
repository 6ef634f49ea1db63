"""The form of a slide: its whole scope and every text, and nothing lost that two people write."""

import datetime as dt

import pytest

from governance.briefings import edits, form_options, store
from governance.briefings.model import Briefing, Slide, named
from governance.core import escaping
from governance.metrics import catalog
from tests.support import tiny
from tests.support.paged import board, chosen, opened

PAGE = "pages/present/briefings.py"
SLIDES = (
    Slide("metric", metrics=("visits",), area=tiny.EAST, notes={"zh": "甲", "en": ""}),
    Slide("ranking", metrics=("visits",), level="community"),
    Slide("text", comment={"zh": "议程", "en": "agenda"}),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "briefings"))
    store.create("例会", Briefing({"zh": "例会", "en": "Meeting"}, named(SLIDES)))
    return tmp_path / "briefings"


@pytest.fixture
def page(folder, app):
    return opened(app, PAGE, lang="zh")


def edit(page, name):
    return chosen(page, name)


def save(page, name):
    found = page.button(key=f"apply_例会_{name}").click().run()
    assert not found.exception
    return found


def slide(name):
    return store.load("例会").briefing.slide(name)


def text():
    return (store.folder() / "例会.toml").read_text(encoding="utf-8")


def test_a_form_that_is_opened_and_saved_changes_no_byte(page):
    before = text()
    for name in ("metric", "ranking", "text"):
        save(edit(page, name), name)
        assert not page.error
    assert text() == before


def test_the_whole_scope_is_chosen_and_shown(page):
    edit(page, "metric")
    page.selectbox(key="例会_metric_kind").set_value("ranking").run()
    page.selectbox(key="例会_metric_metric").set_value("visit_person_times")
    page.selectbox(key="例会_metric_area").set_value("all").run()
    page.selectbox(key="例会_metric_level").set_value("grid_cell")
    page.selectbox(key="例会_metric_compare").set_value("last_year")
    page.selectbox(key="例会_metric_period").set_value("custom").run()
    page.date_input(key="例会_metric_start").set_value(dt.date(2026, 1, 1))
    page.date_input(key="例会_metric_end").set_value(dt.date(2026, 2, 28)).run()
    page.number_input(key="例会_metric_most").set_value(7)
    save(page, "metric")
    assert slide("metric") == Slide(
        *("ranking", "metric", "all", "custom", dt.date(2026, 1, 1), dt.date(2026, 2, 28)),
        compare="last_year",
        metrics=("visit_person_times",),
        level="grid_cell",
        most=7,
        notes={"zh": "甲", "en": ""},
    )
    assert any("2026年1月至2月" in text.value for text in page.markdown)
    assert "例会_metric_kind" not in {one.key for one in page.selectbox}  # the form is closed


def test_a_filter_is_chosen_from_what_the_records_have(page):
    edit(page, "metric")
    page.multiselect(key="例会_metric_segments").set_value(["key_group", "purpose"]).run()
    options = page.multiselect(key="例会_metric_values_key_group").options
    assert len(options) >= 1
    page.multiselect(key="例会_metric_values_key_group").set_value([""])
    save(page, "metric")
    assert slide("metric").only == "key_group:"
    edit(page, "metric")
    page.multiselect(key="例会_metric_segments").set_value([]).run()
    save(page, "metric")
    assert slide("metric").only == ""


def test_what_is_wrong_is_told_as_reading_tells_it_and_stays_in_the_form(page):
    before = text()
    edit(page, "ranking")
    page.selectbox(key="例会_ranking_period").set_value("custom").run()
    page.date_input(key="例会_ranking_start").set_value(dt.date(2026, 3, 1))
    page.date_input(key="例会_ranking_end").set_value(dt.date(2026, 2, 1))
    page.text_area(key="例会_ranking_words_zh").set_value("写了很久的一段话")
    save(page, "ranking")
    assert [error.value for error in page.error] == [
        escaping.markdown("例会.toml: slides 第 2 项：end = 2026-02-01 早于 start = 2026-03-01")
    ]
    assert page.text_area(key="例会_ranking_words_zh").value == "写了很久的一段话"
    assert page.selectbox(key="例会_ranking_period").value == "custom"
    assert text() == before
    page.date_input(key="例会_ranking_end").set_value(dt.date(2026, 3, 31))
    save(page, "ranking")
    assert slide("ranking").words == {"zh": "写了很久的一段话", "en": ""}
    assert slide("ranking").days == (dt.date(2026, 3, 1), dt.date(2026, 4, 1))


def test_no_metric_at_all_is_told(page):
    edit(page, "metric")
    page.multiselect(key="例会_metric_metrics").set_value([])
    save(page, "metric")
    assert 'metrics = \\["issues' in page.error[0].value
    assert slide("metric").metrics == ("visits",)


def test_two_who_edit_one_slide_are_told_and_lose_nothing(page):
    edit(page, "metric")
    page.text_input(key="例会_metric_title_zh").set_value("我的标题")
    seen = slide("metric")
    theirs = Slide("metric", metrics=("visits",), area=tiny.EAST, notes={"zh": "乙", "en": ""})
    store.change("例会", edits.replaced(seen, theirs))
    page.run()
    assert "幻灯片“metric”已被别人改过，请先看看现在的样子。" in [one.value for one in page.warning]
    assert page.text_input(key="例会_metric_title_zh").value == "我的标题"
    assert page.button(key="apply_例会_metric").label == "只保存我改的，其余保持现在的样子"
    save(page, "metric")
    assert slide("metric").title == {"zh": "我的标题", "en": ""}
    assert slide("metric").notes == {"zh": "乙", "en": ""}


def test_a_change_that_comes_between_is_refused_first(page, monkeypatch):
    edit(page, "metric")
    page.text_input(key="例会_metric_title_zh").set_value("我的标题")
    true, seen = store.change, slide("metric")

    def late(name, given):
        monkeypatch.setattr(store, "change", true)
        true(name, edits.replaced(seen, Slide("attention", title={"zh": "他的", "en": ""})))
        return true(name, given)

    monkeypatch.setattr(store, "change", late)
    save(page, "metric")
    assert [one.value for one in page.error] == ["幻灯片“metric”已被别人改过，请先看看现在的样子。"]
    assert slide("metric").title == {"zh": "他的", "en": ""}
    assert page.text_input(key="例会_metric_title_zh").value == "我的标题"


def test_a_slide_deleted_meanwhile_can_be_put_back(page):
    edit(page, "metric")
    page.text_input(key="例会_metric_title_zh").set_value("我的标题")
    store.change("例会", edits.removed(slide("metric")))
    page.run()
    assert "幻灯片“metric”已被别人删除。" in [one.value for one in page.warning]
    save(page, "metric")
    assert [one.name for one in store.load("例会").briefing.slides] == ["ranking", "text", "metric"]
    assert slide("metric").title == {"zh": "我的标题", "en": ""}


def test_two_forms_are_open_and_one_is_given_up(page):
    edit(page, "metric")
    page.text_input(key="例会_metric_title_zh").set_value("一")
    edit(page, "text")
    page.text_area(key="例会_text_comment_zh").set_value("二")
    edit(page, "metric")
    assert page.text_input(key="例会_metric_title_zh").value == "一"
    page.button(key="cancel_例会_metric").click().run()
    edit(page, "text")
    assert page.text_area(key="例会_text_comment_zh").value == "二"
    save(page, "text")
    assert slide("metric").title is None
    assert slide("text").comment == {"zh": "二", "en": "agenda"}
    assert edit(page, "metric").text_input(key="例会_metric_title_zh").value == ""


def test_a_slide_is_added_by_hand_and_its_form_opens(page):
    page.selectbox(key="new_slide_kind").set_value("trend").run()
    page.selectbox(key="new_slide_metric").set_value("visits")
    page.selectbox(key="new_slide_area").set_value(tiny.GRIDS[0])
    page.button(key="new_slide_add").click().run()
    assert slide("trend") == Slide("trend", "trend", tiny.GRIDS[0], metrics=("visits",))
    page.text_input(key="例会_trend_title_zh").set_value("走访走势")
    save(page, "trend")
    assert slide("trend").title == {"zh": "走访走势", "en": ""}


def test_a_free_text_is_added_by_hand(page):
    page.selectbox(key="new_slide_kind").set_value("text").run()
    page.text_input(key="new_slide_title").set_value("议定")
    page.text_area(key="new_slide_text").set_value("一、\n二、")
    page.button(key="new_slide_add").click().run()
    assert slide("text-2").title == {"zh": "议定", "en": "议定"}
    assert slide("text-2").comment["zh"] == "一、\n二、"
    assert [one["title"] for one in board(page)["slides"]][3:] == ["议定"]


def test_a_new_slide_without_its_metric_is_told(page):
    page.selectbox(key="new_slide_kind").set_value("table").run()
    page.button(key="new_slide_add").click().run()
    assert "slides 第 4 项" in page.error[0].value
    assert len(store.load("例会").briefing.slides) == 3


def test_the_briefing_is_retitled(page):
    page.text_input(key="titles_例会_zh").set_value("十月例会")
    store.change("例会", edits.retitled({"zh": "例会", "en": "Meeting"}, {"zh": "先", "en": "M"}))
    page.button(key="titles_例会_save").click().run()
    assert [one.value for one in page.error] == ["简报标题已被别人改为“先 / M”。"]
    page.button(key="titles_例会_save").click().run()
    assert store.load("例会").briefing.title == {"zh": "十月例会", "en": "Meeting"}
    assert not page.exception


def test_an_area_and_a_metric_that_are_not_here_are_told_and_mended(folder, app):
    gone = Slide("trend", area="999", metrics=("volunteer_hours",))
    store.change("例会", edits.added(gone))
    page = opened(app, PAGE, lang="zh")
    edit(page, "trend")
    assert any("999" in one.value for one in page.markdown)
    area = page.selectbox(key="例会_trend_area")
    assert area.value == "999"
    assert "999（本次构建中没有）" in area.options
    page.selectbox(key="例会_trend_area").set_value("all").run()
    page.selectbox(key="例会_trend_metric").set_value("visits")
    save(page, "trend")
    assert slide("trend") == Slide("trend", "trend", metrics=("visits",))


def test_a_file_that_names_a_metric_that_is_no_more_is_mended_on_the_page(folder, app):
    broken = text().replace('metrics = ["visits"]\nlevel', 'metrics = ["visitz"]\nlevel')
    (folder / "例会.toml").write_text(broken, encoding="utf-8")
    page = opened(app, PAGE, lang="zh")
    assert "visitz" in page.error[0].value
    assert "visits" in page.error[0].value
    area = page.text_area(key="mend_例会_text")
    assert area.value == broken
    page.text_area(key="mend_例会_text").set_value(broken.replace("visitz", "visitzz"))
    page.button(key="mend_例会_save").click().run()
    assert "visitzz" in page.error[1].value
    assert text() == broken
    page.text_area(key="mend_例会_text").set_value(broken.replace("visitz", "visits"))
    page.button(key="mend_例会_save").click().run()
    assert not page.error
    assert store.load("例会").briefing.slides == named(SLIDES)


def test_mending_writes_nothing_over_what_somebody_else_mended(folder, app):
    (folder / "例会.toml").write_text("=", encoding="utf-8")
    page = opened(app, PAGE, lang="zh")
    (folder / "例会.toml").write_text("= =", encoding="utf-8")
    page.text_area(key="mend_例会_text").set_value('title.zh="a"\ntitle.en="b"\n')
    page.button(key="mend_例会_save").click().run()
    assert "期间有人改过" in page.error[-1].value or "改过" in page.error[-1].value
    assert text() == "= ="
    page.button(key="mend_例会_save").click().run()
    assert store.load("例会").briefing.title == {"zh": "a", "en": "b"}


def test_a_file_in_another_encoding_is_told(folder, app):
    (folder / "例会.toml").write_bytes('title.zh = "例会"'.encode("gb18030"))
    page = opened(app, PAGE, lang="zh")
    assert [one.value for one in page.error] == [
        escaping.markdown("例会.toml: 文件不是 UTF-8 编码；请另存为 UTF-8")
    ]
    assert not page.exception


def test_only_filters_that_fit_every_metric_are_offered():
    known = catalog.load()
    assert form_options.filters(known, ["visits"], []) == ["visitor_role", "key_group", "purpose"]
    assert form_options.filters(known, ["visits", "key_group_coverage"], []) == ["visitor_role"]
    assert form_options.filters(known, ["visits", "on_time_rate"], ["x"]) == ["x"]
    assert form_options.filters(known, ["gone"], []) == []


def test_definitions_are_offered_where_there_are_several():
    known = catalog.load()
    found = form_options.definitions(known, ["visits", "closure_rate"], ())
    variants = ["closure_rate_less_deferred", "closure_rate_due_less_deferred"]
    assert found == ["closure_rate", *variants]
    assert form_options.definitions(known, ["visits"], ("x",)) == ["x"]

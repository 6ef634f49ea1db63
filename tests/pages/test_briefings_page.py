"""The page of briefings: made, edited by slides, frozen, compared, exported beside."""

import time

import pytest

from governance.briefings import edits, export_job, frozen, store
from governance.briefings.model import Briefing, Slide, named
from governance.core import atomic_write, escaping
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support import tiny
from tests.support.paged import board, chosen, opened, publish, unfolded, with_menus

PAGE = "pages/present/briefings.py"
SLIDES = (
    Slide("metric", metrics=("visits",), area=tiny.EAST),
    Slide("ranking", metrics=("visits",), level="community"),
    Slide("text", comment={"zh": "议程 [x](http://y)", "en": "agenda"}),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "briefings"))
    store.create("例会", Briefing({"zh": "例会", "en": "Meeting"}, named(SLIDES)))
    return tmp_path


def order():
    return [slide.name for slide in store.load("例会").briefing.slides]


def titles(found):
    return [slide["title"] for slide in board(found)["slides"]]


def test_slides_are_shown_with_what_they_say(folder, app):
    found = opened(app, PAGE, lang="zh")
    shown = board(found)
    assert titles(found)[:2] == ["走访次数 6 次", "走访次数 12 次"]
    assert "东里社区 · 2026年3月" in shown["slides"][0]["pages"][0]
    assert "议程 [x](http://y)" in shown["slides"][2]["pages"][0]
    assert shown["chosen"] == "metric"
    assert not found.exception


def test_a_slide_with_a_chart_can_be_saved_as_a_picture(folder, app):
    found = with_menus(chosen(opened(app, PAGE, lang="zh"), "ranking"))
    assert not found.exception
    menus = [block.proto.popover.id.split("-", 2)[-1] for block in found.get("popover")]
    assert [name for name in menus if name.startswith("save_")] == ["save_slide_of_ranking"]
    assert [one.value for one in found.caption].count("图片") == 1


def test_slides_are_moved_and_deleted_and_all_of_it_taken_back(folder, app):
    found = opened(app, PAGE, lang="en")
    before = (store.folder() / "例会.toml").read_text("utf-8")
    found.button(key="down_metric").click().run()
    assert order() == ["ranking", "metric", "text"]
    chosen(found, "text").button(key="up_text").click().run()
    assert order() == ["ranking", "text", "metric"]
    found.button(key="delete_text").click().run()
    assert order() == ["ranking", "metric"]
    assert board(found)["chosen"] == "metric"
    assert found.button(key="down_metric").disabled
    for _step in range(3):
        found.button(key="undo").click().run()
    assert (store.folder() / "例会.toml").read_text("utf-8") == before
    assert found.button(key="undo").disabled
    for _step in range(3):
        found.button(key="redo").click().run()
    assert order() == ["ranking", "metric"]
    assert found.button(key="redo").disabled


def test_a_step_back_leaves_what_somebody_else_did_meanwhile(folder, app):
    found = opened(app, PAGE, lang="en")
    found.button(key="down_metric").click().run()
    text = store.load("例会").briefing.slide("text")
    store.change("例会", edits.removed(text))
    store.change("例会", edits.added(Slide("attention")))
    found.button(key="undo").click().run()
    assert order() == ["metric", "ranking", "attention"]
    assert not found.warning


def test_a_slide_is_edited_in_both_languages(folder, app):
    found = chosen(opened(app, PAGE, lang="zh"), "metric")
    found.text_input(key="例会_metric_title_zh").set_value("东里走访")
    found.text_area(key="例会_metric_words_zh").set_value("走访增加。")
    found.text_area(key="例会_metric_notes_en").set_value("ask why")
    found = found.button(key="apply_例会_metric").click().run()
    slide = store.load("例会").briefing.slide("metric")
    assert slide.title == {"zh": "东里走访", "en": ""}
    assert slide.words == {"zh": "走访增加。", "en": ""}
    assert slide.notes == {"zh": "", "en": "ask why"}
    assert slide.comment is None
    assert titles(found)[0] == "东里走访"
    assert board(found)["slides"][0]["texts"]["words"] == "走访增加。"
    found.button(key="own_title").click().run()
    assert store.load("例会").briefing.slide("metric").title is None
    assert titles(found)[0] == "走访次数 6 次"


def test_what_somebody_else_did_meanwhile_is_told_and_kept(folder, app):
    found = opened(app, PAGE, lang="zh")
    seen = store.load("例会").briefing.slide("metric")
    store.change("例会", edits.replaced(seen, Slide("attention")))
    found.button(key="delete_metric").click().run()
    assert {notice.value for notice in found.warning} == {
        "幻灯片“metric”已被别人改过，请先看看现在的样子。"
    }
    assert order() == ["metric", "ranking", "text"]


def test_a_briefing_is_made_opened_and_deleted(folder, app):
    found = opened(app, PAGE, lang="zh")
    found.text_input(key="new_briefing").set_value("季度/会").run()
    found.button(key="create_briefing").click().run()
    assert store.names() == ["例会", "季度 会"]
    assert found.selectbox(key="pick_briefing").value == "季度 会"
    assert any("还没有幻灯片" in info.value for info in found.info)
    found.button(key="remove").click().run()
    assert store.names() == ["例会"]


def test_a_file_that_is_wrong_is_told_and_the_page_stays(folder, app):
    (folder / "briefings" / "坏.toml").write_text('title.zh = "a"', encoding="utf-8")
    found = opened(app, PAGE, lang="zh", briefing="坏")
    assert [error.value for error in found.error] == [
        escaping.markdown("坏.toml: 简报没有标题：请写 title.zh 和 title.en")
    ]
    assert not found.exception


def test_a_link_to_one_that_is_gone_is_told(folder, app):
    found = opened(app, PAGE, lang="en", briefing="../gone")
    assert [notice.value for notice in found.warning] == ["There is no briefing “../gone” here."]


def test_it_is_frozen_and_compared_with_the_last_meeting(folder, app, monkeypatch):
    found = opened(app, PAGE, lang="en")
    found.button(key="freeze").click().run()
    assert len(frozen.names("例会")) == 1
    (folder / "other").mkdir()
    other = publish(folder / "other")
    store.change("例会", edits.added(Slide("metric", metrics=("visit_person_times",))))
    frozen.freeze(Warehouse.open(other), store.load("例会"))
    found = unfolded(found.run())
    (table,) = [frame.value for frame in found.dataframe]
    assert list(table["why"]) == ["new slide"]
    found.toggle(key="frozen_all").set_value(True).run()
    assert len(found.dataframe[0].value) > 2


def wait(made):
    end = time.monotonic() + 120
    while made.status is None and time.monotonic() < end:
        time.sleep(0.2)
    return made.status


def test_an_export_runs_in_a_process_of_its_own_and_tells_how_far_it_is(
    folder, app, paged_warehouse
):
    found = opened(app, PAGE, lang="zh")
    found.segmented_control(key="export_form").set_value("html").run()
    found.button(key="export").click().run()
    made = found.session_state["briefing_errand"]
    assert made.process.args[-1] == str(paged_warehouse.resolve())
    assert wait(made) == 0
    assert made.progress > 0.5
    assert made.target.read_bytes().startswith(b"<!doctype html>")
    found = found.run()
    assert found.get("download_button")[0].proto.label == "下载 例会.html"
    made.end()
    assert not made.target.exists()


def test_an_export_that_fails_says_why(folder, paged_warehouse, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(paged_warehouse))
    made = export_job.start("例会", "html", "zh", paged_warehouse, "gone.json")
    assert wait(made) == 1
    assert "there is no frozen briefing of this name" in made.reason
    assert made.progress == 0.0
    made.end()


def test_an_export_of_a_damaged_frozen_briefing_is_told_on_the_page(folder, app):
    found = opened(app, PAGE, lang="en")
    found = found.button(key="freeze").click().run()
    (file,) = frozen.names("例会")
    (frozen.folder() / file).write_text("{", encoding="utf-8")
    found.selectbox(key="export_state").set_value(file).run()
    found = found.button(key="export").click().run()
    assert not found.exception
    made = found.session_state["briefing_errand"]
    assert wait(made) == 1
    assert file in made.reason
    made.end()


def test_a_folder_that_cannot_be_written_to_is_told(folder, app, monkeypatch):
    found = opened(app, PAGE, lang="zh")

    def refuse(*_given):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(atomic_write, "put", refuse)
    found.button(key="down_metric").click().run()
    assert [notice.value for notice in found.warning] == ["简报文件夹不能写入：Permission denied"]
    assert not found.exception

"""What goes wrong with briefings is said where it happens, and nothing is lost by it."""

import io
import zipfile

import pytest
from pptx import Presentation

from governance.__main__ import main
from governance.briefings import compose, export_files, frozen, store
from governance.briefings.model import Briefing, Slide, named
from governance.ingest import settings
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support import tiny
from tests.support.paged import board, chosen, opened, with_menus

PAGE = "pages/present/briefings.py"
SLIDES = (
    Slide("metric", metrics=("visits",), area=tiny.EAST),
    Slide("trend", metrics=("visits",), area="999999"),
    Slide("ranking", metrics=("visits",), area=tiny.GRIDS[0]),
    Slide("trend", metrics=("volunteer_hours",)),
    Slide("metric", metrics=("visits",), only="channel:hotline"),
    Slide("kept", kept="gone"),
    Slide("text", comment={"zh": "议程", "en": "agenda"}),
)
TROUBLES = (
    "There is no area “999999” in this build.",
    "There is no area below",
    "cannot be filtered by",
    "not there any more",
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "briefings"))
    store.create("例会", Briefing({"zh": "例会", "en": "Meeting"}, named(SLIDES)))
    return tmp_path / "briefings"


@pytest.fixture
def shut(folder):
    """Nothing can be changed in the folder any more, as on a disk that is read alone."""
    (folder / ".turn").unlink()
    (folder / ".turn").mkdir()
    return folder


SAID = "简报文件夹不能写入：Is a directory"


def text(folder):
    return (folder / "例会.toml").read_text(encoding="utf-8")


def test_a_form_tells_that_the_folder_is_shut_and_keeps_what_was_written(shut, app):
    before = text(shut)
    page = opened(app, PAGE, lang="zh")
    chosen(page, "metric")
    page.text_area(key="例会_metric_words_zh").set_value("写了很久")
    page.button(key="apply_例会_metric").click().run()
    assert [one.value for one in page.error] == [SAID]
    assert page.text_area(key="例会_metric_words_zh").value == "写了很久"
    (shut / ".turn").rmdir()
    page.button(key="apply_例会_metric").click().run()
    assert not page.error
    assert text(shut) != before
    assert store.load("例会").briefing.slide("metric").words == {"zh": "写了很久", "en": ""}


@pytest.mark.parametrize("button", ["new_slide_add", "titles_例会_save"])
def test_other_changes_tell_it_too(shut, app, button):
    before = text(shut)
    page = opened(app, PAGE, lang="zh")
    page.button(key=button).click().run()
    assert [one.value for one in page.error] == [SAID]
    assert not page.exception
    assert text(shut) == before


def test_adding_from_a_page_and_freezing_tell_it(shut, app):
    page = with_menus(opened(app, lang="zh"))
    page.button(key="add_attention").click().run()
    page.selectbox(key="add_into").set_value("例会")
    page.button(key="add_now").click().run()
    assert [toast.value for toast in page.toast] == [SAID]
    (shut / "frozen").write_text("", encoding="utf-8")
    page = page.switch_page(PAGE).run()
    page.button(key="freeze").click().run()
    assert [one.value for one in page.error] == ["简报文件夹不能写入：File exists"]
    assert not page.exception


def test_an_export_that_has_no_room_tells_it(folder, app, monkeypatch):
    def full():
        raise OSError(28, "No space left on device")

    page = opened(app, PAGE, lang="zh")
    monkeypatch.setattr(settings, "working_folder", full)
    page.button(key="export").click().run()
    assert [one.value for one in page.error] == ["文件没有生成：No space left on device"]
    assert not page.exception


def test_the_page_shows_every_slide_and_what_is_wrong_with_it(folder, app):
    page = opened(app, PAGE, lang="en")
    slides = board(page)["slides"]
    said = " ".join(one["trouble"] for one in slides)
    for trouble in TROUBLES:
        assert trouble in said
        assert any(trouble in one["pages"][0] for one in slides)
    assert slides[6]["title"] == "Text"
    assert not page.exception


@pytest.mark.parametrize("form", ["pptx", "xlsx", "html"])
def test_a_file_is_made_and_says_what_is_wrong(folder, paged_warehouse, form):
    warehouse = Warehouse.open(paged_warehouse)
    deck = compose.deck(warehouse, "例会", store.load("例会").briefing, "en")
    made = export_files.FORMATS[form](deck, lambda _done, _all: None)
    said = {"pptx": slides, "xlsx": sheets, "html": bytes.decode}[form](made)
    for trouble in TROUBLES:
        assert trouble in said
    assert "agenda" in said


def slides(made):
    shapes = [shape for slide in Presentation(io.BytesIO(made)).slides for shape in slide.shapes]
    return " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


def sheets(made):
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        return " ".join(book.read(name).decode() for name in book.namelist())


def test_troubles_can_be_frozen_and_compared(folder, paged_warehouse):
    file = frozen.freeze(Warehouse.open(paged_warehouse), store.load("例会"))
    found = frozen.load(file.name).decks["zh"]
    assert [bool(slide.trouble) for slide in found.slides] == [
        *(False, True, True), *(False, True, True, False),
    ]  # fmt: skip


def test_the_command_tells_a_metric_that_is_no_more(folder, paged_warehouse, monkeypatch, capsys):
    monkeypatch.setenv(VARIABLE, str(paged_warehouse))
    broken = text(folder).replace('["volunteer_hours"]', '["volunteer_hour"]')
    (folder / "例会.toml").write_text(broken, encoding="utf-8")
    assert main(["export", "例会", "--format", "html"]) == 1
    said = capsys.readouterr().err
    assert "例会.toml: slides, entry 4: there is no metric 'volunteer_hour'" in said
    assert "volunteer_hours" in said
    assert text(folder) == broken

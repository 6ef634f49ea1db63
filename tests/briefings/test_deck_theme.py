"""The look of a deck: titles and footers are placeholders, and an office's own theme is used."""

import io
import shutil

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from governance.__main__ import main
from governance.briefings import (
    compose,
    export_files,
    html_file,
    pagination,
    powerpoint_theme,
    store,
    table_slide,
)
from governance.briefings.model import BriefingError, Slide
from governance.core.i18n import translator
from governance.warehouse.reader import Warehouse
from tests.attention.test_attention import item

MONTHLY = "月度治理例会"
OFFICE = "莲花街道办事处"


@pytest.fixture(scope="module")
def deck(sample_warehouse):
    warehouse = Warehouse.open(sample_warehouse)
    return compose.deck(warehouse, MONTHLY, store.load(MONTHLY).briefing, "zh")


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """A folder of briefings of the test's own, with the monthly briefing in it."""
    shutil.copy(store.BRIEFINGS / f"{MONTHLY}.toml", tmp_path)
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    return tmp_path


def opened(deck):
    made = export_files.FORMATS["pptx"](deck, lambda _done, _all: None)
    return Presentation(io.BytesIO(made))


def template(folder, width=10.0, height=5.625):
    """An office's theme: one slide, its name on the master, titles lower than ours."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(width), Inches(height)
    master = show.slide_master
    for page in (master, *show.slide_layouts):
        for place in list(page.placeholders):
            is_foot = place.placeholder_format.type in powerpoint_theme.FEET
            place.left, place.width, place.height = Inches(0.5), Inches(9), Inches(0.6)
            place.top = Inches(5.2 if is_foot else 0.6)
    master.placeholders[0].name = OFFICE
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = "旧的一页"
    show.save(str(folder / powerpoint_theme.FILE))
    return show


def of(slide, kind):
    return [each for each in slide.placeholders if each.placeholder_format.type == kind]


def test_every_slide_has_a_title_a_footer_and_its_number_as_placeholders(deck):
    show = opened(deck)
    cover, *others = show.slides
    assert cover.slide_layout.name == "封面"
    assert [each.text_frame.text for each in cover.placeholders][:2] == [
        *(deck.title, "莲花街道\n2026年10月"),
    ]
    for number, slide in enumerate(others, start=2):
        (title,) = of(slide, PP_PLACEHOLDER.TITLE)
        assert title.text_frame.text
        assert "莲花街道 · 月度治理例会" in of(slide, PP_PLACEHOLDER.FOOTER)[0].text_frame.text
        assert deck.warning in of(slide, PP_PLACEHOLDER.DATE)[0].text_frame.text
        (field,) = of(slide, PP_PLACEHOLDER.SLIDE_NUMBER)[0].element.iter("{*}fld")
        assert field.find("{*}t").text == str(number)
        assert all(each.text_frame.text for each in slide.placeholders)


def test_the_offices_theme_is_used_and_drawn_below_its_titles(deck, own_folder):
    template(own_folder)
    show = opened(deck)
    assert show.slide_master.placeholders[0].name == OFFICE
    assert (show.slide_width, show.slide_height) == (12191695, 6858000)
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert "旧的一页" not in titles
    assert titles[1:3] == [slide.title for slide in deck.told[:2]]
    for slide in list(show.slides)[1:]:
        assert slide.slide_layout.element.get("type") == "titleOnly"
        below = slide.shapes.title.top + slide.shapes.title.height
        drawn = [shape for shape in slide.shapes if not shape.is_placeholder]
        assert min((shape.top for shape in drawn), default=below) >= below
        assert all(shape.left + shape.width <= show.slide_width for shape in drawn)


def broken(folder):
    (folder / powerpoint_theme.FILE).write_bytes(b"PK\x03\x04 nothing")


def untitled(folder):
    show = template(folder)
    for layout in show.slide_layouts:
        for each in list(layout.placeholders):
            if each.placeholder_format.type in powerpoint_theme.TITLES:
                each.element.getparent().remove(each.element)
    show.save(str(folder / powerpoint_theme.FILE))


def narrow(folder):
    template(folder, 10, 7.5)


@pytest.mark.parametrize(
    ("spoil", "said"), [(broken, "另存为"), (untitled, "插入版式"), (narrow, "10.0×7.5")]
)
def test_a_theme_that_cannot_be_used_says_where_why_and_what_to_do(deck, own_folder, spoil, said):
    spoil(own_folder)
    with pytest.raises(BriefingError) as wrong:
        opened(deck)
    words = wrong.value.translated(translator("zh"))
    assert words.startswith(powerpoint_theme.FILE)
    assert said in words


def test_the_command_says_it_without_a_traceback(own_folder, sample_warehouse, capsys):
    broken(own_folder)
    target = own_folder / "out.pptx"
    call = ["export", MONTHLY, "--format", "pptx", "--out", str(target)]
    assert main([*call, "--warehouse", str(sample_warehouse)]) == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("governance: theme.pptx: PowerPoint's theme cannot be read")
    assert not target.exists()


def test_every_table_shows_all_rows_or_says_how_many(deck):
    others = list(opened(deck).slides)[1:]
    partial = 0
    for page, slide in zip(pagination.pages(deck), others, strict=False):
        said = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for table in page.slide.tables:
            is_drawn = bool(table.drawn) and not (page.slide.maps and page.part == 1)
            if is_drawn and len(table.drawn) < len(table.rows):
                assert f"共 {len(table.rows)} 行" in said
                partial += 1
    assert partial >= 2


def test_what_improved_is_told_only_where_it_is_a_signal(sample_warehouse, monkeypatch):
    reader = compose.reader_of(Warehouse.open(sample_warehouse), "zh")
    asked = Slide("improved", area="500113011")
    none = compose.slide(reader, asked)
    assert none.is_silent
    assert none.words == ("没有超出正常波动的改善，本页不放入材料。",)
    better = item("500113011", side=1, value=95.0, centre=85.0)
    monkeypatch.setattr(table_slide, "improved_items", lambda _view: [better])
    shown = compose.slide(reader, asked)
    assert shown.title == "有改善：按期结案率 95.0%，高于往常的 85.0%"
    assert shown.tables[0].tones == ("better",)
    assert shown.tables[0].shown[0][0] == "▲ 明显上升，有改善"


def test_the_number_that_is_bad_stands_out_in_the_title(deck):
    """Overdue is a signal, the on-time rate misses its target; visits are neither."""
    told = {page.slide.name: page for page in pagination.pages(deck)}
    lit = {name: told[name].slide.lit for name in ("headline", "on_time", "visits")}
    assert lit == {"headline": "163 件", "on_time": "88.8%", "visits": ""}
    titles = [slide.shapes.title for slide in list(opened(deck).slides)[1:]]
    runs = titles[told["headline"].number - 1].text_frame.paragraphs[0].runs
    coloured = {run.text: str(run.font.color.rgb) for run in runs if run.font.color.type}
    assert coloured == {"163 件": "A63A07"}
    assert '<span class="worse">163 件</span>' in html_file.head(told["headline"])

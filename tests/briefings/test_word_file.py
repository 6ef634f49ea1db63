"""A briefing as a document of Word: what is read back from it is what the slides hold."""

import csv
import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from python_calamine import CalamineWorkbook

from governance.__main__ import main
from governance.briefings import compose, export_files, frozen, store, word_pictures
from governance.briefings.model import Briefing
from governance.core.i18n import translator
from governance.metrics import number_format
from governance.receipts import addresses
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.briefings.test_exporting import HARD, MONTHLY, formulas, nasty, nothing

__all__ = ["nasty"]
VALUES = "//c:ser/c:val//c:pt/c:v"
SPACES = {"c": word_pictures.CHART}


@pytest.fixture(scope="module")
def warehouse(sample_warehouse):
    return Warehouse.open(sample_warehouse)


@pytest.fixture(scope="module", params=["zh", "en"])
def deck(warehouse, request):
    return compose.deck(warehouse, MONTHLY, store.load(MONTHLY).briefing, request.param)


@pytest.fixture(scope="module")
def made(deck):
    return export_files.FORMATS["docx"](deck, nothing)


def texts(table):
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def parts(content, pattern):
    """The parts of a package whose names fit, by their numbers."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if re.fullmatch(pattern, name)]
        names.sort(key=lambda name: int(re.search(r"\d+", name)[0]))
        return [package.read(name) for name in names]


def test_every_slide_is_a_chapter_of_the_navigation_pane(deck, made):
    document, _ = Document(io.BytesIO(made)), translator(deck.lang)
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert heads == [*(slide.title for slide in deck.told), _("Definitions"), _("Sources")]
    said = [one.text for one in document.paragraphs]
    assert said[0] == deck.title
    assert deck.warning in said[:5]
    for slide in deck.told:
        assert {slide.where, *slide.words, *slide.comment.splitlines()} <= set(said)
    for definition in deck.definitions:
        assert definition.definition in said


def test_tables_are_native_and_repeat_their_heading(deck, made):
    tables = Document(io.BytesIO(made)).tables
    found = [texts(table)[1:] for table in tables]
    wanted = [table for slide in deck.told for table in slide.tables if table.drawn]
    assert len(wanted) >= 4
    for table in wanted:
        assert [tuple(row) for row in table.shown] in found
    for table in tables:
        heads = [row._tr.findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table.rows]
        assert [len(found) for found in heads] == [1] + [0] * (len(table.rows) - 1)


def test_charts_are_native_and_hold_the_slides_numbers(deck, made):
    wanted = [chart for slide in deck.told for chart in slide.charts]
    found = parts(made, r"word/charts/chart\d+\.xml")
    books = parts(made, r"word/embeddings/chart\d+\.xlsx")
    assert len(found) == len(books) == len(wanted) >= 4
    for chart, blob, book in zip(wanted, found, books, strict=True):
        drawn = sorted(
            value for series in chart.drawn for value in series.values if value is not None
        )
        told = etree.fromstring(blob).xpath(VALUES, namespaces=SPACES)
        assert sorted(float(value.text) for value in told) == drawn
        rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
        cells = [
            cell for row in rows.to_python()[1:] for cell in row[1:] if isinstance(cell, float)
        ]
        assert sorted(cells) == drawn
        assert not formulas(book)


def test_a_figure_is_what_the_command_answers_to_the_last_shown_digit(
    warehouse, deck, made, sample_warehouse, monkeypatch, capsys
):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    figures = texts(Document(io.BytesIO(made)).tables[0])
    slide = next(slide for slide in deck.told if slide.kind == "metric")
    assert len(slide.figures) == 6
    for figure in slide.figures:
        days = ["--start", str(slide.start), "--end", str(slide.end), "--format", "csv"]
        place = ["--area", slide.area, "--level", "street_office"]
        assert main(["metric", figure.key, *place, *days]) == 0
        (answer,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
        metric = warehouse.catalog[figure.key]
        shown = number_format.number(float(answer["value"]), metric.decimals)
        told = next(row[1] for row in figures if row[0] == figure.title)
        assert re.match(r"[\d,.]+", told)[0] == shown


def test_every_number_has_the_address_of_its_receipt(deck, made):
    tables = [texts(table) for table in Document(io.BytesIO(made)).tables]
    there = {row[-1] for rows in tables for row in rows if row[-1].startswith("receipt?")}
    for slide in deck.told:
        for definition in slide.definitions:
            window = slide.start, slide.end
            assert addresses.figure(definition.key, slide.area, window) in there


def test_an_address_writes_days_filters_and_rules(deck):
    window = next((slide.start, slide.end) for slide in deck.told if slide.definitions)
    given = addresses.figure("visits", "1", window, [("channel", "a;b")], ["x", "y"])
    assert given.startswith("receipt?metric=visits&area=1&period=custom&start=2026-10-01")
    assert given.endswith("&end=2026-10-31&only=channel:a%253Bb&rules=x,y")


def test_the_foot_says_that_data_is_made_up_and_counts_pages(deck, made):
    (foot,) = parts(made, r"word/footer1\.xml")
    text = foot.decode()
    assert deck.warning in text
    assert re.findall(r'w:instr="(\w+)"', text) == ["PAGE", "NUMPAGES"]


def test_styles_name_a_chinese_font(made):
    for name, style in (("Normal", "仿宋"), ("Heading 1", "黑体"), ("Title", "宋体")):
        fonts = Document(io.BytesIO(made)).styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == style


def test_texts_that_want_to_run_stay_texts(nasty):
    made = export_files.FORMATS["docx"](nasty, nothing)
    document = Document(io.BytesIO(made))
    assert texts(document.tables[0])[1][0] == '=HYPERLINK("http://x")'
    (chart,) = parts(made, r"word/charts/chart\d+\.xml")
    told = etree.fromstring(chart).xpath(VALUES, namespaces=SPACES)
    assert tuple(float(value.text) for value in told) == HARD
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        for name in package.namelist():
            assert b'TargetMode="External"' not in package.read(name)


def test_a_map_is_drawn_in_the_colours_of_its_areas(deck):
    (given,) = [one for slide in deck.told for one in slide.maps]
    picture = word_pictures.draw_map(given, (900, 700))
    raw = picture.tobytes()
    shades = {f"#{raw[place : place + 3].hex()}" for place in range(0, len(raw), 3)}
    assert {shade.lower() for shade in given.colours} <= shades


def test_the_command_writes_a_frozen_state_too(sample_warehouse, tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    given = store.load(MONTHLY)
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    kept = frozen.freeze(Warehouse.open(sample_warehouse), given)
    asked = ["report", MONTHLY, "--format", "docx", "--lang", "en", "--frozen", str(kept)]
    assert main([*asked, "--out", str(tmp_path / "kept.docx")]) == 0
    assert Document(str(tmp_path / "kept.docx")).paragraphs[0].text == "Monthly governance meeting"


def test_a_briefing_without_slides_is_a_cover(warehouse):
    empty = compose.deck(warehouse, "n", Briefing({"zh": "例会", "en": "Meeting"}), "en")
    document = Document(io.BytesIO(export_files.FORMATS["docx"](empty, nothing)))
    assert document.paragraphs[0].text == "Meeting"

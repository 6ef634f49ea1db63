"""Briefings taken along: what is read back from each file is what the slides hold, to the digit."""

import dataclasses
import datetime as dt
import io
import re
import zipfile

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from governance.briefings import (
    compose,
    export_files,
    html_file,
    pagination,
    powerpoint_sheet,
    store,
    xlsx_file,
)
from governance.briefings.slide_content import Column, Deck, SlideContent, Table
from governance.charts.model import Chart, Series
from governance.core.i18n import translator
from governance.warehouse.reader import Warehouse

MONTHLY = "月度治理例会"
RUN = ('=HYPERLINK("http://x")', "+1+cmd", "-2+3", "@SUM(A1)", "\x01=1", "\t=1", "＝1", "<script>")
HARD = (0.1 + 0.2, 1 / 3, 84.48275862068965, 1e-300, 2.0**53, -0.0, 12.0)


@pytest.fixture(scope="module")
def deck(sample_warehouse):
    warehouse = Warehouse.open(sample_warehouse)
    return compose.deck(warehouse, MONTHLY, store.load(MONTHLY).briefing, "zh")


@pytest.fixture(scope="module")
def nasty():
    """A deck whose texts want to run and whose numbers want to be rounded."""
    day = dt.date(2026, 1, 31)
    names = RUN[:7]
    chart = Chart(
        *("areas", RUN[0], "bars", "m", "件", 3, names, tuple("abcdefg")),
        (Series(RUN[0], "value", HARD, ("better", "worse", "", "", "high", "low", "missing")),),
    )
    columns = (Column("area", RUN[0]), Column("value", RUN[3], "number", 2), Column("on", RUN[1]))
    rows = tuple((name, value, day) for name, value in zip(names, HARD, strict=True))
    shown = tuple((name, str(value), "") for name, value in zip(names, HARD, strict=True))
    table = Table("t", RUN[0], columns, tuple("abcdefg"), rows, tuple(range(7)), shown, ("",) * 7)
    slide = SlideContent(
        *("one", "ranking", RUN[7] + "=1", RUN[2], "all", day, day),
        words=(RUN[0], "x" * 300), comment="\n".join(RUN), notes=RUN[0],
        charts=(chart,), tables=(table,), sources=("<img src=http://x>",),
    )  # fmt: skip
    moment = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    return Deck("n", RUN[7], "en", "b1", moment, day, "", (slide,), ())


def nothing(_done, _all):
    pass


def opened(deck):
    return Presentation(io.BytesIO(export_files.FORMATS["pptx"](deck, nothing)))


def slides(show):
    """The slides without the cover, which a deck of one slide has not."""
    return [slide for slide in show.slides if slide.slide_layout.name != "封面"]


def drawn(chart):
    """The series of all plots: bars and lines of one chart are two plots."""
    return sorted((one for plot in chart.plots for one in plot.series), key=lambda one: one.index)


def charts(show):
    return [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]


def test_every_chart_is_native_and_holds_the_slides_numbers(deck):
    wanted = [chart for slide in deck.slides for chart in slide.charts]
    shapes = [shape for slide in opened(deck).slides for shape in slide.shapes if shape.has_chart]
    assert len(shapes) == len(wanted) >= 4
    for given, shape in zip(wanted, shapes, strict=True):
        chart, series = shape.chart, given.drawn
        assert [tuple(one.values) for one in drawn(chart)] == [one.values for one in series]
        assert [one.name for one in drawn(chart)] == list(map(powerpoint_sheet.named, series))
        axis = powerpoint_sheet.labels(given, "zh", shape.width.inches)
        assert list(chart.plots[0].categories) == [name for _year, part in axis for name in part]


def test_the_sheet_behind_a_chart_has_the_same_numbers_and_no_formula(deck, nasty):
    for one in (deck, nasty):
        for chart in charts(opened(one)):
            blob = chart.part.chart_workbook.xlsx_part.blob
            rows = CalamineWorkbook.from_filelike(io.BytesIO(blob)).get_sheet_by_index(0)
            sheet = rows.to_python(skip_empty_area=False)
            depth = len(chart.plots[0].categories.levels) or 1
            for place, series in enumerate(drawn(chart), start=depth):
                cells = [row[place] for row in sheet[1:]]
                assert cells == ["" if value is None else value for value in series.values]
            assert not formulas(blob)


def formulas(blob):
    with zipfile.ZipFile(io.BytesIO(blob)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        return any(re.search(rb"<f[ >]", book.read(name)) for name in sheets)


def test_powerpoint_ends_with_definitions_judgements_and_the_build(deck):
    shown = len(pagination.pages(deck))
    last = slides(opened(deck))[shown:]
    titles = [slide.shapes.title.text_frame.text for slide in last]
    assert list(dict.fromkeys(titles)) == ["口径定义", "数字判断说明", "数据来源"]
    texts = "\n".join(shape.text_frame.text for slide in last for shape in slide.shapes)
    assert all(definition.definition in texts for definition in deck.definitions)
    assert all(remark in texts for slide in deck.told for remark in slide.remarks)
    assert deck.build in texts
    feet = [page.slide.footing for page in pagination.pages(deck)]
    assert not any(deck.build in foot for foot in feet)


def test_powerpoint_keeps_every_digit_of_a_hard_number(nasty):
    (chart,) = charts(opened(nasty))
    assert tuple(drawn(chart)[0].values) == HARD


def test_slides_are_wide_have_titles_notes_and_chinese_fonts(deck):
    show = opened(deck)
    assert (show.slide_width, show.slide_height) == (12191695, 6858000)
    found = pagination.pages(deck)
    assert len(show.slides) > len(found)
    for page, slide in zip(found, slides(show), strict=False):
        assert slide.shapes.title.text_frame.text == page.title
        notes = slide.notes_slide.notes_text_frame.text
        assert all(one.definition in notes for one in page.slide.definitions)
        assert all(source in notes for source in page.slide.sources)
        assert not list(slide.element.iter(qn("a:ea")))  # all is written in the theme's fonts
    theme = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode()
    assert theme.count('<a:ea typeface="Microsoft YaHei"/>') == 2
    for chart in charts(show):
        assert {each.get("typeface") for each in chart._chartSpace.iter(qn("a:ea"))} == {"+mn-ea"}


def test_nothing_reaches_over_the_edge_of_a_slide(deck, nasty):
    for one in (deck, nasty):
        show = opened(one)
        for slide in show.slides:
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.left + shape.width <= show.slide_width, shape.name
                assert shape.top + shape.height <= show.slide_height, shape.name


def test_tables_are_native_and_say_what_the_slide_says(deck):
    show, found = opened(deck), pagination.pages(deck)
    count = 0
    for page, slide in zip(found, slides(show), strict=False):
        for shape in slide.shapes:
            if shape.shape_type == MSO_SHAPE_TYPE.TABLE:
                table = next(one for one in page.slide.tables if one.drawn)
                texts = [tuple(cell.text for cell in row.cells) for row in shape.table.rows]
                assert texts[1:] == [tuple(row) for row in table.shown]
                count += 1
    assert count >= 4


def sheets(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_has_every_table_whole_with_its_types(deck):
    content = xlsx_file.xlsx_bytes(deck)
    found = sheets(content)
    for number, slide in enumerate(deck.told, start=1):
        own = [rows for name, rows in found.items() if name.split()[0] == str(number)]
        tables = [table for table in slide.tables if table.rows]
        for table in tables:
            cells = [["" if cell is None else cell for cell in row] for row in table.rows]
            assert cells in [rows[1:] for rows in own]
        for picture in slide.maps:
            values = ["" if value is None else value for value in picture.values]
            assert values in [[row[2] for row in rows[1:]] for rows in own]
        if slide.figures:
            assert [row[1] for row in own[0][1:]] == [one.value for one in slide.figures]
    assert not formulas(content)
    cases = next(rows for name, rows in found.items() if name.startswith("6 "))
    assert len(cases) == 164
    assert [row[0] for row in found["口径定义"][1:]]
    assert deck.build in str(found["数据来源"])
    assert len(found[translator("zh")("Files")]) == len(deck.files) + 1


def test_cells_that_want_to_run_stay_texts_and_numbers_numbers(nasty):
    content = xlsx_file.xlsx_bytes(nasty)
    rows = next(rows for name, rows in sheets(content).items() if name.startswith("1 "))
    assert [row[1] for row in rows[1:]] == list(HARD)
    assert [row[0] for row in rows[1:5]] == list(RUN[:4])
    assert rows[1][2] == dt.date(2026, 1, 31)
    assert not formulas(content)


def test_names_of_sheets_are_short_plain_and_different():
    names = xlsx_file.unique(["1 a/b:c*?[d]", "1 A b c d", "x" * 40, "x" * 40, "'", ""])
    assert names == ["1 a b c d", "1 A b c d 2", "x" * 31, "x" * 29 + " 2", "-", "- 2"]


def test_html_names_nothing_outside_itself_and_runs_nothing_of_others(deck, nasty):
    for one in (deck, nasty):
        text = html_file.html(one)
        body = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
        assert re.findall(r'(?:src|href|action|data)="(?!data:image)[^"]*"', body) == []
        assert re.findall(r"url\(|@import|<link|<iframe|<object", text) == []
        assert "default-src 'none'" in text
        assert text.count("<script>") == 1
        assert "<img src=http" not in text


def test_html_holds_every_number_of_the_slides(deck):
    text = html_file.html(deck)
    there = set(re.findall(r'data-value="([^"]+)"', text))
    for slide in deck.slides:
        for figure in slide.figures:
            assert repr(figure.value) in there
        for chart in slide.charts:
            assert {repr(v) for v in chart.series[0].values if v is not None} <= there
        for table in slide.tables:
            cells = [cell for row in table.rows for cell in row if isinstance(cell, int | float)]
            assert {repr(cell) for cell in cells} <= there
        for picture in slide.maps:
            assert text.count('tabindex="0"') == len(picture.codes)


def test_pages_of_a_long_table_go_on_and_none_of_its_rows_is_lost(deck):
    slide = next(slide for slide in deck.slides if slide.name == "on_time_communities")
    table = slide.tables[0]
    every = tuple(range(195))
    whole = dataclasses.replace(
        table,
        drawn=every,
        rows=(table.rows[0],) * 195,
        codes=("a",) * 195,
        shown=(table.shown[0],) * 195,
        tones=("",) * 195,
    )
    long = dataclasses.replace(deck, slides=(dataclasses.replace(slide, tables=(whole,)),))
    found = pagination.pages(long)
    assert len(found) == 14
    assert [place for page in found for place in page.slide.tables[0].drawn] == list(every)
    assert [bool(page.slide.charts) for page in found] == [True] + [False] * 13
    assert found[1].title.endswith("(2/14)")
    assert len(opened(long).slides) > 14


def test_a_pdf_has_a_numbered_page_for_every_page(deck):
    made = export_files.FORMATS["pdf"](deck, nothing)
    found = PdfReader(io.BytesIO(made)).pages
    total = html_file.html(deck).count('<section class="frame"')
    assert len(found) == total > len(deck.slides)
    for number, page in enumerate(found, start=1):
        assert f"{number} / {total}" in " ".join(page.extract_text().split())
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (960, 540)


def test_without_a_browser_the_pdf_says_what_to_do(nasty, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(export_files.PrintError, match="apt-get install chromium") as wrong:
        export_files.FORMATS["pdf"](nasty, nothing)
    assert wrong.value.translated(translator("zh")).startswith("PDF 要由 Chromium")


def test_a_browser_that_prints_nothing_is_told(monkeypatch, nasty):
    monkeypatch.setenv("CHROMIUM", "false")
    with pytest.raises(export_files.PrintError, match="printed no PDF: 1"):
        export_files.FORMATS["pdf"](nasty, nothing)

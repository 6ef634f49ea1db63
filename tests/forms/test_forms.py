"""The office's own forms: every place filled in from its binding with its receipt, or nothing."""

import csv
import io
import re
import shutil
import time
import zipfile

import pytest
from docx import Document
from lxml import etree
from python_calamine import CalamineWorkbook

from governance.__main__ import main
from governance.core.i18n import translator
from governance.forms import bindings, filling
from governance.forms.bindings import FormError
from governance.metrics import number_format
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support import paged, tiny

BULLETIN, SHEET = "12345热线月报.docx", "一表通月报.xlsx"
OCTOBER = ["--start", "2026-10-01", "--end", "2026-11-01"]
SEPTEMBER = ["--start", "2026-09-01", "--end", "2026-10-01"]
PLACE = ["--area", "500113011", "--level", "street_office", "--format", "csv"]
METRICS = ("issues_reported", "issues_resolved", "overdue", "on_time_rate", "rebound_rate")


@pytest.fixture(scope="module")
def warehouse(sample_warehouse):
    return Warehouse.open(sample_warehouse)


@pytest.fixture(autouse=True)
def chosen(sample_warehouse, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))


@pytest.fixture
def own(tmp_path):
    """Copies of the forms and their bindings, to be changed."""
    return shutil.copytree(bindings.FORMS, tmp_path / "forms")


def bound(folder, form, *changes):
    """The form, its bindings changed in these places."""
    file = (folder / form).with_suffix(".toml")
    text = file.read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    file.write_text(text, "utf-8")
    return folder / form


def document(content):
    return Document(io.BytesIO(content))


def texts(content):
    """Every text of a document without its annex: paragraphs, then cells."""
    found = document(content)
    cells = [cell.text for row in found.tables[0].rows for cell in row.cells]
    return [paragraph.text for paragraph in found.paragraphs], cells


def answered(capsys, key, days):
    assert main(["metric", key, *PLACE, *days]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    return float(row["value"])


def test_thirty_cells_are_filled_in_within_five_seconds(warehouse):
    start = time.monotonic()
    made = filling.fill(warehouse, bindings.FORMS / BULLETIN, "zh")
    assert time.monotonic() - start < 5
    said, cells = texts(made)
    assert len(cells) == 42
    assert not any("{{" in text or not text for text in (*cells, *filter(None, said)))


def test_every_number_is_the_metrics_to_the_last_shown_digit(warehouse, capsys):
    _said, cells = texts(filling.fill(warehouse, bindings.FORMS / BULLETIN, "zh"))
    for key in METRICS:
        metric = warehouse.catalog[key]
        row = next(n for n in range(6, 42, 6) if metric.title["zh"] in cells[n])
        for place, days in ((1, OCTOBER), (2, SEPTEMBER)):
            wanted = number_format.level(answered(capsys, key, days), metric)
            assert cells[row + place] == wanted


def test_no_digit_stands_there_that_is_not_bound():
    """Without its placeholders the shipped form has no digit but the hotline's own."""
    content = (bindings.FORMS / BULLETIN).read_bytes()
    said, cells = texts(content)
    bare = [re.sub(r"\{\{.*?\}\}|12345", "", text) for text in (*said, *cells)]
    assert not any(re.search(r"\d", text) for text in bare)


def test_every_number_has_its_receipt_in_the_annex(warehouse):
    form = bindings.load(bindings.FORMS / BULLETIN)
    rows = document(filling.fill(warehouse, bindings.FORMS / BULLETIN, "zh")).tables[-1].rows
    annex = {row.cells[0].text: row.cells[3].text for row in rows[1:]}
    assert {name for name, one in form.bindings.items() if one.metric} >= set(annex)
    assert annex["on_time_before"] == (
        "receipt?metric=on_time_rate&area=500113011&period=custom&start=2026-09-01&end=2026-09-30"
    )
    assert annex["hotline"].endswith("&only=channel:hotline")


def test_a_filled_document_keeps_the_forms_styles(warehouse):
    def styles(content):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return etree.canonicalize(package.read("word/styles.xml").decode())

    content = (bindings.FORMS / BULLETIN).read_bytes()
    assert styles(filling.fill(warehouse, bindings.FORMS / BULLETIN, "zh")) == styles(content)


def test_a_workbook_keeps_its_styles_and_formulas_and_shows_the_numbers(warehouse, capsys):
    made = filling.fill(warehouse, bindings.FORMS / SHEET, "zh")
    with zipfile.ZipFile(bindings.FORMS / SHEET) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        assert old.read("xl/styles.xml") == new.read("xl/styles.xml")
        before, after = (
            etree.fromstring(one.read("xl/worksheets/sheet1.xml")) for one in (old, new)
        )
        for name in ("f", "mergeCell", "col"):
            told = [[etree.tostring(x) for x in t.iter(f"{{*}}{name}")] for t in (before, after)]
            assert told[0] == told[1]
        cells = [{c.get("r"): c.get("s") for c in t.iter("{*}c")} for t in (before, after)]
        assert cells[0] == cells[1]
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "莲花街道治理月报"
    assert rows[3][1] == answered(capsys, "issues_reported", OCTOBER)
    share = answered(capsys, "on_time_rate", OCTOBER) / 100
    assert rows[5][1] == pytest.approx(share, abs=0.0005)
    _ = translator("zh")
    annex = book.get_sheet_by_name(_("Where the numbers are from")).to_python()
    assert len([row for row in annex if str(row[3]).startswith("receipt?")]) == 30


def test_another_period_and_area_are_taken_from_the_command(own, tmp_path, capsys):
    out = tmp_path / "out" / "filled.docx"
    asked = ["form", str(own / BULLETIN), "--out", str(out), "--period", "2026-09"]
    assert main(asked) == 0
    assert capsys.readouterr().out.strip() == str(out)
    _said, cells = texts(out.read_bytes())
    assert cells[7] == number_format.number(answered(capsys, "issues_reported", SEPTEMBER))
    assert main([*asked[:-2], "--period", "2026-13"]) == 1
    assert "period = '2026-13' is none of" in capsys.readouterr().err
    assert main([*asked[:-2], "--area", "5001130"]) == 1
    assert "没有区域“5001130”" in capsys.readouterr().err


def test_a_binding_changes_the_places_that_use_it_and_no_other(warehouse, own):
    before = texts(filling.fill(warehouse, own / BULLETIN, "zh"))[1]
    form = bound(
        own, BULLETIN, ('overdue = { metric = "overdue" }', 'overdue = { metric = "backlog" }')
    )
    after = texts(filling.fill(warehouse, form, "zh"))[1]
    assert [n for n, pair in enumerate(zip(before, after, strict=True)) if len(set(pair)) > 1] == [
        37
    ]


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(own, tmp_path, capsys):
    form = bound(
        own,
        BULLETIN,
        ('hotline = { metric', 'nowhere = { metric = "visits" }\nhot = { metric'),
        ('rebound = { metric = "rebound_rate" }', 'rebound = { metric = "rebound_rat" }'),
        ('overdue = { metric', 'overdue = { area = "1", metric'),
        ('satisfied = { metric', 'satisfied = { only = "colour:red", metric'),
    )  # fmt: skip
    out = tmp_path / "filled.docx"
    assert main(["form", str(form), "--out", str(out), "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "“hotline” ({{ period }}，{{ area }}受理群众诉求" in said
    assert "has no binding; write it below [values] of 12345热线月报.toml" in said
    assert "“nowhere” stands nowhere in the form" in said
    assert "there is no metric 'rebound_rat'; perhaps rebound_rate" in said
    assert "“overdue”: There is no area “1”" in said
    assert "cannot be filtered by" in said
    assert not out.exists()


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ('metric = "visits", period = "2019-01"', "无数据"),
        ('metric = "key_group_coverage", area = "500113011001001"', "数值过小，不予显示"),
    ],
)
def test_without_a_number_the_form_says_so_or_shows_what_stands_for_it(
    warehouse, own, asked, reason
):
    form = bound(own, BULLETIN, ('hotline = { metric = "issues_reported"', f"hotline = {{ {asked}"))
    bound(own, BULLETIN, (', only = "channel:hotline"', ""))
    with pytest.raises(FormError) as wrong:
        filling.fill(warehouse, form, "zh")
    assert f"“hotline”：没有数值（{reason}）" in wrong.value.translated(translator("zh"))
    bound(own, BULLETIN, (asked, f'{asked}, absent = "不予显示"'))
    said, _cells = texts(filling.fill(warehouse, form, "zh"))
    assert any("其中热线渠道 不予显示 件" in text for text in said)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("form.docx", "", "form.toml is not there"),
        ("form.txt", "", "a form is a file of Word"),
        ("form.docx", "values = 3", "[values] is missing"),
        ("form.docx", "x = 1", "'x' is none of a form's keys"),
        ("form.docx", "[values]\na = { metric = 'visits', fact = 'area' }", "write either metric"),
        ("form.xlsx", "[values]\na = { fact = 'area', only = 'x' }", "not written segment:value"),
        ("form.docx", "[values]\na = { fact = 'area' }", "no document of Word"),
        ("form.xlsx", "[values]\na = { fact = 'area' }", "no workbook of Excel"),
    ],
)
def test_a_wrong_file_says_how_to_mend_it(warehouse, tmp_path, name, text, said):
    (tmp_path / name).write_text("no package", "utf-8")
    if text:
        (tmp_path / "form.toml").write_text(text, "utf-8")
    with pytest.raises(FormError, match=re.escape(said)):
        filling.fill(warehouse, tmp_path / name, "en")


def test_cells_that_cannot_be_bound_are_told(warehouse, own):
    form = bound(own, SHEET, ("月报!B6", "月报!D4"), ("月报!B7", "年报!B7"), ("月报!B8", "B"))
    with pytest.raises(FormError) as wrong:
        filling.fill(warehouse, form, "en")
    assert "the cell 月报!D4 holds a formula" in str(wrong.value)
    assert "there is no cell '年报!B7'; write it as 月报!B4" in str(wrong.value)
    assert "there is no cell 'B'" in str(wrong.value)


TINY = """
period = "2026-03"
[values]
east = { metric = "visits", area = "990001001001" }
west = { metric = "visits", area = "990001001002" }
west_persons = { metric = "visit_person_times", area = "990001001002" }
all = { metric = "visits", area = "990001001" }
february = { metric = "visits", area = "990001001", show = "previous" }
"""


@pytest.fixture
def tiny_form(tmp_path):
    """A form of one's own, a paragraph a place."""
    form = Document()
    for name in re.findall(r"^(\w+) = \{", TINY, re.MULTILINE):
        form.add_paragraph(f"{{{{ {name} }}}}")
    form.save(tmp_path / "tiny.docx")
    (tmp_path / "tiny.toml").write_text(TINY, "utf-8")
    return tmp_path / "tiny.docx"


def test_a_changed_row_changes_exactly_the_places_that_count_it(tiny_form, tmp_path):
    def places(number, *west):
        rows = [*paged.visits(3, 4, 5), *west]
        (folder := tmp_path / number).mkdir()
        built = tiny.warehouse(folder, paged.numbered(rows))
        found = document(filling.fill(built, tiny_form, "en")).paragraphs
        return [paragraph.text for paragraph in found[:5]]

    (row,) = paged.visits(1, grid=tiny.GRIDS[2], first=3)
    before = ["5", "1", "1", "6", "4"]
    assert places("one", {**row, "persons": "1"}) == before
    assert places("two", {**row, "persons": "3"}) == ["5", "1", "3", "6", "4"]


@pytest.mark.parametrize(
    "text",
    ["{{ 346 }}", "{{ east + 1 }}", "{{ east.__class__ }}", "{% for x in east %}", "{{ a b }}"],
)
def test_a_form_works_nothing_out(tiny_form, warehouse, text):
    form = Document(str(tiny_form))
    form.add_paragraph(text)
    form.save(str(tiny_form))
    with pytest.raises(FormError, match=r"tiny\.docx: a placeholder cannot be read") as wrong:
        filling.fill(warehouse, tiny_form, "en")
    assert "write it as two braces around a name" in str(wrong.value)

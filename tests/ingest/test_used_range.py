"""Blank cells far from a table cost nothing and are told; bad files of any format are refused."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
import xlwt

from governance.ingest import sandbox
from governance.ingest.formats import reader
from governance.ingest.formats.used_range import StrayCell
from governance.ingest.mapping import assistant
from governance.ingest.sources import Source, SourceError

ROWS = [("编号", "人次"), *((f"V{number}", number) for number in range(1, 2001))]
SOURCE = Source("x", "visits")
ENOUGH = 9_000_000 * 1024  # bytes of address space: a reader that asks for every cell is ended


def write_xlsx(path: Path, stray: str, text: str = " ") -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("台账")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.write_string(stray, text)
        sheet.merge_range("D1:E1", "合并")
    return path


@pytest.mark.parametrize("stray", ["XFD1048576", "XFD2", "B1048576", "IW2001"])
def test_a_blank_far_from_the_table_is_left_out_and_told(tmp_path: Path, stray: str) -> None:
    found = reader.read(SOURCE, write_xlsx(tmp_path / "台账.xlsx", stray))
    assert found.table.num_rows == 2000
    assert found.headers == ("编号", "人次", "column 3", "合并")
    assert found.table["编号"][1999].as_py() == "V2000"
    reach = "1048576" if "1048576" in stray else "2001"
    column = stray.rstrip("0123456789").replace("B", "D")
    assert found.stray == StrayCell(f"{column}{reach}", "D2001")


def test_blanks_beside_a_table_are_cells_as_ever(tmp_path: Path) -> None:
    found = reader.read(SOURCE, write_xlsx(tmp_path / "台账.xlsx", "G9"))
    assert (found.stray, found.table.num_rows) == (None, 2000)


def test_an_old_workbook_is_trimmed_too(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for number, row in enumerate(ROWS):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    sheet.write(65535, 255, " ")
    book.save(str(tmp_path / "台账.xls"))
    found = reader.read(SOURCE, tmp_path / "台账.xls")
    assert (found.headers, found.table.num_rows) == (("编号", "人次"), 2000)
    assert found.stray == StrayCell("IV65536", "B2001")


def test_a_word_in_the_last_cell_is_refused_with_its_place(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "台账.xlsx", "XFD1048576", "x")
    with pytest.raises(SourceError, match="sheet '台账' reaches to cell XFD1048576"):
        reader.read(SOURCE, tmp_path / "台账.xlsx")


def lying(path: Path) -> None:
    """A workbook that says it ends at A1."""
    write_xlsx(path.with_suffix(".true"), "XFD1048576")
    with zipfile.ZipFile(path.with_suffix(".true")) as book, zipfile.ZipFile(path, "w") as target:
        for entry in book.infolist():
            text = book.read(entry).replace(b'ref="A1:XFD1048576"', b'ref="A1"')
            target.writestr(entry.filename, text)


def zip_bomb(path: Path) -> None:
    """A workbook of 5 MB with one text of 1 GB."""
    write_xlsx(path.with_suffix(".true"), "C1")
    with (
        zipfile.ZipFile(path.with_suffix(".true")) as book,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for entry in book.infolist():
            if entry.filename != "xl/sharedStrings.xml":
                target.writestr(entry.filename, book.read(entry))
        with target.open("xl/sharedStrings.xml", "w", force_zip64=True) as texts:
            main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            texts.write(b'<sst xmlns="' + main + b'"><si><t>')
            for _ in range(250):
                texts.write(b"a" * (4 << 20))
            texts.write(b"</t></si></sst>")


def parquet_bomb(path: Path) -> None:
    """30 million rows in about 200 KB."""
    column = pa.array(["2026-03-05 09:05"] * 1_000_000).dictionary_encode()
    rows = pa.table(dict.fromkeys("abcdefgh", column))
    with pq.ParquetWriter(path, rows.schema, compression="zstd") as writer:
        for _ in range(30):
            writer.write_table(rows)


def deep_json(path: Path) -> None:
    path.write_text("[" * 1_000_000)


def spans(path: Path) -> None:
    """A web page of 4 KB with 16 million cells a row."""
    row = "<tr>" + '<td colspan="16384" rowspan="9999">x</td>' * 1000 + "</tr>"
    path.write_text(f"<html><table>{row * 20}</table></html>")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "write", "said"),
    [
        ("a.xlsx", lying, "MB of memory"),
        ("a.xlsx", zip_bomb, "MB of memory"),
        ("a.parquet", parquet_bomb, "MB of memory"),
        ("a.json", deep_json, "cannot be read as json"),
        ("a.xls", spans, "MB of memory"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    write: Callable[[Path], None],
    said: str,
) -> None:
    few = replace(sandbox.limits(), memory_mb=600)  # a fifth of the usual: the same, sooner
    monkeypatch.setattr(sandbox, "limits", lambda: few)
    write(tmp_path / name)
    with pytest.raises(SourceError, match=said):
        assistant.look(tmp_path / name)
    good = tmp_path / "good.json"
    good.write_text(json.dumps([{"编号": "V1"}]))
    assert assistant.look(good)[2].table.num_rows == 1


@pytest.fixture
def case(shared_cases: Path) -> Path:
    folder = shared_cases / "stray-blank-last-cell"
    if not folder.is_dir():
        pytest.skip("the case stray-blank-last-cell is not there")
    return folder


def test_the_case_of_a_blank_in_the_last_cell_is_built(case: Path, tmp_path: Path) -> None:
    """As its EXPECTED.md says, on the command line, with the address space that it asks for."""
    command = [
        *(sys.executable, "-m", "governance", "build", "--sources", str(case / "src")),
        *("--exports", str(case / "exp"), "--warehouse", str(tmp_path / "w.duckdb")),
    ]
    limited = f'ulimit -v {ENOUGH // 1024}; exec "$@"'
    made = subprocess.run(
        ["bash", "-c", limited, "bash", *command], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    with duckdb.connect(tmp_path / "w.duckdb", read_only=True) as con:
        books = con.execute("select accepted, rejected from files where dataset = 'visits'")
        assert books.fetchall() == [(5, 0)]
        assert con.execute("select warning, detail from file_warnings").fetchall() == [
            ("stray", '{"cell": "XFD1048576", "end": "D6"}')
        ]

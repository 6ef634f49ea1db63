"""Every format gives the same texts; rows that do not fit are kept, never dropped."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from governance.ingest import sources
from governance.ingest.formats import reader
from governance.ingest.sources import Source, SourceError

TABLE = [["编号", "时间", "人次"], ["a1", "2026-03-05 09:05", "3"], ["a2", "", "1"]]


def source_of(**settings: object) -> Source:
    text = 'dataset = "visits"\nfiles = "*"\n'
    text += "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    return sources.parse("trial", text)


def texts(export: reader.Export) -> list[list[str]]:
    return [[row[header] or "" for header in export.headers] for row in export.table.to_pylist()]


def write_csv(encoding: str, newline: str = "\r\n") -> Callable[[Path], object]:
    content = newline.join(",".join(row) for row in TABLE)
    return lambda path: path.write_bytes(content.encode(encoding))


def write_xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([["走访台账"], *TABLE]):
            sheet.write_row(number, 0, row)
        sheet.write_row(2, 1, [dt.datetime(2026, 3, 5, 9, 5), 3])


def write_parquet(path: Path) -> None:
    frame = pd.DataFrame(TABLE[1:], columns=TABLE[0])
    frame["时间"] = pd.to_datetime(frame["时间"].replace("", None))
    frame.astype({"人次": int}).to_parquet(path)


@pytest.mark.parametrize(
    ("name", "write", "settings"),
    [
        ("utf8.csv", write_csv("utf-8"), {}),
        ("bom.csv", write_csv("utf-8-sig"), {}),
        ("gb.csv", write_csv("gb18030"), {}),
        ("lf.csv", write_csv("utf-8", "\n"), {}),
        ("cr.csv", write_csv("utf-8", "\r"), {}),
        ("title.xlsx", write_xlsx, {"header_row": 2}),
        ("typed.parquet", write_parquet, {}),
    ],
)
def test_each_format_gives_the_same_texts(
    tmp_path: Path, name: str, write: Callable[[Path], None], settings: dict[str, object]
) -> None:
    write(tmp_path / name)
    export = reader.read(source_of(**settings), tmp_path / name)
    moment = texts(export)[0][1]
    assert export.headers == ("编号", "时间", "人次")
    assert [row[::2] for row in texts(export)] == [["a1", "3"], ["a2", "1"]]
    assert moment in ("2026-03-05 09:05", "2026-03-05 09:05:00")
    assert export.broken == ()


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('title,,\nid,note,n\na,"two\nlines",1\n\nb,x,2\n', encoding="utf-8")
    export = reader.read(source_of(header_row=2), path)
    assert export.table["_row"].to_pylist() == [3, 5]


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("a3,2026-01-01", "2 cells, the header has 3"),
        ("a3,1,2,3", "4 cells, the header has 3"),
        ('a3,"1,2', "unexpected end of data"),
    ],
)
def test_a_row_that_does_not_fit_is_kept_as_broken(tmp_path: Path, line: str, detail: str) -> None:
    path = tmp_path / "torn.csv"
    path.write_text("id,when,n\na1,x,1\n" + line, encoding="utf-8")
    export = reader.read(source_of(), path)
    assert export.table.num_rows == 1
    assert [row.row_number for row in export.broken] == [3]
    assert detail in export.broken[0].detail


def test_trailing_empty_cells_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("id,n\na,1,,\n", encoding="utf-8")
    assert reader.read(source_of(), path).broken == ()


def test_blank_and_repeated_headers_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "headers.csv"
    path.write_text("id,,id\n1,2,3\n", encoding="utf-8")
    assert reader.read(source_of(), path).headers == ("id", "column 2", "id (2)")


def test_geojson_gives_properties_and_the_shape(tmp_path: Path) -> None:
    shape = {"type": "Point", "coordinates": [1.0, 2.0]}
    feature = {"type": "Feature", "properties": {"code": 110105001000, "n": 2.0}, "geometry": shape}
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert texts(reader.read(source_of(), path)) == [["110105001000", "2", json.dumps(shape)]]


def test_zoned_parquet_times_become_local(tmp_path: Path) -> None:
    path = tmp_path / "zoned.parquet"
    moments = pd.to_datetime(["2026-01-01T16:00:00Z"])
    pd.DataFrame({"when": moments}).to_parquet(path)
    assert texts(reader.read(source_of(), path)) == [["2026-01-02 00:00:00"]]


@pytest.mark.parametrize(
    ("name", "content", "settings", "message"),
    [
        ("x.pdf", b"", {}, "no reader for '.pdf'"),
        ("x.csv", b"", {}, "the file is empty"),
        ("x.csv", b"a\n1\n", {"header_row": 9}, "no header in row 9"),
        ("x.csv", "编号\n甲".encode("gb18030"), {"encoding": "utf-8"}, "the text is not utf-8"),
        ("x.parquet", b"PAR1 torn", {}, "cannot be read as parquet"),
        ("x.xlsx", b"PK\x03\x04 torn", {}, "a workbook that was cut off"),
        ("x.csv", b"\x89PNG\r\n", {}, "is an image"),
        ("x.csv", b"PAR1", {"format": "csv"}, "inside it is parquet"),
        ("x.geojson", b"{}", {}, "not a GeoJSON FeatureCollection"),
        ("x.geojson", b"{", {}, "cannot be read as geojson"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes, settings: dict[str, object], message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=message):
        reader.read(source_of(**settings), tmp_path / name)


def test_a_missing_sheet_names_those_that_are_there(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "x.xlsx")
    with pytest.raises(SourceError, match="no sheet '台账'; the file has Sheet1"):
        reader.read(source_of(sheet="台账"), tmp_path / "x.xlsx")

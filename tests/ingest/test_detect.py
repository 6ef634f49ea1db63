"""An unknown file's shape is guessed by its content; what is no table is refused with a way out."""

from pathlib import Path

import pytest
import xlsxwriter

from governance.ingest import sources
from governance.ingest.formats import reader
from governance.ingest.mapping import format_detection
from governance.ingest.sources import SourceError

HEADER = "编号,受理时间,网格编码,诉求内容\n"
ROWS = "".join(
    f"S{n},2024-03-{n % 28 + 1:02d} 09:05,99000100{n % 9},路灯不亮{n}\n" for n in range(30)
)
TABLE = HEADER + ROWS
TABS = TABLE.replace(",", "\t")
BIG5 = "編號,受理時間,訴求內容\n1,2024-03-05,路燈不亮請處理\n2,2024-03-06,路燈不亮\n"
GROUPS = "台账,,,\n编号,时间,,备注\n,受理,办结,\n" + "1,2024-03-05,2024-03-06,好\n" * 9
PAGE = (
    "<html><table><tr><td colspan=2>台账</td></tr><tr><th>编号</th><th>人次</th></tr>"
    "<tr><td>a</td><td>1</td></tr></table></html>"
)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("utf8.csv", TABLE.encode(), ("csv", "utf-8", ",", 1, 1)),
        ("gb.csv", TABLE.encode("gb18030"), ("csv", "gb18030", ",", 1, 1)),
        ("short.csv", "编号,人次\n甲,1\n".encode("gb18030"), ("csv", "gb18030", ",", 1, 1)),
        ("big5.csv", BIG5.encode("big5"), ("csv", "big5", ",", 1, 1)),
        ("tabs.xls", ("走访台账\t\t\t\n" + TABS).encode("gb18030"), ("csv", "gb18030", "\t", 2, 1)),
        ("marked.csv", TABS.encode("utf-16"), ("csv", "utf-16", "\t", 1, 1)),
        ("wide.csv", TABS.encode("utf-16-le"), ("csv", "utf-16-le", "\t", 1, 1)),
        ("sep.csv", ("sep=;\n" + TABLE.replace(",", ";")).encode(), ("csv", "utf-8", ";", 2, 1)),
        ("groups.csv", GROUPS.encode(), ("csv", "utf-8", ",", 2, 2)),
        ("one.csv", "编号\nA1\n".encode(), ("csv", "utf-8", ",", 1, 1)),
        ("page.xls", PAGE.encode("gbk"), ("excel", "gb18030", "", 2, 1)),
        ("list.csv", b'[{"a": 1}]', ("json", "utf-8", "", 1, 1)),
        ("lines.txt", b'{"a": 1}\n{"a": 2}\n', ("json", "utf-8", "", 1, 1)),
        ("shapes.json", b'{"type": "FeatureCollection"}', ("geojson", "utf-8", "", 1, 1)),
    ],
)
def test_the_content_tells_the_shape(tmp_path, name, content, expected):
    (tmp_path / name).write_bytes(content)
    found = format_detection.detect_shape(tmp_path / name)
    parts = (found.form, found.encoding, found.delimiter, found.header_row, found.header_rows)
    assert tuple(part.value for part in parts) == expected
    assert all(0 <= part.confidence <= 1 for part in parts)
    assert found == format_detection.detect_shape(tmp_path / name)


def test_merged_headers_below_a_title_are_found_and_read_as_guessed(tmp_path):
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("说明").write(0, 0, "填表说明")
        sheet = book.add_worksheet("台账")
        sheet.merge_range(0, 0, 0, 3, "诉求台账")
        sheet.merge_range(1, 0, 2, 0, "编号")
        sheet.merge_range(1, 1, 1, 2, "时间")
        sheet.write_row(2, 1, ["受理", "办结"])
        sheet.merge_range(1, 3, 2, 3, "网格编码")
        for row in range(3, 9):
            sheet.write_row(row, 0, [f"a{row}", "2024-03-05", "2024-03-06", 370211002046001])
    found = format_detection.detect_shape(path)
    guessed = (found.sheet.value, found.header_row.value, found.header_rows.value)
    assert (guessed, found.sheets) == (("台账", 2, 2), ("说明", "台账"))
    declared = f'dataset="visits"\nfiles="*"\nsheet="{guessed[0]}"\nheader_row=2\nheader_rows=2'
    export = reader.read(sources.parse("trial", declared), path)
    assert export.headers == ("编号", "时间 受理", "时间 办结", "网格编码")
    first = list(export.table.to_pylist()[0].values())
    assert first == ["a3", "2024-03-05", "2024-03-06", "370211002046001", 4]


def test_what_a_person_chose_is_not_guessed_again(tmp_path):
    (tmp_path / "x.csv").write_bytes(TABLE.encode())
    found = format_detection.detect_shape(
        tmp_path / "x.csv", format_detection.Chosen(delimiter=";")
    )
    assert (found.delimiter.value, found.delimiter.confidence) == (";", 1.0)
    with pytest.raises(SourceError, match="not utf-16"):
        format_detection.detect_shape(
            tmp_path / "x.csv", format_detection.Chosen(encoding="utf-16")
        )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", b"", "is empty; export it again"),
        ("x.csv", b"\x89PNG\r\n\x1a\n", "is an image; export the table"),
        ("x.xlsx", b"%PDF-1.7", "is a PDF; export the table"),
        ("x.xlsx", b"PK\x03\x04abc", "cut off; copy or export it again"),
        ("x.xls", bytes(range(256)) * 40, "is no text; perhaps it is encrypted"),
        (
            "x.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is locked with a password",
        ),
    ],
)
def test_what_is_no_table_is_refused_with_a_way_out(
    tmp_path: Path, name: str, content: bytes, message: str
):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=message):
        format_detection.detect_shape(tmp_path / name)

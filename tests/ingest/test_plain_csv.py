"""A CSV read by Arrow and line by line gives the same rows; a fault sends it to the other way."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from governance.ingest import sandbox, sources
from governance.ingest.formats import plain_csv, reader
from governance.ingest.sources import SourceError

CELLS = ("", "", "a", "中文", " b ", "1,5", 'no "x"', "two\nlines", "two\r\nlines", "é\u2028")
PIECES = (*'",\n\r;\t a中\0', "\r\n", '""', ',"', '",', '"\n', "\ufeff", "x,y\n", '"a","b"\n')
Both = Callable[..., bool]


@pytest.fixture
def read_both(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Both:
    """Reads a content in both ways, which have to agree; whether Arrow was the reader of one."""
    monkeypatch.setattr(sandbox, "IS_CHILD", True)
    file, arrow = tmp_path / "export.csv", plain_csv.records

    def facts(source: sources.Source) -> object:
        try:
            export = reader.read(source, file)
        except SourceError as error:
            return str(error)
        return export.headers, export.table.to_pylist(), export.broken, export.encoding

    def read(content: bytes, **settings: object) -> bool:
        file.write_bytes(content)
        source = sources.structure("ledger", {"dataset": "visits", "files": ["*"], **settings})
        tables = []

        def noted(*arguments: Any) -> pa.Table | None:
            tables.append(arrow(*arguments))
            return tables[0]

        monkeypatch.setattr(plain_csv, "records", noted)
        by_arrow = facts(source)
        monkeypatch.setattr(plain_csv, "records", lambda *_: None)
        assert by_arrow == facts(source), content
        return tables not in ([], [None])

    return read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_sound_files_are_read_by_arrow_as_line_by_line(read_both, encoding, end):
    some = random.Random(7)
    for _ in range(30):
        table = [
            ["编号", "b", "b"],
            *(some.choices(CELLS, k=3) for _ in range(some.randrange(1, 9))),
        ]
        stream = io.StringIO()
        csv.writer(stream, lineterminator=end, quoting=some.choice([0, 1])).writerows(table)
        content = stream.getvalue()[: None if some.random() < 0.5 else -len(end)]
        assert read_both(content.encode(encoding))


def test_whatever_the_bytes_are_both_ways_agree(read_both):
    some = random.Random(7)
    plain = 0
    for _ in range(1000):
        text = "".join(some.choices(PIECES, k=some.randrange(1, 16)))
        header_rows = {"header_row": some.choice([1, 1, 2]), "header_rows": some.choice([1, 1, 2])}
        plain += read_both(("a,b\n" + text).encode(), **header_rows)
    assert plain > 20


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            ",,",
            "a,b",
            "a,b,c,",
            "a,b,c,d",
            '"a,b,c',
            'a,"b"c,d',
            'a,b"c,d',
            '""',
            "a, ",
            '"a",b',
        ),
        *('a,"b\nc",d', "a,b,c\rd,e,f", '"","",""', 'a,b,"c"" d"', 'a,b,"', 'a,b, "c"'),
    ],
)
def test_one_odd_line_among_sound_ones_is_read_alike(read_both, line):
    read_both(f"x,y,z\n1,2,3\n{line}\n4,5,6\n".encode())
    read_both(f"x,y,z\n1,2,3\n{line}".encode())


@pytest.mark.parametrize("damage", [b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80"])
def test_bytes_that_are_no_utf_8_are_told_by_the_careful_reader(read_both, damage):
    assert not read_both(b"x,y\n1," + damage + b"\n", encoding="utf-8")


def test_rows_keep_their_numbers_over_records_without_text(read_both, monkeypatch):
    assert read_both(b"x,y\n1,2\n,\n,\n3,4\n,\n")


def test_a_cell_longer_than_a_block_is_read(read_both, monkeypatch):
    monkeypatch.setattr(plain_csv, "BLOCK", 1000)
    assert not read_both(b"x,y\n1," + b"z" * 5000 + b"\n2,3\n")
    assert read_both(b"x,y\n" + b"1,2\n" * 5000)

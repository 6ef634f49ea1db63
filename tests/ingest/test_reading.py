"""One table, saved in every way an office saves it, becomes the same facts."""

import csv
import datetime as dt
import hashlib
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
import xlsxwriter
import xlwt
from duckdb import CoalesceOperator, ColumnExpression

from governance.ingest import parsing, sources
from governance.ingest.input_files import inputs_of
from governance.ingest.loading import load_inputs
from tests.support import tiny

HEADER = ["编号", "时间", "网格", "人次", "经度", "事由"]
START = dt.datetime(2026, 3, 5, 9, 5)
ROWS: list[list[Any]] = [
    [
        f"V{n}",
        START + dt.timedelta(hours=n),
        tiny.GRIDS[n % 3],
        n % 5 + 1,
        120.25 + n / 8,
        f"走访{n}",
    ]
    for n in range(40)
]
SOURCE = """
dataset = "visits"
files = "*"
[columns]
visit_id = "编号"
visited_at = "时间"
area_code = "网格"
persons = "人次"
longitude = "经度"
purpose = "事由"
"""


def text(encoding: str, delimiter: str = ",") -> Callable[[Path], object]:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([HEADER, *ROWS])
    return lambda path: path.write_bytes(stream.getvalue().encode(encoding))


def xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, *ROWS]):
            sheet.write_row(number, 0, row)


def xls(path: Path) -> None:
    book, moment = xlwt.Workbook(), xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm")
    sheet = book.add_sheet("台账")
    for number, row in enumerate([HEADER, *ROWS]):
        for place, value in enumerate(row):
            if isinstance(value, dt.datetime):
                sheet.write(number, place, value, moment)
            else:
                sheet.write(number, place, value)
    book.save(str(path))


def web_page(path: Path) -> None:
    lines = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [HEADER, *ROWS]
    )
    page = f"<html><head><meta charset=gbk></head><body><table>{lines}</table></body></html>"
    path.write_bytes(page.encode("gbk"))


def as_json(path: Path) -> None:
    records = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    path.write_text(json.dumps({"data": records}, default=str), encoding="utf-8")


def facts(folder: Path, name: str, write: Callable[[Path], object], extra: str) -> str:
    """A digest of the parquet that holds the accepted visits in key order."""
    (folder / "exports").mkdir()
    write(folder / "exports" / name)
    source = sources.parse("ledger", extra + SOURCE)
    con = duckdb.connect()
    entries = inputs_of([tiny.areas(), source], folder / "exports")
    load_inputs(con, entries, dt.date(2026, 11, 20))
    target = folder / "facts.parquet"
    rows = con.table("accepted_visits").order("visit_id").select(*source.contract.columns)
    rows.write_parquet(str(target))
    assert con.sql("select count(*) from accepted_visits").fetchall() == [(len(ROWS),)]
    return hashlib.sha256(target.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return facts(tmp_path_factory.mktemp("plain"), "plain.csv", text("utf-8"), "")


@pytest.mark.parametrize(
    ("name", "write", "extra"),
    [
        ("gb.csv", text("gb18030"), ""),
        ("wide.tsv", text("utf-16", "\t"), 'delimiter = "\\t"'),
        ("tabs.xls", text("gb18030", "\t"), ""),
        ("table.xlsx", xlsx, ""),
        ("old.xls", xls, ""),
        ("page.xls", web_page, ""),
        ("table.parquet", pd.DataFrame(ROWS, columns=HEADER).to_parquet, ""),
        ("table.json", as_json, ""),
    ],
)
def test_every_way_of_saving_a_table_gives_the_same_facts(tmp_path, plain, name, write, extra):
    assert facts(tmp_path, name, write, extra) == plain


def read(given: str, *formats: str, until: int = 0) -> dt.datetime | None:
    con = duckdb.connect()
    con.execute("set TimeZone = 'Asia/Shanghai'")
    parsing.create_macros(con)
    given_text = parsing.call("usual", ColumnExpression("t"))
    cells = pa.table({"t": [given], "_row": [2]})
    con.register("cells", parsing.clean(tiny.from_rows("visits", [{}]), cells))
    table = con.table("cells")
    figures = parsing.parse_datetime(given_text, formats, until)
    words = parsing.call("parse_date_words", given_text)
    return table.select(CoalesceOperator(figures, words)).fetchall()[0][0]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2024-03-05", "2024-03-05 00:00:00"),
        ("2024-3-5 9:05", "2024-03-05 09:05:00"),
        ("2024-03-05T09:05:00.123", "2024-03-05 09:05:00"),
        ("2024-03-05T09:05:00Z", "2024-03-05 17:05:00"),
        ("2024-03-05 09:05:00+0930", "2024-03-05 07:35:00"),
        ("2024年3月5日", "2024-03-05 00:00:00"),
        ("2024年3月5日9时5分7秒", "2024-03-05 09:05:07"),
        ("2024年3月5日 09:05", "2024-03-05 09:05:00"),
        ("2024/3/5 9:05", "2024-03-05 09:05:00"),
        ("2024.3.5", "2024-03-05 00:00:00"),
        ("20240305", "2024-03-05 00:00:00"),
        ("2024/3/5上午12:05", "2024-03-05 00:05:00"),
        ("2024年3月5日 下午3时5分", "2024-03-05 15:05:00"),
        ("2024-03-05 03:05:07 PM", "2024-03-05 15:05:07"),
        ("２０２４－０３－０５　０９：０５", "2024-03-05 09:05:00"),
        ("45356.378472", "2024-03-05 09:05:00"),
        ('="2024-03-05"', "2024-03-05 00:00:00"),
        ("19999", "None"),
        ("2024-02-30", "None"),
        ("2024年2月30日", "None"),
        ("20240230", "None"),
        ("2024-03-05 13:05 AM", "None"),
        ("24-3-5", "None"),
        ("3/5/2024", "None"),
        ("2024.3-5", "None"),
        ("2024-3-511:05", "None"),
    ],
)
def test_a_date_is_read_or_refused_never_guessed(given, expected):
    assert str(read(given)) == expected


def test_times_that_arrow_reads_are_those_that_duckdb_reads():
    some, signs = random.Random(7), "0123456789-/: T.Z+"
    texts = {str(START), "2024-03-05", "2024-03-05T09:05", "0999-03-05", "2024-03-05 09", "", "\t"}
    for form in parsing.ISO * 1500:
        letters = [*form]
        for _ in range(some.randrange(4)):
            letters[some.randrange(len(letters))] = some.choice(signs)
        texts.add("".join(letters))
    source = tiny.from_rows("visits", [{}])
    by_arrow = {}
    for text in texts:
        cells = parsing.clean(source, pa.table({"时间": [text], "_row": [2]}))
        read = parsing.read_moments(source, cells, {"visited_at": "时间"})
        if read.num_columns == 3:
            by_arrow[text] = read.column(2)[0].as_py()
    assert len(by_arrow) > 200
    con = duckdb.connect()
    parsing.create_macros(con)
    con.register("cells", pa.table({"t": pa.array(by_arrow)}))
    parsed = parsing.parse_datetime(ColumnExpression("t"), ())
    assert dict(con.table("cells").select("t", parsed).fetchall()) == by_arrow


def test_one_time_in_another_form_leaves_the_column_to_duckdb():
    source, headers = tiny.from_rows("visits", [{}]), {"visited_at": "时间"}
    for other in ("2024年3月5日", "2024-03-05 9:05", "2024-03-05 09"):
        table = pa.table({"时间": ["2024-03-05 09:05", None, other], "_row": [2, 3, 4]})
        assert parsing.read_moments(source, table, headers) is table
    declared = tiny.from_rows("visits", [{}], formats={"visited_at": ["%Y-%d-%m"]})
    table = pa.table({"时间": ["2024-03-05"], "_row": [2]})
    assert parsing.read_moments(declared, table, headers) is table
    assert parsing.read_moments(source, table, headers) is not table


@pytest.mark.parametrize(
    ("given", "until", "expected"),
    [
        ("05/03/24", 0, "None"),
        ("05/03/24", 2030, "2024-03-05 00:00:00"),
        ("05/03/31", 2030, "1931-03-05 00:00:00"),
        ("05/03/69", 2075, "2069-03-05 00:00:00"),
        ("29/02/00", 1999, "None"),
    ],
)
def test_two_digit_years_need_their_last_year(given, until, expected):
    assert str(read(given, "%d/%m/%y", until=until)) == expected


def test_a_declared_four_digit_year_reads_no_two_digits():
    assert read("05/03/24", "%d/%m/%Y") is None


@pytest.mark.parametrize(
    ("persons", "accepted"),
    [
        ("1,000", 1000),
        ("１２", 12),
        (" 3\u3000", 3),
        ("3.0", 3),
        ("3人", None),
        ("30%", None),
        ("1,00", None),
        ("N/A", None),
        ("——", None),
    ],
)
def test_a_number_is_read_or_refused_and_the_books_add_up(persons, accepted):
    con = tiny.taken(tiny.visits({"persons": persons, "visit_id": "Ａ１"}))
    kept = con.sql("select visit_id, persons from accepted_visits").fetchall()
    assert kept == ([("A1", accepted)] if accepted else [])
    unsound = con.table("files").filter("rows_read <> accepted + rejected + corrected + excluded")
    assert unsound.fetchall() == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [("1.23E+14", True), ("1e+16", True), ("123456789012345", False), ("E12", False)],
)
def test_a_code_that_excel_shortened_is_found(given, expected):
    con = duckdb.connect()
    parsing.create_macros(con)
    table = con.sql("select $t as t", params={"t": given})
    assert table.select(parsing.call("is_shortened", ColumnExpression("t"))).fetchall() == [
        (expected,)
    ]

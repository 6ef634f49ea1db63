"""Every format and quirk that an office's export has, read from a real file; the books add up."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
import xlsxwriter
import xlwt

from governance.ingest import sources
from governance.ingest.input_files import inputs_of
from governance.ingest.loading import load_inputs
from tests.support import tiny

GRID = tiny.GRIDS[0]
HEADER = ["编号", "走访时间", "网格", "人次"]
FIRST, SECOND = ["7", "2026-03-05 09:05", GRID, "2"], ["8", "2026-03-06 10:00", GRID, "3"]
MORNING, NEXT = dt.datetime(2026, 3, 5, 9, 5), dt.datetime(2026, 3, 6, 10)
BOTH = [("7", MORNING, 2), ("8", NEXT, 3)]
SOURCE = """
dataset = "visits"
files = "*"
{more}
[columns]
visit_id = "编号"
visited_at = "走访时间"
area_code = "网格"
persons = "人次"
{after}
"""
Write = Callable[[Path], object]


def text(
    *rows: Sequence[Any], encoding: str = "utf-8", by: str = ",", end: str = "\n", title: str = ""
) -> Write:
    lines = [title] * bool(title) + [by.join(row) for row in (HEADER, *rows)]
    return lambda path: path.write_bytes(end.join(lines).encode(encoding))


def xlsx(*rows: Sequence[object], title: str = "", sheets: Sequence[str] = ("走访",)) -> Write:
    def write(path: Path) -> None:
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
            for name in sheets[:-1]:
                book.add_worksheet(name).write(0, 0, "说明")
            sheet = book.add_worksheet(sheets[-1])
            table = ([[title]] if title else []) + [HEADER, *rows]
            for number, row in enumerate(table):
                sheet.write_row(number, 0, row)

    return write


def merged_header(path: Path) -> None:
    """编号 over two rows; 走访 over 时间 and 人次."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 0, "编号")
        sheet.merge_range(0, 1, 0, 2, "走访")
        sheet.write_row(1, 1, ["时间", "人次"])
        sheet.merge_range(0, 3, 1, 3, "网格")
        for number, (one, at, grid, persons) in enumerate((FIRST, SECOND), start=2):
            sheet.write_row(number, 0, [one, at, persons, grid])


def xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("走访")
    for number, row in enumerate([["走访台账"], HEADER, FIRST, SECOND]):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    book.save(str(path))


def web_page(path: Path) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in (HEADER, FIRST, SECOND)
    )
    page = f'<html><meta charset="gb2312"><table>{rows}</table></html>'
    path.write_bytes(page.encode("gb18030"))


def records(*rows: Sequence[str]) -> list[dict[str, str]]:
    return [dict(zip(HEADER, row, strict=True)) for row in rows]


def as_json(path: Path) -> None:
    path.write_text(json.dumps({"data": records(FIRST, SECOND)}, ensure_ascii=False), "utf-8")


def json_lines(path: Path) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in records(FIRST, SECOND)]
    path.write_text("\n".join(lines), "utf-8")


def geojson(path: Path) -> None:
    point = {"type": "Point", "coordinates": [105.9, 29.9]}
    features = [
        {"type": "Feature", "properties": row, "geometry": point} for row in records(FIRST, SECOND)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")


def parquet(path: Path) -> None:
    frame = pd.DataFrame(records(FIRST, SECOND))
    frame["走访时间"] = pd.to_datetime(frame["走访时间"])
    frame.astype({"人次": "int64"}).to_parquet(path)


def one(at: object = FIRST[1], persons: object = "2", number: object = "7") -> list[object]:
    return [number, at, GRID, persons]


MIXED = xlsx(one(MORNING), one(46086.378472222, number="8"), one("2026年3月5日 9时5分", number="9"))
MORNINGS = [(number, MORNING, 2) for number in ("7", "8", "9")]
# file, how it is written, what the source declares before and after [columns], accepted, rejected
CASES: dict[str, tuple[str, Write, str, str, list[tuple[Any, ...]], int]] = {
    "comma": ("a.csv", text(FIRST, SECOND), "", "", BOTH, 0),
    "tab": ("a.tsv", text(FIRST, SECOND, by="\t"), 'delimiter = "\\t"', "", BOTH, 0),
    "semicolon": ("a.csv", text(FIRST, SECOND, by=";"), 'delimiter = ";"', "", BOTH, 0),
    "BOM": ("a.csv", text(FIRST, SECOND, encoding="utf-8-sig"), "", "", BOTH, 0),
    "UTF-16": ("a.csv", text(FIRST, SECOND, encoding="utf-16"), "", "", BOTH, 0),
    "GB18030": ("a.csv", text(FIRST, SECOND, encoding="gb18030"), "", "", BOTH, 0),
    "declared GBK": ("a.csv", text(FIRST, encoding="gbk"), 'encoding = "gbk"', "", BOTH[:1], 0),
    "CRLF": ("a.csv", text(FIRST, SECOND, end="\r\n"), "", "", BOTH, 0),
    "CR alone": ("a.csv", text(FIRST, SECOND, end="\r"), "", "", BOTH, 0),
    "quoted newline": (
        "a.csv", text(['"7\n8"', *FIRST[1:]]), "", "", [("7\n8", MORNING, 2)], 0,
    ),
    "title row": ("a.csv", text(FIRST, title="走访台账"), "header_row = 2", "", BOTH[:1], 0),
    "torn row": ("a.csv", text(FIRST, SECOND[:2]), "", "", BOTH[:1], 1),
    "parquet": ("a.parquet", parquet, "", "", BOTH, 0),
    "xlsx": ("a.xlsx", xlsx(FIRST, SECOND, title="走访台账"), "header_row = 2", "", BOTH, 0),
    "second sheet": (
        "a.xlsx", xlsx(FIRST, SECOND, sheets=("说明", "三月")), 'sheet = "三月"', "", BOTH, 0,
    ),
    "mixed dates": ("a.xlsx", MIXED, "", "", MORNINGS, 0),
    "code as float": ("a.xlsx", xlsx(one(number=7.0, persons=2.0)), "", "", BOTH[:1], 0),
    "long code as float": ("a.xlsx", xlsx(one(number=370211002046001.0)), "", "",
                           [("370211002046001", MORNING, 2)], 0),
    "shortened code": ("a.csv", text(FIRST, ["1.23E+14", *SECOND[1:]]), "", "", BOTH[:1], 1),
    "xls": ("a.xls", xls, "header_row = 2", "", BOTH, 0),
    "web page called xls": ("a.xls", web_page, "", "", BOTH, 0),
    "JSON": ("a.json", as_json, "", "", BOTH, 0),
    "JSON lines": ("a.json", json_lines, "", "", BOTH, 0),
    "GeoJSON": ("a.geojson", geojson, "", "", BOTH, 0),
    "thousands": ("a.csv", text(one(persons='"1,000"')), "", "", [("7", MORNING, 1000)], 0),
    "full width": (
        "a.csv", text(one("２０２６－０３－０５ ０９：０５", "２")), "", "", BOTH[:1], 0,
    ),
    **{
        f"missing {word}": (
            "a.csv", text(FIRST, one(number="8", persons=word)), "", "", BOTH[:1], 1,
        )
        for word in ("-", "—", "无", "/", "")
    },
    **{
        written: ("a.csv", text(one(written)), "", "", BOTH[:1], 0)
        for written in (
            *("2026/3/5 9:05", "2026年3月5日 9:05", "2026年3月5日9时5分", "2026.3.5 9:05"),
            *("2026-03-05T01:05:00Z", "2026-03-05T09:05:00+08:00", "2026/3/5 上午9:05"),
            *("2026-03-05 09:05:00 AM", "202603050905", "46086.378472222"),
        )
    },
    "two-digit year": (
        "a.csv", text(one("5/3/26 9:05"), one("5/3/31 9:05", number="8")),
        "two_digit_year_until = 2030", '[formats]\nvisited_at = "%d/%m/%y %H:%M"', BOTH[:1], 1,
    ),
    "day before month, undeclared": ("a.csv", text(FIRST, one("5/3/2026")), "", "", BOTH[:1], 1),
    "a day that is none": ("a.csv", text(FIRST, one("2026-02-30")), "", "", BOTH[:1], 1),
}  # fmt: skip


def taken(folder: Path, declared: str) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    inputs = inputs_of([tiny.areas(), sources.parse("ledger", declared)], folder)
    load_inputs(con, inputs, dt.date(2026, 11, 20))
    return con


@pytest.mark.parametrize("case", CASES)
def test_a_quirk_is_understood_and_its_books_add_up(tmp_path: Path, case: str) -> None:
    name, write, more, after, accepted, rejected = CASES[case]
    write(tmp_path / name)
    con = taken(tmp_path, SOURCE.replace("{more}", more).replace("{after}", after))
    facts = con.execute("select visit_id, visited_at, persons from accepted_visits order by 1")
    assert facts.fetchall() == accepted
    books = con.execute(
        "select rows_read, accepted, rejected, corrected, excluded from files"
        " where dataset = 'visits'"
    ).fetchall()[0]
    assert books == (len(accepted) + rejected, len(accepted), rejected, 0, 0)
    assert books[0] == sum(books[1:])


def test_a_header_of_two_rows_with_merged_cells_is_put_together(tmp_path: Path) -> None:
    merged_header(tmp_path / "a.xlsx")
    declared = SOURCE.replace("{more}", "header_rows = 2").replace("{after}", "")
    declared = declared.replace('"走访时间"', '"走访 时间"').replace('"人次"', '"走访 人次"')
    con = taken(tmp_path, declared)
    facts = con.execute("select visit_id, visited_at, persons from accepted_visits order by 1")
    assert facts.fetchall() == BOTH

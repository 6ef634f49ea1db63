"""Tables that are taken away, read back as a spreadsheet reads them."""

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from governance.core import export_tables
from governance.core.export_tables import Table, Words

DAY = dt.date(2026, 10, 31)
FACTS = {"区域": "莲花街道", "备注": "示例数据（合成），非真实数据"}
WORDS = Words("数据", "说明", FACTS, "zh")
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+cmd()", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]
PLAIN = ["-", "-12.5", "+3 %", "−2.0", "东园社区", "", "a=b", "1-2"]


def frame():
    return pd.DataFrame(
        {
            "区域": ["东园社区", "西里村"],
            "件数": [1234.0, None],
            "比率": [0.9372, 0.5],
            "按期率": [75.82, None],
            "日期": [DAY, None],
            "时刻": pd.to_datetime(["2026-10-31 08:30", "2026-11-01 00:00"]),
            "建档": pd.to_datetime(["2026-10-31", "2026-11-01"]),
            "金额": [Decimal("12.50"), Decimal("3.00")],
            "编码": [2**60, 1],
            "达标": [True, False],
        }
    )


def taken():
    kinds = {"比率": "percent", "按期率": "%.2f%%"}
    settings = {name: {"type_config": {"format": kind}} for name, kind in kinds.items()}
    return export_tables.from_frame(frame(), settings)


def book(table, words=WORDS):
    return CalamineWorkbook.from_filelike(io.BytesIO(export_tables.xlsx_bytes(table, words)))


def rows(table):
    return book(table).get_sheet_by_name("数据").to_python(skip_empty_area=False)


def lines(table):
    return list(csv.reader(io.StringIO(export_tables.csv_bytes(table).decode("utf-8-sig"))))


def test_a_sheet_has_types_and_not_texts():
    heading, first, second = rows(taken())
    assert heading == list(frame())
    moment = dt.datetime(2026, 10, 31, 8, 30)
    known = ["东园社区", 1234.0, 0.9372, pytest.approx(0.7582), DAY, moment, DAY, 12.5]
    assert first == [*known, str(2**60), True]
    assert second[1] == second[3] == second[4] == ""  # missing is an empty cell, never zero


def test_pandas_reads_the_same_numbers():
    again = pd.read_excel(io.BytesIO(export_tables.xlsx_bytes(taken(), WORDS)), engine="calamine")
    assert again["件数"].dtype.kind == "f"
    assert again["件数"].sum() == 1234
    assert again["建档"].dtype.kind == "M"
    assert again["按期率"].iloc[0] == pytest.approx(0.7582)


def test_the_second_sheet_says_where_the_numbers_are_from():
    sheet = book(taken()).get_sheet_by_name("说明")
    assert dict(sheet.to_python()) == FACTS


def test_a_csv_opens_in_a_spreadsheet():
    content = export_tables.csv_bytes(taken())
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 3
    heading, first, second = lines(taken())
    assert heading == list(frame())
    assert first[1:6] == ["1234", "0.9372", "75.82", "2026-10-31", "2026-10-31 08:30:00"]
    assert second[1] == ""


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_a_text_everywhere(cell):
    table = Table(pd.DataFrame({cell: [cell]}))
    assert [line[0] for line in lines(table)] == [f"'{cell}"] * 2
    assert rows(table)[1] == [cell]
    with zipfile.ZipFile(io.BytesIO(export_tables.xlsx_bytes(table, WORDS))) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("cell", PLAIN)
def test_what_is_no_formula_stays_as_it_is(cell):
    assert export_tables.harmless(cell) == cell


def test_negative_numbers_stay_numbers():
    table = Table(pd.DataFrame({"变化": [-3, -0.5]}))
    assert lines(table)[1:] == [["-3.0"], ["-0.5"]]
    assert rows(table)[1:] == [[-3.0], [-0.5]]


def test_hidden_columns_stay_and_headings_are_the_readers():
    given = pd.DataFrame({"code": ["1"], "area": ["甲"], "value": [1]})
    table = export_tables.from_frame(
        given, {"code": None, "area": "区域", "value": {"label": "数值"}}
    )
    assert list(table.frame) == ["区域", "数值"]


def test_a_sheet_is_cut_where_a_csv_is_not(monkeypatch):
    monkeypatch.setattr(export_tables, "MOST_ROWS", 2)
    table = Table(pd.DataFrame({"a": [1, 2, 3]}))
    assert len(rows(table)) == 3
    assert len(lines(table)) == 4


def test_an_empty_table_can_be_taken_away():
    assert rows(Table(pd.DataFrame({"区域": []}))) == [["区域"]]
    assert book(Table(pd.DataFrame())).sheet_names == ["数据", "说明"]


def test_a_file_name_is_one_on_every_system():
    assert export_tables.file_name('a/b: "c"?  d', "b1", "csv") == "a b c d b1.csv"
    assert len(export_tables.file_name("长" * 300, "b1", "csv")) == 87


def test_days_are_told_from_times_and_texts():
    found = {name: export_tables.has_days(column) for name, column in frame().items()}
    assert [name for name, is_day in found.items() if is_day] == ["日期", "建档"]
    assert [name for name in frame() if export_tables.has_texts(frame()[name])] == ["区域"]
    assert not export_tables.has_days(pd.Series([], dtype="datetime64[us]"))

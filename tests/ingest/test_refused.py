"""Refused rows as a file that can be mended and loaded again."""

import csv
import io
import json

import pandas as pd
import pytest

from governance.core import i18n
from governance.ingest import rejected_rows

SHA = "ab" * 32
HEADER = ["编号", "时间", "网格"]


def rows(*contents):
    texts = [json.dumps(content, ensure_ascii=False) for content in contents]
    return pd.DataFrame({"row_number": range(2, 2 + len(texts)), "content": texts})


def problems(*given):
    columns = ["row_number", "column_name", "value", "problem", "detail"]
    return pd.DataFrame(given, columns=columns)


def made(contents, *given, lang="en", **more):
    return rejected_rows.frame(
        rows(*contents), problems(*given), SHA, i18n.translator(lang), **more
    )


def row(*cells):
    return dict(zip([*HEADER, "_row"], [*cells, 7], strict=True))


def test_a_row_keeps_its_own_columns_in_their_order_and_says_where_and_why():
    frame = made([row("A1", "待定", "001")], (2, "visited_at", "待定", "type", "datetime"))
    assert list(frame) == [*HEADER, "governance:file", "governance:row", "governance:reason"]
    assert frame.iloc[0, :5].tolist() == ["A1", "待定", "001", SHA, "2"]
    assert "待定" in frame["governance:reason"][0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_problem_of_a_row_is_told_in_the_readers_language(lang):
    found = [(2, "visited_at", "", "required", ""), (2, "persons", "0", "range", "≥ 1")]
    frame = made([row("A1", "", "")], *found, (99, "persons", "x", "type", "integer"), lang=lang)
    said = frame["governance:reason"][0].split(" | ")
    assert [part.partition("：" if lang == "zh" else ":")[0] for part in said] == [
        "visited_at",
        "persons",
    ]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in said[0]) is (lang == "zh")


def test_rows_come_in_the_order_of_the_file():
    given = rows(row("A", "", ""), row("B", "", "")).iloc[::-1]
    frame = rejected_rows.frame(given, problems(), SHA, i18n.translator("en"))
    assert frame["编号"].tolist() == ["A", "B"]


def test_an_empty_cell_stays_empty_and_a_number_becomes_a_text():
    frame = made([{"a": None, "b": 5, "c": True, "_row": 2}])
    assert frame.iloc[0, :3].tolist() == [None, "5", "true"]


def test_cells_of_a_row_that_does_not_fit_stand_under_the_headers_by_place():
    frame = made([["A1", "9:05"], ["A2", "9:05", "001", "too", "many"]], headers=HEADER)
    assert list(frame)[:5] == [*HEADER, "4", "5"]
    assert frame.iloc[1, :5].tolist() == ["A2", "9:05", "001", "too", "many"]
    assert frame["编号"].tolist() == ["A1", "A2"]
    assert pd.isna(frame["网格"][0])


def test_headers_are_taken_from_the_rows_that_fit_where_none_are_given():
    frame = made([["A1", "9:05", "001"], row("A2", "", "")])
    assert frame.iloc[0, :3].tolist() == ["A1", "9:05", "001"]


def test_a_mended_row_that_is_refused_again_names_the_file_that_it_now_stands_in():
    before = {
        "编号": "A1",
        rejected_rows.FILE: "cd" * 32,
        rejected_rows.ROW: "9",
        rejected_rows.REASON: "old",
    }
    frame = made([before])
    assert frame.iloc[0].tolist() == ["A1", SHA, "2", ""]


def test_nothing_refused_makes_an_empty_file_with_its_header():
    frame = rejected_rows.frame(rows(), problems(), SHA, i18n.translator("en"), headers=HEADER)
    assert rejected_rows.csv_bytes(frame).decode("utf-8-sig").count("\r\n") == 1


def test_the_csv_reads_back_as_it_was():
    frame = made([row('he said "no"', "line\nbreak", None)], (2, "x", "v", "type", "date"))
    content = rejected_rows.csv_bytes(frame)
    assert content.startswith(b"\xef\xbb\xbf")
    back = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [back[0][name] for name in HEADER] == ['he said "no"', "line\nbreak", ""]
    assert back[0]["governance:row"] == "2"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-A1", "'-A1"),
        ("-", "-"),
        ("--", "--"),
        ("-3.5", "-3.5"),
        ("+86 138 0000", "+86 138 0000"),
        ("a=b", "a=b"),
    ],
)
def test_a_spreadsheet_finds_no_formula(cell, written):
    content = rejected_rows.csv_bytes(pd.DataFrame({"a": [cell]}, dtype=object)).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(content)))["a"] == written

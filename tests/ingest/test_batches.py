"""Files that are taken in together have the same books and facts as those taken in one by one."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from governance.ingest import batches, sources
from governance.ingest.input_files import inputs_of
from governance.ingest.loading import load_inputs
from tests.support import tiny

SOURCE = """
dataset = "visits"
files = "visits_*.csv"
[columns]
visit_id = "编号"
visited_at = "时间"
area_code = "网格"
persons = "人次"
longitude = "经度"
latitude = "纬度"
purpose = "事由"
[[exclude]]
column = "事由"
values = ["测试"]
reason = { zh = "测试数据", en = "Test data" }
"""
HEADER = "编号,时间,网格,人次,经度,纬度,事由"
EAST, WEST = tiny.GRIDS[0], tiny.GRIDS[2]
FILES = {
    # A row twice, one unreadable, one excluded, one too short, and more at one point than are real.
    "visits_1.csv": [
        *(f"V{n},2026-03-05 09:05,{EAST},1,105.9,29.9,走访" for n in range(60)),
        *2 * [f"A,2026-03-06,{EAST},2,,,走访"],
        f"B,待定,{EAST},2,,,走访",
        f"C,2026年3月6日,{EAST},2,,,测试",
        "D,2026-03-06",
    ],
    # The same records again: one changed, one as it was; and a row that stood in the file before.
    "visits_2.csv": [
        f"A,2026-03-06,{EAST},3,,,走访",
        f"V1,2026-03-05 09:05,{EAST},1,105.9,29.9,走访",
        f"E,2026年3月7日,{WEST},1.23E+14,105.9,29.9,走访",
        f"１.２３Ｅ+１４,20260307,{WEST},1,,,走访",
        f"1.23E+14,20260307,{WEST},-1,,,走访",
    ],
    "visits_3.csv": [f"A,2026-03-06,{EAST},3,,,走访", "F,2026-03-08,nowhere,0,,,走访"],
    "visits_4.csv": [],
}
TABLES = ("accepted_visits", "row_problems", "refused_rows", "file_warnings")


def books(folder: Path) -> list[list[tuple[object, ...]]]:
    con = duckdb.connect()
    entries = inputs_of([tiny.areas(), sources.parse("ledger", SOURCE)], folder)
    load_inputs(con, entries, dt.date(2026, 11, 20))
    files = con.table("files").select(duckdb.StarExpression(exclude=["taken_at"])).fetchall()
    rows = [con.table(name).fetchall() for name in TABLES]
    return [files, *(sorted(table, key=str) for table in rows)]


def test_files_together_have_the_books_of_files_one_by_one(tmp_path, monkeypatch):
    for name, lines in FILES.items():
        (tmp_path / name).write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    together = books(tmp_path)
    problems = {(row[2], row[4]) for row in together[2]}
    assert problems >= {
        ("longitude", "placeholder_point"),
        ("visited_at", "type"),
        ("visit_id", "shortened"),
        ("area_code", "unknown_area"),
        ("事由", "excluded"),
        *((None, problem) for problem in ("broken", "duplicated", "superseded")),
    }
    shortened = [row[3] for row in together[2] if row[4] == "shortened"]
    assert shortened == ["1.23E+14"]  # not the one that a spreadsheet cannot have written
    monkeypatch.setattr(batches, "MOST_ROWS", 0)
    assert books(tmp_path) == together


@pytest.mark.parametrize(("most", "sizes"), [(400_000, [3, 1]), (62, [1, 2, 1]), (0, [1, 1, 1, 1])])
def test_files_of_one_header_are_read_together_up_to_so_many_rows(
    tmp_path, monkeypatch, most, sizes
):
    monkeypatch.setattr(batches, "MOST_ROWS", most)
    for name, lines in FILES.items():
        header = HEADER + ",备注" * (name == "visits_4.csv")
        (tmp_path / name).write_text("\n".join([header, *lines[:62], ""]), encoding="utf-8")
    entries = inputs_of([sources.parse("ledger", SOURCE)], tmp_path)
    assert [len(batch.files) for batch in batches.read(entries)] == sizes

"""Exports that overlap: each record counts once, in its latest state, and none is lost."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import pytest

from governance.ingest import sources
from governance.ingest.input_files import inputs_of
from governance.ingest.loading import load_inputs
from governance.ingest.sources import Source, SourceError
from tests.support import tiny

HEADER = "编号,时间,网格,类别,状态"
DECLARED = """
dataset = "issues"
files = "{files}"
[columns]
issue_id = "编号"
reported_at = "时间"
area_code = "网格"
category = "类别"
"""


def ledger(files: str = "台账_*.csv", more: str = "", name: str = "ledger") -> Source:
    return sources.parse(name, more + DECLARED.replace("{files}", files))


def write(folder: Path, name: str, rows: Iterable[tuple[str, str] | tuple[str, str, str]]) -> None:
    lines = [HEADER]
    for number, category, *state in rows:
        lines.append(f"{number},2026-03-05 09:05,{tiny.GRIDS[0]},{category},{''.join(state)}")
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def taken(folder: Path, *given: Source) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    inputs = inputs_of([tiny.areas(), *given], folder)
    load_inputs(con, inputs, dt.date(2026, 11, 20))
    return con


def states(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    rows = con.execute("select issue_id, category from accepted_issues").fetchall()
    assert len(rows) == len(dict(rows)), "a record counts twice"
    return dict(rows)


def books(con: duckdb.DuckDBPyConnection) -> Mapping[str, dict[str, int]]:
    names = "rows_read accepted rejected corrected excluded duplicated repeated superseded vanished"
    files = con.table("files").filter("dataset = 'issues'").select("path", *names.split())
    found = {row[0]: dict(zip(names.split(), row[1:], strict=True)) for row in files.fetchall()}
    for name, ledgers in found.items():
        parts = (ledgers[part] for part in ("accepted", "rejected", "corrected", "excluded"))
        assert sum(parts) == ledgers["rows_read"], name
    return {name: {k: v for k, v in found[name].items() if v} for name in found}


@pytest.mark.parametrize("days", [10, pytest.param(100, marks=pytest.mark.slow)])
def test_exports_each_longer_than_the_last_give_the_totals_of_the_last_one(
    tmp_path: Path, days: int
) -> None:
    state: dict[str, str] = {}
    for day in range(1, days + 1):
        state |= {f"I{day * 10 + n}": "new" for n in range(10)}
        if day % 5 == 0:  # two old rows change every fifth day
            state |= {f"I{day * 5 + n}": f"changed on day {day}" for n in range(2)}
        write(tmp_path, f"台账_{day}.csv", state.items())
    con = taken(tmp_path, ledger())
    assert states(con) == state
    ledgers = books(con).values()
    assert sum(entry["rows_read"] for entry in ledgers) == 10 * days * (days + 1) // 2
    assert sum(entry["accepted"] for entry in ledgers) == 10 * days
    assert sum(entry.get("superseded", 0) for entry in ledgers) == 2 * (days // 5)


def test_what_came_again_unchanged_is_counted_and_what_changed_is_kept(tmp_path: Path) -> None:
    write(tmp_path, "台账_9.csv", [("1", "a"), ("2", "a"), ("2", "a")])
    write(tmp_path, "台账_10.csv", [("1", "a"), ("2", "b")])
    write(tmp_path, "台账_11.csv", [("1", "b"), ("2", "b")])
    con = taken(tmp_path, ledger())
    assert states(con) == {"1": "b", "2": "b"}
    assert books(con) == {
        "台账_9.csv": {"rows_read": 3, "excluded": 3, "duplicated": 1, "superseded": 2},
        "台账_10.csv": {"rows_read": 2, "accepted": 1, "excluded": 1, "repeated": 1},
        "台账_11.csv": {"rows_read": 2, "accepted": 1, "excluded": 1, "repeated": 1},
    }
    old = con.execute(
        "select content from refused_rows join row_problems using (file_id, row_number)"
        " where problem = 'superseded' order by row_number"
    ).fetchall()
    assert ['"category":"a"' in content for (content,) in old] == [True, True]


def test_a_record_that_is_left_out_later_no_longer_counts(tmp_path: Path) -> None:
    rule = (
        '[[exclude]]\ncolumn = "状态"\nvalues = "作废"\nreason = { zh = "作废", en = "Voided" }\n'
    )
    write(tmp_path, "台账_1.csv", [("1", "a"), ("2", "a"), ("3", "a", "作废")])
    write(tmp_path, "台账_2.csv", [("1", "a", "作废"), ("3", "a")])
    source = sources.parse("ledger", DECLARED.replace("{files}", "台账_*.csv") + rule)
    con = taken(tmp_path, source)
    assert states(con) == {"2": "a", "3": "a"}
    assert books(con)["台账_1.csv"] == {
        "rows_read": 3, "accepted": 1, "excluded": 2, "superseded": 1
    }  # fmt: skip


@pytest.mark.parametrize(("system", "count"), [("", 2), ('system = "hall"\n', 1)])
def test_numbers_of_two_systems_are_not_mixed_up(tmp_path: Path, system: str, count: int) -> None:
    write(tmp_path, "east.csv", [("1", "a")])
    write(tmp_path, "west.csv", [("1", "b")])
    con = taken(tmp_path, ledger("east.csv", system, "east"), ledger("west.csv", system, "west"))
    assert con.execute("select count(*) from accepted_issues").fetchall() == [(count,)]


def test_an_export_without_numbers_is_known_by_the_declared_columns(tmp_path: Path) -> None:
    text = """
dataset = "visits"
files = "visits_*.csv"
key = ["visited_at", "area_code", "household_id"]
[columns]
visited_at = "时间"
area_code = "网格"
household_id = "户"
persons = "人次"
"""
    head = "时间,网格,户,人次\n"
    day = f"2026-03-05 09:05,{tiny.GRIDS[0]}"
    (tmp_path / "visits_1.csv").write_text(f"{head}{day},H1,2\n{day},H2,1\n", encoding="utf-8")
    (tmp_path / "visits_2.csv").write_text(f"{head}{day},H1,3\n{day},,1\n", encoding="utf-8")
    con = taken(tmp_path, sources.parse("visits", text))
    rows = con.execute("select household_id, persons from accepted_visits order by all").fetchall()
    assert rows == [("H1", 3), ("H2", 1), (None, 1)]
    assert con.execute("select count(distinct visit_id) from accepted_visits").fetchall() == [(3,)]


def test_a_record_missing_from_the_latest_full_export_is_marked_not_lost(tmp_path: Path) -> None:
    write(tmp_path, "台账_1.csv", [(str(n), "a") for n in range(20)])
    write(tmp_path, "台账_2.csv", [(str(n), "a") for n in range(1, 22)])
    con = taken(tmp_path, ledger(more="full = true\n"))
    assert set(states(con)) == {str(n) for n in range(1, 22)}
    assert books(con)["台账_1.csv"]["vanished"] == 1
    kept = con.execute("select content from refused_rows").fetchall()
    assert ['"issue_id":"0"' in content for (content,) in kept] == [True]


def test_what_vanished_and_came_back_counts_again(tmp_path: Path) -> None:
    for number, rows in enumerate([range(20), range(1, 20), range(20)], start=1):
        write(tmp_path, f"台账_{number}.csv", [(str(n), "a") for n in rows])
    con = taken(tmp_path, ledger(more="full = true\n"))
    assert set(states(con)) == {str(n) for n in range(20)}


def test_a_full_export_that_lacks_too_much_is_taken_for_cut_off(tmp_path: Path) -> None:
    write(tmp_path, "台账_1.csv", [(str(n), "a") for n in range(20)])
    write(tmp_path, "台账_2.csv", [(str(n), "a") for n in range(10)])
    with pytest.raises(SourceError, match=r"台账_2.csv: lacks 10 of the 20 records .* may_vanish"):
        taken(tmp_path, ledger(more="full = true\n"))
    assert len(states(taken(tmp_path, ledger(more="full = true\nmay_vanish = 0.6\n")))) == 10


def test_exactly_the_share_that_may_vanish_is_let_go(tmp_path: Path) -> None:
    write(tmp_path, "台账_1.csv", [(str(n), "a") for n in range(20)])
    write(tmp_path, "台账_2.csv", [(str(n), "a") for n in range(18)])
    assert len(states(taken(tmp_path, ledger(more="full = true\n")))) == 18
    write(tmp_path, "台账_2.csv", [(str(n), "a") for n in range(17)])
    with pytest.raises(SourceError, match="lacks 3 of the 20 records"):
        taken(tmp_path, ledger(more="full = true\n"))


def test_a_row_rejected_in_a_full_export_has_not_vanished(tmp_path: Path) -> None:
    write(tmp_path, "台账_1.csv", [("1", "a"), ("2", "a")])
    write(tmp_path, "台账_2.csv", [("1", "b"), ("2", "b")])
    text = (tmp_path / "台账_2.csv").read_text(encoding="utf-8")
    broken = text.replace("2,2026-03-05", "2,some day")
    (tmp_path / "台账_2.csv").write_text(broken, encoding="utf-8")
    con = taken(tmp_path, ledger(more="full = true\n"))
    assert states(con) == {"1": "b", "2": "a"}


def test_a_rejected_row_that_comes_back_mended_is_corrected(tmp_path: Path) -> None:
    write(tmp_path, "台账_1.csv", [("1", "a"), ("2", "a")])
    text = (tmp_path / "台账_1.csv").read_text(encoding="utf-8")
    (tmp_path / "台账_1.csv").write_text(text.replace("2,2026-03-05", "2,some day"), "utf-8")
    before = taken(tmp_path, ledger())
    assert books(before)["台账_1.csv"] == {"rows_read": 2, "accepted": 1, "rejected": 1}
    (sha256,) = before.execute("select sha256 from files where dataset = 'issues'").fetchall()[0]
    mended = f"{HEADER},governance:file,governance:row,governance:reason\n"
    mended += f"2,2026-03-05 09:05,{tiny.GRIDS[0]},a,,{sha256},3,some day is no date\n"
    (tmp_path / "台账_1.mended.csv").write_text(mended, encoding="utf-8")
    after = taken(tmp_path, ledger())
    assert states(after) == {"1": "a", "2": "a"}
    assert books(after) == {
        "台账_1.csv": {"rows_read": 2, "accepted": 1, "corrected": 1},
        "台账_1.mended.csv": {"rows_read": 1, "accepted": 1},
    }


def test_a_mended_row_may_be_mended_again(tmp_path: Path) -> None:
    head = f"{HEADER},governance:file,governance:row"
    row = f"1,{{day}},{tiny.GRIDS[0]},'=a,,{{sha256}},2"
    (tmp_path / "台账_1.csv").write_text(f"{HEADER}\n1,x,{tiny.GRIDS[0]},=a,\n", "utf-8")
    for name, day in (("台账_1.mended.csv", "y"), ("台账_1.mended.more.csv", "2026-03-05")):
        con = taken(tmp_path, ledger())
        latest = con.table("files").filter("dataset = 'issues'").order("file_id desc")
        ((sha256,),) = latest.select("sha256").limit(1).fetchall()
        text = f"{head}\n{row.format(day=day, sha256=sha256)}\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    con = taken(tmp_path, ledger())
    assert states(con) == {"1": "=a"}
    assert [entry.get("corrected", 0) for entry in books(con).values()] == [1, 1, 0]


def test_a_volunteer_with_more_than_a_day_in_a_day_is_flagged(tmp_path: Path) -> None:
    row = {"served_on": "2026-03-05", "area_code": tiny.GRIDS[0], "volunteer_id": "Z1"}
    given = [("R1", "Z1", "15"), ("R2", "Z1", "10"), ("R3", "Z2", "15"), ("R3", "Z2", "15")]
    given.append(("R4", "Z2", "31"))  # rejected: says nothing of the day
    rows = [{**row, "record_id": r, "volunteer_id": z, "hours": h} for r, z, h in given]
    warehouse = tiny.warehouse(tmp_path, tiny.from_rows("volunteer_hours", rows))
    cursor = warehouse.cursor()
    found = cursor.execute("select record_id, faults from volunteer_hours order by 1").fetchall()
    assert found == [("R1", ",hours,"), ("R2", ",hours,"), ("R3", None)]
    total = cursor.execute(
        "select sum(volunteer_hours_numerator) from mart_volunteer_hours where grain = 'day'"
    ).fetchall()
    assert total == [(15.0,)]
    left = cursor.execute("select records from left_out where metric = 'volunteer_hours'")
    assert left.fetchall() == [(2,)]


def test_one_point_on_too_many_rows_is_flagged() -> None:
    hall = {"longitude": "105.9", "latitude": "29.9"}
    rows = [hall] * 51 + [{"longitude": f"105.91{n}", "latitude": "29.9"} for n in range(10)] + [{}]
    con = tiny.taken(tiny.issues(*rows))
    faults = "select count(*), count(faults) from accepted_issues"
    assert con.execute(faults).fetchall() == [(62, 51)]

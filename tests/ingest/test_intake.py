"""Every row is accepted, flagged, rejected or excluded, with its reason; none is lost."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection

from governance.ingest import sources
from governance.ingest.sources import SourceError
from governance.warehouse import build
from tests.support import tiny


def books(con: DuckDBPyConnection, dataset: str) -> dict[str, int]:
    names = ["rows_read", "accepted", "flagged", "rejected", "excluded"]
    files = con.table("files").filter(ColumnExpression("dataset") == ConstantExpression(dataset))
    return {name: files.sum(name).fetchall()[0][0] for name in names}


def problems(con: DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return con.execute(
        "select row_number, column_name, value, problem, severity from row_problems"
    ).fetchall()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"persons": ""}, ("persons", None, "required", "reject")),
        ({"persons": "three"}, ("persons", "three", "type", "reject")),
        ({"persons": "1.5"}, ("persons", "1.5", "type", "reject")),
        ({"persons": "0"}, ("persons", "0", "range", "reject")),
        ({"persons": "1001"}, ("persons", "1001", "range", "reject")),
        ({"visited_at": "5.3.2026"}, ("visited_at", "5.3.2026", "type", "reject")),
        ({"visited_at": "1900-01-01"}, ("visited_at", "1900-01-01", "too_early", "reject")),
        ({"visited_at": "2999-01-01"}, ("visited_at", "2999-01-01", "future", "reject")),
        ({"visitor_role": "king"}, ("visitor_role", "king", "allowed", "reject")),
        ({"area_code": "123"}, ("area_code", "123", "unknown_area", "reject")),
        ({"area_code": "-"}, ("area_code", None, "required", "reject")),
        ({"longitude": "inf"}, ("longitude", "inf", "type", "reject")),
        ({"longitude": "181"}, ("longitude", "181", "range", "flag")),
        ({"issues_found": "-1"}, ("issues_found", "-1", "range", "flag")),
    ],
)
def test_a_wrong_value_is_named_with_its_row_and_column(
    row: dict[str, str], problem: tuple[Any, ...]
) -> None:
    con = tiny.taken(tiny.visits({}, row))
    assert problems(con) == [(2, *problem)]
    rejected = problem[-1] == "reject"
    assert books(con, "visits") == {
        "rows_read": 2,
        "accepted": 2 - rejected,
        "flagged": 1 - rejected,
        "rejected": int(rejected),
        "excluded": 0,
    }


def test_a_clock_may_be_two_days_ahead_and_no_more() -> None:
    """Up to the midnight that begins the second day after the one on which it is taken in."""
    rows = [{"visited_at": at} for at in ("2026-11-21 23:59:59", "2026-11-22 00:00:00")]
    assert problems(tiny.taken(tiny.visits(*rows))) == [
        (2, "visited_at", "2026-11-22 00:00:00", "future", "reject")
    ]


def test_a_rejected_row_is_kept_as_it_came() -> None:
    con = tiny.taken(tiny.visits({"persons": "three"}))
    kept = con.execute("select fate, content from refused_rows").fetchall()
    assert kept[0][0] == "rejected"
    assert '"persons":"three"' in kept[0][1]


def test_rules_between_columns_flag_and_name_the_faulty_column() -> None:
    con = tiny.taken(tiny.issues({}, {"resolved_at": "2026-03-01"}, {"due_at": "2026-03-01"}))
    rows = con.execute("select issue_id, faults from accepted_issues order by all").fetchall()
    assert rows == [("I1", None), ("I2", ",resolved_at,"), ("I3", ",due_at,")]


def test_the_same_key_counts_once_in_its_latest_state() -> None:
    twice = tiny.issues({"category": "old"}, {"issue_id": "I1", "category": "new"})
    con = tiny.taken(twice)
    assert con.execute("select category from accepted_issues").fetchall() == [("new",)]
    assert problems(con) == [(1, None, None, "superseded", "exclude")]
    assert books(con, "issues")["excluded"] == 1


def test_mapping_declares_names_values_formats_and_exclusions() -> None:
    text = """
dataset = "visits"
[columns]
visit_id = "编号"
visited_at = ["时间", "走访时间"]
persons = "人次"
visitor_role = "身份"
[formats]
visited_at = "%Y年%m月%d日"
[values.visitor_role]
"专职" = "full_time_gridder"
[replace]
visit_id = [['^0+', '']]
[constants]
purpose = "入户"
[area]
by = "name_path"
columns = ["街道", "社区", "网格"]
[[exclude]]
column = "状态"
values = ["作废"]
reason = { zh = "作废", en = "Voided" }
"""
    place = {"街道": "示例街道", "社区": "东里社区居委会", "网格": "第002网格"}
    row = {"走访时间": "2026年3月5日", "人次": "2", "身份": "专职", "状态": "有效", **place}
    rows = [{"编号": "007", **row}, {"编号": "8", **row, "状态": "作废"}]
    rows.append({"编号": "9", **row, "网格": "", "社区": "西里村民委员会"})
    source = dataclasses.replace(
        sources.parse("ledger", text + '[[rows]]\n"编号" = "1"\n'), rows=tuple(rows)
    )
    con = tiny.taken(source)
    found = con.execute(
        "select visit_id, cast(visited_at as varchar), visitor_role, purpose, area_code"
        " from accepted_visits"
    )
    assert found.fetchall() == [
        ("7", "2026-03-05 00:00:00", "full_time_gridder", "入户", tiny.GRIDS[1]),
        ("9", "2026-03-05 00:00:00", "full_time_gridder", "入户", tiny.WEST),
    ]
    assert books(con, "visits")["excluded"] == 1


def test_a_two_digit_year_read_as_year_one_is_caught() -> None:
    """DuckDB alone reads 1/2/20 as a day of the year 20, without a word."""
    source = tiny.visits({"visited_at": "1/2/20 8:43"}, formats={"visited_at": ["%m/%d/%Y %H:%M"]})
    con = tiny.taken(source)
    assert problems(con) == [(1, "visited_at", "1/2/20 8:43", "type", "reject")]


def test_times_with_an_offset_become_local_to_the_source() -> None:
    formats = {"visited_at": ["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M"]}
    source = tiny.visits({"visited_at": "2026-03-05T20:00:00+00:00"}, {}, formats=formats)
    con = tiny.taken(source)
    found = con.execute("select cast(visited_at as varchar) from accepted_visits").fetchall()
    assert found == [("2026-03-06 04:00:00",), ("2026-03-05 09:05:00",)]


def test_areas_that_hang_in_the_air_are_rejected_with_those_below() -> None:
    lost = {"area_code": "x1", "name": "甲", "level": "community", "parent_code": "nowhere"}
    below = {"area_code": "x2", "name": "乙", "level": "grid_cell", "parent_code": "x1"}
    upside = {"area_code": "x3", "name": "丙", "level": "community", "parent_code": tiny.GRIDS[0]}
    extra = tiny.from_rows("areas", [lost, below, upside], name="more")
    con = tiny.taken(extra, tiny.visits({}))
    assert {row[2] for row in problems(con)} == {"nowhere", "x1", tiny.GRIDS[0]}
    kept = con.execute("select content from refused_rows order by 1").fetchall()
    assert ['"name":"甲"' in content for (content,) in kept] == [True, False, False]
    assert books(con, "areas") == {
        "rows_read": 9,
        "accepted": 6,
        "flagged": 0,
        "rejected": 3,
        "excluded": 0,
    }


def test_a_column_that_is_not_there_stops_the_build_and_names_the_header(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text("编号,人数\n1,2\n", encoding="utf-8")
    text = (
        'dataset = "visits"\nfiles = "visits.csv"\n[columns]\nvisit_id = "编号"\npersons = "人次"'
    )
    with pytest.raises(SourceError, match=r"visits\.csv: no column 人次; .* is: 编号, 人数"):
        build.build([tiny.areas(), sources.parse("ledger", text)], tmp_path, tmp_path / "w.duckdb")
    assert not (tmp_path / "w.duckdb").exists()

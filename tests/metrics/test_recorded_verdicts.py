"""A ledger that records verdicts and no times, and what its status says."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from governance.metrics.query import Query
from tests.support import tiny

MARCH = (dt.date(2026, 3, 1), dt.date(2026, 4, 1))


def value(folder: Path, metric: str, *rows: Mapping[str, str]) -> tuple[float | None, float]:
    """The street's value in March, and how many it is of: its denominator, or itself."""
    opened = tiny.warehouse(folder, tiny.issues(*rows))
    query = Query((metric,), "street_office", tiny.STREET, (MARCH,))
    (row,) = opened.answer(query).to_dict("records")
    if pd.isna(row["value"]):
        return None, 0
    return float(row["value"]), float(
        row["denominator"] if row["denominator"] > 0 else row["value"]
    )


@pytest.mark.parametrize(
    ("metric", "column"),
    [
        ("on_time_rate", "is_on_time_recorded"),
        ("on_time_rate_less_deferred", "is_on_time_recorded"),
        ("solved_rate", "is_solved"),
        ("satisfaction_rate", "is_satisfied"),
    ],
)
def test_a_ledger_of_verdicts_without_times_has_the_rate(
    tmp_path: Path, metric: str, column: str
) -> None:
    rows = [{column: "1"}, {column: "1"}, {column: "1"}, {column: "0"}, {}]
    deferred = {"is_deferred": "否"} if "deferred" in metric else {}
    assert value(tmp_path, metric, *({**row, **deferred} for row in rows)) == (75, 4)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Closed and overdue or not; open and not yet overdue tells nothing.
        ([("1", "closed"), ("0", "closed"), ("0", "closed"), ("0", "open")], (66.67, 3)),
        # Overdue and open is not on time.
        ([("1", "open"), ("0", "closed")], (50, 2)),
        # Without a status nobody can tell whether what is not overdue is closed: no rate of those
        # alone that are overdue.
        ([("1", ""), ("0", "")], (None, 0)),
    ],
)
def test_recorded_overdue_tells_on_time_where_it_is_known_what_is_closed(
    tmp_path: Path, rows: list[tuple[str, str]], expected: tuple[float | None, float]
) -> None:
    given = [{"is_overdue_recorded": overdue, "status": status} for overdue, status in rows]
    found, of = value(tmp_path, "on_time_rate", *given)
    assert (found and round(found, 2), of) == expected


def test_times_go_before_what_is_recorded(tmp_path: Path) -> None:
    late = {"due_at": "2026-03-06 09:00", "resolved_at": "2026-03-07 09:00"}
    assert value(tmp_path, "on_time_rate", {**late, "is_on_time_recorded": "1"}) == (0, 1)


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("issues_reported", 3),  # open, closed, referred
        ("issues_reported_with_cancelled", 4),
        ("issues_reported_with_duplicates", 4),
        ("backlog", 1),
        ("overdue", 1),
        ("issues_resolved", None),  # a ledger without a day of resolution
    ],
)
def test_what_each_status_counts_in(tmp_path: Path, metric: str, expected: float | None) -> None:
    due = {"due_at": "2026-03-10 09:00"}
    rows = [{"status": s, **due} for s in ("open", "closed", "cancelled", "referred", "duplicate")]
    assert value(tmp_path, metric, *rows)[0] == expected


def test_a_resolution_time_of_an_open_issue_is_flagged(tmp_path: Path) -> None:
    con = tiny.taken(tiny.issues({"status": "open", "resolved_at": "2026-03-06 09:00"}))
    assert con.sql("select faults from accepted_issues").fetchall() == [(",resolved_at,",)]

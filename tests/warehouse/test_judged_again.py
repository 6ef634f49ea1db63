"""A build judges again only the metrics of which a judged month moved."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from governance.ingest import sources
from governance.metrics.catalog import Metric
from governance.stats.signals import signal_table
from governance.warehouse import build
from tests.support import tiny

ISSUES = """
dataset = "issues"
files = "issues_*.csv"
[columns]
issue_id = "id"
reported_at = "reported"
area_code = "area"
"""


def write(path: Path, days: Sequence[str], first: int = 0) -> None:
    rows = [f"{first + place},{day},{tiny.GRIDS[0]}" for place, day in enumerate(days)]
    path.write_text("\n".join(["id,reported,area", *rows]), encoding="utf-8")


def signals(file: Path) -> list[str]:
    with duckdb.connect(file, read_only=True) as con:
        return sorted(map(repr, con.table("signals").fetchall()))


@pytest.mark.parametrize(
    ("day", "is_judged"),
    [
        ("2026-10-05", False),  # of the month that is not over
        ("2026-09-30", True),
        ("2026-03-05", True),
    ],
)
def test_only_what_moved_a_judged_month_is_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str, is_judged: bool
) -> None:
    declared = [tiny.areas(), sources.parse("issues", ISSUES)]
    write(tmp_path / "issues_1.csv", [f"2026-{month:02}-05" for month in range(1, 11)])
    build.build(declared, tmp_path, tmp_path / "kept.duckdb")
    write(tmp_path / "issues_2.csv", [day], first=90)
    judged: list[str] = []
    judge = signal_table._judge

    def note(con: duckdb.DuckDBPyConnection, wanted: Sequence[Metric], as_of: dt.date):
        judged.extend(metric.key for metric in wanted)
        return judge(con, wanted, as_of)

    monkeypatch.setattr(signal_table, "_judge", note)
    kept = build.build(declared, tmp_path, tmp_path / "kept.duckdb")
    assert ("issues_reported" in judged) is is_judged
    anew = build.build(declared, tmp_path, tmp_path / "anew.duckdb")
    assert signals(kept.file) == signals(anew.file)

"""A deadline that is a day without a time means the end of that day."""

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from governance.__main__ import main
from tests.support import tiny


def due(text: str, **settings: object) -> dt.datetime:
    issue = {"reported_at": "2026-03-05 09:05", "due_at": text}
    con = tiny.taken(tiny.issues(issue, **settings))
    found = con.sql("select due_at from accepted_issues").fetchall()
    assert con.sql("select count(*) from row_problems").fetchall() == [(0,)]
    (moment,) = found[0]
    assert isinstance(moment, dt.datetime)
    return moment


@pytest.mark.parametrize(
    "text", ["2026-03-09", "2026/3/9", "2026.3.9", "20260309", "2026年3月9日", "46090"]
)
def test_a_day_alone_ends_with_the_day(text: str) -> None:
    assert due(text) == dt.datetime(2026, 3, 9, 23, 59, 59)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-03-09 00:00", 0),  # a system that writes a time means it
        ("2026-03-09 00:00:00", 0),
        ("2026-03-09T18:00", 18),
        ("202603091800", 18),
        ("2026年3月9日 18时", 18),
        ("2026年3月9日 下午6点", 18),
        ("46090.75", 18),
    ],
)
def test_a_time_is_kept(text: str, hour: int) -> None:
    assert due(text) == dt.datetime(2026, 3, 9, hour)


def test_declared_formats_and_replaced_times_are_days_too() -> None:
    assert due("9/3/2026", formats={"due_at": ["%d/%m/%Y"]}).hour == 23
    assert due("9/3/2026 18", formats={"due_at": ["%d/%m/%Y %H"]}).hour == 18
    assert due("2026-03-09 00:00", replace={"due_at": [[" 00:00$", ""]]}).hour == 23


def test_due_on_the_day_of_reporting_is_not_before_it() -> None:
    assert due("2026-03-05") == dt.datetime(2026, 3, 5, 23, 59, 59)


def test_check_says_that_it_did_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a workbook with typed days, where a cell without a time is a day."""
    file, reported = tmp_path / "工单.xlsx", dt.datetime(2026, 3, 5, 9, 5)
    days = [dt.date(2026, 3, 9), dt.date(2026, 3, 10), dt.datetime(2026, 3, 9, 8)]
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["工单编号", "受理时间", "区域编码", "办理时限"])
        for row, day in enumerate(days, start=1):
            sheet.write_row(row, 0, [f"G{row}", reported, "A", day])
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "issues.toml").write_text(
        'dataset = "issues"\nfiles = "工单.xlsx"\n[columns]\nissue_id = "工单编号"\n'
        'reported_at = "受理时间"\narea_code = "区域编码"\ndue_at = "办理时限"\n'
    )
    (sources / "areas.toml").write_text(
        'dataset = "areas"\n[[rows]]\narea_code = "A"\nname = "甲"\nlevel = "community"\n'
    )
    main(["check", str(file), "--sources", str(sources), "--exports", str(tmp_path)])
    assert "2 deadlines are days without a time" in capsys.readouterr().out

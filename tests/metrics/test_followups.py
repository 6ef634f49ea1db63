"""Follow-ups: lines that are only added, and what is made of them."""

import datetime as dt
import threading
from typing import Any

import pytest

from governance.metrics import followups

DUE = dt.date(2026, 12, 14)


def opening(**given: Any) -> followups.Line:
    asked: dict[str, Any] = {
        "metric": "overdue",
        "area": "S",
        "owner": "王某",
        "due": DUE,
        "agreed": "清零",
        "by": "",
    }
    return followups.opening(**asked | given)


def test_what_is_written_is_read_again_and_closed_by_a_later_line(tmp_path):
    path = tmp_path / "office" / "followups.jsonl"
    assert followups.load(path) == ((), [])
    followups.append(opening(), path)
    ((one,), wrong) = followups.load(path)
    assert wrong == []
    assert (one.metric, one.area, one.owner, one.due, one.agreed) == (
        "overdue",
        "S",
        "王某",
        DUE,
        "清零",
    )
    followups.append(followups.remark(one, "已办 20 件", "李某", closes=False), path)
    followups.append(followups.remark(one, "全部办结", "李某", closes=True), path)
    ((closed,), _) = followups.load(path)
    assert [line.note for line in closed.lines] == ["清零", "已办 20 件", "全部办结"]
    assert closed.closed == closed.lines[-1].at.date()
    shown = followups.annotation(closed, closed.closed, {})
    assert shown.text["zh"] == "督办办结：清零"
    told = followups.annotation(closed, closed.closed, {"zh": "已改善", "en": "better"})
    assert told.text == {"zh": "督办办结：清零（已改善）", "en": "Follow-up closed: 清零 (better)"}
    assert shown.holds("overdue", ["all", "S"], (closed.closed, closed.closed + dt.timedelta(1)))
    assert not shown.holds("visits", ["S"], (closed.closed, closed.closed + dt.timedelta(1)))


def test_the_open_ones_of_an_area_stand_by_their_days(tmp_path):
    path = tmp_path / "f.jsonl"
    for area, day in (("S", 20), ("G", 10), ("X", 1)):
        followups.append(opening(area=area, due=dt.date(2026, 12, day)), path)
    found = followups.of_areas(followups.load(path)[0], {"S", "G"})
    assert [one.area for one in found] == ["G", "S"]
    assert [one.is_late(dt.date(2026, 12, 10)) for one in found] == [False, False]
    assert [one.is_late(dt.date(2026, 12, 11)) for one in found] == [True, False]


@pytest.mark.parametrize(
    "torn", [b'{"at":"2026-11-30T12:05:10Z","by"', b"\xff\xfe", b"[]", b"null"]
)
def test_a_line_that_cannot_be_read_is_told_and_loses_no_other(tmp_path, torn):
    path = tmp_path / "f.jsonl"
    followups.append(opening(), path)
    with path.open("ab") as stream:
        stream.write(torn)  # as a writer leaves it that was stopped
    followups.append(opening(agreed="另一件"), path)
    known, (error,) = followups.load(path)
    assert [one.agreed for one in known] == ["另一件", "清零"]
    assert "f.jsonl, line 2" in str(error)


def test_lines_that_are_written_at_once_are_all_there(tmp_path):
    path = tmp_path / "f.jsonl"

    def write():
        for _ in range(25):
            followups.append(opening(agreed="长" * 500), path)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    known, wrong = followups.load(path)
    assert (len(known), wrong) == (100, [])


def test_a_note_of_nothing_is_no_follow_up(tmp_path):
    path = tmp_path / "f.jsonl"
    followups.append(opening(), path)
    ((one,), _) = followups.load(path)
    path.unlink()
    followups.append(followups.remark(one, "x", "", closes=True), path)
    assert followups.load(path) == ((), [])

"""What does not fit is not tried, and says so; what breaks off says why."""

import time
from pathlib import Path

import pytest

from governance.bench import processes, sizes
from governance.bench.exports import Plan, write
from governance.bench.sizes import Room, Size

BEFORE = Size(1_000, {"disk_bytes": 2e6, "seconds": 30.0, "copy_peak": 5e8})


def test_a_size_that_the_disk_does_not_hold_is_not_begun(tmp_path: Path) -> None:
    (found,) = [sizes.measure(10**12, BEFORE, Room(tmp_path))]
    assert found.why_not.startswith(
        "needs about 2,000,000.0 GB of disk (2,000 bytes a row at 1,000"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_size_that_the_minutes_do_not_hold_is_not_begun(tmp_path: Path) -> None:
    room = Room(tmp_path, time.monotonic() + 60)
    assert sizes.reason_against(1_900, BEFORE, room) == ""
    reason = sizes.reason_against(3_000, BEFORE, room)
    assert reason.startswith("takes about 1.5 minutes (30,000 µs a row at 1,000 rows); 1.0 are")


def test_the_first_size_is_begun_whatever_it_takes(tmp_path: Path) -> None:
    assert sizes.reason_against(10**12, None, Room(tmp_path)) == ""
    assert sizes.reason_against(10**12, Size(1, why_not="x"), Room(tmp_path)) == ""


def test_a_large_first_size_has_a_smaller_one_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def measure(rows: int, before: Size | None, _room: Room) -> Size:
        return Size(rows, first_view_of=f"{before}")

    monkeypatch.setattr(sizes, "measure", measure)
    found = sizes.measure_all([10**7, 10**8], Room(tmp_path))
    assert [size.rows for size in found] == [10**6, 10**7, 10**8]
    assert found[2].first_view_of == f"{found[1]}"


def test_a_baseline_that_the_memory_does_not_hold_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "measure", lambda *_given: pytest.fail("it was begun"))
    size = Size(10**9)
    sizes._baseline("copy", size, tmp_path, BEFORE, Room(tmp_path))
    assert size.notes == []
    assert size.left_out[0].startswith("copy: not run, needs about 500,000.0 GB of memory")


def test_a_baseline_that_breaks_is_a_note_and_no_figure(tmp_path: Path) -> None:
    size = Size(1_000)
    sizes._baseline("copy", size, tmp_path, None, Room(tmp_path))
    assert size.figures == {}
    assert "copy: ended after" in size.notes[0]
    assert "SourceError" in size.notes[0]


def test_the_intake_counts_the_processes_that_read_the_files(tmp_path: Path) -> None:
    write(Plan(rows=1_000, days=31), tmp_path)
    size = Size(1_000)
    sizes._baseline("intake", size, tmp_path, None, Room(tmp_path))
    assert size.notes == []
    assert size.figures["intake_process_cpu"] > size.figures["intake_cpu"] > 0


def test_a_build_that_is_stopped_says_so(tmp_path: Path) -> None:
    found = sizes.measure(1_000, None, Room(tmp_path, time.monotonic() + 0.2, days=31))
    assert found.why_not.startswith("the build ended after")
    assert "build_cpu" not in found.figures
    assert list(tmp_path.iterdir()) == []

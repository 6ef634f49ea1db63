"""A child process reads files, within limits: what exceeds one is refused, and all else goes on."""

import os
import re
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from governance.core.i18n import translator
from governance.ingest import file_errors, sandbox, sandboxed
from governance.ingest.sources import SourceError

FILE = Path("台账.xlsx")


@pytest.fixture(autouse=True)
def fresh() -> None:
    """No child waits that tests before these let grow until its next answer is its last."""
    sandbox._end_all()


def take_memory(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def compute() -> None:
    while True:
        pass


def end_by(number: int) -> None:
    os.kill(os.getpid(), number)


def end_as_rust_does() -> None:
    os.write(2, b"memory allocation of 549755813888 bytes failed\n")
    os.abort()


def table(rows: int) -> pa.Table:
    return pa.table({"n": range(rows)})


def where() -> tuple[int, Path]:
    return os.getpid(), Path.cwd()


def fail() -> None:
    raise ZeroDivisionError("of the function itself")


@pytest.mark.parametrize(
    ("function", "args", "english", "chinese"),
    [
        (take_memory, (400,), "more than 300 MB of memory.*raise memory_mb", "内存超过 300 MB"),
        (end_as_rust_does, (), "more than 300 MB of memory", "内存超过 300 MB"),
        (end_by, (signal.SIGKILL,), "more than 300 MB of memory", "内存超过 300 MB"),
        (compute, (), "more than 1 seconds of computing.*raise cpu_seconds", "计算时间超过 1 秒"),
        (time.sleep, (60,), "more than 2 seconds;.*raise wall_seconds", "超过 2 秒"),
        (end_by, (signal.SIGSEGV,), r"broke off \(SIGSEGV\)", "读取中断（SIGSEGV）"),
    ],
    ids=["memory", "no memory in Rust", "killed", "computing", "time", "crash"],
)
def test_over_a_limit_a_call_is_refused_in_both_languages(
    monkeypatch: pytest.MonkeyPatch,
    function: Callable[..., object],
    args: tuple[int, ...],
    english: str,
    chinese: str,
) -> None:
    wall = 2 if function is time.sleep else 60
    few = replace(sandbox.limits(), memory_mb=300, cpu_seconds=1, wall_seconds=wall)
    monkeypatch.setattr(sandbox, "limits", lambda: few)
    with pytest.raises(SourceError) as refusal:
        sandbox.call(FILE, function, *args)
    said = str(refusal.value)
    assert said.startswith("台账.xlsx: ")
    assert re.search(english, said)
    assert file_errors.translate(refusal.value, translator("en")) == said
    assert chinese in file_errors.translate(refusal.value, translator("zh"))
    monkeypatch.undo()
    assert sandbox.call(FILE, table, 3).num_rows == 3, "the next call is answered"


def test_a_child_is_used_again_and_works_where_its_parent_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, here = sandbox.call(FILE, where)
    assert (first != os.getpid(), here) == (True, Path.cwd())
    monkeypatch.chdir(tmp_path)
    assert sandbox.call(FILE, where) == (first, tmp_path)


def test_a_child_of_a_large_parent_is_used_again_too() -> None:
    large = bytearray(sandboxed.HEAVY * 1024 + 1)
    large[:: os.sysconf("SC_PAGESIZE")] = bytes(-(-len(large) // os.sysconf("SC_PAGESIZE")))
    first, _here = sandbox.call(FILE, where)
    del large
    assert sandbox.call(FILE, where)[0] == first


def test_what_a_child_grew_is_given_back_and_it_leaves_no_zombie() -> None:
    first, _here = sandbox.call(FILE, where)
    sandbox.call(FILE, take_memory, 500)
    assert sandbox.call(FILE, where)[0] != first
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_a_child_that_nobody_needs_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "IDLE", 0.1)
    child, _here = sandbox.call(FILE, where)
    end = time.monotonic() + 20
    while Path(f"/proc/{child}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists()
    assert sandbox.call(FILE, where)[0] != child


def test_a_slow_file_holds_up_no_other_one() -> None:
    slow = threading.Thread(target=sandbox.call, args=(FILE, time.sleep, 5))
    slow.start()
    begun = time.monotonic()
    sandbox.call(FILE, table, 1)
    assert slow.is_alive()
    assert time.monotonic() - begun < 5
    slow.join()


def test_a_large_table_comes_back_without_a_copy_on_the_heap() -> None:
    before = pa.total_allocated_bytes()
    found = sandbox.call(FILE, table, 1_000_000)
    assert found.num_rows == 1_000_000
    assert found["n"][999_999].as_py() == 999_999
    assert pa.total_allocated_bytes() == before


def test_an_error_of_the_function_says_where_in_the_child_it_came_from() -> None:
    with pytest.raises(ZeroDivisionError, match="of the function itself") as error:
        sandbox.call(FILE, fail)
    assert "test_sandbox.py" in error.value.__notes__[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "memory_mb = 0\ncpu_seconds = 1\nwall_seconds = 1\nat_once = 1",
            "memory_mb = 0 is not a whole number above 0",
        ),
        ("memory_mb = 1", "cpu_seconds"),
        ("memory_gb = 1", "memory_gb"),
        ("memory_mb =", "limits.toml"),
    ],
)
def test_wrong_limits_are_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "limits.toml").write_text(text)
    with pytest.raises(SourceError, match=said):
        sandbox.limits(tmp_path / "limits.toml")


def test_limits_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"limits\.toml"):
        sandbox.limits(tmp_path / "limits.toml")

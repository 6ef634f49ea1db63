"""Calls a function in a child process with limits on memory, CPU time and time.

Files come from outside: a workbook of 6 KB can ask for 500 GB, and libraries that cannot get them
end their process without an exception. What ends here is the child.

A child takes 0.4 s of CPU to start (0.9 with a dry run), so that one waits for the next call until
it has been idle for IDLE seconds. Request and answer pass through a file without a name; what is
large in the answer (tables, arrays) stays in it and is mapped, not copied.
"""

import atexit
import mmap
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, ParamSpec, TypeVar

from governance.core import toml_entries
from governance.core.contracts import PROJECT
from governance.core.i18n import mark
from governance.core.toml_entries import EntryError, Positive, Table
from governance.ingest.sources import SourceError

P = ParamSpec("P")
T = TypeVar("T")
LIMITS = PROJECT / "data" / "limits.toml"
IS_CHILD = False  # governance/ingest/sandboxed.py sets it, in the child
IDLE = 60.0  # seconds; an idle child holds about 150 MB
# Address space is what can be limited, and each thread reserves some: few of them, one allocator.
VARIABLES = {
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "2",
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
MESSAGES = {
    "memory_mb": mark(
        "{file}: reading it takes more than {limit} MB of memory, which others on this machine "
        "would lack; delete empty rows and columns, hand it in in parts, or raise memory_mb in "
        "data/limits.toml"
    ),
    "cpu_seconds": mark(
        "{file}: reading it takes more than {limit} seconds of computing, which would hold up "
        "others on this machine; delete empty rows and columns, hand it in in parts, or raise "
        "cpu_seconds in data/limits.toml"
    ),
    "wall_seconds": mark(
        "{file}: reading it takes more than {limit} seconds; look whether its disk or network "
        "answers, try again, or raise wall_seconds in data/limits.toml"
    ),
}
BROKEN_OFF = mark(
    "{file}: reading it broke off ({reason}), so it may be damaged; open it, save it anew and hand "
    "that in"
)
ENDED_BY = {
    signal.SIGXCPU: "cpu_seconds",
    signal.SIGALRM: "wall_seconds",
    signal.SIGKILL: "memory_mb",  # nobody but the system sends it, where its memory runs out
}
NO_MEMORY = (b"memory allocation of", b"bad_alloc")  # the last words of Rust and of C++


@dataclass(frozen=True)
class Limits(Table):
    """data/limits.toml, where each is explained."""

    memory_mb: Positive
    cpu_seconds: Positive
    wall_seconds: Positive
    at_once: Positive


@cache
def limits(file: Path = LIMITS) -> Limits:
    """The limits in force. Raises SourceError where the file is wrong."""
    try:
        spec = toml_entries.parse(file.read_text(encoding="utf-8"), "limits")
        return toml_entries.structure(Limits, spec)
    except (EntryError, OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{file.name}: {error}") from error


def call(file: Path, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the function returns or raises, called in a child; in one already, called as it is.

    Function, arguments and result have to be picklable. Raises SourceError, which names `file`,
    where the child exceeds a limit or breaks off.
    """
    if IS_CHILD:
        return function(*args, **kwargs)
    allowed = limits()
    with _turns(allowed.at_once), TemporaryFile() as exchange:
        pickle.dump((Path.cwd(), allowed, function, args, kwargs), exchange)
        exchange.flush()
        if reason := _ask(exchange):
            raise _limit_error(file, reason, allowed)
        fault, answer = _received(exchange)
    if isinstance(fault, BaseException):
        raise fault
    if fault:
        raise _limit_error(file, fault, allowed)
    result: T = answer
    return result


def _limit_error(file: Path, reason: str, allowed: Limits) -> SourceError:
    if reason in MESSAGES:
        return SourceError(MESSAGES[reason], file=file.name, limit=getattr(allowed, reason))
    return SourceError(BROKEN_OFF, file=file.name, reason=reason)


@cache
def _turns(at_once: int) -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(at_once)


class _Child:
    """A child process, as its parent holds it."""

    def __init__(self) -> None:
        self.words = TemporaryFile()  # noqa: SIM115 - closed by end()
        self.channel, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "governance.ingest.sandboxed"],
                cwd=PROJECT,
                env=os.environ | VARIABLES,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=self.words,
                start_new_session=True,
            )
        self.timer = threading.Timer(0, self.end)

    def ask(self, exchange: IO[bytes]) -> bytes:
        """b"+" once it has answered and waits again, b"-" once it has answered and leaves."""
        try:
            socket.send_fds(self.channel, [b"?"], [exchange.fileno()])
            return self.channel.recv(1)
        except (BrokenPipeError, ConnectionResetError):
            return b""

    def rest(self) -> None:
        """Waits for the next call, for a while."""
        self.timer = threading.Timer(IDLE, self.leave)
        self.timer.daemon = True
        self.timer.start()
        _WAITING.append(self)

    def leave(self) -> None:
        """Ends it, unless somebody has taken it up."""
        try:
            _WAITING.remove(self)
        except ValueError:
            return
        self.end()

    def end(self) -> str:
        """Ends it where it has not ended; returns the reason, the name of a limit where it is."""
        self.channel.close()
        status = self.process.wait()
        self.words.seek(0)
        with self.words as words:
            last = words.read()
        if any(mark in last for mark in NO_MEMORY):
            return "memory_mb"
        if status >= 0:
            return f"status {status}"
        sent = signal.Signals(-status)
        return ENDED_BY.get(sent, sent.name)


_WAITING: list[_Child] = []


def _ask(exchange: IO[bytes]) -> str:
    """Lets a child answer what stands in the file; "", or why there is no answer."""
    try:
        child = _WAITING.pop()
    except IndexError:
        child = _Child()
    child.timer.cancel()
    try:
        reply = child.ask(exchange)
    except BaseException:  # the reader gave up: Ctrl-C
        child.process.kill()
        child.end()
        raise
    if reply == b"+":
        child.rest()
        return ""
    reason = child.end()
    return "" if reply else reason


@atexit.register
def _end_all() -> None:
    while _WAITING:
        child = _WAITING.pop()
        child.timer.cancel()
        child.end()


def _received(exchange: IO[bytes]) -> tuple[Any, Any]:
    """The answer, its arrays mapped from the file for as long as they are used."""
    mapped = memoryview(mmap.mmap(exchange.fileno(), 0, access=mmap.ACCESS_COPY))
    start = int.from_bytes(mapped[-8:], "big")
    # What is loaded here was written by governance/ingest/sandboxed.py.
    body, places = pickle.loads(mapped[start:-8])  # noqa: S301
    answer: tuple[Any, Any] = pickle.loads(  # noqa: S301
        body, buffers=[mapped[first:last] for first, last in places]
    )
    return answer

"""The child process of governance/ingest/sandbox.py: answers calls, within limits."""

import math
import os
import pickle
import resource
import signal
import socket
import traceback
from pathlib import Path
from typing import IO, Any

import duckdb

from governance.ingest import sandbox
from governance.ingest.sandbox import Limits
from governance.ingest.sources import SourceError

HEAVY = 400 * 1024  # KB: a child that grew beyond it does not wait for another call
ALIGNED = 64  # bytes: where an array begins in the answer
MB = 1 << 20


def serve() -> None:
    """Answers calls until the parent closes the channel, which is standard input."""
    sandbox.IS_CHILD = True
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the rows
    with socket.socket(fileno=0) as channel:
        while True:
            greeting, handles, *_rest = socket.recv_fds(channel, 1, 1)
            if not greeting:
                return
            with os.fdopen(handles[0], "r+b") as exchange:
                _answer(exchange)
            is_heavy = _most_memory() > HEAVY
            channel.sendall(b"-" if is_heavy else b"+")
            if is_heavy:
                return


def _most_memory() -> int:
    """The most memory in KB that this process ever had.

    getrusage's ru_maxrss is not it: it starts at what the parent had when it started this process.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def _answer(exchange: IO[bytes]) -> None:
    exchange.seek(0)
    folder, allowed, function, args, kwargs = pickle.load(exchange)  # noqa: S301 - from the parent
    os.chdir(folder)
    _limit(allowed)
    try:
        _send(exchange, (None, function(*args, **kwargs)))
    except (MemoryError, duckdb.OutOfMemoryException):
        _send(exchange, ("memory_mb", None))
    except Exception as error:  # noqa: BLE001 - raised in the parent, as if it had called
        if not isinstance(error, SourceError):
            error.add_note(traceback.format_exc())
        _send(exchange, (error, None))
    signal.alarm(0)


def _limit(allowed: Limits) -> None:
    """From here on the system ends this process where it exceeds a limit.

    Memory is counted beside the address space that libraries and threads have reserved already.
    """
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + allowed.memory_mb * MB)
    used = math.ceil(sum(os.times()[:2]))
    _lower(resource.RLIMIT_CPU, used + allowed.cpu_seconds)
    signal.alarm(allowed.wall_seconds)


def _lower(what: int, most: int) -> None:
    _soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _send(exchange: IO[bytes], answer: tuple[Any, Any]) -> None:
    """Arrays first, then the rest with their places, then where that begins."""
    arrays: list[pickle.PickleBuffer] = []
    body = pickle.dumps(answer, 5, buffer_callback=arrays.append)
    exchange.seek(0)
    exchange.truncate()
    places = []
    for array in arrays:
        first = exchange.seek(-(-exchange.tell() // ALIGNED) * ALIGNED)
        exchange.write(array.raw())
        places.append((first, exchange.tell()))
    start = exchange.tell()
    pickle.dump((body, places), exchange)
    exchange.write(start.to_bytes(8, "big"))
    exchange.flush()


if __name__ == "__main__":
    serve()

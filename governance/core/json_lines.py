"""Files of lines that are only ever added, each a JSON object, read as dataclasses."""

import fcntl
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from governance.core.i18n import mark
from governance.core.toml_entries import EntryError

Kind = TypeVar("Kind")


def append(line: object, path: Path) -> None:
    """Adds a dataclass as a line for good, however many write at once. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.seek(max(stream.seek(0, os.SEEK_END) - 1, 0))
        torn = stream.read(1) not in (b"", b"\n")  # by a writer that was stopped
        text = TypeAdapter(type(line)).dump_json(line)
        stream.write((b"\n" if torn else b"") + text + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


def load(path: Path, kind: type[Kind]) -> tuple[tuple[Kind, ...], list[EntryError]]:
    """The lines of a file in their order, and what is wrong with those that cannot be read."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return (), []
    found: Any = kind  # a class, which mypy takes for nothing that can be hashed
    return _load(path, found, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=16)
def _load(path: Path, kind: Any, size: int, changed: int) -> tuple[Any, list[EntryError]]:
    del size, changed
    adapter, lines, wrong = TypeAdapter(kind), [], []
    for n, text in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            lines.append(adapter.validate_json(text))
        except ValidationError as error:
            message = mark("{file}, line {n} cannot be read: {error}")
            said = error.errors()[0]["msg"]
            wrong.append(EntryError(message, file=path.name, n=n, error=said))
    return tuple(lines), wrong

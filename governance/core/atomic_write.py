"""Files that are there whole or not at all, whatever happens while they are written."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READ_BY_ALL, NEVER_AGAIN = 0o644, 0o444


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """One change at a time in a folder, also of several servers on it. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".turn").open("w") as waiting:
        fcntl.flock(waiting, fcntl.LOCK_EX)
        yield


def put(file: Path, content: str | bytes, mode: int = READ_BY_ALL) -> None:
    """The content under this name, in place of what was there before. Raises OSError."""
    waiting = _written(file, content, mode)
    try:
        waiting.replace(file)
    finally:
        waiting.unlink(missing_ok=True)


def put_once(file: Path, content: str | bytes, mode: int = NEVER_AGAIN) -> bool:
    """The content under a name that is free; False where somebody was faster. Raises OSError."""
    waiting = _written(file, content, mode)
    try:
        os.link(waiting, file)
    except FileExistsError:
        return False
    finally:
        waiting.unlink()
    return True


def _written(file: Path, content: str | bytes, mode: int) -> Path:
    """The content in a file beside the one it is for, on the disk and not only on its way there."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=".")
    waiting = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        waiting.chmod(mode)
    except OSError:
        waiting.unlink()
        raise
    return waiting

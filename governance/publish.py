"""Puts a finished build where readers find it, at once or not at all.

`FILE` is a symbolic link to `FILE.builds/<build>/warehouse.duckdb`. A reader resolves it once and
keeps that build for as long as it likes; a publisher replaces the link in one step.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEEP = 3  # builds kept, so that open pages finish on theirs and the last good ones stay
UNFINISHED = ".unfinished-"


class PublishError(RuntimeError):
    """The place to publish to is taken by something else, or by another build."""


def builds_folder(target: Path) -> Path:
    """Where the builds of `target` lie."""
    return target.with_name(target.name + ".builds")


@contextmanager
def builder(target: Path) -> Iterator[Path]:
    """Waits for its turn and gives an empty folder to build in; leaves nothing behind.

    Raises PublishError where `target` is something that no build made.
    """
    if target.exists() and not target.is_symlink():
        raise PublishError(f"{target} exists and is no link that a build made; move it away first")
    folder = builds_folder(target)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in folder.glob(UNFINISHED + "*"):
            shutil.rmtree(leftover)
        workplace = folder / f"{UNFINISHED}{os.getpid()}"
        workplace.mkdir()
        try:
            yield workplace
        finally:
            shutil.rmtree(workplace, ignore_errors=True)


def publish(workplace: Path, target: Path, build_id: str) -> Path:
    """Makes the finished build in `workplace` the current one; returns its file. Call in `builder`.

    Everything is on disk before the link moves, so that a crash leaves the old build or the new.
    """
    folder = builds_folder(target)
    built = folder / build_id
    for file in workplace.iterdir():
        _sync(file)
    workplace.rename(built)
    _sync(folder)
    pointer = folder / ".pointer"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(Path(folder.name) / build_id / "warehouse.duckdb")
    pointer.replace(target)
    _sync(target.parent)
    _prune(folder, built)
    return built / "warehouse.duckdb"


def _prune(folder: Path, current: Path) -> None:
    builds = sorted(path for path in folder.iterdir() if path.is_dir() and path != current)
    for old in builds[: -(KEEP - 1)]:
        shutil.rmtree(old)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

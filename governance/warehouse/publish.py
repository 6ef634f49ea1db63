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
PUBLISHED = "stood"  # the mark of a build that has been published: a kill may come just before


class PublishError(RuntimeError):
    """The place to publish to is taken by something else, or by another build."""


def builds_folder(target: Path) -> Path:
    """Where the builds of `target` lie."""
    return target.with_name(target.name + ".builds")


def published(target: Path) -> Path | None:
    """The file that is published at `target` now, if any."""
    return target.resolve() if target.is_file() else None


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
        _tidy(target)
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
    for file in workplace.iterdir():
        _sync(file)
    workplace.rename(folder / build_id)
    _sync(folder)
    return point(target, build_id)


def point(target: Path, build_id: str) -> Path:
    """Publishes a build that is kept already; returns its file. Call in `builder`.

    Raises PublishError where it is not kept.
    """
    file, folder = file_of(target, build_id), builds_folder(target)
    pointer = folder / ".pointer"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(Path(folder.name) / build_id / "warehouse.duckdb")
    pointer.replace(target)
    _sync(target.parent)
    (file.parent / PUBLISHED).touch()
    _prune(target)
    return file


def file_of(target: Path, build_id: str) -> Path:
    """The file of a build that is kept. Raises PublishError where it is not."""
    file = builds_folder(target) / build_id / "warehouse.duckdb"
    if not file.is_file():
        known = ", ".join(kept_builds(target)) or "none"
        raise PublishError(f"no build {build_id!r}; kept are: {known}")
    return file


def kept_builds(target: Path) -> list[str]:
    """The builds that can be published again, the latest first."""
    folder = builds_folder(target)
    builds = [path.parent.name for path in folder.glob(f"*/{PUBLISHED}")]
    current = published(target)
    return sorted({*builds, current.parent.name} if current else builds, reverse=True)


def _tidy(target: Path) -> None:
    """Ends what a killed builder left: a build half made, one never published, one too many."""
    current = published(target)
    if current and current.parent.parent == builds_folder(target).resolve():
        (current.parent / PUBLISHED).touch()
    known = kept_builds(target)
    for path in builds_folder(target).iterdir():
        if path.is_dir() and path.name not in known:
            shutil.rmtree(path)
    _prune(target)


def _prune(target: Path) -> None:
    current = published(target)
    others = [
        build for build in kept_builds(target) if current is None or build != current.parent.name
    ]
    for old in others[KEEP - 1 :]:
        shutil.rmtree(builds_folder(target) / old)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The office's own files (itself, targets, annotations), each read once until it changes."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from governance.core.toml_entries import EntryError
from governance.metrics import annotations as notes
from governance.metrics import catalog
from governance.metrics import office as offices
from governance.metrics import targets as aims
from governance.metrics.annotations import Annotation
from governance.metrics.office import Office
from governance.metrics.targets import Target


def office(synthetic: bool) -> Office:
    """The office whose data it is; one without settings where the file has none for it."""
    found, _error = _read(offices.load, *_state(offices.file()))
    return next((one for one in found if synthetic or not one.synthetic), Office())


def targets(synthetic: bool) -> tuple[Target, ...]:
    """The targets to show: made-up ones with made-up data only; none of a file that is wrong."""
    found, _error = _read(aims.load, *_state(aims.file()))
    return tuple(one for one in found if synthetic or not one.synthetic)


def annotations(synthetic: bool) -> tuple[Annotation, ...]:
    """The annotations to show: made-up ones with made-up data only."""
    found, _error = _read(notes.load, *_state(notes.file()))
    return tuple(one for one in found if synthetic or not one.synthetic)


def complaints() -> list[EntryError]:
    """What is wrong with these files; such a file is left out whole."""
    read = (
        _read(offices.load, *_state(offices.file())),
        _read(aims.load, *_state(aims.file())),
        _read(notes.load, *_state(notes.file())),
    )
    return [error for _found, error in read if error]


def _state(path: Path) -> tuple[Path, tuple[int, int]]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return path, (0, 0)
    return path, (found.st_mtime_ns, found.st_ino)  # a file that is replaced is another one


@lru_cache(maxsize=8)
def _read(
    load: Callable[..., tuple[Any, ...]], path: Path, changed: tuple[int, int]
) -> tuple[Any, EntryError | None]:
    del changed
    try:
        return load(set(catalog.load()), path), None
    except EntryError as error:
        return (), error

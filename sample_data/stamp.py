"""Checks whether a folder holds what the generator of today would write."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from sample_data.facts import CONTRACTS, FACTS, SOURCES

STAMP = ".sample.json"


def write_stamp(folder: Path, seed: int, files: Iterable[Path]) -> None:
    """Records the files written, in the folder or beside it, and what they were made from."""
    names = [Path(os.path.relpath(path, folder)).as_posix() for path in files]
    note = {"made_from": _digest(seed), "files": names}
    text = json.dumps(note, ensure_ascii=False, indent=1)
    (folder / STAMP).write_text(text, encoding="utf-8")


def is_current(folder: Path, seed: int) -> bool:
    """Whether the folder's files are all there and made from today's generator and facts."""
    if not (folder / STAMP).exists():
        return False
    note = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    is_complete = all((folder / name).exists() for name in note["files"])
    return bool(note["made_from"] == _digest(seed) and is_complete)


def clear(folder: Path) -> None:
    """Removes the files of an earlier run, and nothing else that may lie there."""
    path = folder / STAMP
    if not path.exists():
        return
    note = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    for name in note["files"]:
        (folder / name).unlink(missing_ok=True)


def _digest(seed: int) -> str:
    """SHA-256 over the seed, the generator's own files, the facts, sources and contracts."""
    inputs = [
        *Path(__file__).parent.rglob("*.py"),
        *FACTS.glob("*.csv"),
        *SOURCES.glob("*.toml"),
        *CONTRACTS.glob("*.toml"),
    ]
    total = hashlib.sha256(str(seed).encode())
    for path in sorted(inputs):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()

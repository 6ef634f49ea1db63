"""An office's own folders: where its sources and exports lie, and how a file gets there."""

import atexit
import hashlib
import os
import shutil
import tempfile
import unicodedata
import weakref
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from governance.core import atomic_write
from governance.core.contracts import PROJECT
from governance.core.i18n import mark
from governance.ingest.sources import SOURCES, Source, SourceError

SAMPLE_EXPORTS = PROJECT / "data" / "sample" / "exports"  # written by sample_data/
LONGEST = 100  # letters of a file's name
WORKING_FOLDER = "governance-upload-"
# What is kept of a name beside letters and digits of any script.
HARMLESS = frozenset(" ._-（）()")
RESERVED = frozenset(["con", "prn", "aux", "nul"])


def sources_folder() -> Path:
    """Where source files lie: GOVERNANCE_SOURCES, else the project's own."""
    return Path(os.environ.get("GOVERNANCE_SOURCES") or SOURCES)


def exports_folder() -> Path:
    """Where exports lie: GOVERNANCE_EXPORTS, else the synthetic sample."""
    return Path(os.environ.get("GOVERNANCE_EXPORTS") or SAMPLE_EXPORTS)


def is_sample() -> bool:
    """Whether what is handed in would join the synthetic sample."""
    return exports_folder() == SAMPLE_EXPORTS


def takes_uploads() -> bool:
    """Whether the Upload page is there: GOVERNANCE_UPLOADS=off takes it away."""
    return os.environ.get("GOVERNANCE_UPLOADS", "").lower() not in ("off", "0", "no", "false")


@cache
def working_folder() -> Path:
    """A folder of this process for files that are looked at and not handed in yet.

    What servers that were killed have left there goes: it may hold records about people.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{WORKING_FOLDER}*"):
        if left.stat().st_uid == os.getuid() and not _is_running(left.name):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{WORKING_FOLDER}{os.getpid()}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _is_running(workroom: str) -> bool:
    """Whether the process whose workroom has this name is still there."""
    process = workroom.removeprefix(WORKING_FOLDER).partition("-")[0]
    try:
        os.kill(int(process), 0)  # signal 0 only checks, and ends nothing
    except (ValueError, ProcessLookupError):
        return False
    return True


class StoredFile:
    """A file in a folder of its own in the workroom, to be looked at.

    The folder's name begins with the content's SHA-256. Both are removed once nobody holds this any
    more, so never under somebody who is still reading.
    """

    def __init__(self, content: bytes, name: str) -> None:
        digest = hashlib.sha256(content).hexdigest()
        folder = tempfile.mkdtemp(prefix=f"{digest[:12]}-", dir=working_folder())
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.path = Path(folder) / safe_name(name)
        self.path.write_bytes(content)


def safe_name(name_from_outside: str) -> str:
    """A file name that stays in its folder on every system, as close to the given one as can be."""
    name = unicodedata.normalize("NFC", name_from_outside.replace("\\", "/").rpartition("/")[2])
    allowed = "".join(c if c.isalnum() or c in HARMLESS else "_" for c in name).strip(" .")
    stem, dot, suffix = allowed.rpartition(".")
    stem, suffix = (stem, dot + suffix) if stem else (allowed, "")
    return (stem[:LONGEST] if stem.lower() not in RESERVED else f"_{stem}") + suffix or "export"


def place(source: Source, file: str) -> str:
    """The path below the exports folder under which the source reads a file of this name.

    "" where the source reads only files of fixed names, another than this one.
    """
    for glob in source.files:
        folder, slash, pattern = glob.rpartition("/")
        name = safe_name(file)
        if any(letter in folder for letter in "*?["):
            continue
        if fnmatch(name, pattern):
            return folder + slash + name
        if pattern.count("*") == 1:
            before, after = pattern.split("*")
            stem = Path(name).stem
            return folder + slash + before + stem.removeprefix(before) + after
    return ""


def require_same_content(folder: Path, path: str, content: bytes) -> None:
    """Raises SourceError where another file has this name; the same one may be there."""
    target = folder / path
    if target.exists() and not (target.is_file() and target.read_bytes() == content):
        message = mark("{file}: another file has this name; rename the one that you hand in")
        raise SourceError(message, file=path)


def store(content: bytes, folder: Path, path: str) -> bool:
    """Puts a file below the folder, whole or not at all; False where the same one is there.

    Raises SourceError where another file has this name, or the path leads out of the folder.
    """
    target = (folder / path).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise SourceError(f"{path}: leads out of the folder; choose a plain file name")
    require_same_content(folder, path, content)
    if target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    if not atomic_write.put_once(target, content, atomic_write.READ_BY_ALL):
        raise SourceError(f"{path}: another file took this name meanwhile; try again")
    return True

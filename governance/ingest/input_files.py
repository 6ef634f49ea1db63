"""The files that a build reads, and what each is known by."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from governance.core import contracts
from governance.core.i18n import mark
from governance.ingest import record_keys
from governance.ingest.formats import reader
from governance.ingest.formats.reader import Export
from governance.ingest.sources import Source, SourceError


@dataclass(frozen=True)
class Fingerprint:
    """What a file is known by: its content, and what the file system says of it."""

    sha256: str
    size: int
    modified_ns: int


@dataclass(frozen=True)
class Input:
    """One file (or the inline rows) of one source. `path` is relative to the exports folder."""

    file_id: int
    source: Source
    path: str
    file: Path | None
    known: Fingerprint | None = None

    def read(self) -> Export:
        return reader.read(self.source, self.file) if self.file else reader.inline(self.source)

    def stat(self) -> tuple[int, int]:
        """Size in bytes and time of the last change; (0, 0) for inline rows."""
        status = self.file.stat() if self.file else None
        return (status.st_size, status.st_mtime_ns) if status else (0, 0)

    def fingerprint(self) -> Fingerprint:
        """The content's SHA-256 and the file's state; reads the file unless it is known."""
        if self.known:
            return self.known
        if self.file is None:
            content = json.dumps(self.source.rows, ensure_ascii=False).encode()
            return Fingerprint(hashlib.sha256(content).hexdigest(), len(content), 0)
        state = self.stat()
        with self.file.open("rb") as stream:
            return Fingerprint(hashlib.file_digest(stream, "sha256").hexdigest(), *state)

    def recognised(self) -> "Input":
        """The same input with its fingerprint taken."""
        return dataclasses.replace(self, known=self.fingerprint())


def inputs_of(sources: Sequence[Source], exports: Path) -> list[Input]:
    """The files that the sources name, each once: areas first, a system's files in natural order.

    Raises SourceError for a source that finds no file.
    """
    order = {dataset: rank for rank, dataset in enumerate(contracts.load())}
    entries: list[tuple[Source, str, Path | None]] = []
    for source in sources:
        paths = sorted({path for glob in source.files for path in exports.glob(glob)})
        if source.files and not paths:
            message = mark("source {source}: no file matches {files} in {folder}")
            files = ", ".join(source.files)
            raise SourceError(message, source=source.name, files=files, folder=exports)
        entries += [(source, path.relative_to(exports).as_posix(), path) for path in paths]
        entries += [(source, f"{source.name}.toml", None)] if source.rows else []
    entries.sort(key=lambda entry: (order[entry[0].dataset], *place_in_order(entry[0], entry[1])))
    return [Input(number, *entry) for number, entry in enumerate(entries, start=1)]


def place_in_order(source: Source, path: str) -> tuple[object, ...]:
    """Where an export stands among those of its system: 台账_9 comes before 台账_10."""
    parts = re.split(r"(\d+)", path)
    numbered = [(int(part), "") if part.isdigit() else (-1, part) for part in parts]
    return (record_keys.system_of(source), *numbered)

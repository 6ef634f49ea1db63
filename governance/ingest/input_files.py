"""The files that a build reads, and what each is known by."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from governance.ingest.formats import reader
from governance.ingest.formats.reader import Export
from governance.ingest.sources import Source


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
        found = self.file.stat() if self.file else None
        return (found.st_size, found.st_mtime_ns) if found else (0, 0)

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

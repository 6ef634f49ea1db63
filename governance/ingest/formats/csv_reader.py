"""Reads CSV and its relatives: rows of cells, none lost."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import TextIO

from governance.ingest.formats import encodings
from governance.ingest.sources import SourceError

FIELD_LIMIT = 16 * 1024 * 1024  # a boundary in a CSV cell exceeds Python's default of 128 KB


@dataclass(frozen=True)
class TornRow:
    """A line that cannot be taken apart into cells."""

    text: str
    detail: str


def rows(
    stream: TextIO, delimiter: str, path: Path, source: str
) -> Iterator[tuple[int, list[str] | TornRow]]:
    """Each row with its number as a spreadsheet counts; a quoted newline does not end a row.

    Raises SourceError where the text is not in the encoding of the stream.
    """
    csv.field_size_limit(FIELD_LIMIT)
    lines = _Lines(stream)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for number in count(1):
        lines.seen.clear()
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            text = "".join(lines.seen).rstrip("\r\n")
            yield number, TornRow(text, f"line {reader.line_num}: {error}")
        except UnicodeError as error:
            raise SourceError(
                f"{path.name}: after row {number - 1} the text is not {stream.encoding} "
                f"({error}); declare the right encoding in source {source}"
            ) from error


def has_tabs(path: Path, encoding: str) -> bool:
    """Whether tabs stand among the first lines."""
    with encodings.open_text(path, encoding) as stream:
        return any("\t" in line for line in islice(stream, 20))


class _Lines:
    """The lines of a text, of which those of the row at hand are remembered."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.seen: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._stream)
        self.seen.append(line)
        return line

"""Text files: in which encoding they are written, and the rows of a CSV, none lost."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import count, islice
from pathlib import Path
from typing import TextIO

from governance.core.i18n import mark
from governance.ingest.sources import SourceError

BLOCK = 1 << 20
FIELD_LIMIT = 16 * 1024 * 1024  # a boundary in a CSV cell exceeds Python's default of 128 KB
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What systems call GBK or Big5 holds characters that only these wider sets have.
WIDER = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "big5": "cp950"}


@dataclass(frozen=True)
class TornRow:
    """A line that cannot be taken apart into cells."""

    text: str
    detail: str


def encoding_of(path: Path) -> str:
    """The encoding where none is declared: a byte order mark, UTF-16, strict UTF-8, else GB18030.

    Statistical detectors take short GB18030 files for Korean; this order does not guess.
    """
    with path.open("rb") as stream:
        if marked := marked_encoding(stream.read(BLOCK)):
            return marked
    try:
        with path.open(encoding="utf-8", newline="") as text:
            while text.read(BLOCK):
                pass
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def open_text(path: Path, encoding: str) -> TextIO:
    """The file as text, newlines untouched and without byte order mark.

    Raises SourceError for an encoding that does not exist.
    """
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        message = mark(
            "{file}: no encoding is called {encoding}; use utf-8, gb18030, utf-16 or big5"
        )
        raise SourceError(message, file=path.name, encoding=repr(encoding)) from error
    stream = path.open(encoding=WIDER.get(name, name), newline="")
    _skip_mark(stream)
    return stream


def rows(
    stream: TextIO, delimiter: str, path: Path, source: str
) -> Iterator[tuple[int, list[str] | TornRow]]:
    """Each row with its number as a spreadsheet counts; a quoted newline does not end a row.

    Raises SourceError where the text is not in the encoding of the stream.
    """
    csv.field_size_limit(FIELD_LIMIT)
    seen: list[str] = []  # the lines of the row at hand
    reader = csv.reader(_remembered(stream, seen), delimiter=delimiter, strict=True)
    for number in count(1):
        seen.clear()
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            text = "".join(seen).rstrip("\r\n")
            yield number, TornRow(text, f"line {reader.line_num}: {error}")
        except UnicodeError as error:
            message = mark(
                "{file}: after row {row} the text is not {encoding} ({error}); "
                "declare the right encoding in source {source}"
            )
            place = {"file": path.name, "row": number - 1, "source": source}
            raise SourceError(message, encoding=stream.encoding, error=error, **place) from error


def has_tabs(path: Path, encoding: str) -> bool:
    """Whether tabs stand among the first lines."""
    with open_text(path, encoding) as stream:
        return any("\t" in line for line in islice(stream, 20))


def _remembered(stream: TextIO, seen: list[str]) -> Iterator[str]:
    for line in stream:
        seen.append(line)
        yield line


def _skip_mark(stream: TextIOWrapper) -> None:
    try:
        marked = stream.read(1) == "\ufeff"
    except UnicodeError:
        marked = False  # the reader meets it again, and says where
    if not marked:
        stream.seek(0)


def marked_encoding(start: bytes) -> str:
    """The encoding that a byte order mark or the zero bytes of UTF-16 tell; "" for neither.

    Those stand on one side of the pairs, and on that side often.
    """
    for bom, name in BOMS:
        if start.startswith(bom):
            return name
    odd, even = start[1::2].count(0), start[::2].count(0)
    if max(odd, even) <= len(start) / 20 or min(odd, even) > max(odd, even) / 20:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"

"""CSV files without any fault, read by Arrow at the speed of memory; all others are left alone.

Every row of an export has to be found again by its number, and a broken one has to be told. So a
file is read this way only where its quotes stand as RFC 4180 has them, where each record has the
header's cells, and where the records are as many as the lines, counted apart. What is left goes to
governance/ingest/formats/text_files.py, whole.
"""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from governance.ingest.formats import text_files
from governance.ingest.formats.header_cells import ROW

BLOCK = 8 << 20  # bytes: a longer record is left to the other reader, which takes cells of 16 MB


@dataclass(frozen=True)
class Lines:
    """Lines that do not end inside quotes. start: of the first below the header, in bytes.

    count: of those below the header; has_inner: whether other lines end inside quotes.
    """

    start: int
    count: int
    has_inner: bool


def records(
    path: Path, encoding: str, delimiter: str, headers: Sequence[str], header_rows: int
) -> pa.Table | None:
    """The records below the header's rows as texts, and their row numbers beside them in `_row`.

    None where something is amiss. Records without any text are counted and left out.
    """
    content = _utf8(path, encoding)
    if content is None or len(delimiter.encode()) != 1:
        return None
    lines = _lines(content, delimiter, header_rows)
    table = _parsed(content, delimiter, headers, lines) if lines else None
    if not lines or table is None or table.num_rows != lines.count:
        return None
    numbers = pa.array(np.arange(lines.count) + header_rows + 1, pa.int64())
    return table.append_column(ROW, numbers).filter(_is_filled(table))


def _utf8(path: Path, encoding: str) -> bytes | bytearray | None:
    """What follows the byte order mark, in UTF-8; None where it is not in that encoding."""
    content: bytes | bytearray = bytearray()
    if codecs.lookup(encoding).name in ("utf-8", "utf-8-sig"):
        content = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    else:
        with text_files.open_text(path, encoding) as text:
            try:
                while block := text.read(BLOCK):
                    content += block.encode()
            except UnicodeError:
                return None
    return None if content.startswith(codecs.BOM_UTF8) else content


def _lines(content: bytes | bytearray, delimiter: str, header_rows: int) -> Lines | None:
    """Counts the lines; None where a quote stands inside a cell without quotes, or ends none.

    Inside quotes is what an odd number of quotes stands before: a doubled one closes and opens.
    """
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return None
    values = np.frombuffer(content, np.uint8)
    quotes = _places(values, '"')
    if len(quotes) % 2 or not _are_sound(values, quotes, delimiter):
        return None
    ends = _places(values, "\n")
    outside = ends[np.searchsorted(quotes, ends) % 2 == 0] if len(quotes) else ends
    if len(values) and values[-1] != ord("\n"):
        outside = np.append(outside, len(values) - 1)
    if len(outside) < header_rows:
        return None
    start = int(outside[header_rows - 1]) + 1
    if content.startswith(codecs.BOM_UTF8, start):  # Arrow would take it for the file's
        return None
    return Lines(start, len(outside) - header_rows, len(outside) < len(ends))


def _places(values: np.ndarray, sign: str) -> np.ndarray:
    return np.flatnonzero(values == ord(sign))


def _are_sound(values: np.ndarray, quotes: np.ndarray, delimiter: str) -> bool:
    """Whether each opening quote begins a cell and each closing one ends it, or is half of two."""
    opening, closing = quotes[::2], quotes[1::2]
    before = values[opening[opening > 0] - 1]
    after = values[closing[closing < len(values) - 1] + 1]
    borders = np.frombuffer(delimiter.encode() + b'\r\n"', np.uint8)
    return bool(np.isin(before, borders).all() and np.isin(after, borders).all())


def _parsed(
    content: bytes | bytearray, delimiter: str, headers: Sequence[str], lines: Lines
) -> pa.Table | None:
    """One text column a header; None where a record does not fit it, or is not in UTF-8."""
    reading = csv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=list(headers))
    parsing = csv.ParseOptions(
        delimiter=delimiter, newlines_in_values=lines.has_inner, ignore_empty_lines=False
    )
    texts = csv.ConvertOptions(column_types=dict.fromkeys(headers, pa.string()))
    try:
        below = pa.BufferReader(memoryview(content)[lines.start :])
        return csv.read_csv(below, reading, parsing, texts)
    except pa.ArrowInvalid:
        return None


def _is_filled(table: pa.Table) -> pa.ChunkedArray:
    """Which records have any text; the first column alone tells it, mostly."""
    return reduce(
        lambda filled, column: (
            filled if pc.all(filled).as_py() else pc.or_(filled, _filled(column))
        ),
        table.columns[1:],
        _filled(table.column(0)),
    )


def _filled(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.greater(pc.binary_length(column), 0)

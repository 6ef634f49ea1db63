"""Reads an export file of any known format into texts, cell by cell, losing no row."""

import codecs
import csv
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from governance.sources import Source, SourceError

ROW = "_row"
BATCH = 65_536
FIELD_LIMIT = 16 * 1024 * 1024  # a boundary in a CSV cell exceeds Python's default of 128 KB
Cells = Sequence[str | None]


@dataclass(frozen=True)
class BrokenRow:
    """A row whose cells do not fit the header; `cells` are as read (empty if unreadable)."""

    row_number: int
    cells: tuple[str, ...]
    detail: str


@dataclass(frozen=True)
class Export:
    """The rows of one file. `table`: one text column a header plus `_row` (int64).

    `_row` counts as a spreadsheet does: the first line of the file is row 1. form, encoding: as
    what it was read (encoding "" where the format has its own).
    """

    headers: tuple[str, ...]
    table: pa.Table
    broken: tuple[BrokenRow, ...] = ()
    form: str = ""
    encoding: str = ""


def read(source: Source, path: Path) -> Export:
    """The rows of `path` as its source declares them.

    Raises SourceError saying what in which file cannot be read, and how to mend it.
    """
    reader = {"csv": _csv, "excel": _excel, "parquet": _parquet, "geojson": _geojson}
    form = source.format_of(path)
    if form not in reader:
        raise SourceError(f"source {source.name}: format {form!r} is none of {sorted(reader)}")
    try:
        return reader[form](source, path)
    except (OSError, ValueError, CalamineError, pa.ArrowException) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(f"{path.name}: cannot be read as {form}: {error}") from error


def inline(source: Source) -> Export:
    """The rows that a source file carries itself, in its own order."""
    headers = tuple(dict.fromkeys(key for row in source.rows for key in row))
    cells = ([_text(row.get(header)) for header in headers] for row in source.rows)
    return _assemble(headers, enumerate(cells, start=1))


def encoding_of(path: Path) -> str:
    """The text encoding: a byte order mark, else strict UTF-8, else GB18030.

    Statistical detectors take short GB18030 files for Korean; this order does not guess.
    """
    with path.open("rb") as stream:
        if stream.read(3) == codecs.BOM_UTF8:
            return "utf-8-sig"
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := stream.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "gb18030"
    return "utf-8"


def _csv(source: Source, path: Path) -> Export:
    csv.field_size_limit(FIELD_LIMIT)
    encoding = source.encoding or encoding_of(path)
    broken: list[BrokenRow] = []
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=source.delimiter, strict=True)
        rows = _csv_rows(reader, broken)
        try:
            headers = _headers(rows, source, path)
            export = _assemble(headers, rows, broken)
        except UnicodeDecodeError as error:
            raise SourceError(
                f"{path.name}: after line {reader.line_num} the text is not {encoding} "
                f"({error.reason}); declare the right encoding in source {source.name}"
            ) from error
    return export


def _csv_rows(reader: Any, broken: list[BrokenRow]) -> Iterator[tuple[int, Cells]]:
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            broken.append(BrokenRow(number, (), f"line {reader.line_num}: {error}"))


def _excel(source: Source, path: Path) -> Export:
    book = CalamineWorkbook.from_path(path)
    name = source.sheet or book.sheet_names[0]
    if name not in book.sheet_names:
        raise SourceError(
            f"{path.name}: no sheet {name!r}; the file has {', '.join(book.sheet_names)}; "
            f"correct sheet in source {source.name}"
        )
    cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows = enumerate(([_text(cell) for cell in row] for row in cells), start=1)
    return _assemble(_headers(rows, source, path), rows)


def _parquet(source: Source, path: Path) -> Export:
    table = pq.read_table(path)
    texts = [_arrow_text(column, source.time_zone) for column in table.columns]
    numbers = pa.array(range(2, table.num_rows + 2), pa.int64())
    headers = tuple(table.column_names)
    return Export(headers, pa.table([*texts, numbers], names=[*headers, ROW]))


def _arrow_text(column: pa.ChunkedArray, time_zone: str) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        if column.type.tz:
            column = pc.local_timestamp(column.cast(pa.timestamp("us", time_zone)))
        return pc.strftime(column.cast(pa.timestamp("s"), safe=False), "%Y-%m-%d %H:%M:%S")
    if pa.types.is_floating(column.type):
        return pa.chunked_array([[_text(value) for value in column.to_pylist()]], pa.string())
    return column.cast(pa.string())


def _geojson(source: Source, path: Path) -> Export:
    features = json.loads(path.read_text(encoding=source.encoding or "utf-8-sig")).get("features")
    if features is None:
        raise SourceError(f"{path.name}: not a GeoJSON FeatureCollection (no “features”)")
    names = dict.fromkeys(name for feature in features for name in feature["properties"])
    headers = (*names, "geometry")
    rows = ([*(_text(f["properties"].get(n)) for n in names), _shape(f)] for f in features)
    return _assemble(headers, enumerate(rows, start=1))


def _shape(feature: dict[str, Any]) -> str | None:
    return json.dumps(feature["geometry"]) if feature.get("geometry") else None


def _text(value: Any) -> str | None:
    """A typed cell as the text that a person would have typed: 3.0 → 3, dates in ISO form."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)


def _headers(rows: Iterator[tuple[int, Cells]], source: Source, path: Path) -> tuple[str, ...]:
    for number, cells in rows:
        if number >= source.header_row:
            return _unique([(cell or "").strip() for cell in cells])
    raise SourceError(f"{path.name}: no header in row {source.header_row}; the file is empty")


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Blank headers get their position, repeated ones a number, so that each can be named."""
    seen: dict[str, int] = {}
    result = []
    for position, given in enumerate(names, start=1):
        name = given or f"column {position}"
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(result)


def _assemble(
    headers: tuple[str, ...],
    rows: Iterable[tuple[int, Cells]],
    broken: list[BrokenRow] | None = None,
) -> Export:
    table = _Table(headers)
    broken = [] if broken is None else broken
    for number, cells in rows:
        if not any(cells):
            continue  # an empty line is not a row
        if len(cells) == len(headers):
            table.add(number, cells)
        elif len(cells) > len(headers) and not any(cells[len(headers) :]):
            table.add(number, cells[: len(headers)])
        else:
            texts = tuple(cell or "" for cell in cells)
            detail = f"{len(cells)} cells, the header has {len(headers)}"
            broken.append(BrokenRow(number, texts, detail))
    return Export(headers, table.finish(), tuple(broken))


class _Table:
    """Rows turned into text columns, a batch at a time."""

    def __init__(self, headers: tuple[str, ...]) -> None:
        self._schema = pa.schema([*((h, pa.string()) for h in headers), (ROW, pa.int64())])
        self._batches: list[pa.RecordBatch] = []
        self._rows: list[Cells] = []
        self._numbers: list[int] = []

    def add(self, number: int, cells: Cells) -> None:
        self._rows.append(cells)
        self._numbers.append(number)
        if len(self._rows) == BATCH:
            self._flush()

    def finish(self) -> pa.Table:
        self._flush()
        return pa.Table.from_batches(self._batches, self._schema)

    def _flush(self) -> None:
        if not self._rows:
            return
        columns = [*zip(*self._rows, strict=True), self._numbers]
        arrays = [pa.array(c, f.type) for c, f in zip(columns, self._schema, strict=True)]
        self._batches.append(pa.record_batch(arrays, schema=self._schema))
        self._rows, self._numbers = [], []

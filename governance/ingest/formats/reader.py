"""Reads an export file of any known format into texts, cell by cell, losing no row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
from lxml.etree import LxmlError
from python_calamine import CalamineError

from governance.core.i18n import mark
from governance.ingest import sandbox
from governance.ingest.formats import excel, plain_csv, signatures, structured_files, text_files
from governance.ingest.formats.header_cells import ROW, Cells, one_header, text_of, unique
from governance.ingest.formats.text_files import TornRow
from governance.ingest.formats.used_range import StrayCell
from governance.ingest.sources import Source, SourceError

BATCH = 65_536
Row = tuple[int, Cells | TornRow]


@dataclass(frozen=True)
class BrokenRow:
    """A row whose cells do not fit the header; `cells` are as read, or its text in one."""

    row_number: int
    cells: tuple[str, ...]
    detail: str


@dataclass(frozen=True)
class Export:
    """The rows of one file. `table`: one text column a header plus `_row` (int64).

    `_row` counts as a spreadsheet does: the first line of the file is row 1 (the first record
    where a format has no header line). form: csv | excel | html | parquet | json | geojson, as
    what it was read; encoding: "" where the format has its own; crs: the coordinate system that
    the file itself names, "" for none; stray: blank cells far from the table that were left out.
    """

    headers: tuple[str, ...]
    table: pa.Table
    broken: tuple[BrokenRow, ...] = ()
    form: str = ""
    encoding: str = ""
    crs: str = ""
    stray: StrayCell | None = None


def read(source: Source, path: Path) -> Export:
    """The rows of `path` as its source declares them.

    Raises SourceError saying what in which file cannot be read, and how to correct it; also where
    reading it takes more than governance/ingest/sandbox.py allows.
    """
    return sandbox.call(path, _read, source, path)


def _read(source: Source, path: Path) -> Export:
    form = form_of(source, path)
    encoding = ""
    with translated_damage(path, form):
        if form not in ("excel", "parquet"):
            encoding = source.encoding or text_files.encoding_of(path)
        export = READERS[form](replace(source, encoding=encoding), path)
    return replace(export, form=form, encoding=encoding)


@contextmanager
def translated_damage(path: Path, form: str) -> Iterator[None]:
    """What libraries raise of a file that is damaged becomes a SourceError that names the file."""
    try:
        yield
    except (SourceError, MemoryError):
        raise
    except (OSError, ValueError, RecursionError, CalamineError, LxmlError, pa.ArrowException) as e:
        message = mark("{file}: cannot be read as {form}: {error}; was it cut off? Export it again")
        raise SourceError(message, file=path.name, form=form, error=e) from e


def form_of(source: Source, path: Path) -> str:
    """As what the file is read: what it is inside, where no format or “excel” is declared.

    Systems call tables of web pages and text with tabs .xls. Raises SourceError where the file
    is something else than declared, or no table at all.
    """
    named = source.format_of(path)
    if named not in READERS:
        raise SourceError(f"source {source.name}: format {named!r} is none of {sorted(READERS)}")
    kind = signatures.kind(path)
    if kind == "text" and named == "excel":
        return "csv"
    if kind == "text" and named != "parquet":
        return named
    if kind != "text" and (not source.format or (kind, named) == ("html", "excel")):
        return kind
    if kind == named:
        return kind
    message = mark(
        "{file}: cannot be read as {form}: inside it is {kind}; correct format in source {source}"
    )
    raise SourceError(message, file=path.name, form=named, kind=kind, source=source.name)


def inline(source: Source) -> Export:
    """The rows that a source file carries itself, in its own order."""
    return _of_records(enumerate(source.rows, start=1))


def _csv(source: Source, path: Path) -> Export:
    delimiter = source.delimiter
    # A text that calls itself a workbook is in tabs, where it has any.
    if delimiter == "," and source.format_of(path) == "excel":
        delimiter = "\t" if text_files.has_tabs(path, source.encoding) else ","
    with text_files.open_text(path, source.encoding) as stream:
        rows = text_files.rows(stream, delimiter, path, source.name)
        headers = _headers(rows, source, path)
        header_rows = source.header_row + source.header_rows - 1
        plain = plain_csv.records(path, source.encoding, delimiter, headers, header_rows)
        if plain is None:
            return _assemble(headers, rows)
    return Export(headers, plain)


def _excel(source: Source, path: Path) -> Export:
    header = slice(source.header_row - 1, source.header_row - 1 + source.header_rows)
    sheet = excel.sheet(path, source.sheet, header)
    rows = _of_rows(enumerate(sheet.grid, start=1), source, path)
    return replace(rows, stray=sheet.stray)


def _html(source: Source, path: Path) -> Export:
    grid = excel.table(path, source.encoding, source.sheet)
    return _of_rows(enumerate(grid, start=1), source, path)


def _parquet(source: Source, path: Path) -> Export:
    table = structured_files.parquet(path, source.time_zone)
    numbers = pa.array(range(2, table.num_rows + 2), pa.int64())
    headers = unique(table.column_names)
    table = table.rename_columns(list(headers)).append_column(ROW, numbers)
    return Export(headers, table)


def _json(source: Source, path: Path) -> Export:
    return _of_records(structured_files.json_records(path, source.encoding))


def _geojson(source: Source, path: Path) -> Export:
    records, crs = structured_files.geojson_records(path, source.encoding)
    return replace(_of_records(records), crs=crs)


READERS = {
    "csv": _csv,
    "excel": _excel,
    "html": _html,
    "parquet": _parquet,
    "json": _json,
    "geojson": _geojson,
}


def _of_records(records: Iterable[tuple[int, structured_files.Record | TornRow]]) -> Export:
    """Records that name their columns; one that lacks a column has no value in it."""
    numbered = list(records)
    named = (record for _, record in numbered if not isinstance(record, TornRow))
    headers = tuple(dict.fromkeys(chain.from_iterable(named)))
    rows = (
        (
            number,
            record if isinstance(record, TornRow) else [text_of(record.get(h)) for h in headers],
        )
        for number, record in numbered
    )
    return _assemble(headers, rows)


def _of_rows(rows: Iterable[Row], source: Source, path: Path) -> Export:
    lines = iter(rows)
    return _assemble(_headers(lines, source, path), lines)


def _headers(rows: Iterator[Row], source: Source, path: Path) -> tuple[str, ...]:
    """The names of a header of one or more rows; what stands above it is skipped."""
    top: list[Cells] = []
    for number, cells in rows:
        if number >= source.header_row and not isinstance(cells, TornRow):
            top.append(cells)
        if number >= source.header_row + source.header_rows - 1:
            break
    if not top:
        message = mark(
            "{file}: no header in row {row}; correct header_row in source {source}, "
            "or export the file again"
        )
        raise SourceError(message, file=path.name, row=source.header_row, source=source.name)
    return unique(one_header(top))


def _assemble(headers: tuple[str, ...], rows: Iterable[Row]) -> Export:
    """The rows as text columns, a batch at a time."""
    broken: list[BrokenRow] = []
    fitting = _fitting(headers, rows, broken)
    schema = pa.schema([*((header, pa.string()) for header in headers), (ROW, pa.int64())])
    batches = []
    while batch := list(islice(fitting, BATCH)):
        columns = zip(zip(*batch, strict=True), schema, strict=True)
        arrays = [pa.array(column, field.type) for column, field in columns]
        batches.append(pa.record_batch(arrays, schema=schema))
    return Export(headers, pa.Table.from_batches(batches, schema), tuple(broken))


def _fitting(
    headers: tuple[str, ...], rows: Iterable[Row], broken: list[BrokenRow]
) -> Iterator[tuple[str | int | None, ...]]:
    """The cells of each row that fits the header, and its number; others go into `broken`."""
    for number, cells in rows:
        if isinstance(cells, TornRow):
            broken.append(BrokenRow(number, (cells.text,), cells.detail))
        elif not any(cells):
            continue  # an empty line is not a row
        elif len(cells) < len(headers) or any(cells[len(headers) :]):
            texts = tuple(cell or "" for cell in cells)
            detail = f"{len(cells)} cells, the header has {len(headers)}"
            broken.append(BrokenRow(number, texts, detail))
        else:
            yield (*cells[: len(headers)], number)

"""Files of one source with the same header, taken in together: statements cost as much for one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from governance.ingest import parsing
from governance.ingest.formats.header_cells import FILE, ROW
from governance.ingest.formats.reader import Export
from governance.ingest.geo import datums
from governance.ingest.input_files import Input
from governance.ingest.sources import Source

# Their texts are in memory at once: with a million, a build takes 0.3 GB more and no less time.
MOST_ROWS = 400_000
CORRECTED = {"governance:file", "governance:row"}  # a corrected row names the one that it replaces


@dataclass(frozen=True)
class Batch:
    """Files that are read, and how their source reads them.

    source: with the coordinate system that the files name, where they do. headers: the header of
    each contract column.
    """

    source: Source
    headers: Mapping[str, str]
    files: Sequence[tuple[Input, Export]]

    @property
    def file_ids(self) -> list[int]:
        return [entry.file_id for entry, _ in self.files]

    @property
    def is_mended(self) -> bool:
        """Whether its rows correct rejected ones."""
        return set(self.files[0][1].headers) >= CORRECTED

    @property
    def mapped(self) -> frozenset[str]:
        """The contract's columns that have texts."""
        key = self.source.contract.key if self.source.key else ()
        return frozenset({*self.headers, *self.source.constants, *key})

    def rows(self) -> pa.Table:
        """The rows of all files, with the number of their file in `_file`."""
        tables = [
            export.table.append_column(
                FILE, pa.repeat(pa.scalar(entry.file_id, pa.int32()), export.table.num_rows)
            )
            for entry, export in self.files
        ]
        return pa.concat_tables(tables)

    def rows_as_they_came(self, wanted: Mapping[int, Sequence[int]]) -> pa.Table:
        """Some of the rows, all cells in one `content`; wanted: numbers of rows by file."""
        exports = {entry.file_id: export for entry, export in self.files}
        tables = []
        for file_id, numbers in wanted.items():
            table = exports[file_id].table
            rows = table.filter(pc.is_in(table[ROW], value_set=pa.array(numbers, pa.int64())))
            content = rows.combine_chunks().to_struct_array()
            file = pa.repeat(pa.scalar(file_id, pa.int32()), len(rows))
            tables.append(pa.table({FILE: file, ROW: rows[ROW], "content": content}))
        return pa.concat_tables(tables)


def read(entries: Iterable[Input]) -> Iterator[Batch]:
    """The files in their order, as many together as belong together. Raises SourceError."""
    waiting: list[Batch] = []
    for entry in entries:
        batch = _batch(entry)
        if waiting and not _fits(waiting[0], batch):
            yield waiting.pop()
        waiting = [_joined(*waiting, batch)]
    yield from waiting


def _batch(entry: Input) -> Batch:
    """A batch of one file."""
    export = entry.read()
    headers = parsing.headers_of(entry.source, export.headers, entry.path)
    return Batch(_located(entry.source, export), headers, [(entry, export)])


def _located(source: Source, export: Export) -> Source:
    """The source with the coordinate system that the file names, where it declares none itself.

    GCJ-02 and BD-09 have no code, so a file in them names WGS84 or nothing.
    """
    is_plain = datums.canonical_crs(source.crs) == datums.WGS84
    return replace(source, crs=export.crs) if is_plain and export.crs else source


def _fits(batch: Batch, other: Batch) -> bool:
    (_, first), (_, last) = batch.files[0], other.files[0]
    rows = sum(export.table.num_rows for _, export in (*batch.files, *other.files))
    is_like = batch.source == other.source and first.headers == last.headers
    return is_like and rows <= MOST_ROWS


def _joined(*batches: Batch) -> Batch:
    return replace(batches[0], files=[file for batch in batches for file in batch.files])

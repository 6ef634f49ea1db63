"""The books of a build: its files, the rows that are rejected at once, and what is suspicious."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Mapping

from duckdb import DuckDBPyConnection

from governance.core import sql
from governance.core.contracts import Contract
from governance.ingest import parsing, record_keys
from governance.ingest.batches import Batch
from governance.ingest.formats.reader import Export
from governance.ingest.geo import area_resolution
from governance.ingest.input_files import Input
from governance.ingest.parsing import const
from governance.ingest.sources import SourceError

# Which of a row's columns are at fault (",due_at,"; null when clean), and where it came from.
DATA_HEALTH = {
    "faults": "varchar",
    "system": "varchar",
    "file_id": "integer",
    "row_number": "bigint",
}


def create_health_tables(con: DuckDBPyConnection, contracts: Iterable[Contract]) -> frozenset[str]:
    """Creates the data-health tables, and of every dataset those for its rows, empty.

    Returns the datasets of which nothing is held so far.
    """
    new = set()
    con.execute(sql.text("intake", "ledger"))
    con.execute(sql.text("intake", "workroom"))
    parsing.create_macros(con)
    for contract in contracts:
        types = {c.name: c.sql_type for c in contract.columns.values()} | DATA_HEALTH
        nothing = [const(None).cast(kind).alias(name) for name, kind in types.items()]
        if not con.execute(sql.text_for(contract.dataset, "intake", "is_held")).fetchall():
            empty = con.sql("select 1").project(*nothing).limit(0)
            empty.create(f"accepted_{contract.dataset}")
            new.add(contract.dataset)
        con.execute(sql.text_for(contract.dataset, "intake", "changed"))
    return frozenset(new)


def record(con: DuckDBPyConnection, entry: Input, export: Export, is_mended: bool) -> None:
    """Enters a file. Raises SourceError where it changed since its fingerprint was taken."""
    source, known = entry.source, entry.fingerprint()
    if entry.file and entry.stat() != (known.size, known.modified_ns):
        raise SourceError(
            f"{entry.path}: changed while it was being read; build again once it is written"
        )
    con.execute(
        sql.text("intake", "record"),
        {
            "file_id": entry.file_id,
            "source": source.name,
            "system": record_keys.system_of(source),
            "dataset": source.dataset,
            "path": entry.path,
            "sha256": known.sha256,
            "bytes": known.size,
            "covers": source.covers,
            "synthetic": source.synthetic,
            "time_zone": source.time_zone,
            "format": export.form,
            "encoding": export.encoding,
            "taken_at": dt.datetime.now(dt.UTC).replace(tzinfo=None),
            "rows_read": export.table.num_rows + len(export.broken),
            "modified_ns": known.modified_ns,
            "source_digest": source.digest,
            "is_mended": is_mended,
        },
    )


def reject(
    con: DuckDBPyConnection,
    row: tuple[int, int],
    content: str,
    problem: tuple[str | None, str | None, str, str],
) -> None:
    """Enters a rejected row. row: file and row number; problem: column, value, name and detail."""
    con.execute("insert into refused_rows values (?, ?, 'rejected', ?)", [*row, content])
    con.execute("insert into row_problems values (?, ?, ?, ?, ?, ?, 'reject')", [*row, *problem])


def warn(con: DuckDBPyConnection, batch: Batch, whole_days: Mapping[int, int]) -> None:
    """What is suspicious of a file as a whole or was decided for it, for a person to look at.

    whole_days: by file, how many deadlines are days without a time.
    """
    counts = con.execute(sql.text("intake", "file_counts"), {"files": batch.file_ids}).fetchall()
    stray = {entry.file_id: export.stray for entry, export in batch.files}
    for file_id, read, rejected in counts:
        warnings: list[tuple[str, dict[str, object]]] = []
        if not read:
            warnings.append(("empty", {}))
        elif read == rejected:
            warnings.append(("nothing_accepted", {"rows": read}))
        if suspicion := area_resolution.suspected_crs(con, batch.source, file_id):
            warnings.append(("crs", dataclasses.asdict(suspicion)))
        if cell := stray[file_id]:
            warnings.append(("stray", dataclasses.asdict(cell)))
        if days := whole_days.get(file_id):
            warnings.append(("whole_days", {"rows": days}))
        for warning, detail in warnings:
            row = [file_id, warning, json.dumps(detail, ensure_ascii=False)]
            con.execute("insert into file_warnings values (?, ?, ?)", row)

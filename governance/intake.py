"""Takes export files in: every row is accepted, flagged, rejected or excluded, and counted."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection, SQLExpression, StarExpression

from governance import checks, exports, places, reading, sql
from governance.contracts import Contract
from governance.exports import ROW, Export
from governance.reading import col, const
from governance.sources import Source

# Where a row came from and which of its columns are at fault (",due_at,"; null when clean).
BOOKS = {"faults": "varchar", "file_id": "integer", "row_number": "bigint"}


@dataclass(frozen=True)
class Input:
    """One file (or the inline rows) of one source. `path` is relative to the exports folder."""

    file_id: int
    source: Source
    path: str
    file: Path | None

    def read(self) -> Export:
        return exports.read(self.source, self.file) if self.file else exports.inline(self.source)

    def digest(self) -> tuple[str, int]:
        """SHA-256 of the content, and its size in bytes."""
        if self.file is None:
            content = json.dumps(self.source.rows, ensure_ascii=False).encode()
            return hashlib.sha256(content).hexdigest(), len(content)
        with self.file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest(), self.file.stat().st_size


def open_books(con: DuckDBPyConnection, contracts: Iterable[Contract]) -> None:
    """Creates the ledger and one empty table a contract for what will be taken in."""
    con.execute(sql.text("intake", "ledger"))
    for contract in contracts:
        columns = [
            const(None).cast(column.sql_type).alias(column.name)
            for column in contract.columns.values()
        ]
        books = [const(None).cast(kind).alias(name) for name, kind in BOOKS.items()]
        con.sql("select 1").project(*columns, *books).limit(0).create(
            f"intake.taken_{contract.dataset}"
        )


def take_in(con: DuckDBPyConnection, entry: Input, today: dt.date) -> None:
    """Reads, maps, checks and stores one file into intake.taken_<dataset>.

    Raises SourceError where the file as a whole cannot be what its source says.
    """
    export = entry.read()
    headers = reading.headers_of(entry.source, export.headers, entry.path)
    con.execute("set TimeZone = $zone", {"zone": entry.source.time_zone})
    con.register("export_rows", export.table)
    _record(con, entry, export)
    _refuse_broken(con, entry, export)
    _exclude(con, entry)
    _parse(con, entry, headers)
    _find_problems(
        con, entry, checks.problems(entry.source, {*headers, *entry.source.constants}, today)
    )
    _store(con, entry)
    con.unregister("export_rows")


def refuse_orphans(con: DuckDBPyConnection) -> None:
    """Refuses areas whose parent is unknown or not above them, and then those below, in turn."""
    while orphans := con.execute(sql.text("intake", "orphans")).fetchall():
        for file_id, row_number, code, parent, content in orphans:
            con.execute(
                "insert into row_problems values (?, ?, 'parent_code', ?, 'orphan', '', 'reject')",
                [file_id, row_number, parent],
            )
            refused = [file_id, row_number, content]
            con.execute("insert into refused_rows values (?, ?, 'rejected', ?)", refused)
            con.execute("delete from intake.taken_areas where area_code = ?", [code])


def settle(con: DuckDBPyConnection, contract: Contract) -> None:
    """Turns what was taken of a dataset into accepted_<dataset>: each key once, the latest state.

    Later files (by name) and later rows win. Afterwards each file's three ledgers add up.
    """
    everything = con.table(f"intake.taken_{contract.dataset}")
    if not con.table("files").filter(col("dataset") == const(contract.dataset)).fetchall():
        everything.create(f"accepted_{contract.dataset}")
        return
    keys = ", ".join(contract.key)
    age = f"row_number() over (partition by {keys} order by file_id desc, row_number desc)"
    taken = everything.select(StarExpression(), SQLExpression(age).alias("age"))
    accepted = taken.filter(col("age") == const(1)).select(StarExpression(exclude=["age"]))
    accepted.create(f"accepted_{contract.dataset}")
    content = SQLExpression("to_json(taken)").alias("content")
    superseded = taken.filter(col("age") > const(1)).set_alias("taken")
    superseded = superseded.select(col("file_id"), col("row_number"), content)
    superseded.create_view("superseded", replace=True)
    con.execute(sql.text("intake", "supersede"))
    con.execute("drop view superseded")
    _count(con, contract)


def _count(con: DuckDBPyConnection, contract: Contract) -> None:
    kept = con.table(f"accepted_{contract.dataset}").select("file_id", "faults")
    kept.create_view("kept_rows", replace=True)
    con.execute(sql.text("intake", "counts"), {"dataset": contract.dataset})
    con.execute("drop view kept_rows")


def _record(con: DuckDBPyConnection, entry: Input, export: Export) -> None:
    source, (digest, size) = entry.source, entry.digest()
    rows = export.table.num_rows + len(export.broken)
    con.execute(
        "insert into files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)",
        [
            *(entry.file_id, source.name, source.dataset, entry.path, digest, size),
            *(source.covers, source.synthetic, source.time_zone, rows),
        ],
    )


def _refuse_broken(con: DuckDBPyConnection, entry: Input, export: Export) -> None:
    for row in export.broken:
        key = [entry.file_id, row.row_number]
        content = json.dumps(row.cells, ensure_ascii=False)
        con.execute("insert into refused_rows values (?, ?, 'rejected', ?)", [*key, content])
        con.execute(
            "insert into row_problems values (?, ?, null, null, 'broken', ?, 'reject')",
            [*key, row.detail],
        )


def _exclude(con: DuckDBPyConnection, entry: Input) -> None:
    rows = con.table("export_rows")
    for rule in entry.source.exclude:
        hit = reading.call("trim", col(rule.column)).isin(*map(const, rule.values))
        reason = const(json.dumps(dict(rule.reason), ensure_ascii=False))
        rows.filter(hit).select(
            *(const(entry.file_id), col(ROW), const(rule.column), col(rule.column)),
            *(const("excluded"), reason, const("exclude")),
        ).insert_into("row_problems")
    con.execute(sql.text("intake", "fates"), {"file": entry.file_id})


def _parse(con: DuckDBPyConnection, entry: Input, headers: Mapping[str, str]) -> None:
    con.execute("drop table if exists intake.row_parsed")
    con.execute("drop table if exists intake.row_values")
    rows = con.table("export_rows").join(
        con.table("row_fates").select(col("row_number").alias(ROW)), ROW, how="anti"
    )
    parsed = rows.select(*reading.texts(entry.source, headers))
    parsed = parsed.select(*reading.typed(entry.source))
    parsed.create("intake.row_parsed")
    places.resolve(con, entry.source)


def _find_problems(
    con: DuckDBPyConnection, entry: Input, possible: Iterable[checks.Problem]
) -> None:
    """One scan says which problems there are; only those are then written down row by row."""
    problems = list(possible)
    counts = [reading.call("count_if", problem.found) for problem in problems]
    found = con.table("intake.row_values").aggregate(counts).fetchall()[0]
    for problem, count in zip(problems, found, strict=True):
        if count:
            _note(con, entry, problem)


def _note(con: DuckDBPyConnection, entry: Input, problem: checks.Problem) -> None:
    con.table("intake.row_values").filter(problem.found).select(
        *(const(entry.file_id), col(ROW), const(problem.column)),
        *(col(problem.column + reading.TEXT), const(problem.name)),
        *(const(problem.detail), const(problem.severity)),
    ).insert_into("row_problems")


def _store(con: DuckDBPyConnection, entry: Input) -> None:
    con.execute(sql.text("intake", "fates"), {"file": entry.file_id})
    con.execute(sql.text("intake", "refuse"), {"file": entry.file_id})
    fates = con.table("row_fates").select(col("row_number").alias(ROW), col("fate"), col("faults"))
    kept = con.table("intake.row_values").join(fates, ROW, how="left").filter(col("fate").isnull())
    columns = [col(name) for name in entry.source.contract.columns]
    kept.select(*columns, col("faults"), const(entry.file_id), col(ROW)).insert_into(
        f"intake.taken_{entry.source.dataset}"
    )

"""Takes export files in: every row is accepted, flagged, rejected or excluded, and counted."""

import dataclasses
import datetime as dt
import json
from collections.abc import Container, Iterable, Mapping, Sequence

from duckdb import (
    CoalesceOperator,
    DuckDBPyConnection,
    DuckDBPyRelation,
    Expression,
    StarExpression,
)

from governance.core import sql
from governance.core.contracts import Contract
from governance.ingest import parsing, record_keys, validation
from governance.ingest.formats.header_cells import ROW
from governance.ingest.formats.reader import Export
from governance.ingest.geo import area_resolution, datums
from governance.ingest.input_files import Input
from governance.ingest.parsing import col, const
from governance.ingest.sources import Source, SourceError
from governance.ingest.validation import Problem

# Which of a row's columns are at fault (",due_at,"; null when clean), and where it came from.
DATA_HEALTH = {
    "faults": "varchar",
    "system": "varchar",
    "file_id": "integer",
    "row_number": "bigint",
}
CORRECTED = ("governance:file", "governance:row")  # a corrected row names the one that it replaces


def create_health_tables(con: DuckDBPyConnection, contracts: Iterable[Contract]) -> frozenset[str]:
    """Creates the data-health tables and empty working tables for the rows to be ingested.

    Returns the datasets of which nothing is held so far.
    """
    new = set()
    con.execute(sql.text("intake", "ledger"))
    con.execute(sql.text("intake", "workroom"))
    parsing.create_macros(con)
    for contract in contracts:
        types = {c.name: c.sql_type for c in contract.columns.values()} | DATA_HEALTH
        nothing = [const(None).cast(kind).alias(name) for name, kind in types.items()]
        empty = con.sql("select 1").project(*nothing).limit(0)
        empty.select(StarExpression(), const(False).alias("is_gone")).create(
            f"intake.taken_{contract.dataset}"
        )
        empty.create(f"intake.changed_{contract.dataset}")
        if not con.execute(sql.text_for(contract.dataset, "intake", "is_held")).fetchall():
            empty.create(f"accepted_{contract.dataset}")
            new.add(contract.dataset)
    return frozenset(new)


def ingest(con: DuckDBPyConnection, entry: Input, today: dt.date) -> None:
    """Reads, maps, checks and stores one file into intake.taken_<dataset>.

    Raises SourceError where the file as a whole cannot be what its source says.
    """
    export = entry.read()
    headers = parsing.headers_of(entry.source, export.headers, entry.path)
    con.execute("set TimeZone = $zone", {"zone": entry.source.time_zone})
    con.register("export_rows", export.table)
    is_mended = set(CORRECTED) <= set(export.headers)
    con.register("export_texts", parsing.clean(entry.source, export.table, is_mended))
    _record(con, entry, export, is_mended)
    for row in export.broken:
        content = json.dumps(row.cells, ensure_ascii=False)
        _reject(con, (entry.file_id, row.row_number), content, (None, None, "broken", row.detail))
    _exclude(con, entry)
    source = _located(entry.source, export)
    entry = dataclasses.replace(entry, source=source)
    mapped = {*headers, *source.constants, *(source.contract.key if source.key else ())}
    _parse(con, source, headers, mapped)
    _name_duplicates(con, entry)
    _find_problems(con, entry, mapped, today)
    _store(con, entry)
    _warn(con, entry, export)
    if is_mended:
        con.execute(sql.text("intake", "note_mended"), {"file": entry.file_id})
    con.unregister("export_rows")
    con.unregister("export_texts")


def _located(source: Source, export: Export) -> Source:
    """The source with the coordinate system that the file names, where it declares none itself.

    GCJ-02 and BD-09 have no code, so a file in them names WGS84 or nothing.
    """
    is_plain = datums.canonical_crs(source.crs) == datums.WGS84
    return dataclasses.replace(source, crs=export.crs) if is_plain and export.crs else source


def reject_orphans(con: DuckDBPyConnection) -> None:
    """Refuses areas whose parent is unknown or not above them, and then those below, in turn."""
    while orphans := con.execute(sql.text("intake", "orphans")).fetchall():
        for file_id, row_number, code, parent, content in orphans:
            _reject(con, (file_id, row_number), content, ("parent_code", parent, "orphan", ""))
            con.execute("delete from intake.taken_areas where area_code = ?", [code])


def _record(con: DuckDBPyConnection, entry: Input, export: Export, is_mended: bool) -> None:
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


def _reject(
    con: DuckDBPyConnection,
    row: tuple[int, int],
    content: str,
    problem: tuple[str | None, str | None, str, str],
) -> None:
    """row: file and row number; problem: column, value, name and detail."""
    con.execute("insert into refused_rows values (?, ?, 'rejected', ?)", [*row, content])
    con.execute("insert into row_problems values (?, ?, ?, ?, ?, ?, 'reject')", [*row, *problem])


def _exclude(con: DuckDBPyConnection, entry: Input) -> None:
    rows = con.table("export_texts")
    for rule in entry.source.exclude:
        is_meant = col(rule.column).isin(*map(const, rule.values))
        reason = json.dumps(dict(rule.reason), ensure_ascii=False)
        _note(entry, rows, Problem(rule.column, "excluded", reason, "exclude", is_meant))
    con.execute(sql.text("intake", "fates"), {"file": entry.file_id})


def _parse(
    con: DuckDBPyConnection, source: Source, headers: Mapping[str, str], mapped: Container[str]
) -> None:
    con.execute("drop table if exists intake.row_parsed")
    con.execute("drop table if exists intake.row_values")
    texts = con.table("export_texts").select(*parsing.texts(source, headers))
    for name in source.contract.key if source.key else ():
        if name not in headers:
            number = record_keys.number(source).alias(name)
            texts = texts.select(StarExpression(exclude=[name]), number)
    spelt = texts.select(*parsing.correct_spelling(source, mapped))
    spelt.select(*parsing.parse_types(source, mapped)).create("intake.row_parsed")
    _read_late(con, source, mapped)
    area_resolution.resolve(con, source)


def _read_late(con: DuckDBPyConnection, source: Source, mapped: Container[str]) -> None:
    """Reads the dates in words, of the columns that have any."""
    unread = parsing.unreadable(source, mapped)
    rows = con.table("intake.row_parsed")
    counts = [parsing.call("count_if", is_unread) for is_unread in unread.values()]
    waiting = rows.aggregate(counts).fetchall()[0] if counts else ()
    names = [name for name, count in zip(unread, waiting, strict=True) if count]
    if names:
        con.execute("alter table intake.row_parsed rename to row_early")
        rest = StarExpression(exclude=names)
        rows = con.table("intake.row_early")
        rows.select(rest, *(parsing.read_late_column(source, name) for name in names)).create(
            "intake.row_parsed"
        )
        con.execute("drop table intake.row_early")


def _name_duplicates(con: DuckDBPyConnection, entry: Input) -> None:
    """Names rows that stand in the file already, and notes which records a full export shows."""
    con.execute("drop table if exists intake.row_identity")
    system = const(record_keys.system_of(entry.source)).alias("system")
    rows = con.table("intake.row_values").select(StarExpression(), system)
    excluded = con.table("row_fates").select(col("row_number").alias(ROW))
    states = record_keys.states(rows, entry.source.contract, col(ROW))
    states.join(excluded, ROW, how="anti").create("intake.row_identity")
    con.execute(sql.text("intake", "duplicates"), {"file": entry.file_id})
    if entry.source.full:
        seen = con.table("intake.row_identity").filter(col("record").isnotnull())
        seen.select(const(entry.file_id), col("record")).distinct().insert_into("intake.seen")
    con.execute(sql.text("intake", "fates"), {"file": entry.file_id})


def _find_problems(
    con: DuckDBPyConnection, entry: Input, mapped: Container[str], today: dt.date
) -> None:
    """What is wrong with each row alone; then, of those not rejected, among the others."""
    contract = entry.source.contract
    alone = list(validation.problems(entry.source, mapped, today))
    _find(con, entry, validation.apply_checks(contract, mapped, among_rows=False), alone)
    if among := list(validation.broken(contract, mapped, among_rows=True)):
        con.execute(sql.text("intake", "fates"), {"file": entry.file_id})
        _find(con, entry, validation.apply_checks(contract, mapped, among_rows=True), among)


def _find(
    con: DuckDBPyConnection,
    entry: Input,
    ruled: Sequence[Expression],
    possible: Sequence[Problem],
) -> None:
    """Of the rows that nothing has set aside so far: one scan says which problems there are.

    Only those are then written down row by row.
    """
    aside = con.table("row_fates").filter(col("fate").isnotnull())
    rows = con.table("intake.row_values").join(
        aside.select(col("row_number").alias(ROW)), ROW, how="anti"
    )
    rows = rows.select(StarExpression(), *ruled)
    counts = [parsing.call("count_if", problem.condition) for problem in possible]
    totals = rows.aggregate(counts).fetchall()[0]
    for problem, count in zip(possible, totals, strict=True):
        if count:
            _note(entry, rows, problem, parsing.TEXT)


def _note(entry: Input, rows: DuckDBPyRelation, problem: Problem, ending: str = "") -> None:
    """ending: of the name of the column that has the problem's values as texts."""
    facts = [problem.name, problem.detail, problem.severity]
    rows.filter(problem.condition).select(
        const(entry.file_id),
        col(ROW),
        const(problem.column),
        col(problem.column + ending),
        *map(const, facts),
    ).insert_into("row_problems")


def _store(con: DuckDBPyConnection, entry: Input) -> None:
    """What is sound is taken; so is what the source leaves out, for it may end an earlier state."""
    con.execute(sql.text("intake", "fates"), {"file": entry.file_id})
    con.execute(sql.text("intake", "reject"), {"file": entry.file_id})
    fates = con.table("row_fates").select(
        col("row_number").alias(ROW), col("fate"), col("faults"), col("is_left_out")
    )
    rows = con.table("intake.row_values").join(fates, ROW, how="left")
    gone = CoalesceOperator(col("is_left_out"), const(False))
    contract = entry.source.contract
    system = const(record_keys.system_of(entry.source)).alias("system")
    rows.filter(col("fate").isnull() | gone).select(
        *map(col, contract.columns),
        col("faults"),
        system,
        const(entry.file_id).alias("file_id"),
        col(ROW),
        gone.alias("is_gone"),
    ).filter(record_keys.record(contract).isnotnull()).insert_into(
        f"intake.taken_{contract.dataset}"
    )


def _warn(con: DuckDBPyConnection, entry: Input, export: Export) -> None:
    """What is suspicious of a file as a whole, for a person to look at."""
    counts = con.execute(sql.text("intake", "file_counts"), {"file": entry.file_id}).fetchall()
    read, rejected = counts[0]
    warnings: list[tuple[str, dict[str, object]]] = []
    if not read:
        warnings.append(("empty", {}))
    elif read == rejected:
        warnings.append(("nothing_accepted", {"rows": read}))
    if suspicion := area_resolution.suspected_crs(con, entry.source):
        warnings.append(("crs", dataclasses.asdict(suspicion)))
    if export.stray:
        warnings.append(("stray", dataclasses.asdict(export.stray)))
    for warning, detail in warnings:
        row = [entry.file_id, warning, json.dumps(detail, ensure_ascii=False)]
        con.execute("insert into file_warnings values (?, ?, ?)", row)

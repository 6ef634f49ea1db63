"""Takes export files in: every row is accepted, flagged, rejected or excluded, and counted."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from duckdb import (
    CoalesceOperator,
    DuckDBPyConnection,
    DuckDBPyRelation,
    Expression,
    StarExpression,
)

from governance.core import sql
from governance.core.contracts import Contract
from governance.ingest import batches, parsing, record_keys, validation
from governance.ingest.batches import Batch
from governance.ingest.formats.header_cells import FILE, ROW
from governance.ingest.formats.reader import Export
from governance.ingest.geo import area_resolution
from governance.ingest.input_files import Input
from governance.ingest.parsing import TEXT, call, col, const
from governance.ingest.sources import SourceError
from governance.ingest.validation import Problem

# Which of a row's columns are at fault (",due_at,"; null when clean), and where it came from.
DATA_HEALTH = {
    "faults": "varchar",
    "system": "varchar",
    "file_id": "integer",
    "row_number": "bigint",
}
KEYS = [FILE, ROW]
CAME = "_came"  # the text of a column as it came


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


@contextmanager
def rows_in_order(con: DuckDBPyConnection) -> Iterator[None]:
    """Leaves the rows on the left of a join in their order, which side of it is larger or not."""
    con.execute("set disabled_optimizers = 'build_side_probe_side,join_order'")
    try:
        yield
    finally:
        con.execute("reset disabled_optimizers")


def ingest(con: DuckDBPyConnection, entries: Iterable[Input], today: dt.date) -> None:
    """Reads, maps and checks files of one dataset into `taken`, in place of those of another one.

    What is sound is taken; so is what the source leaves out (is_gone), for it may end an earlier
    state. Raises SourceError where a file as a whole cannot be what its source says.
    """
    con.execute(sql.text("intake", "next_dataset"))
    for number, batch in enumerate(batches.read(entries)):
        _ingest(con, batch, today, is_first=not number)
        contract = batch.source.contract
    con.register("taken", _taken(con, contract))


def _taken(con: DuckDBPyConnection, contract: Contract) -> DuckDBPyRelation:
    rows = con.table("intake.row_values").join(con.table("intake.row_fates"), KEYS, how="left")
    gone = CoalesceOperator(col("is_left_out"), const(False))
    return rows.filter((col("fate").isnull() | gone) & record_keys.is_whole(contract)).select(
        *map(col, contract.columns),
        *map(col, ("faults", "system")),
        col(FILE).alias("file_id"),
        col(ROW).alias("row_number"),
        gone.alias("is_gone"),
    )


def _ingest(con: DuckDBPyConnection, batch: Batch, today: dt.date, is_first: bool) -> None:
    con.execute("set TimeZone = $zone", {"zone": batch.source.time_zone})
    con.register("export_texts", parsing.clean(batch.source, batch.rows(), batch.is_mended))
    for entry, export in batch.files:
        _record(con, entry, export, batch.is_mended)
        for row in export.broken:
            content = json.dumps(row.cells, ensure_ascii=False)
            place = (entry.file_id, row.row_number)
            _reject(con, place, content, (None, None, "broken", row.detail))
    _exclude(con, batch)
    _parse(con, batch, is_first)
    _name_duplicates(con, batch)
    _find_problems(con, batch, today)
    _judge(con, batch)
    _warn(con, batch)
    if batch.is_mended:
        con.execute(sql.text("intake", "note_mended"))
    con.unregister("export_texts")


def reject_orphans(con: DuckDBPyConnection) -> None:
    """Refuses areas whose parent is unknown or not above them, and then those below, in turn."""
    con.table("taken").create("intake.taken_areas")
    while orphans := con.execute(sql.text("intake", "orphans")).fetchall():
        for file_id, row_number, code, parent, content in orphans:
            _reject(con, (file_id, row_number), content, ("parent_code", parent, "orphan", ""))
            con.execute("delete from intake.taken_areas where area_code = ?", [code])
    con.register("taken", con.table("intake.taken_areas"))


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


def _exclude(con: DuckDBPyConnection, batch: Batch) -> None:
    rows = con.table("export_texts")
    for rule in batch.source.exclude:
        is_meant = col(rule.column).isin(*map(const, rule.values))
        reason = json.dumps(dict(rule.reason), ensure_ascii=False)
        problem = Problem(rule.column, "excluded", reason, "exclude", is_meant)
        _note(rows.filter(is_meant), problem, col(rule.column))
    _set_aside(con, batch)


def _set_aside(con: DuckDBPyConnection, batch: Batch) -> None:
    """Notes which rows are rejected or excluded so far, in row_aside."""
    con.execute(sql.text("intake", "aside"), {"files": batch.file_ids})


def _parse(con: DuckDBPyConnection, batch: Batch, is_first: bool) -> None:
    """Adds the rows to intake.row_values: the columns in their types, and their areas."""
    source, keys = batch.source, [*map(col, KEYS)]
    typed = _texts(con, batch).select(*keys, *parsing.parse_types(source, batch.mapped))
    parsed = typed.select(*keys, *parsing.without_told_texts(source.contract))
    rows = area_resolution.resolve(con, source, parsed)
    system = const(record_keys.system_of(source)).alias("system")
    columns = [*KEYS, *parsing.columns_of_values(source.contract)]
    placed = rows.select(*map(col, columns), system)
    with rows_in_order(con):
        if is_first:
            placed.create("intake.row_values")
        else:
            placed.insert_into("intake.row_values")
    _read_rare_forms(con, batch)


def _rows(con: DuckDBPyConnection, batch: Batch) -> DuckDBPyRelation:
    """What is read of the batch."""
    return con.table("intake.row_values").filter(_is_of(batch))


def _is_of(batch: Batch) -> Expression:
    """The numbers of its files are beside each other."""
    first, last = (const(batch.file_ids[place]) for place in (0, -1))
    return (col(FILE) >= first) & (col(FILE) <= last)


def _texts(con: DuckDBPyConnection, batch: Batch) -> DuckDBPyRelation:
    """The texts of the contract's columns, with the file and the number of their row."""
    source = batch.source
    keys = [*map(col, KEYS)]
    texts = con.table("export_texts").select(*keys, *parsing.texts(source, batch.headers))
    for name in source.contract.key if source.key else ():
        if name not in batch.headers:
            number = record_keys.number(source).alias(name)
            texts = texts.select(StarExpression(exclude=[name]), number)
    return texts


def _read_rare_forms(con: DuckDBPyConnection, batch: Batch) -> None:
    """Reads what is in no form that nearly all have, of the columns where that is."""
    columns = batch.source.contract.columns
    names = [name for name in columns if name in batch.mapped and parsing.is_parsed(columns[name])]
    counts = [call("count", col(name + TEXT)) for name in names]
    waiting = _rows(con, batch).aggregate(counts).fetchall()[0] if counts else ()
    for name in (name for name, count in zip(names, waiting, strict=True) if count):
        text = col(name + TEXT)
        value = parsing.parse_fully(batch.source, name, text)
        rows = con.table("intake.row_values")
        rows.update({name: value}, condition=_is_of(batch) & text.isnotnull())


def _name_duplicates(con: DuckDBPyConnection, batch: Batch) -> None:
    """Names rows that stand in their file already, and notes which records a full export shows."""
    states = record_keys.states(_rows(con, batch), batch.source.contract, *map(col, KEYS))
    con.register("row_identity", states)
    if batch.source.full:
        seen = con.table("row_identity").filter(col("record").isnotnull())
        seen = seen.join(con.table("row_aside"), KEYS, how="anti")
        seen.select(FILE, "record").distinct().insert_into("intake.seen")
    if con.execute(sql.text("intake", "duplicates")).fetchall() != [(0,)]:
        _set_aside(con, batch)


def _find_problems(con: DuckDBPyConnection, batch: Batch, today: dt.date) -> None:
    """What is wrong with each row alone; then, of those not rejected, among the others."""
    contract, mapped = batch.source.contract, batch.mapped
    rows = _rows(con, batch)
    if set(area_resolution.POINT) <= set(contract.columns) and contract.dataset != "areas":
        area_resolution.note_rows_inside(con, batch.file_ids)
        rows = rows.join(con.table("row_inside"), KEYS, how="left")
    ruled = validation.apply_checks(contract, mapped, among_rows=False)
    _find(con, batch, rows, ruled, list(validation.problems(batch.source, mapped, today)))
    if among := list(validation.broken(contract, mapped, among_rows=True)):
        _set_aside(con, batch)
        ruled = validation.apply_checks(contract, mapped, among_rows=True)
        for file_id in batch.file_ids:
            _find(con, batch, rows.filter(col(FILE) == const(file_id)), ruled, among)


def _find(
    con: DuckDBPyConnection,
    batch: Batch,
    rows: DuckDBPyRelation,
    ruled: Sequence[Expression],
    possible: Sequence[Problem],
) -> None:
    """Of the rows that nothing has set aside so far: one scan says which problems there are.

    Only those are then written down row by row.
    """
    sound = rows.join(con.table("row_aside"), KEYS, how="anti").select(StarExpression(), *ruled)
    counts = [call("count_if", problem.condition) for problem in possible]
    totals = sound.aggregate(counts).fetchall()[0]
    for problem in (one for one, count in zip(possible, totals, strict=True) if count):
        faulty = sound.filter(problem.condition)
        if batch.source.contract.columns[problem.column].type in parsing.REPLACED:
            _note(faulty, problem, col(problem.column + TEXT))
        else:
            came = _texts(con, batch).select(*KEYS, col(problem.column).alias(CAME))
            faulty = faulty.select(*KEYS).join(came, KEYS)
            _note(faulty.filter(problem.in_text(col(CAME))), problem, col(CAME))


def _note(faulty: DuckDBPyRelation, problem: Problem, text: Expression) -> None:
    """Writes down that these rows have the problem, with the text that has it."""
    facts = [problem.name, problem.detail, problem.severity]
    faulty.select(*map(col, KEYS), const(problem.column), text, *map(const, facts)).insert_into(
        "row_problems"
    )


def _judge(con: DuckDBPyConnection, batch: Batch) -> None:
    """Notes what becomes of the rows with problems; the refused ones are kept as they came."""
    files = {"files": batch.file_ids}
    con.execute(sql.text("intake", "fates"), files)
    if refused := dict(con.execute(sql.text("intake", "refused"), files).fetchall()):
        con.register("export_rows", batch.rows_as_they_came(refused))
        con.execute(sql.text("intake", "reject"))
        con.unregister("export_rows")


def _warn(con: DuckDBPyConnection, batch: Batch) -> None:
    """What is suspicious of a file as a whole, for a person to look at."""
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
        for warning, detail in warnings:
            row = [file_id, warning, json.dumps(detail, ensure_ascii=False)]
            con.execute("insert into file_warnings values (?, ?, ?)", row)

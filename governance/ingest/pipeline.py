"""Takes export files in: every row is accepted, flagged, rejected or excluded, and counted."""

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
from governance.ingest import batches, ledger, parsing, record_keys, validation
from governance.ingest.batches import Batch
from governance.ingest.formats.header_cells import FILE, ROW
from governance.ingest.geo import area_resolution
from governance.ingest.input_files import Input
from governance.ingest.parsing import TEXT, call, col, const
from governance.ingest.validation import Problem

KEYS = [FILE, ROW]
CAME = "_came"  # the text of a column as it came


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
    cells = parsing.clean(batch.source, batch.rows(), batch.is_mended)
    table = parsing.read_moments(batch.source, cells, batch.headers)
    con.register("export_texts", table)
    for entry, export in batch.files:
        ledger.record(con, entry, export, batch.is_mended)
        for row in export.broken:
            content = json.dumps(row.cells, ensure_ascii=False)
            place = (entry.file_id, row.row_number)
            ledger.reject(con, place, content, (None, None, "broken", row.detail))
    _exclude(con, batch)
    _parse(con, batch, table.column_names[cells.num_columns :], is_first)
    _name_duplicates(con, batch)
    _find_problems(con, batch, today)
    _judge(con, batch)
    ledger.warn(con, batch, _count_whole_days(con, batch))
    if batch.is_mended:
        con.execute(sql.text("intake", "note_mended"))
    con.unregister("export_texts")


def reject_orphans(con: DuckDBPyConnection) -> None:
    """Refuses areas whose parent is unknown or not above them, and then those below, in turn."""
    con.table("taken").create("intake.taken_areas")
    while orphans := con.execute(sql.text("intake", "orphans")).fetchall():
        for file_id, row_number, code, parent, content in orphans:
            problem = ("parent_code", parent, "orphan", "")
            ledger.reject(con, (file_id, row_number), content, problem)
            con.execute("delete from intake.taken_areas where area_code = ?", [code])
    con.register("taken", con.table("intake.taken_areas"))


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


def _parse(con: DuckDBPyConnection, batch: Batch, moments: Sequence[str], is_first: bool) -> None:
    """Adds the rows to intake.row_values: the columns in their types, and their areas.

    moments: the columns of the export that are read already.
    """
    source, keys = batch.source, [*map(col, KEYS)]
    texts = _texts(con, batch, moments)
    parsed = texts.select(*keys, *parsing.parse_types(source, batch.mapped, moments))
    placed = area_resolution.resolve(con, source, parsed)
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


def _texts(con: DuckDBPyConnection, batch: Batch, beside: Sequence[str] = ()) -> DuckDBPyRelation:
    """The texts of the contract's columns, with the file and the number of their row.

    beside: further columns of the export.
    """
    source = batch.source
    keys = [*map(col, (*KEYS, *beside))]
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


def _count_whole_days(con: DuckDBPyConnection, batch: Batch) -> dict[int, int]:
    """By file, how many deadlines are days without a time."""
    columns = batch.source.contract.columns.values()
    names = [column.name for column in columns if column.deadline and column.name in batch.mapped]
    found: dict[int, int] = {}
    for name in names:
        days = _texts(con, batch).filter(parsing.is_day_alone(col(name)))
        found |= dict(days.aggregate([col(FILE), call("count", col(name))], FILE).fetchall())
    return found


def _name_duplicates(con: DuckDBPyConnection, batch: Batch) -> None:
    """Names rows that stand in their file already, and notes which records a full export shows."""
    rows, contract = _rows(con, batch), batch.source.contract
    if batch.source.full:
        states = record_keys.states(rows, contract, *map(col, KEYS))
        seen = states.join(con.table("row_aside"), KEYS, how="anti")
        seen = seen.filter(col("record").isnotnull()).select(FILE, "record")
        seen.distinct().insert_into("intake.seen")
    hashed = record_keys.hashed(contract).alias("hashed")
    con.register("row_keys", rows.select(*map(col, KEYS), hashed))
    if con.execute(sql.text("intake", "repeated")).fetchall() == [(0,)]:
        return
    repeated = rows.join(con.table("row_repeated"), KEYS, how="semi")
    con.register("row_identity", record_keys.states(repeated, contract, *map(col, KEYS)))
    con.execute(sql.text("intake", "duplicates"))
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
        _find(con, batch, rows, ruled, among)


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

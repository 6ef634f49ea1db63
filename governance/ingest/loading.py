"""Loads every input into its dataset's accepted records: each once, in its latest state."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from duckdb import DuckDBPyConnection

from governance.core import contracts, sql
from governance.core.contracts import Contract
from governance.ingest import ledger, pipeline, record_keys
from governance.ingest.geo import area_resolution, topology
from governance.ingest.input_files import Input
from governance.ingest.parsing import col, const
from governance.ingest.sources import Source, SourceError

Days = frozenset[dt.date]
# Dataset → the days that its changed records name; None: everything of it is new.
Touched = Mapping[str, Days | None]


def load_inputs(
    con: DuckDBPyConnection,
    inputs: Iterable[Input],
    today: dt.date,
    stale: frozenset[str] = frozenset(),
) -> Touched:
    """Reads and settles every input, areas first, into accepted_<dataset>. Raises SourceError.

    Returns the datasets that changed with the days that their changed records name, or None where
    all of a dataset is new.
    """
    known = contracts.load().values()
    new = ledger.create_health_tables(con, known) | stale
    waiting = list(inputs)
    touched: dict[str, Days | None] = dict.fromkeys(stale)
    for contract in known:
        entries = [entry for entry in waiting if entry.source.dataset == contract.dataset]
        if entries:
            pipeline.ingest(con, entries, today)
            if contract.dataset == "areas":
                pipeline.reject_orphans(con)
            is_new = contract.dataset in new
            sources = list({entry.source.name: entry.source for entry in entries}.values())
            _merge_states(con, contract, sources, keep_changes=not is_new)
            touched[contract.dataset] = None if is_new else _touched_by(con, contract)
        if contract.dataset in contracts.GROUND:
            area_resolution.name_areas(con)
        if contract.dataset == "boundaries" and touched.keys() & set(contracts.GROUND):
            topology.note(con)
    return touched


def _touched_by(con: DuckDBPyConnection, contract: Contract) -> Days:
    """Every day that a record which came, changed or went names."""
    rows = con.table(f"intake.changed_{contract.dataset}")
    columns = [col(name).cast("date").alias("day") for name in date_columns(contract)]
    return frozenset(
        day
        for column in columns
        for (day,) in rows.select(column).distinct().fetchall()
        if day is not None
    )


def date_columns(contract: Contract) -> Sequence[str]:
    """The columns of a dataset that hold a day or a moment."""
    return [c.name for c in contract.columns.values() if c.type in ("date", "datetime")]


def _merge_states(
    con: DuckDBPyConnection, contract: Contract, sources: list[Source], keep_changes: bool
) -> None:
    """Merges `taken` into accepted_<dataset>, and completes the totals of its files.

    sources: those that had a file ingested. keep_changes: notes the rows that came or went in
    intake.changed_<dataset>. Raises SourceError for a full export that looks cut off.
    """
    dataset = contract.dataset
    place = [col("file_id"), col("row_number")]
    taken, accepted = con.table("taken"), con.table(f"accepted_{dataset}")
    con.register("new_states", record_keys.states(taken, contract, *place, col("is_gone")))
    con.register("held_states", record_keys.states(accepted, contract, *place))
    con.execute(sql.text("intake", "suspects"))
    con.execute(sql.text("intake", "chain"))
    merge = sql.text_for(dataset, "intake", "merge")
    with pipeline.rows_in_order(con):
        con.execute(merge, {"keep_changes": keep_changes})
    con.execute(sql.text_for(dataset, "intake", "retire"))
    for source in sources:
        if source.full:
            _remove_vanished(con, contract, source)
    con.execute(sql.text("intake", "correct"))
    con.execute(sql.text_for(dataset, "intake", "counts"))


def _remove_vanished(con: DuckDBPyConnection, contract: Contract, source: Source) -> None:
    """Removes records that the latest full export lacks, unless the file looks truncated."""
    exports = con.execute(sql.text("intake", "full_exports"), {"source": source.name}).fetchall()
    if len(exports) < 2:
        return
    (latest, path), (earlier, _) = exports
    if not con.table("intake.seen").filter(col("file_id") == const(latest)).limit(1).fetchall():
        return
    con.execute(sql.text("intake", "held"))
    parameters = {"source": source.name, "latest": latest}
    share = con.execute(sql.text("intake", "lost_share"), {**parameters, "earlier": earlier})
    lost, present = share.fetchall()[0]
    if lost > source.may_vanish * (lost + present):
        raise SourceError(
            f"{path}: lacks {lost:,} of the {lost + present:,} records that the export before it "
            "had, as if it were cut off; export it again, or raise may_vanish "
            f"(now {source.may_vanish:g}) in source {source.name}"
        )
    con.execute(sql.text("intake", "vanished"), {**parameters, "path": path})
    con.execute(sql.text_for(contract.dataset, "intake", "retire"))

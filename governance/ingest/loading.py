"""Loads every input into the accepted records of its dataset, and tells which days that changes."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from duckdb import DuckDBPyConnection, DuckDBPyRelation

from governance.core import contracts
from governance.core.contracts import Contract
from governance.ingest import merge, pipeline
from governance.ingest.geo import area_resolution, topology
from governance.ingest.input_files import Input
from governance.ingest.parsing import col

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
    new = pipeline.create_health_tables(con, known) | stale
    waiting = list(inputs)
    touched: dict[str, Days | None] = dict.fromkeys(stale)
    for contract in known:
        entries = [entry for entry in waiting if entry.source.dataset == contract.dataset]
        for entry in entries:
            pipeline.ingest(con, entry, today)
        if contract.dataset == "areas":
            pipeline.reject_orphans(con)
        if entries:
            is_new = contract.dataset in new
            sources = list({entry.source.name: entry.source for entry in entries}.values())
            merge.merge_states(con, contract, sources, keep_changes=not is_new)
            touched[contract.dataset] = None if is_new else _touched_by(con, contract)
        if contract.dataset in contracts.GROUND:
            area_resolution.name_areas(con)
        if contract.dataset == "boundaries" and touched.keys() & set(contracts.GROUND):
            topology.note(con)
    return touched


def _touched_by(con: DuckDBPyConnection, contract: Contract) -> Days:
    """Every day that a record which came, changed or went names."""
    rows = con.table(f"intake.changed_{contract.dataset}")
    days = {day for name in date_columns(contract) for (day,) in _days(rows, name).fetchall()}
    return frozenset(days - {None})


def date_columns(contract: Contract) -> Sequence[str]:
    """The columns of a dataset that hold a day or a moment."""
    return [c.name for c in contract.columns.values() if c.type in ("date", "datetime")]


def _days(rows: DuckDBPyRelation, column: str) -> DuckDBPyRelation:
    return rows.select(col(column).cast("date").alias("day")).distinct()

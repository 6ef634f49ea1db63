"""Builds a warehouse: exports in, validated facts, marts and books out, published in one step."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from governance import catalog, contracts, intake, places, publish, sql
from governance.catalog import Catalog, Metric
from governance.contracts import Contract
from governance.intake import Input
from governance.reading import col, const
from governance.sources import Source, SourceError

# What a build holds depends on these; a change to a page or a view makes none stale.
MAKERS = ("build", "catalog", "checks", "exports", "intake", "places", "reading", "sources")
ROOMS = ("intake", "staging", "metrics", "marts", "warehouse")


@dataclass(frozen=True)
class Build:
    """A published build: its file, and whether it was made now or found up to date."""

    build_id: str
    file: Path
    is_new: bool


def inputs_of(sources: Sequence[Source], exports: Path) -> list[Input]:
    """The files that the sources name, each once, areas first and then by name.

    Raises SourceError for a source that finds no file.
    """
    order = {dataset: rank for rank, dataset in enumerate(contracts.load())}
    found: list[tuple[Source, str, Path | None]] = []
    for source in sorted(sources, key=lambda source: order[source.dataset]):
        paths = sorted({path for glob in source.files for path in exports.glob(glob)})
        if source.files and not paths:
            raise SourceError(
                f"source {source.name}: no file matches {', '.join(source.files)} in {exports}"
            )
        found += [(source, path.relative_to(exports).as_posix(), path) for path in paths]
        found += [(source, f"{source.name}.toml", None)] if source.rows else []
    return [Input(number, *entry) for number, entry in enumerate(found, start=1)]


def build(sources: Sequence[Source], exports: Path, target: Path, if_stale: bool = False) -> Build:
    """Builds `target` from the exports and publishes it; readers of the old build are not hurt.

    if_stale: does nothing where the current build was made of the same files, sources,
    contracts and queries. Raises SourceError or PublishError; then nothing has changed.
    """
    inputs = inputs_of(sources, exports)
    with publish.builder(target) as workplace:
        digest = _digest(inputs, sources)
        if if_stale and (current := _current(target, digest)):
            return current
        now = dt.datetime.now(dt.UTC)
        build_id = f"{now:%Y%m%dT%H%M%S%f}-{digest[:8]}"
        con = duckdb.connect(workplace / "warehouse.duckdb")
        try:
            fill(con, inputs, catalog.load(), now.date())
            _refuse_empty(con)
            stamp = {"build_id": build_id, "built_at": now.replace(tzinfo=None), "inputs": digest}
            con.execute(sql.text("warehouse", "build_info"), stamp)
            con.execute("checkpoint")
        finally:
            con.close()
        _verify(workplace / "warehouse.duckdb", build_id)
        return Build(build_id, publish.publish(workplace, target, build_id), is_new=True)


def fill(
    con: duckdb.DuckDBPyConnection, inputs: Iterable[Input], metrics: Catalog, today: dt.date
) -> None:
    """Everything that a warehouse holds, from its input files. Raises SourceError."""
    con.execute(sql.text("warehouse", "tables"))
    take_all_in(con, inputs, today)
    for contract in contracts.load().values():
        con.sql(sql.text("staging", contract.dataset)).create(contract.dataset)
        _note_days(con, contract)
    _derive(con, metrics)


def take_all_in(con: duckdb.DuckDBPyConnection, inputs: Iterable[Input], today: dt.date) -> None:
    """Reads and settles every input, areas first, into accepted_<dataset>. Raises SourceError."""
    known = contracts.load().values()
    intake.open_books(con, known)
    waiting = list(inputs)
    for contract in known:
        for entry in [entry for entry in waiting if entry.source.dataset == contract.dataset]:
            intake.take_in(con, entry, today)
        if contract.dataset == "areas":
            intake.refuse_orphans(con)
        intake.settle(con, contract)
        if contract.dataset == "areas":
            places.name_areas(con)
    con.execute("drop schema intake cascade")


def _derive(con: duckdb.DuckDBPyConnection, metrics: Catalog) -> None:
    con.execute(sql.text("warehouse", "area_rollup"))
    con.execute(sql.text("warehouse", "area_list"))
    for level in (*reversed(contracts.LEVELS), contracts.ROOT):
        con.execute(sql.text("warehouse", "area_figures"), {"level": level})
    con.execute(sql.text("warehouse", "coverage"))
    for metric in metrics.values():
        con.sql(metric.sql).create_view(metric.view)
        row = [metric.key, metric.dataset, metric.time, metric.text]
        con.execute("insert into metric_catalog values (?, ?, ?, ?)", row)
        if metric.additive and con.table(metric.dataset).limit(1).fetchall():
            _add_to_mart(con, metric)


def _add_to_mart(con: duckdb.DuckDBPyConnection, metric: Metric) -> None:
    con.view(metric.view).create("metric_body")
    rows = con.table("metric_body")
    whole = col("denominator") if "denominator" in rows.columns else const(None)
    for segment in ("", *metric.segments):
        value = col(segment).cast("varchar") if segment else const("")
        rows.select(
            *(col("area_code"), col("day"), col("numerator")),
            *(whole.cast("double").alias("denominator"), value.alias("segment_value")),
        ).create_view("metric_rows", replace=True)
        con.sql(sql.text("marts", "daily")).order("area_code, day").select(
            *(const(metric.key), const(segment), col("segment_value")),
            *(col("area_code"), col("day"), col("numerator"), col("denominator")),
        ).insert_into("mart_daily")
    con.execute("drop view metric_rows; drop table metric_body")


def _note_days(con: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    for column in contract.happened:
        rows = con.table(f"accepted_{contract.dataset}").filter(col(column).isnotnull())
        sound = "coalesce(faults, '') not like concat('%,', '" + column + "', ',%')"
        rows.filter(sound).select(
            *(const(contract.dataset), col("file_id")),
            duckdb.CoalesceOperator(col("area_code"), const("unspecified")),
            *(col(column).cast("date"), const(column == contract.time_column)),
        ).distinct().insert_into("happened")


def _refuse_empty(con: duckdb.DuckDBPyConnection) -> None:
    if not con.table("happened").limit(1).fetchall():
        raise SourceError(
            "no dated record was accepted, so there is nothing to publish; a warehouse needs areas "
            "and one fact (python -m governance check FILE says why rows are rejected)"
        )


def _digest(inputs: Iterable[Input], sources: Iterable[Source]) -> str:
    """SHA-256 over everything that decides what a build holds."""
    total = hashlib.sha256(repr(list(sources)).encode())
    for entry in inputs:
        total.update(f"{entry.path} {entry.digest()}".encode())
    code = [Path(__file__).with_name(f"{module}.py") for module in MAKERS]
    queries = [path for room in ROOMS for path in sql.files(room)]
    for path in sorted([*queries, *contracts.CONTRACTS.glob("*.toml"), *code]):
        total.update(path.read_bytes())
    return total.hexdigest()


def _current(target: Path, digest: str) -> Build | None:
    if not target.exists():
        return None
    file = target.resolve()
    try:
        with duckdb.connect(file, read_only=True) as con:
            rows = con.execute("select build_id, inputs from build_info").fetchall()
    except duckdb.Error:  # torn, or of another version: stale in any case
        return None
    build_id, inputs = rows[0]
    return Build(build_id, file, is_new=False) if inputs == digest else None


def _verify(file: Path, build_id: str) -> None:
    """Opens what was written as a reader will; DuckDB checks its block checksums on the way."""
    with duckdb.connect(file, read_only=True) as con:
        rows = con.execute("select build_id from build_info").fetchall()
        (unsound,) = con.execute(sql.text("warehouse", "unsound_books")).fetchall()[0]
    if rows != [(build_id,)] or unsound:
        raise publish.PublishError(f"{file}: the build does not read back; {unsound} unsound books")

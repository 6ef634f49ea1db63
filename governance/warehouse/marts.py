"""Derives from the facts the metrics' rows, their sums and the months that exports cover."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from functools import partial, reduce
from operator import or_

from duckdb import CoalesceOperator, DuckDBPyConnection, Expression

from governance.core import contracts, sql
from governance.core.contracts import Contract, ContractError
from governance.ingest.loading import Days, Touched, date_columns
from governance.ingest.parsing import call, col, const
from governance.metrics import mart, rules, statements, suppression
from governance.metrics.catalog import Catalog, Metric
from governance.warehouse import mart_scans, mart_tables
from governance.warehouse.engines.engine import Engine

MOST = 400  # days beyond which it is cheaper to make a mart anew than to look for its rows


def define_facts(con: DuckDBPyConnection) -> None:
    """The facts as views, by the name of their dataset.

    Raises ContractError where a contract's points are not what its staging SQL makes, or would show
    where people in need live, and FileNotFoundError where a dataset has no staging SQL.
    """
    for contract in contracts.load().values():
        facts = con.sql(sql.text("staging", contract.dataset))
        _check_points(contract, facts.columns)
        facts.create_view(contract.dataset, replace=True)


def _check_points(contract: Contract, columns: Collection[str]) -> None:
    for points in contract.points.values():
        where = f"contract {contract.dataset}, points.{points.name}"
        if lost := sorted(points.columns - set(columns)):
            file = f"queries/staging/{contract.dataset}.sql"
            raise ContractError(f"{where}: {file} has no column {', '.join(lost)}")
        if personal := sorted(points.columns & suppression.sensitive_columns()):
            raise ContractError(f"{where}: no point may say {', '.join(personal)} of a household")


def define_metrics(con: DuckDBPyConnection, metrics: Catalog) -> None:
    """The metrics as views of facts, intermediate models and areas rolled up."""
    _define_models(con, metrics)
    con.execute(_definitions(metrics))


def name_metrics(con: DuckDBPyConnection, metrics: Catalog) -> None:
    """The metrics' definitions, in the words of today."""
    known = {
        "keys": [metric.key for metric in metrics.values()],
        "datasets": [metric.dataset for metric in metrics.values()],
        "times": [metric.time for metric in metrics.values()],
        "texts": [metric.text for metric in metrics.values()],
        "bases": [metric.basis for metric in metrics.values()],
    }
    con.execute(sql.text("warehouse", "metric_catalog"), known)


def _define_models(con: DuckDBPyConnection, metrics: Catalog) -> None:
    """The numbers of the metrics' headers as one-row views, the areas of rules, models of them."""
    for metric in metrics.values():
        if metric.numbers:
            numbers = [const(value).alias(name) for name, value in metric.numbers.items()]
            rule = con.sql("select 1").select(*numbers)
            rule.create_view(f"{statements.PARAMETERS}{metric.key}", replace=True)
    ruled = call("unnest", const([*rules.load().grid_size.areas]).cast("varchar[]"))
    con.sql("select 1").select(ruled.alias("area_code")).create_view(
        "grid_size_areas", replace=True
    )
    for path in sql.files(statements.INTERMEDIATE):
        model = sql.text(statements.INTERMEDIATE, path.stem)
        if statements.rules(model) <= metrics.keys():  # else no metric is computed by it
            con.sql(model).create_view(path.stem, replace=True)


def _definitions(metrics: Catalog) -> str:
    """The statements that define the metrics' views: by relations they cost three times as much."""
    view = partial(sql.text_for, room="warehouse", name="metric_view")
    return ";\n".join(
        f"{view(metric.view)}\n{mart_scans.rows(metric)}" for metric in metrics.values()
    )


def _keep(con: DuckDBPyConnection, engine: Engine, metric: Metric, *, is_stale: bool) -> None:
    """Holds the rows themselves: few, but found among all records, which readers cannot wait for.

    The cycles of 10 million issues take 16 seconds of CPU.
    """
    table = f"rows_{metric.key}"
    if is_stale:
        engine.create(con, "found_rows", mart_scans.rows(metric), {})
        con.execute(sql.text_for(table, "warehouse", "forget_rows"))
        con.table("found_rows").order("day").create(table)
        con.execute(sql.text_for("found_rows", "warehouse", "forget_rows"))
    con.table(table).create_view(metric.view, replace=True)


def note_months(con: DuckDBPyConnection, datasets: Iterable[str]) -> None:
    """Of which months, areas and files the sound records of these datasets are."""
    for dataset in datasets:
        _note_months(con, contracts.load()[dataset])


def cover(con: DuckDBPyConnection) -> None:
    """Of which months the exports speak, by area and what must be recorded."""
    con.execute(sql.text("warehouse", "coverage_before"))
    silence = {"silence": rules.load().presence.silence}
    con.execute(sql.text("warehouse", "coverage"), silence)


def derive(con: DuckDBPyConnection, engine: Engine, metrics: Catalog, touched: Touched) -> None:
    """Rebuilds what depends on the touched datasets, as far as it can have changed."""
    for dataset, days in touched.items():
        if days and len(days) <= MOST:
            _refresh_months(con, engine, metrics, contracts.load()[dataset], days)
    stale = {key: metric for key, metric in metrics.items() if _is_wholly_stale(metric, touched)}
    measured = measurable(con, metrics)
    for dataset in contracts.load():
        own = [metric for metric in stale.values() if metric.additive and metric.dataset == dataset]
        if own and own[0].key in measured:
            mart_tables.refresh(con, engine, own)
        elif own:
            con.execute(sql.text_for(mart.table(dataset), "warehouse", "forget_figures"))
    for key, metric in metrics.items():
        if metric.aggregate == "frequent":
            _keep(con, engine, metric, is_stale=key in stale)
    con.execute(sql.text("warehouse", "gridders"))
    _count_left_out(con, measured)


def measurable(con: DuckDBPyConnection, metrics: Catalog) -> Catalog:
    """The metrics of which the dataset has a row; the others have nothing to say."""
    present = {
        dataset
        for dataset in contracts.load()
        if con.table(f"accepted_{dataset}").limit(1).fetchall()
    }
    return Catalog(metric for metric in metrics.values() if metric.dataset in present)


def changes(con: DuckDBPyConnection, metrics: Catalog, touched: Touched) -> dict[str, dt.date]:
    """From which day on the figures of a metric can have changed, after derive(); others have not.

    A record of a finer area than any before it says of all months that there is no other.
    """
    covered = dict(con.execute(sql.text("warehouse", "coverage_changes")).fetchall())
    first = {key: _first_change(metric, touched, covered) for key, metric in metrics.items()}
    return {key: day for key, day in first.items() if day is not None}


def _first_change(
    metric: Metric, touched: Touched, covered: Mapping[str, dt.date]
) -> dt.date | None:
    if _is_wholly_stale(metric, touched):
        return dt.date.min
    days = {*(touched.get(metric.dataset) or ()), covered.get(metric.dataset, dt.date.max)}
    return min(days - {dt.date.max}, default=None)


def _is_wholly_stale(metric: Metric, touched: Touched) -> bool:
    if not metric.reads & set(touched):
        return False
    days = touched.get(metric.dataset)
    return not _is_local(metric) or days is None or len(days) > MOST


def _is_local(metric: Metric) -> bool:
    """Whether a record moves only the metric's rows of the days that it names itself."""
    return metric.reach == "record" and metric.reads == {metric.dataset}


def _refresh_months(
    con: DuckDBPyConnection, engine: Engine, metrics: Catalog, contract: Contract, days: Days
) -> None:
    """Adds up the months of these days again for the dataset's local metrics.

    Only records that name a day of these months are read: a temporary table of them stands before
    the dataset, by its name, while the metrics' SQL runs.
    """
    dataset_metrics = [metric for metric in metrics.values() if metric.dataset == contract.dataset]
    local = [metric for metric in dataset_metrics if metric.additive and _is_local(metric)]
    if not local:
        return
    months = {day.replace(day=1) for day in days}
    wanted = [*map(const, sorted(months))]
    near = [
        call("date_trunc", const("month"), col(name)).cast("date").isin(*wanted)
        for name in date_columns(contract)
    ]
    con.table(contract.dataset).filter(reduce(or_, near)).create("intake.near_rows")
    con.execute(sql.text_for(contract.dataset, "warehouse", "step_forward"))
    mart_tables.refresh(con, engine, local, months)
    con.execute(sql.text_for(contract.dataset, "warehouse", "step_back"))


def _note_months(con: DuckDBPyConnection, contract: Contract) -> None:
    """Of which months, areas and files the sound records of a dataset are."""
    con.execute("delete from happened where dataset = $dataset", {"dataset": contract.dataset})
    for column in contract.happened:
        rows = con.table(f"accepted_{contract.dataset}").filter(col(column).isnotnull())
        rows.filter(~_is_at_fault(column)).select(
            const(contract.dataset).alias("dataset"),
            col("file_id"),
            CoalesceOperator(col("area_code"), const("unspecified")).alias("area_code"),
            col(column).cast("date").alias("day"),
            const(column == contract.time_column).alias("is_record_time"),
        ).create_view("sound_days", replace=True)
        con.execute(sql.text("warehouse", "happened"))
    con.execute("drop view if exists sound_days")


def _count_left_out(con: DuckDBPyConnection, metrics: Catalog) -> None:
    """How many records each metric leaves out for their faults, by area and day of the record."""
    con.execute("delete from left_out")
    for metric in metrics.values():
        contract = contracts.load()[metric.dataset]
        day = col(contract.time_column).cast("date") if contract.time_column else const(None)
        if metric.faults:
            rows = con.table(f"accepted_{metric.dataset}").filter(col("faults").isnotnull())
            rows.filter(reduce(or_, map(_is_at_fault, metric.faults))).select(
                const(metric.key).alias("metric"),
                CoalesceOperator(col("area_code"), const("unspecified")).alias("area_code"),
                day.cast("date").alias("day"),
            ).aggregate("metric, area_code, day, count(*)").insert_into("left_out")


def _is_at_fault(column: str) -> Expression:
    return call("contains", CoalesceOperator(col("faults"), const("")), const(f",{column},"))

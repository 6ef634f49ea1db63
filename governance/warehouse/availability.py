"""What must be recorded for a metric to be known, and where it is not.

A column is recorded in a unit (what one export brings whole) and month where a record has a value
of it, or where so few records lack one that chance explains it (queries/warehouse/lacking.sql). A
metric needs the columns that its figures come from: without them it would say zero of what nobody
wrote down.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyarrow as pa
from duckdb import CoalesceOperator, DuckDBPyConnection, DuckDBPyRelation, StarExpression

from governance.core import contracts, sql
from governance.core.contracts import Contract
from governance.ingest.parsing import call, col, const
from governance.metrics import rules, statements
from governance.metrics.catalog import NOWHERE, Catalog, Metric
from governance.warehouse import lineage

# A dataset and columns of it of which one is enough.
Need = tuple[str, tuple[str, ...]]


def needs(metrics: Catalog) -> Mapping[str, frozenset[Need]]:
    """Metric → what must be recorded for it.

    A record's key and place are always there, as is what a ledger without the column says there is
    none of.
    """
    read = lineage.columns_read(metrics)
    return {key: frozenset(_needs(metric, read[key])) for key, metric in metrics.items()}


def _needs(metric: Metric, read: Iterable[tuple[str, str]]) -> Iterable[Need]:
    needed = sorted((dataset, name) for dataset, name in read if _can_lack(metric, dataset, name))
    for dataset, name in needed:
        groups = [group for group in metric.alternatives if name in group] or [(name,)]
        yield from ((dataset, tuple(sorted(group))) for group in groups)
    if metric.per in contracts.load()["areas"].columns:
        yield "areas", (metric.per,)


def _can_lack(metric: Metric, dataset: str, name: str) -> bool:
    contract = contracts.load()[dataset]
    column = contract.columns[name]
    is_given = column.required or name in contract.key or column.type == "area"
    is_free = name in metric.optional or column.when_absent == "none"
    return dataset != "boundaries" and not is_given and not is_free


def refresh(
    con: DuckDBPyConnection, metrics: Catalog, datasets: Iterable[str], as_of: dt.date
) -> None:
    """Finds what is recorded where and up to which day, after new rows of these datasets."""
    for dataset in datasets:
        _count_values(con, contracts.load()[dataset])
    con.execute(sql.text("warehouse", "unknown_before"))
    rule = rules.load().presence
    con.execute(sql.text("warehouse", "lacking"), {"expected": rule.expected})
    _note_needs(con, metrics)
    con.execute(sql.text("warehouse", "unknown"))
    asked = {"as_of": as_of, "silence": rule.silence, "expected": rule.expected}
    asked["usual"] = rule.usual
    asked["registers"] = [d for d, contract in contracts.load().items() if contract.is_register]
    con.execute(sql.text("warehouse", "unit_months"), asked)
    con.execute(sql.text("warehouse", "late"), {"as_of": as_of})


def changes(con: DuckDBPyConnection) -> set[str]:
    """The datasets of which, by the last refresh(), another thing is recorded than before."""
    return {name for (name,) in con.execute(sql.text("warehouse", "unknown_changes")).fetchall()}


def restrict(con: DuckDBPyConnection, metrics: Catalog) -> Catalog:
    """The metrics with SQL for the rows alone of which all that they need was recorded.

    Nor do those count that are dated after the last day which their ledger reaches: what is closed
    on the 20th says nothing where nothing was taken in after the 15th. Defines the views that it
    reads.
    """
    lacking = dict(con.execute(sql.text("warehouse", "unknown_bases")).fetchall())
    late = {name for (name,) in con.execute("select distinct dataset from late").fetchall()}
    names = {key: _name(metrics[key], wants) for key, wants in needs(metrics).items()}
    for dataset in late.union(name.partition(":")[0] for name in lacking):
        _recorded(con, contracts.load()[dataset]).create_view(f"recorded_{dataset}", replace=True)
    for dataset in late:
        rows = con.sql(sql.text_for(dataset, "warehouse", "late_rows"))
        rows.create_view(f"late_{dataset}", replace=True)
    return Catalog(
        _restricted(con, metric, names[key], lacking, is_late=metric.dataset in late)
        for key, metric in metrics.items()
    )


def _restricted(
    con: DuckDBPyConnection,
    metric: Metric,
    basis: str,
    lacking: Mapping[str, bool],
    *,
    is_late: bool,
) -> Metric:
    parsed, rules = statements.parse(metric.sql).columns, []
    if is_late and "day" in parsed:
        rules.append(sql.text_for(f"late_{metric.dataset}", "warehouse", "timely_rows"))
    if lacking.get(basis):
        rules.append("false")
    elif basis in lacking:
        rows = con.sql(sql.text_for(metric.dataset, "warehouse", "unknown_rows"))
        view = f"unknown_to_{metric.key}"
        rows.filter(col("basis") == const(basis)).create_view(view, replace=True)
        rules.append(sql.text_for(view, "warehouse", "known_rows"))
    if not rules:
        return metric
    columns = ", ".join(f"body.{name}" for name in parsed)
    text = f"select {columns} from (\n{metric.sql}\n) as body\nwhere " + "\nand ".join(rules)
    is_nowhere = {True: NOWHERE, False: basis, None: ""}
    return replace(metric, sql=text, basis=is_nowhere[lacking.get(basis)])


def _recorded(con: DuckDBPyConnection, contract: Contract) -> DuckDBPyRelation:
    """The accepted rows with where and in which month (none in a register) they happened."""
    time = contract.time_column
    month = call("date_trunc", const("month"), col(time)) if time else const(None)
    place = CoalesceOperator(col("area_code"), const("unspecified"))
    known = place.alias("recorded_at"), month.cast("date").alias("month")
    return con.table(f"accepted_{contract.dataset}").select(StarExpression(), *known)


def _count_values(con: DuckDBPyConnection, contract: Contract) -> None:
    counted = [name for name in contract.columns if name not in contract.key]
    _recorded(con, contract).select(
        const(contract.dataset).alias("dataset"),
        *map(col, ("file_id", "recorded_at", "month")),
        *[col(name).isnotnull().cast("integer").alias(name) for name in counted],
    ).create_view("valued_rows", replace=True)
    con.execute("delete from presence where dataset = $dataset", {"dataset": contract.dataset})
    con.execute(sql.text("warehouse", "presence"))
    con.execute("drop view valued_rows")


def _name(metric: Metric, wants: Iterable[Need]) -> str:
    """A basis: the dataset, and what must be recorded of it and of others."""
    own = ["/".join(([] if d == metric.dataset else [d]) + [*names]) for d, names in sorted(wants)]
    return f"{metric.dataset}: {', '.join(own)}"


def _note_needs(con: DuckDBPyConnection, metrics: Catalog) -> None:
    rows = {
        (_name(metrics[key], wants), metrics[key].dataset, dataset, "/".join(group), name)
        for key, wants in needs(metrics).items()
        for dataset, group in wants
        for name in group
    }
    names = ("basis", "own_dataset", "dataset", "group_name", "column_name")
    table = pa.table({name: [row[n] for row in sorted(rows)] for n, name in enumerate(names)})
    con.register("needs_found", table)
    con.execute("create or replace temp table needs as from needs_found")
    con.unregister("needs_found")

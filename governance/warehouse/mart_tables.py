"""The marts: one table a dataset, few rows and wide in metrics (queries/marts says which rows).

A month of a community, a day of it, a month of it by one segment, and a month of each area as
recorded; beside that the numerator and denominator of every metric of the dataset that adds up.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from duckdb import DuckDBPyConnection

from governance.core import sql
from governance.ingest.parsing import const
from governance.metrics import mart
from governance.metrics.catalog import Metric
from governance.warehouse import mart_scans
from governance.warehouse.engines.engine import Engine
from governance.warehouse.mart_scans import Scan

BY_NAME = "\nunion all by name\n"
PART = "mart_part_"  # the figures of one scan, until they stand in the mart


def create(con: DuckDBPyConnection, metrics: Iterable[Metric]) -> None:
    """Empty marts with the columns of these metrics, in place of any that are there."""
    columns: dict[str, list[str]] = {}
    for metric in metrics:
        columns.setdefault(mart.table(metric.dataset), []).extend(mart.columns(metric))
    for name, figures in columns.items():
        types = mart.KEYS | dict.fromkeys(figures, "double")
        nothing = [const(None).cast(kind).alias(name) for name, kind in types.items()]
        con.execute(sql.text_for(name, "warehouse", "forget_rows"))
        con.sql("select 1").project(*nothing).limit(0).create(name)


def refresh(
    con: DuckDBPyConnection,
    engine: Engine,
    metrics: Collection[Metric],
    months: Collection[dt.date] | None = None,
) -> None:
    """Adds up again metrics of one dataset, of all months or of these; what else is there stays."""
    (dataset,) = {metric.dataset for metric in metrics}
    stale = {"months": None if months is None else sorted(months)}
    parts = {f"{PART}{place}": scan for place, scan in enumerate(mart_scans.plan(metrics))}
    for name, scan in parts.items():
        engine.create(con, name, _part(scan), stale)
    con.execute(_united(parts))
    columns = [column for metric in metrics for column in mart.columns(metric)]
    merge = sql.text_for(mart.table(dataset), "warehouse", "mart")
    con.execute(merge, {**stale, "columns": columns})
    con.execute("drop view mart_parts")
    for name in parts:
        con.execute(sql.text_for(name, "warehouse", "forget_rows"))


def _united(parts: Iterable[str]) -> str:
    """The statement that puts the parts beside each other."""
    rows = [sql.text_for(name, "warehouse", "mart_part_rows") for name in parts]
    return sql.text("warehouse", "mart_parts") + BY_NAME.join(rows)


def _part(scan: Scan) -> str:
    """The query that adds up one scan, in every way of queries/marts."""
    ways = [sql.text("marts", way) for way in ("day", "month", "fine_month")]
    ways += [sql.text_for(segment, "marts", "segment") for segment in scan.segments]
    fine = {part: None for metric in scan.metrics for part in mart.parts(metric)}
    ways += [sql.text_for(part, "marts", "fine_segment") for part in fine]
    steps = [sql.text("warehouse", "mart_rows"), scan.text, sql.text("warehouse", "mart_scan")]
    return "\n".join([*steps, "\nunion all\n".join(ways)])

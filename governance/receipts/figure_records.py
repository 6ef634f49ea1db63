"""The records behind a figure (a query of one metric and window): their files, what they add."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
from duckdb import DuckDBPyRelation

from governance.core import sql
from governance.metrics import aggregate
from governance.metrics.catalog import Metric
from governance.metrics.query import Query

ORDER = "day, file_id, row_number, part"
# Of a share, what went wrong stands before what went well: these are the cases to look at.
WORST_FIRST = {"down": "numerator desc, ", "up": "numerator, ", "neither": "numerator desc, "}


ROLES = {"numerator": "amount", "observation": "amount", "denominator": "whole", "entity": "entity"}


def order(metric: Metric) -> str:
    """How a figure's records are listed: by day, of a share those that went wrong first."""
    is_share = metric.is_ratio and metric.unit == "percent"
    return (WORST_FIRST[metric.better] if is_share else "") + ORDER


def parameters(metric: Metric, figure: Query) -> dict[str, Any]:
    """The values that queries/views/receipt_rows.sql is bound to."""
    columns = {"amount": "", "whole": "", "entity": ""}
    for name in metric.figures:
        columns[ROLES[name]] = name
    columns["part"] = "part" if metric.aggregate == "weighted" else metric.apart
    found: dict[str, Any] = {"view": metric.view, "area": figure.area}
    for role, name in columns.items():
        # A column that is not there is not read: any other stands in its place.
        found |= {f"has_{role}": bool(name), f"{role}_column": name or "area_code"}
    found |= {"from_day": aggregate.first_day(metric, figure.window), "end": figure.window[1]}
    return found | {"is_standing": metric.time == "stock"} | figure.condition


def rows(
    cursor: duckdb.DuckDBPyConnection, catalog: Mapping[str, Metric], figure: Query
) -> DuckDBPyRelation:
    """One row a record: file_id, row_number, area_code, part, entity, day, numerator, denominator.

    numerator is the observation of a quantile; times is how often the record counts. Computed from
    the facts when asked, not from the mart.
    """
    values = parameters(catalog[figure.metric], figure)
    return cursor.sql(sql.text("views", "receipt_rows"), params=values)


def files(
    cursor: duckdb.DuckDBPyConnection, catalog: Mapping[str, Metric], figure: Query
) -> pd.DataFrame:
    """One row a file: path, dataset, sha256, rows_read, accepted, and the rows `used` of it."""
    used = rows(cursor, catalog, figure).aggregate("file_id, count(*) as used").df()
    return described(cursor, used).merge(used, on="file_id").drop(columns="file_id")


def described(cursor: duckdb.DuckDBPyConnection, used: pd.DataFrame) -> pd.DataFrame:
    """The files of some rows: file_id, path, dataset, sha256, rows_read, accepted."""
    numbers = [int(number) for number in used["file_id"].dropna().unique()]
    return cursor.execute(sql.text("views", "receipt_files"), {"files": numbers}).df()


def statement(view: str, bound: Mapping[str, Any]) -> str:
    """queries/views/<view>.sql as a person can run it: its bound values in a comment above it."""
    lines = [f"--   ${name} = {_said(value)}" for name, value in bound.items()]
    return "\n".join(["-- bound:", *lines, sql.text("views", view)])


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_said, value))}]"
    if value is None:
        return "null"
    return f"date '{value}'" if isinstance(value, dt.date) else f"'{value}'"

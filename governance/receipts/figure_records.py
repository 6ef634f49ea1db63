"""The records behind a figure (a query of one metric and window): files, queries, listings.

Of a figure that is not shown no record is listed.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
from duckdb import DuckDBPyRelation

from governance.core import contracts, sql
from governance.ingest.parsing import col
from governance.metrics import aggregate, measure, statements, suppression
from governance.metrics.catalog import Catalog, Metric
from governance.metrics.query import Query

ORDER = "day, file_id, row_number, part"
# Of a share, what went wrong stands before what went well: these are the cases to look at.
WORST_FIRST = {"down": "numerator desc, ", "up": "numerator, ", "neither": "numerator desc, "}
ROLES = {"numerator": "amount", "observation": "amount", "denominator": "whole", "entity": "entity"}
# Of the register of areas, whatever its shape: tables, and macros of view_macros.sql.
AREAS = {"area_list", "area_rollup", "inside", "units", "areas_inside"}


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
    bound: dict[str, Any] = {"view": metric.view, "area": figure.area}
    bound["level"] = figure.level
    for role, name in columns.items():
        # A column that is not there is not read: any other stands in its place.
        bound |= {f"has_{role}": bool(name), f"{role}_column": name or "area_code"}
    bound |= {"from_day": aggregate.first_day(metric, figure.window), "end": figure.window[1]}
    return bound | {"is_standing": metric.time == "stock"} | figure.condition


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
    return files_of(cursor, rows(cursor, catalog, figure))


def files_of(cursor: duckdb.DuckDBPyConnection, records: DuckDBPyRelation) -> pd.DataFrame:
    """The files of any records that name their own."""
    used = records.aggregate("file_id, count(*) as used").df()
    return described(cursor, used).merge(used, on="file_id").drop(columns="file_id")


def described(cursor: duckdb.DuckDBPyConnection, used: pd.DataFrame) -> pd.DataFrame:
    """The files of some rows: file_id, path, dataset, sha256, rows_read, accepted."""
    numbers = [int(number) for number in used["file_id"].dropna().unique()]
    return cursor.execute(sql.text("views", "receipt_files"), {"files": numbers}).df()


def statement(view: str, bound: Mapping[str, Any], room: str = "views") -> str:
    """queries/<room>/<view>.sql as a person can run it: its bound values in a comment above it."""
    lines = [f"--   ${name} = {_literal(value)}" for name, value in bound.items()]
    return "\n".join(["-- bound:", *lines, sql.text(room, view)])


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if value is None:
        return "null"
    return f"date '{value}'" if isinstance(value, dt.date) else f"'{value}'"


@dataclass(frozen=True)
class Source:
    """queries/<room>/<view>.sql and the values that were bound to it."""

    view: str
    parameters: Mapping[str, Any]
    room: str = "views"

    @property
    def statement(self) -> str:
        """The query as a person can run it: its bound values in a comment above it."""
        return statement(self.view, self.parameters, self.room)

    def datasets(self, catalog: Catalog) -> set[str]:
        """The datasets that the view reads, itself or through the rows of a metric."""
        text = sql.text(self.room, self.view)
        tables, own = statements.parse(text).tables, set(statements.datasets(text))
        behind = [metric.reads for metric in catalog.values() if metric.view in tables]
        return own.union(*behind, {"areas"} if tables & AREAS else ())


def is_few(cursor: duckdb.DuckDBPyConnection, catalog: Mapping[str, Metric], figure: Query) -> bool:
    """Whether nothing of the figure may be shown, its records included."""
    return bool(measure.answer(cursor, catalog, figure)["is_few"].any())


def listed(
    cursor: duckdb.DuckDBPyConnection,
    catalog: Mapping[str, Metric],
    figure: Query,
    most: int,
    start: int = 0,
) -> pd.DataFrame:
    """`most` of the rows from `start` on, with the path of the file and what the record says.

    The columns of the record are those of its contract that are not personal, after the others.
    No record has a column that tells of people in need; where the figure itself does, it says
    neither where exactly, when exactly nor who (data/rules.toml). A figure that is not shown lists
    no record.
    """
    wanted = 0 if is_few(cursor, catalog, figure) else most
    metric, records = catalog[figure.metric], rows(cursor, catalog, figure)
    return page_of(cursor, records.order(order(metric)).limit(wanted, start), metric, figure)


def page_of(
    cursor: duckdb.DuckDBPyConnection, records: DuckDBPyRelation, metric: Metric, figure: Query
) -> pd.DataFrame:
    """Some of a figure's rows with what may be told of the records that they name."""
    page = records.df()
    fixed = [*page, "path", "dataset"]
    return _guarded(with_records(cursor, page), fixed, metric, figure)


def with_records(cursor: duckdb.DuckDBPyConnection, page: pd.DataFrame) -> pd.DataFrame:
    """Rows that name their records, with the file's path, the dataset and what the records say."""
    page = page.assign(place=range(len(page)))
    files = described(cursor, page)
    page = page.merge(files[["file_id", "path", "dataset"]], on="file_id", how="left")
    parts = [_with_record(cursor, str(dataset), part) for dataset, part in page.groupby("dataset")]
    whole = pd.concat(parts) if parts else page
    return whole.sort_values("place", ignore_index=True).drop(columns="place")


def _guarded(
    records: pd.DataFrame, fixed: list[str], metric: Metric, figure: Query
) -> pd.DataFrame:
    """Without what is not listed: what every listing has stays, empty; the area is the figure's."""
    unlisted = suppression.unlisted(metric, figure)
    own = [name for name in records if name in unlisted and name not in fixed]
    emptied: dict[str, str | None] = {name: None for name in fixed if name in unlisted}
    if "area_code" in emptied:
        emptied["area_code"] = figure.area
    return records.drop(columns=own).assign(**emptied)


def _with_record(
    cursor: duckdb.DuckDBPyConnection, dataset: str, page: pd.DataFrame
) -> pd.DataFrame:
    columns = [c.name for c in contracts.load()[dataset].columns.values() if not c.personal]
    own = [name for name in columns if name not in page and name != "geometry"]
    numbers = [duckdb.ConstantExpression(int(number)) for number in page["row_number"].unique()]
    files = [duckdb.ConstantExpression(int(number)) for number in page["file_id"].unique()]
    facts = cursor.table(f"accepted_{dataset}")
    near = facts.filter(col("file_id").isin(*files) & col("row_number").isin(*numbers))
    records = near.select(*map(col, ("file_id", "row_number", *own))).df()
    return page.merge(records, on=["file_id", "row_number"], how="left")

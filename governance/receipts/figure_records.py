"""The records behind a figure: where they stand in which files, and what they add to it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
from duckdb import DuckDBPyRelation

from governance.core import sql
from governance.core.periods import Window
from governance.metrics import aggregate
from governance.metrics.catalog import Metric
from governance.metrics.scope import Only

ORDER = "day, file_id, row_number, part"
# Of a share, what went wrong stands before what went well: these are the cases to look at.
WORST_FIRST = {"down": "numerator desc, ", "up": "numerator, ", "neither": "numerator desc, "}


@dataclass(frozen=True)
class Figure:
    """Which figure: a metric of an area and all below it, in a window, of what passes filters."""

    metric: Metric
    area: str
    level: str
    window: Window
    only: Only | None = None
    also: tuple[Only, ...] = ()

    @property
    def asked(self) -> aggregate.Asked:
        """What measure.answer() is asked for the figure."""
        return aggregate.Asked(
            self.level, self.area, (self.window,), only=self.only, also=self.also
        )

    @property
    def order(self) -> str:
        """How its records are listed: by day, of a share those that went wrong first."""
        is_share = self.metric.is_ratio and self.metric.unit == "percent"
        return (WORST_FIRST[self.metric.better] if is_share else "") + ORDER

    @property
    def parameters(self) -> dict[str, Any]:
        """The values that queries/views/receipt_rows.sql is bound to."""
        metric = self.metric
        figures = {"amount": "", "whole": "", "entity": ""}
        for name in metric.figures:
            figures[ROLES[name]] = name
        figures["part"] = "part" if metric.aggregate == "weighted" else metric.apart
        found: dict[str, Any] = {"view": metric.view, "area": self.area}
        for role, name in figures.items():
            # A column that is not there is not read: any other stands in its place.
            found |= {f"has_{role}": bool(name), f"{role}_column": name or "area_code"}
        found |= {"from_day": aggregate.first_day(metric, self.window), "end": self.window[1]}
        return found | {"is_standing": metric.time == "stock"} | self.asked.filter


ROLES = {"numerator": "amount", "observation": "amount", "denominator": "whole", "entity": "entity"}


def rows(cursor: duckdb.DuckDBPyConnection, figure: Figure) -> DuckDBPyRelation:
    """One row a record: file_id, row_number, area_code, part, entity, day, numerator, denominator.

    numerator is the observation of a quantile; times is how often the record counts. Computed from
    the facts when asked, not from the mart.
    """
    return cursor.sql(sql.text("views", "receipt_rows"), params=figure.parameters)


def files(cursor: duckdb.DuckDBPyConnection, figure: Figure) -> pd.DataFrame:
    """One row a file: path, dataset, sha256, rows_read, accepted, and the rows `used` of it."""
    used = rows(cursor, figure).aggregate("file_id, count(*) as used").df()
    return described(cursor, used).merge(used, on="file_id").drop(columns="file_id")


def described(cursor: duckdb.DuckDBPyConnection, used: pd.DataFrame) -> pd.DataFrame:
    """The files of some rows: file_id, path, dataset, sha256, rows_read, accepted."""
    numbers = [int(number) for number in used["file_id"].dropna().unique()]
    return cursor.execute(sql.text("views", "receipt_files"), {"files": numbers}).df()


def statement(figure: Figure) -> str:
    """The query of the rows as a person can run it: its bound values in a comment above it."""
    return statement_of("receipt_rows", figure.parameters)


def statement_of(view: str, parameters: Mapping[str, Any]) -> str:
    """The same of any view and the values that it is bound to."""
    lines = [f"--   ${name} = {_said(value)}" for name, value in parameters.items()]
    return "\n".join(["-- bound:", *lines, sql.text("views", view)])


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_said, value))}]"
    if value is None:
        return "null"
    return f"date '{value}'" if isinstance(value, dt.date) else f"'{value}'"

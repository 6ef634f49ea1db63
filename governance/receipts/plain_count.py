"""A figure counted a second time, from the accepted rows, by the plain reading of its definition.

queries/proofs/<key>.sql is written apart from queries/metrics/<key>.sql and reads no staging, no
mart and no view of the build, so that a wrong definition does not prove itself.
"""

import datetime as dt
import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from governance.core import contracts, periods, sql
from governance.core.periods import Window
from governance.metrics import rules
from governance.metrics.catalog import Metric
from governance.metrics.query import Query

FACTS = "facts"
GRIDDERS = "full_time_gridders"  # a figure of areas that is counted, and stands in no register


@dataclass(frozen=True)
class PlainCount:
    """What the accepted rows come to: value, and the two that it is divided of, where it is."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None


def has_proof(metric: Metric, figure: Query) -> bool:
    """Whether a plain reading is written down that knows the figure's filters."""
    if not (sql.QUERIES / "proofs" / f"{metric.key}.sql").exists():
        return False
    columns = contracts.load()[metric.dataset].columns
    reads = f"from {FACTS}\n" in sql.text("proofs", metric.key)
    return all(name in columns and reads for name in figure.dimensions)


def statement(metric: Metric) -> str:
    """The query as it is run: the facts, and the proof of them."""
    facts = sql.text_for(metric.dataset, "proofs", FACTS).rstrip()
    return f"{facts}\n\nfrom (\n{sql.text('proofs', metric.key)})"


def parameters(
    cursor: duckdb.DuckDBPyConnection,
    metric: Metric,
    figure: Query,
    covered: Mapping[Hashable, Any] | None = None,
) -> dict[str, Any]:
    """The values that the statement is bound to; covered: coverage.COLUMNS of the figure."""
    start, end = figure.window
    before = periods.previous(figure.window)
    known = {"area": figure.area, "start": start, "end": end, **figure.condition}
    known["before"] = before[0] if before else start
    known["ruled"] = [*rules.load().grid_size.areas]
    if covered:
        known["known_months"] = int(covered["known"])
        known["reached"] = _reached(figure.window, covered)
    wanted = duckdb.extract_statements(statement(metric))[0].named_parameters
    if "registered" in wanted:
        known["registered"] = _registered(cursor, figure.area, metric.per)
    return {name: value for name, value in known.items() if name in wanted}


def count(
    cursor: duckdb.DuckDBPyConnection,
    metric: Metric,
    figure: Query,
    covered: Mapping[Hashable, Any] | None = None,
) -> PlainCount:
    """Counts the figure by its plain reading. Where there is nothing to divide by, no value."""
    cursor.execute(statement(metric), parameters(cursor, metric, figure, covered))
    names = [column[0] for column in cursor.description or ()]
    found = dict(zip(names, cursor.fetchall()[0], strict=True))
    return PlainCount(**{name: _number(value) for name, value in found.items()})


def _reached(window: Window, covered: Mapping[Hashable, Any]) -> dt.date:
    """Where a figure's days end: with the window, or where its exports end before others."""
    start, end = window
    if not covered["is_early"] or pd.isna(covered["until"]):
        return end
    until: dt.date = pd.Timestamp(covered["until"]).date()
    return max(until, start) + periods.DAY


def _number(value: Any) -> float | None:
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    return None if value is None or not math.isfinite(value) else float(value)


def _registered(cursor: duckdb.DuckDBPyConnection, area: str, figure: str) -> float | None:
    """What the register states of an area, else the sum of the areas below, if it has them all."""
    columns = cursor.table("accepted_areas").select("area_code", "parent_code", figure).df()
    own: Mapping[str, Any] = columns.set_index("area_code")[figure].to_dict()
    below = columns.groupby(columns["parent_code"].fillna(contracts.ROOT))["area_code"].agg(list)

    def stated(code: str) -> float | None:
        if pd.notna(own.get(code)):
            return float(own[code])
        parts = [stated(part) for part in below.get(code, [])]
        known = [part for part in parts if part is not None]
        return sum(known) if known and len(known) == len(parts) else None

    return stated(area)

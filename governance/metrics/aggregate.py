"""What metrics' rows add up to, as DuckDB answers it: sums, distinct entities, quantiles."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import duckdb
import pandas as pd

from governance.core import periods, sql
from governance.core.periods import Window
from governance.metrics.catalog import Metric
from governance.metrics.query import Query

CELL = ["metric", "area_code", "window_start", "window_end"]
FOUND = [*CELL, "segment_value", "numerator", "denominator", "value"]


def places(cursor: duckdb.DuckDBPyConnection, query: Query) -> pd.DataFrame:
    """The areas asked for: area_code, area_name, is_rest and the figures that count goes with."""
    place = {"level": query.level, "area": query.area}
    return cursor.execute(sql.text("views", "areas_at_level"), place).df()


def count(
    cursor: duckdb.DuckDBPyConnection, metrics: Sequence[Metric], query: Query
) -> pd.DataFrame:
    """One row a metric, area, window and segment value that has rows: the columns of FOUND."""
    at_once = [metric for metric in metrics if _is_in_mart(metric, query)]
    parts = [sums(cursor, at_once, query)]
    parts += [_one(cursor, metric, query) for metric in metrics if metric not in at_once]
    parts = [part.reindex(columns=FOUND) for part in parts]
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _is_in_mart(metric: Metric, query: Query) -> bool:
    """The mart holds one column of the rows at a time."""
    return metric.additive and len(query.dimensions) < 2


def sums(
    cursor: duckdb.DuckDBPyConnection, metrics: Sequence[Metric], query: Query
) -> pd.DataFrame:
    """Additive metrics, from the mart."""
    column, value = (query.filters or ((query.split, None),))[0]
    given = {"metrics": [metric.key for metric in metrics], "segment": column, "only": value}
    found = cursor.execute(sql.text("views", "measure_sum"), query.place | given).df()
    # The mart holds one column at a time: one that is split by and filtered has the filter's value.
    return found.assign(segment_value=value) if query.split and query.filters else found


def _one(cursor: duckdb.DuckDBPyConnection, metric: Metric, query: Query) -> pd.DataFrame:
    if metric.additive:
        # A column that is filtered has one value, so that nothing is split by it.
        return by_part(cursor, metric, query, query.split or query.filters[0][0])
    return _quantile(cursor, metric, query) if metric.quantile else _entities(cursor, metric, query)


def by_part(
    cursor: duckdb.DuckDBPyConnection, metric: Metric, query: Query, column: str
) -> pd.DataFrame:
    """An additive metric by a column of its own beside what is asked: FOUND and `part`."""
    if query.dimensions:
        found = cross(cursor, metric, query, (query.split or column, column))
        found["segment_value"] = found["first_value"] if query.split else ""
        return found.rename(columns={"second_value": "part"})
    whole = replace(query, split=column)
    found = sums(cursor, [metric], whole).rename(columns={"segment_value": "part"})
    return found.assign(segment_value="")


def cross(
    cursor: duckdb.DuckDBPyConnection, metric: Metric, query: Query, by: tuple[str, str]
) -> pd.DataFrame:
    """An additive metric by two columns: CELL, first_value, second_value and the two sums."""
    given = {
        **_of(metric),
        "time": metric.time,
        "has_whole": metric.has_denominator,
        "whole_column": "denominator" if metric.has_denominator else "numerator",
        "first": by[0],
        "second": by[1],
    }
    text = sql.text("views", "measure_cross")
    return cursor.execute(text, query.place | query.condition | given).df()


def _of(metric: Metric) -> dict[str, Any]:
    return {"metric": metric.key, "view": metric.view}


def _split(query: Query) -> dict[str, str]:
    return {"segment": query.split, "segment_column": query.split or "area_code"}


def _quantile(cursor: duckdb.DuckDBPyConnection, metric: Metric, query: Query) -> pd.DataFrame:
    given = {**_of(metric), **_split(query), **_reach(metric, query)}
    given |= {"item": "observation", "quantile": metric.quantile}
    text = sql.text("views", "measure_quantile")
    return cursor.execute(text, query.place | query.condition | given).df()


def _entities(cursor: duckdb.DuckDBPyConnection, metric: Metric, query: Query) -> pd.DataFrame:
    given = {**_of(metric), **_split(query), **_reach(metric, query)}
    given |= {"aggregate": metric.aggregate, "least": metric.least}
    given["amount_column"] = "numerator" if metric.aggregate == "per_entity" else "entity"
    text = sql.text("views", "measure_entities")
    return cursor.execute(text, query.place | query.condition | given).df()


def _reach(metric: Metric, query: Query) -> Mapping[str, list[date]]:
    return {"froms": [first_day(metric, window) for window in query.windows]}


def first_day(metric: Metric, window: Window) -> date:
    """The first day of which rows count for the metric's value in the window."""
    start, end = window
    if metric.time != "flow":
        return date.min
    if metric.aggregate == "retained":
        before = periods.previous(window)
        return before[0] if before else start
    if not metric.lookback:
        return start
    months = metric.lookback.get("months")
    if months:
        return periods.add_months(end, -months)
    return end - timedelta(days=metric.lookback["days"])

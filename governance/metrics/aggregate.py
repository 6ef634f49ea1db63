"""What metrics' rows add up to, as DuckDB answers it: sums, distinct entities, quantiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
import pandas as pd

from governance.core import periods, sql
from governance.core.periods import Window
from governance.metrics.catalog import Metric
from governance.metrics.scope import Only

CELL = ["metric", "area_code", "window_start", "window_end"]
FOUND = [*CELL, "segment_value", "numerator", "denominator", "value"]


@dataclass(frozen=True)
class Asked:
    """What is asked of the metrics: areas of `level` inside `area`, windows, split and filter.

    segment: the column by which values are split, "" for none. only: a column and the one value of
    it that counts, None for all. also: further such pairs, all of which must hold.
    """

    level: str
    area: str
    windows: Sequence[Window]
    segment: str = ""
    only: Only | None = None
    also: tuple[Only, ...] = ()

    @property
    def filters(self) -> tuple[Only, ...]:
        """Every column with the one value of it that counts."""
        return (*([self.only] if self.only else []), *self.also)

    @property
    def columns(self) -> set[str]:
        """The columns by which rows are split or filtered."""
        return {self.segment, *(column for column, _value in self.filters)} - {""}

    @property
    def place(self) -> dict[str, Any]:
        starts, ends = ([window[side] for window in self.windows] for side in (0, 1))
        return {"level": self.level, "area": self.area, "starts": starts, "ends": ends}

    @property
    def filter(self) -> dict[str, Any]:
        """The parameters of the filter; without one the column named is any that there is."""
        column, value = self.only or ("area_code", None)
        columns, values = ([pair[side] for pair in self.also] for side in (0, 1))
        more = {"also_columns": columns, "also_values": values}
        return {"only_column": column, "only": value} | more


def places(cursor: duckdb.DuckDBPyConnection, asked: Asked) -> pd.DataFrame:
    """The areas asked for: area_code, area_name, is_rest and the figures that count goes with."""
    place = {"level": asked.level, "area": asked.area}
    return cursor.execute(sql.text("views", "areas_at_level"), place).df()


def count(
    cursor: duckdb.DuckDBPyConnection, metrics: Sequence[Metric], asked: Asked
) -> pd.DataFrame:
    """One row a metric, area, window and segment value that has rows: the columns of FOUND."""
    at_once = [metric for metric in metrics if _is_in_mart(metric, asked)]
    parts = [sums(cursor, at_once, asked)]
    parts += [_one(cursor, metric, asked) for metric in metrics if metric not in at_once]
    parts = [part.reindex(columns=FOUND) for part in parts]
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _is_in_mart(metric: Metric, asked: Asked) -> bool:
    """The mart holds one column of the rows at a time."""
    return metric.additive and len(asked.columns) < 2


def sums(
    cursor: duckdb.DuckDBPyConnection, metrics: Sequence[Metric], asked: Asked
) -> pd.DataFrame:
    """Additive metrics, from the mart."""
    column, value = asked.only or (asked.segment, None)
    given = {"metrics": [metric.key for metric in metrics], "segment": column, "only": value}
    found = cursor.execute(sql.text("views", "measure_sum"), asked.place | given).df()
    # The mart holds one column at a time: one that is split by and filtered has the filter's value.
    return found.assign(segment_value=value) if asked.segment and asked.only else found


def _one(cursor: duckdb.DuckDBPyConnection, metric: Metric, asked: Asked) -> pd.DataFrame:
    if metric.additive:
        # A column that is filtered has one value, so that nothing is split by it.
        return by_part(cursor, metric, asked, asked.segment or asked.filters[0][0])
    return _quantile(cursor, metric, asked) if metric.quantile else _entities(cursor, metric, asked)


def by_part(
    cursor: duckdb.DuckDBPyConnection, metric: Metric, asked: Asked, column: str
) -> pd.DataFrame:
    """An additive metric by a column of its own beside what is asked: FOUND and `part`."""
    if asked.columns:
        found = cross(cursor, metric, asked, (asked.segment or column, column))
        found["segment_value"] = found["first_value"] if asked.segment else ""
        return found.rename(columns={"second_value": "part"})
    whole = Asked(asked.level, asked.area, asked.windows, column)
    found = sums(cursor, [metric], whole).rename(columns={"segment_value": "part"})
    return found.assign(segment_value="")


def cross(
    cursor: duckdb.DuckDBPyConnection, metric: Metric, asked: Asked, by: tuple[str, str]
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
    query = sql.text("views", "measure_cross")
    return cursor.execute(query, asked.place | asked.filter | given).df()


def _of(metric: Metric) -> dict[str, Any]:
    return {"metric": metric.key, "view": metric.view}


def _split(asked: Asked) -> dict[str, str]:
    return {"segment": asked.segment, "segment_column": asked.segment or "area_code"}


def _quantile(cursor: duckdb.DuckDBPyConnection, metric: Metric, asked: Asked) -> pd.DataFrame:
    given = {**_of(metric), **_split(asked), **_reach(metric, asked)}
    given |= {"item": "observation", "quantile": metric.quantile}
    query = sql.text("views", "measure_quantile")
    return cursor.execute(query, asked.place | asked.filter | given).df()


def _entities(cursor: duckdb.DuckDBPyConnection, metric: Metric, asked: Asked) -> pd.DataFrame:
    given = {**_of(metric), **_split(asked), **_reach(metric, asked)}
    given |= {"aggregate": metric.aggregate, "least": metric.least}
    given["amount_column"] = "numerator" if metric.aggregate == "per_entity" else "entity"
    query = sql.text("views", "measure_entities")
    return cursor.execute(query, asked.place | asked.filter | given).df()


def _reach(metric: Metric, asked: Asked) -> Mapping[str, list[date]]:
    return {"froms": [first_day(metric, window) for window in asked.windows]}


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

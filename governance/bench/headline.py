"""The headline question of the benchmark, answered in three ways that have to agree.

How many issues were reported and resolved, how many were on time, and how many visits were made, in
every community and each of thirteen months: by the warehouse as pages ask it, by plain pandas and
by DuckDB on the facts alone.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd

from governance.core import periods
from governance.core.contracts import ROOT
from governance.core.periods import Window
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse

SQL = Path(__file__).with_suffix(".sql")
LEVEL = "community"
MONTHS = 13
# By metric: the dataset, the column that says when, and what has to be false for a row to count.
COUNTED = {
    "issues_reported": ("issues", "reported_day", ("is_duplicate",)),
    "issues_resolved": ("issues", "resolved_day", ("is_duplicate", "has_resolution_fault")),
    "on_time_rate": ("issues", "due_day", ("is_duplicate", "has_time_fault")),
    "visits": ("visits", "visited_day", ()),
}
COLUMNS = {
    "issues": [
        *("area_code", "reported_day", "resolved_day", "due_day", "resolved_at", "due_at"),
        *("is_duplicate", "has_resolution_fault", "has_time_fault"),
    ],
    "visits": ["area_code", "visited_day"],
}
KEY = ["metric", "area_code", "month"]


def months(as_of: dt.date) -> tuple[Window, ...]:
    """The thirteen months up to the last day of all."""
    return periods.months_before(periods.add_months(as_of.replace(day=1), 1), as_of, MONTHS)


def of_warehouse(warehouse: Warehouse, windows: tuple[Window, ...]) -> pd.DataFrame:
    """metric, area_code, month (its first day) and value, where there is something to count."""
    found = warehouse.answer(Query(tuple(COUNTED), LEVEL, ROOT, windows))
    return _ordered(found.assign(month=found["window_start"]))


def read(facts: Path) -> dict[str, pd.DataFrame]:
    """The columns needed, from the facts as parquet, and the areas with their community."""
    frames = {
        name: pd.read_parquet(facts / f"{name}.parquet", columns=columns)
        for name, columns in COLUMNS.items()
    }
    areas = pd.read_parquet(facts / "areas.parquet").set_index("area_code")
    return frames | {"areas": areas}


def of_pandas(frames: Mapping[str, pd.DataFrame], windows: tuple[Window, ...]) -> pd.DataFrame:
    """The same from frames, as a plain page of pandas and groupby computes it on each run."""
    community, parts = _communities(frames["areas"]), []
    since, until = (pd.Timestamp(day) for day in (windows[0][0], windows[-1][1]))
    for metric, (dataset, day, faults) in COUNTED.items():
        rows = frames[dataset]
        days = pd.to_datetime(rows[day])
        is_counted = (days >= since) & (days < until) & ~rows[list(faults)].any(axis=1)
        rows, month = rows[is_counted], days[is_counted].dt.to_period("M").dt.to_timestamp()
        keys = [rows["area_code"].map(community).rename("area_code"), month.rename("month")]
        if metric == "on_time_rate":
            found = 100 * (rows["resolved_at"] <= rows["due_at"]).groupby(keys).mean()
        else:
            found = rows[day].groupby(keys).count()
        parts.append(found.rename("value").reset_index().assign(metric=metric))
    return _ordered(pd.concat(parts, ignore_index=True))


def of_duckdb(facts: Path, windows: tuple[Window, ...]) -> pd.DataFrame:
    """The same by DuckDB from the parquet files of the facts, without any mart."""
    con = duckdb.connect()
    for name in (*COLUMNS, "areas"):
        con.read_parquet(str(facts / f"{name}.parquet")).create_view(name)
    inside = {"since": windows[0][0], "until": windows[-1][1]}
    return _ordered(con.execute(SQL.read_text(encoding="utf-8"), inside).df())


def differences(one: pd.DataFrame, other: pd.DataFrame) -> int:
    """How many values differ by more than rounding, or are in one of them alone."""
    both = one.merge(other, on=KEY, how="outer", suffixes=("", "_other"))
    far = (both["value"] - both["value_other"]).abs() > 1e-9 * both["value"].abs()
    return int((far | both[["value", "value_other"]].isna().any(axis=1)).sum())


def _communities(areas: pd.DataFrame) -> dict[str, str]:
    """By area, the community that it is or lies in."""
    parents = dict(zip(areas.index, areas["parent_code"], strict=True))
    levels = dict(zip(areas.index, areas["level"], strict=True))
    found = {}
    for code in areas.index:
        above = code
        while above in levels and levels[above] != LEVEL:
            above = parents[above]
        if above in levels:
            found[code] = above
    return found


def _ordered(found: pd.DataFrame) -> pd.DataFrame:
    found = found[found["value"].fillna(0) > 0].assign(month=pd.to_datetime(found["month"]))
    return found[[*KEY, "value"]].sort_values(KEY, ignore_index=True)

"""The value of metrics by area, window and segment: the one place where numbers are computed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from governance import sql
from governance.catalog import Metric

Window = tuple[date, date]
CELL = ["metric", "area_code", "window_start", "window_end"]
COLUMNS = [
    *("metric", "area_code", "area_name", "window_start", "window_end", "segment_value"),
    *("numerator", "denominator", "value", "has_data"),
]


def measure(
    cursor: duckdb.DuckDBPyConnection,
    catalog: Mapping[str, Metric],
    metrics: Sequence[str],
    level: str,
    area: str,
    windows: Sequence[Window],
    segment: str = "",
) -> pd.DataFrame:
    """One row a metric, area of `level` inside `area`, half-open window and segment value.

    Columns: metric, area_code, area_name, window_start, window_end, segment_value, numerator,
    denominator (empty for counts), value (in the metric's unit), has_data. Without data the
    value is empty, not zero. Quantiles have a value only.

    Raises KeyError for a metric or segment that does not exist.
    """
    if not metrics:
        return pd.DataFrame(columns=COLUMNS)
    chosen = [catalog[key] for key in metrics]
    for metric in chosen:
        if segment and segment not in metric.segments:
            raise KeyError(f"{metric.key} has no segment {segment!r}; it has {metric.segments}")
    place = {"level": level, "area": area, **_windows(windows)}
    areas = cursor.execute(sql.text("views", "areas_at_level"), {"level": level, "area": area}).df()
    parts = [_sums(cursor, chosen, place, segment)]
    parts += [_rows(cursor, m, place, segment) for m in chosen if not m.additive]
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    frame = _complete(found, areas, chosen, windows, segment)
    return _valued(_covered(cursor, frame, chosen, place, areas), chosen)


def _windows(windows: Sequence[Window]) -> dict[str, list[date]]:
    return {"starts": [start for start, _ in windows], "ends": [end for _, end in windows]}


def _sums(
    cursor: duckdb.DuckDBPyConnection,
    chosen: Sequence[Metric],
    place: Mapping[str, Any],
    segment: str,
) -> pd.DataFrame:
    keys = [metric.key for metric in chosen if metric.additive]
    given = {**place, "metrics": keys, "segment": segment}
    return cursor.execute(sql.text("views", "measure_sum"), given).df()


def _rows(
    cursor: duckdb.DuckDBPyConnection, metric: Metric, place: Mapping[str, Any], segment: str
) -> pd.DataFrame:
    distinct = metric.aggregate == "distinct"
    given: dict[str, Any] = {
        **place,
        "metric": metric.key,
        "view": metric.view,
        "aggregate": metric.aggregate,
        "segment": segment,
        "segment_column": segment or "area_code",
        "item": "entity" if distinct else "observation",
        "quantile": metric.quantile or 0.5,
    }
    frame = cursor.execute(sql.text("views", "measure_rows"), given).df()
    frame["numerator"] = frame.pop("distinct_items").astype(float)
    frame["value"] = frame.pop("quantile_item").astype(float)
    return frame


def _complete(
    found: pd.DataFrame,
    areas: pd.DataFrame,
    chosen: Sequence[Metric],
    windows: Sequence[Window],
    segment: str,
) -> pd.DataFrame:
    """Every cell of metric × area × window; a rest only where it holds something."""
    found = found.reindex(columns=[*CELL, "segment_value", "numerator", "denominator", "value"])
    for column in ("window_start", "window_end"):
        found[column] = pd.to_datetime(found[column]).dt.date
    if segment:
        return found.merge(areas, on="area_code")
    cells = pd.DataFrame({"metric": [metric.key for metric in chosen]}).merge(areas, how="cross")
    cells = cells.merge(pd.DataFrame(windows, columns=CELL[2:]), how="cross")
    cells = cells.merge(found, on=CELL, how="left").fillna({"segment_value": ""})
    return cells[~cells["is_rest"] | cells[["numerator", "value"]].notna().any(axis=1)]


def _covered(
    cursor: duckdb.DuckDBPyConnection,
    frame: pd.DataFrame,
    chosen: Sequence[Metric],
    place: Mapping[str, Any],
    areas: pd.DataFrame,
) -> pd.DataFrame:
    given = {
        **{name: place[name] for name in ("starts", "ends")},
        "metrics": [metric.key for metric in chosen],
        "areas": list(areas["area_code"]),
    }
    known = cursor.execute(sql.text("views", "coverage"), given).df()
    for column in ("window_start", "window_end"):
        known[column] = pd.to_datetime(known[column]).dt.date
    frame = frame.merge(known, on=CELL, how="left")
    frame["has_data"] = frame["has_data"].eq(True) | frame[["numerator", "value"]].notna().any(
        axis=1
    )
    return frame


def _valued(frame: pd.DataFrame, chosen: Sequence[Metric]) -> pd.DataFrame:
    parts = [_value(frame[frame["metric"] == metric.key].copy(), metric) for metric in chosen]
    order = ["metric", "area_code", "window_start", "segment_value"]
    result = pd.concat(parts, ignore_index=True)[COLUMNS]
    ranks = {metric.key: rank for rank, metric in enumerate(chosen)}
    return result.sort_values(
        order, key=lambda column: column.map(ranks) if column.name == "metric" else column
    ).reset_index(drop=True)


def _value(frame: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    if metric.aggregate == "quantile":
        frame[["numerator", "denominator"]] = np.nan
        return frame
    frame["numerator"] = frame["numerator"].fillna(0).where(frame["has_data"])
    if metric.per:
        frame["denominator"] = frame[metric.per].astype(float)
    elif metric.is_ratio:
        frame["denominator"] = frame["denominator"].fillna(0).where(frame["has_data"])
    if metric.is_ratio:
        whole = frame["denominator"].where(frame["denominator"] > 0)
        frame["value"] = frame["numerator"] / whole * metric.scale
    else:
        frame["value"] = frame["numerator"]
    return frame

"""What metrics' rows add up to, as DuckDB answers it: sums, distinct entities, quantiles."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from governance.core import periods, sql
from governance.core.periods import Window
from governance.metrics import mart
from governance.metrics.catalog import Metric
from governance.metrics.mart import Piece
from governance.metrics.memory import Memory
from governance.metrics.query import Query

CELL = ["metric", "area_code", "window_start", "window_end"]
SUMS = ["numerator", "denominator"]
FOUND = [*CELL, "segment_value", "numerator", "denominator", "value"]


def places(cursor: duckdb.DuckDBPyConnection, query: Query, memory: Memory) -> pd.DataFrame:
    """The areas asked for: area_code, area_name, is_rest and the figures that count goes with."""
    known = memory.places.get((query.level, query.area))
    if known is None:
        place = {"level": query.level, "area": query.area}
        known = cursor.execute(sql.text("views", "areas_at_level"), place).df()
        memory.remember_places(query.level, query.area, known)
    return known


def count(
    cursor: duckdb.DuckDBPyConnection, metrics: Sequence[Metric], query: Query, memory: Memory
) -> pd.DataFrame:
    """One row a metric, area, window and segment value that has rows: the columns of FOUND."""
    additive = [metric for metric in metrics if metric.additive]
    parts = [sums(cursor, additive, query, memory)] if additive else []
    alike: dict[tuple[str, ...], list[Metric]] = {}
    for metric in metrics:
        if not metric.additive:
            alike.setdefault(_counts_of(metric), []).append(metric)
    for first, *others in alike.values():
        found = (_quantile if first.quantile else _entities)(cursor, first, query)
        parts += [found, *(found.assign(metric=metric.key) for metric in others)]
    return _together(parts)


def _counts_of(metric: Metric) -> tuple[str, ...]:
    """What decides the figures of a metric that does not add up: some differ by their whole."""
    rule = (metric.aggregate, metric.least, metric.quantile, metric.time, metric.lookback)
    return (metric.sql, metric.basis, *map(str, rule))


def _together(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    parts = [part.reindex(columns=FOUND) for part in parts] or [pd.DataFrame(columns=FOUND)]
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def sums(
    cursor: duckdb.DuckDBPyConnection, metrics: Sequence[Metric], query: Query, memory: Memory
) -> pd.DataFrame:
    """Additive metrics: from the marts as far as these hold what is asked, else from their rows."""
    is_wide = _is_wide(cursor, query, memory)
    alike: dict[tuple[str, str, bool], list[Metric]] = {}
    for metric in metrics:
        is_by_part = query.dimensions in [(part,) for part in mart.parts(metric)]
        alike.setdefault((metric.dataset, metric.time, is_by_part), []).append(metric)
    parts = []
    for (_dataset, time, is_by_part), some in alike.items():
        pieces = mart.pieces(query, time, is_wide=is_wide, is_by_part=is_by_part)
        held = [piece for piece in pieces if piece.grain]
        others = [piece for piece in pieces if not piece.grain]
        own = [_from_mart(cursor, some, query, held)] if held else []
        own += [_from_rows(cursor, metric, query, others) for metric in some] if others else []
        parts += own if len(own) < 2 else [_added(own)]
    return _together(parts)


def _is_wide(cursor: duckdb.DuckDBPyConnection, query: Query, memory: Memory) -> bool:
    """Whether all areas asked of are communities or above them."""
    if query.level not in mart.WIDE:
        return False
    if query.area not in memory.is_wide:
        text = sql.text("views", "levels_of_area")
        levels = {level for (level,) in cursor.execute(text, {"area": query.area}).fetchall()}
        memory.is_wide[query.area] = bool(levels & set(mart.WIDE))
    return memory.is_wide[query.area]


def _added(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The parts of windows, each in its own rows, as whole windows."""
    keys = [*CELL, "segment_value"]
    rows = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return rows.groupby(keys, sort=False)[SUMS].sum(min_count=1).reset_index()


def _from_mart(
    cursor: duckdb.DuckDBPyConnection,
    metrics: Sequence[Metric],
    query: Query,
    pieces: Sequence[Piece],
) -> pd.DataFrame:
    """Metrics of one dataset and time, from its mart: CELL, segment_value and SUMS."""
    (segment,) = query.dimensions or ("",)
    asked = {
        **_spans(query, pieces),
        "mart": mart.table(metrics[0].dataset),
        "figures": [name for metric in metrics for name in mart.columns(metric)],
        "grains": [piece.grain for piece in pieces],
        "first": min(piece.start for piece in pieces),
        "last": max(piece.end for piece in pieces),
        "segment": segment,
        "is_split": bool(query.split),
        "values": [value for _segment, value in query.filters],
    }
    return _long(cursor.execute(sql.text("views", "measure_sum"), asked).df(), metrics)


def _long(wide: pd.DataFrame, metrics: Sequence[Metric]) -> pd.DataFrame:
    """One row a metric, of those that have any figure there."""
    figures = {
        figure: np.column_stack([_column(wide, f"{metric.key}_{figure}") for metric in metrics])
        for figure in SUMS
    }
    is_there = ~np.logical_and(*map(np.isnan, figures.values()))
    rows, which = np.nonzero(is_there)
    keys = wide[["area_code", "window_start", "window_end", "segment_value"]].iloc[rows]
    named = np.array([metric.key for metric in metrics], dtype=object)[which]
    sums = {figure: values[is_there] for figure, values in figures.items()}
    return keys.assign(metric=named, **sums).reset_index(drop=True)


def _column(wide: pd.DataFrame, name: str) -> np.ndarray:
    """A column of figures; of a metric without a denominator there is none."""
    if name not in wide:
        return np.full(len(wide), np.nan)
    return np.asarray(wide[name], dtype=float)


def _from_rows(
    cursor: duckdb.DuckDBPyConnection, metric: Metric, query: Query, pieces: Sequence[Piece]
) -> pd.DataFrame:
    found = _rows(cursor, metric, query, pieces, (query.split, ""))
    return found.rename(columns={"first_value": "segment_value"}).drop(columns="second_value")


def by_part(
    cursor: duckdb.DuckDBPyConnection, metric: Metric, query: Query, column: str, memory: Memory
) -> pd.DataFrame:
    """An additive metric by a column of its own beside what is asked: FOUND and `part`."""
    if query.dimensions:
        pieces = [Piece(w, "", *mart.days(w, metric.time)) for w in query.windows]
        found = _rows(cursor, metric, query, pieces, (query.split, column))
        return found.rename(columns={"first_value": "segment_value", "second_value": "part"})
    whole = replace(query, split=column)
    found = sums(cursor, [metric], whole, memory).rename(columns={"segment_value": "part"})
    return found.assign(segment_value="")


def _rows(
    cursor: duckdb.DuckDBPyConnection,
    metric: Metric,
    query: Query,
    pieces: Sequence[Piece],
    by: tuple[str, str],
) -> pd.DataFrame:
    first, second = by
    asked = {
        **_spans(query, pieces),
        **_of(metric),
        "has_whole": metric.has_denominator,
        "whole_column": "denominator" if metric.has_denominator else "numerator",
        "first": first,
        "first_column": first or "area_code",
        "second": second,
        "second_column": second or "area_code",
        **_beside(query),
    }
    return cursor.execute(sql.text("views", "measure_rows"), asked | query.condition).df()


def _spans(query: Query, pieces: Sequence[Piece]) -> dict[str, Any]:
    """The parameters of areas and pieces of windows."""
    windows = [piece.window for piece in pieces]
    return {
        "level": query.level,
        "area": query.area,
        "window_starts": [start for start, _end in windows],
        "window_ends": [end for _start, end in windows],
        "froms": [piece.start for piece in pieces],
        "ends": [piece.end for piece in pieces],
    }


def _of(metric: Metric) -> dict[str, Any]:
    return {"metric": metric.key, "view": metric.view}


def _split(query: Query) -> dict[str, str]:
    return {"segment": query.split, "segment_column": query.split or "area_code"} | _beside(query)


def _beside(query: Query) -> dict[str, str]:
    return {"beside": query.beside, "beside_column": query.beside or "area_code"}


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

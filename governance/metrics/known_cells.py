"""Which cells of a query exports speak of, and up to which day: see coverage.COLUMNS."""

from collections.abc import Sequence
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from governance.core.periods import DAY, Window
from governance.metrics import aggregate, coverage
from governance.metrics.aggregate import CELL
from governance.metrics.catalog import Metric
from governance.metrics.memory import Memory
from governance.metrics.query import Query


def looks_back(metric: Metric) -> bool:
    """Whether the value speaks of days before the window, all of which must be known."""
    return bool(metric.lookback) or metric.aggregate == "retained"


def find(
    cursor: duckdb.DuckDBPyConnection,
    chosen: Sequence[Metric],
    query: Query,
    areas: Sequence[str],
    memory: Memory,
) -> pd.DataFrame:
    """One row a metric, area and window: CELL, has_data and coverage.COLUMNS.

    A stock is known as soon as any month before the window's end is.
    """
    alike: dict[tuple[str, int, tuple[Window, ...], str], list[str]] = {}
    for metric in chosen:
        spans = tuple(_span(metric, window) for window in query.windows)
        kind = "back" if looks_back(metric) else metric.time
        how = metric.basis or metric.dataset, metric.settles, spans, kind
        alike.setdefault(how, []).append(metric.key)
    windows = pd.DataFrame(query.windows, columns=CELL[2:], dtype=object)
    cells = pd.DataFrame({"area_code": areas}).merge(windows, how="cross")
    parts: list[dict[str, Any]] = []
    for (basis, settles, spans, kind), keys in alike.items():
        found = memory.coverage(cursor, basis).find(areas, spans, settles)
        is_known = {"back": found.known == found.months, "stock": found.history > 0}
        has_data = is_known.get(kind, found.known > 0)
        if kind == "register":  # it speaks of now, whatever the window
            found = found.of_register()
        columns = {name: getattr(found, name).ravel() for name in coverage.COLUMNS}
        parts += [{"metric": key, "has_data": has_data.ravel(), **columns} for key in keys]
    names = np.repeat(np.array([part.pop("metric") for part in parts], dtype=object), len(cells))
    table = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    places = np.tile(np.arange(len(cells)), len(parts))
    return cells.take(places).reset_index(drop=True).assign(metric=names, **table)


def _span(metric: Metric, window: Window) -> Window:
    """The days of which something must be known; of a stock those of the window's last month."""
    if metric.time == "stock":
        return (window[1] - DAY).replace(day=1), window[1]
    return (aggregate.first_day(metric, window), window[1]) if looks_back(metric) else window

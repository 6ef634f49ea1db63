"""The value of metrics by area, window and segment: the one place where numbers are computed."""

from collections.abc import Hashable, Mapping, Sequence

import duckdb
import numpy as np
import pandas as pd

from governance.core import periods
from governance.metrics import aggregate, known_cells, suppression
from governance.metrics.aggregate import CELL
from governance.metrics.catalog import PART, Metric
from governance.metrics.coverage import COLUMNS as COVERED
from governance.metrics.memory import Memory
from governance.metrics.query import BESIDE, Query

NO_PARTS = ("quantile", "weighted")  # aggregates with a value, but nothing that it is made of
COLUMNS = [
    *("metric", "area_code", "area_name", "window_start", "window_end", "segment_value"),
    *("numerator", "denominator", "value", "has_data", "is_mixed"),
    *(*COVERED, "is_few"),
]


def answer(
    cursor: duckdb.DuckDBPyConnection,
    catalog: Mapping[str, Metric],
    query: Query,
    memory: Memory | None = None,
    *,
    every: bool = False,
) -> pd.DataFrame:
    """One row a metric, area of `level` inside `area`, half-open window and segment value.

    Columns: metric, area_code, area_name, window_start, window_end, segment_value, numerator,
    denominator (empty for counts), value (in the metric's unit), has_data, is_mixed, those of
    coverage.COLUMNS. Without data the value is empty, not zero; so is what looks back on days of
    which nothing is known. Quantiles have a value and their number of cases as denominator,
    weighted scores a value only. is_mixed: there are values of which the metric allows no sum
    (units, programmes), so that there is no value.
    is_few: nothing is shown, since it would tell of few people in need (suppression). memory: what
    was decided of that before, for the same build and catalogue.
    every: where it is split, each cell has every value that any has: a count that is known to be
    zero is zero there, as in the figure that is filtered by it.

    Raises KeyError for a metric or segment that does not exist.
    """
    if not query.metrics:
        return pd.DataFrame(columns=COLUMNS)
    memory = memory or Memory()
    found = computed(cursor, catalog, query, memory, every=every)
    found = suppression.suppress(cursor, catalog, found, query, memory)
    return _ordered(found[COLUMNS], query.metrics)


def computed(
    cursor: duckdb.DuckDBPyConnection,
    catalog: Mapping[str, Metric],
    query: Query,
    memory: Memory | None = None,
    *,
    every: bool = False,
) -> pd.DataFrame:
    """answer() before small numbers are taken out: for the proof of a figure, shown to nobody."""
    chosen = [catalog[key] for key in query.metrics]
    _refuse_unknown(chosen, query)
    memory = memory or Memory()
    areas = aggregate.places(cursor, query, memory)
    known = known_cells.find(cursor, chosen, query, list(areas["area_code"]), memory)
    frame = _complete(_counted(cursor, chosen, query, memory), areas, chosen, query, every=every)
    return _valued(_covered(frame, known, chosen), chosen)


def _counted(
    cursor: duckdb.DuckDBPyConnection, chosen: Sequence[Metric], query: Query, memory: Memory
) -> pd.DataFrame:
    together = [metric for metric in chosen if not _is_apart(metric, query)]
    parts = [aggregate.count(cursor, together, query, memory)] if together else []
    parts += [
        _apart(cursor, metric, query, memory) for metric in chosen if _is_apart(metric, query)
    ]
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    columns = [*CELL, "segment_value", "numerator", "denominator", "value", "is_mixed"]
    found = found.reindex(columns=columns)
    for column in ("window_start", "window_end"):
        found[column] = pd.to_datetime(found[column]).dt.date
    return found


def _refuse_unknown(metrics: Sequence[Metric], query: Query) -> None:
    for metric in metrics:
        for name in query.dimensions:
            if name not in metric.splits:
                raise KeyError(f"{metric.key} has no segment {name!r}; it has {metric.splits}")


def _is_apart(metric: Metric, query: Query) -> bool:
    """Whether values would be added up that must stay apart; weighing adds up parts itself."""
    if metric.aggregate == "weighted":
        return query.split != PART
    return bool(metric.apart) and query.is_mixing(metric.apart)


def _apart(
    cursor: duckdb.DuckDBPyConnection, metric: Metric, query: Query, memory: Memory
) -> pd.DataFrame:
    """The metric by its parts, weighed; or its one unit's value, and none where there are more."""
    parts = aggregate.by_part(cursor, metric, query, metric.apart or PART, memory)
    return _weighed(parts, metric) if metric.weights else _unmixed(parts)


def _weighed(parts: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Sum of weight × part's quotient; without a value where a part has nothing to divide."""
    weights = metric.weights or {}
    whole = parts["denominator"].where(parts["denominator"] > 0)
    parts["value"] = parts["numerator"] / whole * parts["part"].map(weights) * metric.scale
    cells = parts.groupby([*CELL, "segment_value"])["value"]
    return cells.sum(min_count=len(weights)).reset_index()


def _unmixed(parts: pd.DataFrame) -> pd.DataFrame:
    cells = parts.groupby([*CELL, "segment_value"])
    found = cells[["numerator", "denominator"]].sum(min_count=1)
    is_mixed = cells["part"].nunique() > 1
    return found.mask(is_mixed).assign(is_mixed=is_mixed).reset_index()


def _complete(
    found: pd.DataFrame,
    areas: pd.DataFrame,
    chosen: Sequence[Metric],
    query: Query,
    *,
    every: bool,
) -> pd.DataFrame:
    """Every cell of metric × area × window (× value); a rest only where it holds something."""
    if query.split and not every:
        return found.merge(areas, on="area_code")
    cells = pd.DataFrame({"metric": [metric.key for metric in chosen]}).merge(areas, how="cross")
    cells = cells.merge(pd.DataFrame(query.windows, columns=CELL[2:]), how="cross")
    keys = [*CELL, "segment_value"] if query.split else CELL
    cells = cells.merge(_values(found), how="cross") if query.split else cells
    cells = cells.merge(found, on=keys, how="left").fillna({"segment_value": ""})
    is_rest = cells["is_rest"] & ~query.is_rest
    return cells[~is_rest | cells[["numerator", "value"]].notna().any(axis=1)]


def _values(found: pd.DataFrame) -> pd.DataFrame:
    """Every value of a split; of two, every pair of what either has."""
    parts = [str(text).partition(BESIDE) for text in found["segment_value"].unique()]
    firsts, joints, seconds = (dict.fromkeys(part[side] for part in parts) for side in (0, 1, 2))
    texts = [
        f"{first}{joint}{second}" for first in firsts for joint in joints for second in seconds
    ]
    return pd.DataFrame({"segment_value": texts}, dtype=object)


def _covered(frame: pd.DataFrame, known: pd.DataFrame, chosen: Sequence[Metric]) -> pd.DataFrame:
    frame = frame.merge(known, on=CELL, how="left")
    frame["is_mixed"] = frame["is_mixed"].eq(True)
    counted_there = frame[["numerator", "value"]].notna().any(axis=1)
    # What looks back is not known where a part of what it looks back on is not.
    back = [metric.key for metric in chosen if known_cells.looks_back(metric)]
    counted_there &= ~frame["metric"].isin(back) | (frame["history"] == 0)
    # Who was there before says nothing of whether anybody is known now.
    came_back = [metric.key for metric in chosen if metric.aggregate == "retained"]
    counted_there &= ~frame["metric"].isin(came_back) | (frame["numerator"] > 0)
    blank = [metric.key for metric in chosen if metric.needs_rows]
    is_known = frame["has_data"].eq(True) & ~frame["metric"].isin(blank)
    frame["has_data"] = is_known | counted_there | frame["is_mixed"]
    # Without its data a whole that counts nothing would be divided by.
    frame.loc[~frame["has_data"], ["numerator", "denominator", "value"]] = np.nan
    return frame


def _valued(frame: pd.DataFrame, chosen: Sequence[Metric]) -> pd.DataFrame:
    """Metrics whose values are made alike are done together: each step costs more than its rows."""
    alike: dict[Hashable, list[Metric]] = {}
    for metric in chosen:
        own = metric.key if metric.per or metric.aggregate in NO_PARTS else metric.is_ratio
        alike.setdefault((own, metric.scale), []).append(metric)
    parts = [
        valued(frame[frame["metric"].isin([metric.key for metric in some])].copy(), some[0])
        for some in alike.values()
    ]
    return pd.concat(parts, ignore_index=True)[COLUMNS[:-1]]


def _ordered(frame: pd.DataFrame, metrics: Sequence[str]) -> pd.DataFrame:
    order = ["metric", "area_code", "window_start", "segment_value"]
    ranks = {key: rank for rank, key in enumerate(metrics)}
    return frame.sort_values(
        order, key=lambda column: column.map(ranks) if column.name == "metric" else column
    ).reset_index(drop=True)


def valued(frame: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """The value of each row of sums, has_data, is_mixed and the area's figures.

    metric: the rows' own, or one whose values are made like theirs.
    """
    if metric.aggregate in NO_PARTS:
        # A quantile's denominator is the number of its cases.
        parts = ["numerator"] if metric.aggregate == "quantile" else ["numerator", "denominator"]
        frame[parts] = np.nan
        return frame
    is_known = frame["has_data"] & ~frame["is_mixed"]
    frame["numerator"] = frame["numerator"].fillna(0).where(is_known)
    if metric.per:
        return _per_head(frame, metric)
    if not metric.is_ratio:
        return frame.assign(value=frame["numerator"])
    frame["denominator"] = frame["denominator"].fillna(0).where(is_known)
    return _divided(frame, metric)


def _per_head(frame: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """With a figure of the area: count ÷ figure, figure ÷ count, or figure − count."""
    figure = frame[metric.per].astype(float).where(frame["has_data"] & ~frame["is_mixed"])
    if metric.combine == "subtract":
        return frame.assign(value=figure * metric.scale - frame["numerator"])
    if metric.combine == "invert":
        return _divided(frame.assign(numerator=figure, denominator=frame["numerator"]), metric)
    if metric.per_month:
        figure = figure * _months_known(frame)
    return _divided(frame.assign(denominator=figure), metric)


def _months_known(frame: pd.DataFrame) -> list[float]:
    """How long each window is in months, without those of which nothing is known."""
    lengths = []
    columns = ["window_start", "window_end", "until", "is_early", "known"]
    for start, end, until, is_early, known in frame[columns].itertuples(index=False):
        is_cut = is_early and not pd.isna(until)
        reached = start, max(until.date(), start) + periods.DAY if is_cut else end
        lengths.append(
            periods.months_long(reached) * known / len(periods.months_inside(reached))
            if known
            else np.nan
        )
    return lengths


def _divided(frame: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    whole = frame["denominator"].where(frame["denominator"] > 0)
    return frame.assign(value=frame["numerator"] / whole * metric.scale)

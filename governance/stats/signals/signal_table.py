"""The warehouse's table of signals: each metric of each area, judged on its last settled month.

Made in the build, since a page that measured every metric of every area over two years would take
seconds. Grid cells have no medians, scores and counts of distinct things: most of these cannot be
added up from the mart and would be dear, and of a handful of cases they say little. Micro-grids
are left out: a handful of records a month tells nothing.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import duckdb
import numpy as np
import pandas as pd

from governance.core import sql
from governance.core.contracts import LEVELS, ROOT
from governance.core.periods import DAY, Window, months_before
from governance.metrics import aggregate
from governance.metrics.catalog import Catalog, Metric
from governance.metrics.measure import answer
from governance.metrics.memory import Memory
from governance.metrics.query import Query
from governance.stats.signals import judgement, limits, series, shift, working_days
from governance.stats.signals.arrays import Series
from governance.stats.signals.series import Figures

MONTHS = 24
FINEST = "grid_cell"
JUDGED = (ROOT, *LEVELS[: LEVELS.index(FINEST) + 1])
# So many values are measured at once: all metrics of a city would be millions of rows in memory.
AT_ONCE = 500_000
REST = "unspecified"


def last_month(metric: Metric, as_of: dt.date) -> Window:
    """The last month that is over and whose figures have settled by the last day of the data."""
    known = min(as_of, as_of - metric.settles * DAY)
    (month,) = months_before(known + DAY, known, 1)
    return month


def refresh(
    con: duckdb.DuckDBPyConnection, metrics: Catalog, moved: Mapping[str, dt.date], as_of: dt.date
) -> None:
    """Judges again the metrics of which a judged month moved, or another one has become the last.

    moved: by key, the day from which on a metric's figures are others than before.
    """
    last_months = dict(
        con.execute("select metric, max(month) from signals group by metric").fetchall()
    )
    wanted = [
        metric
        for metric in metrics.values()
        if metric.time != "register"
        and _is_stale(last_month(metric, as_of), last_months.get(metric.key), moved.get(metric.key))
    ]
    gone = [*(set(last_months) - set(metrics)), *(metric.key for metric in wanted)]
    con.execute(sql.text("warehouse", "forget_signals"), {"metrics": gone})
    narrowed = _narrow(con, wanted, as_of)
    for frame in _judge(con, wanted, as_of):
        con.from_df(frame).insert_into("signals")
    for view in narrowed:
        con.execute(sql.text_for(view, "warehouse", "step_back"))
    con.execute(sql.text("warehouse", "signal_discoveries"))


def _narrow(con: duckdb.DuckDBPyConnection, wanted: Sequence[Metric], as_of: dt.date) -> list[str]:
    """Lets the rows of metrics that do not add up be computed once for all levels.

    Returns the views before which they stand.
    """
    own = {metric.sql: metric for metric in reversed(wanted) if not metric.additive}
    for metric in own.values():
        windows = months_before(last_month(metric, as_of)[1], as_of, MONTHS)
        asked = {
            "since": min(aggregate.first_day(metric, window) for window in windows),
            "figures": ["area_code", "day", *metric.figures],
        }
        way = "narrow_entities" if "entity" in metric.figures else "narrow_rows"
        con.execute(sql.text_for(metric.view, "warehouse", way), asked)
    return [metric.view for metric in own.values()]


def _is_stale(month: Window, judged: dt.date | None, moved: dt.date | None) -> bool:
    """Whether the last month is not the one that was judged, or figures moved before its end."""
    start, end = month
    return judged != start or (moved is not None and moved < end)


def _judge(
    con: duckdb.DuckDBPyConnection, wanted: Sequence[Metric], as_of: dt.date
) -> Iterator[pd.DataFrame]:
    months = {
        metric.key: months_before(last_month(metric, as_of)[1], as_of, MONTHS) for metric in wanted
    }
    memory = Memory()
    areas = dict(con.execute(sql.text("warehouse", "area_counts")).fetchall())
    for level in filter(areas.__contains__, JUDGED):
        most = max(1, AT_ONCE // (areas[level] * MONTHS))
        chosen = [metric for metric in wanted if metric.aggregate == "sum" or level != FINEST]
        for first in range(0, len(chosen), most):
            yield from _level(con, chosen[first : first + most], level, months, memory)


def _level(
    con: duckdb.DuckDBPyConnection,
    metrics: Sequence[Metric],
    level: str,
    months: Mapping[str, Sequence[Window]],
    memory: Memory,
) -> Iterator[pd.DataFrame]:
    """The rows of each metric, judged on months of its own: all are measured together."""
    by_key = {metric.key: metric for metric in metrics}
    every = tuple(sorted({month for key in by_key for month in months[key]}))
    measured = answer(con, by_key, Query(tuple(by_key), level, ROOT, every), memory)
    measured = measured[~measured["area_code"].str.endswith(REST)]
    by_metric, found = dict(iter(measured.groupby("metric", sort=False))), []
    for metric in metrics:
        own, of_metric = months[metric.key], by_metric[metric.key]
        of_metric = of_metric[of_metric["window_start"].isin([start for start, _end in own])]
        if of_metric["value"].notna().any():
            found.append(rows(of_metric, metric, level, own))
    if found:  # each insert costs as much as the rows of three metrics
        yield pd.concat(found, ignore_index=True)


def figures_of(frame: pd.DataFrame, metric: Metric, windows: Sequence[Window]) -> Figures:
    """measure()'s rows of one metric, by area and then month, as series."""
    months = len(windows)

    def months_of(column: str) -> Series:
        return np.asarray(frame[column], dtype=np.float64).reshape(-1, months)

    # Half a month looks like a collapse: it is judged once its exports reach its end.
    is_whole = frame["has_data"] & frame["until"].isna() & ~frame["is_uneven"]
    has_data = is_whole.to_numpy(dtype=bool).reshape(-1, months)
    parts = months_of("value"), months_of("numerator"), months_of("denominator")
    return series.build_figures(metric, parts, has_data, working_days.relative(windows))


def rows(
    of_metric: pd.DataFrame, metric: Metric, level: str, months: Sequence[Window]
) -> pd.DataFrame:
    """One row an area: the columns of the table `signals` (queries/warehouse/signals.sql)."""
    figures = figures_of(of_metric, metric, months)
    scaled = series.scale(figures, metric)
    verdict, edges = judgement.judge(figures, metric, scaled), limits.compute_limits(scaled)
    starts = np.array([start for start, _end in months], dtype="datetime64[us]")
    since = np.where(verdict.since >= 0, starts[verdict.since], np.datetime64("NaT"))
    frame = pd.DataFrame(
        {
            "metric": metric.key,
            "area_code": of_metric["area_code"].to_numpy()[:: len(months)],
            "level": level,
            "month": starts[-1],
            "state": verdict.state,
            "side": verdict.side.astype(int),
            "since": since,
            "value": figures.values[:, -1],
            "numerator": figures.numerators[:, -1],
            "denominator": figures.denominators[:, -1],
            "centre": edges.centre[:, -1],
            "lower": edges.lower[:, -1],
            "upper": edges.upper[:, -1],
            "effect": verdict.effect,
            "tail": verdict.tail,
            "cases": verdict.cases,
            "reference": np.array(shift.REFERENCES)[verdict.reference],
            "discovery": np.nan,
            "series": list(_steady(figures.values)),
        }
    )
    exact = frame.select_dtypes("float").columns
    return frame.assign(**{name: _steady(frame[name].to_numpy()) for name in exact})


def _steady(amounts: Series) -> Series:
    """Nine digits: sums of hours differ beyond them with the order in which they are added up."""
    size = np.floor(np.log10(np.abs(amounts), where=amounts != 0, out=np.zeros_like(amounts)))
    scale = 10.0 ** np.clip(8 - np.nan_to_num(size), -300, 300)
    return np.asarray(np.round(amounts * scale) / scale, dtype=np.float64)

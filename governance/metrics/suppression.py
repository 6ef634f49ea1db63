"""Small numbers of people in need: which are not shown, and which could give them away.

A cell is one area, window and segment value of a metric. It is small where its count, its whole
or what is left of the whole lies between 0 and `fewest` (data/rules.toml). What adds up to a total
that is shown needs a second hidden cell, and what the hidden cells hold together must not be small
either (secondary suppression; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
So that no two questions differ in what they hide, the decision is made for the whole tree of areas,
whatever part of it was asked for, and a row of segment values is hidden as a whole: so a filter
by some of a column's values shows no more than the split by it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from governance.core import contracts, periods, sql
from governance.core.periods import Window
from governance.metrics import aggregate, rules
from governance.metrics.catalog import ADDITIVE, Metric
from governance.metrics.memory import Memory
from governance.metrics.query import Query, by_column
from governance.metrics.suppression_closure import Amounts, Area, Tree, closed

LEVELS = [contracts.ROOT, *contracts.LEVELS]
AMOUNTS = ["value", "numerator", "denominator"]


def fewest() -> int:
    """The smallest number of persons or households that is shown."""
    return rules.load().suppression.fewest


def sensitive_columns() -> frozenset[str]:
    """The columns of visits and figures of the register that tell of people in need."""
    return frozenset(rules.load().suppression.columns)


def is_sensitive(metric: Metric, columns: Sequence[str] = ()) -> bool:
    """Whether the metric's value tells of people in need, split or filtered by these columns."""
    return bool({metric.per, *metric.hidden_reads, *columns} & sensitive_columns())


def suppress(
    cursor: duckdb.DuckDBPyConnection,
    catalog: Mapping[str, Metric],
    frame: pd.DataFrame,
    query: Query,
    memory: Memory,
) -> pd.DataFrame:
    """measure.answer()'s frame without what must not be shown; `is_few` says where that is.

    Where a row of segment values is hidden it holds every value that any area has, so that it does
    not say which of them are zero.
    """
    keys = frame["metric"].unique()
    sensitive = [key for key in keys if is_sensitive(catalog[key], query.dimensions)]
    rest = frame[~frame["metric"].isin(sensitive)].assign(is_few=False)
    parts = [
        _suppressed(cursor, catalog, memory, frame[frame["metric"] == key], query)
        for key in sensitive
    ]
    return pd.concat([rest, *parts], ignore_index=True) if parts else rest


def _suppressed(
    cursor: duckdb.DuckDBPyConnection,
    catalog: Mapping[str, Metric],
    memory: Memory,
    own: pd.DataFrame,
    query: Query,
) -> pd.DataFrame:
    metric, columns = catalog[own["metric"].iloc[0]], query.dimensions
    if len(columns) > 1 or _is_union(metric, query):
        return blank(own, own["has_data"].astype(bool))
    column = columns[0] if columns else ""
    areas = Hidden(cursor, catalog, memory, metric, column).areas(query.windows)
    if query.split:
        own = _completed(own, areas, query, aggregate.places(cursor, query, memory))
    windows = zip(own["window_start"], own["window_end"], own["area_code"], strict=True)
    is_in = [(query.level, code) in areas[start, end] for start, end, code in windows]
    return blank(own, own["has_data"].astype(bool) & np.array(is_in, dtype=bool))


def _is_union(metric: Metric, query: Query) -> bool:
    """Whether values are counted together whose sum does not follow from the split by them.

    Of persons or households that are in two groups, or left of those registered by both, no split
    says whether they are few; what adds up tells nothing that the split does not.
    """
    if metric.additive and metric.per not in sensitive_columns():
        return False
    return any(len(some) > 1 and query.is_mixing(c) for c, some in by_column(query.filters).items())


def blank(frame: pd.DataFrame, is_few: pd.Series) -> pd.DataFrame:
    """The frame without the amounts of some rows, which `is_few` marks."""
    known = [name for name in AMOUNTS if name in frame]
    return frame.assign(**frame[known].mask(is_few, np.nan), is_few=is_few)


def _completed(
    own: pd.DataFrame, areas: Mapping[Window, set[Area]], query: Query, places: pd.DataFrame
) -> pd.DataFrame:
    """A split with every segment value in the rows of hidden areas, counted there or not."""
    values = pd.DataFrame({"segment_value": own["segment_value"].unique()})
    windows = pd.DataFrame(query.windows, columns=["window_start", "window_end"])
    named = places.loc[~places["is_rest"], ["area_code", "area_name"]].merge(windows, how="cross")
    rows = pd.concat([named, own[list(named)]]).drop_duplicates()
    is_in = [
        (query.level, row.area_code) in areas[row.window_start, row.window_end]
        for row in rows.itertuples(index=False)
    ]
    full = rows[is_in].merge(values, how="cross").assign(metric=own["metric"].unique()[0])
    found = own.merge(full, on=["metric", *named, "segment_value"], how="outer")
    return found.assign(
        has_data=found["has_data"].fillna(value=True).astype(bool),
        is_mixed=found["is_mixed"].eq(other=True),
    )[list(own.columns)]


class Hidden:
    """The areas of which a sensitive metric, split by one column or none, shows nothing."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        catalog: Mapping[str, Metric],
        memory: Memory,
        metric: Metric,
        column: str,
    ) -> None:
        self._cursor, self._catalog, self._memory = cursor, catalog, memory
        self._metric, self._column = metric, column
        memory.tree = self._tree = memory.tree or _tree(cursor)

    def areas(self, windows: Sequence[Window]) -> dict[Window, set[Area]]:
        """By window, the areas (level and code) whose cells are hidden.

        What adds up over time is hidden in a window as soon as it is in a month of it.
        """
        adds = self._metric.additive
        pieces = {one: _pieces(one, self._span) if adds else [one] for one in windows}
        each = dict.fromkeys(piece for some in pieces.values() for piece in some)
        known = self._memory.hidden(self._metric.key, self._column)
        if new := [piece for piece in each if piece not in known]:
            hidden = self._own(new) if is_sensitive(self._metric) else self._of_family(new)
            known.update(zip(new, hidden, strict=True))
        return {one: set[Area]().union(*(known[p] for p in some)) for one, some in pieces.items()}

    @property
    def _span(self) -> Window | None:
        spans, view = self._memory.spans, self._metric.view
        if view not in spans:
            spans[view] = _span(self._cursor, self._metric)
        return spans[view]

    def _own(self, windows: Sequence[Window]) -> list[set[Area]]:
        hidden = self._closed(self._metric, "", windows, [set() for _ in windows])
        return self._closed(self._metric, self._column, windows, hidden) if self._column else hidden

    def _of_family(self, windows: Sequence[Window]) -> list[set[Area]]:
        """Metrics that count the same things hide the same areas, else one tells the other's."""
        like = [one for one in self._catalog.values() if one.dataset == self._metric.dataset]
        hidden: list[set[Area]] = [set() for _ in windows]
        if not self._metric.additive:
            for metric in (one for one in like if is_sensitive(one) and not one.lookback):
                hidden = self._closed(metric, "", windows, hidden)
        for metric in like:
            if self._column in metric.splits and metric.additive == self._metric.additive:
                hidden = self._closed(metric, self._column, windows, hidden)
        return hidden

    def _closed(
        self, metric: Metric, column: str, windows: Sequence[Window], hidden: Sequence[set[Area]]
    ) -> list[set[Area]]:
        wholes, least = _registered(self._cursor, metric.per), fewest()
        few = {area for area, whole in wholes.items() if 0 < whole < least}
        is_named = column in sensitive_columns()
        found = []
        for cells, known in zip(_cells(self._cursor, metric, column, windows), hidden, strict=True):
            small = {
                area
                for area, row in cells.items()
                if _is_small(row, wholes.get(area), least, is_named=is_named)
            }
            sums = {
                area: _sums(cells.get(area, {}), wholes.get(area)) for area in {*cells, *wholes}
            }
            sizes = {area: sum(row.values()) for area, row in cells.items()}
            found.append(closed(self._tree, sums, sizes, small | few | known, least))
        return found


def _span(cursor: duckdb.DuckDBPyConnection, metric: Metric) -> Window | None:
    """The whole months in which the metric counts anything, None where it does not."""
    (found,) = cursor.table(metric.view).aggregate("min(day), max(day)").fetchall()
    if found[0] is None:
        return None
    first, last = (day.replace(day=1) for day in found)
    return first, periods.add_months(last, 1)


def _pieces(window: Window, span: Window | None) -> list[Window]:
    """The months of a window, as far as something is counted; without such it stays whole."""
    if span is None or not periods.overlaps(window, span):
        return [window]
    return periods.months_inside((max(window[0], span[0]), min(window[1], span[1])))


Row = Mapping[str, float]


def _cells(
    cursor: duckdb.DuckDBPyConnection, metric: Metric, column: str, windows: Sequence[Window]
) -> list[dict[Area, Row]]:
    """For each window, by area and segment value, how many the metric's value speaks of."""
    roles = {"entity": "entity" in metric.figures, "whole": metric.has_denominator}
    roles["amount"] = metric.aggregate in ADDITIVE
    given: dict[str, Any] = {f"has_{role}": has for role, has in roles.items()}
    names = {"entity": "entity", "whole": "denominator", "amount": "numerator"}
    given |= {f"{role}_column": names[role] if has else "area_code" for role, has in roles.items()}
    given |= {"view": metric.view, "segment": column, "segment_column": column or "area_code"}
    given |= {"is_sensitive": column in sensitive_columns(), "numbers": list(range(len(windows)))}
    given["froms"] = [aggregate.first_day(metric, window) for window in windows]
    given["ends"] = [end for _start, end in windows]
    found: list[dict[Area, dict[str, float]]] = [{} for _ in windows]
    rows = cursor.execute(sql.text("views", "small_cells"), given).fetchall()
    has_whole = metric.has_denominator
    for number, level, code, value, amount, whole in rows:
        count = whole if has_whole else amount or 0.0
        found[number].setdefault((level, code), {})[str(value)] = count
    return [dict(cells) for cells in found]


def _is_small(row: Row, registered: float | None, least: int, *, is_named: bool) -> bool:
    """Whether one of an area's cells is small, or what it leaves of those registered.

    is_named: the row's values name groups of people in need, "" nobody of them.
    """
    amounts = [count for value, count in row.items() if value or not is_named]
    rest = [] if registered is None else [registered - count for count in amounts]
    return any(0 < amount < least for amount in [*amounts, *rest])


def _sums(row: Row, registered: float | None) -> Amounts:
    """What of an area adds up to the area above it: by segment value, and what that leaves."""
    if registered is None:
        return row
    counts = row or {"": 0.0}
    return dict(counts) | {f"{value}/rest": registered - n for value, n in counts.items()}


def _tree(cursor: duckdb.DuckDBPyConnection) -> Tree:
    """The areas inside each area, one level below it."""
    present = {
        level for (level,) in cursor.execute("select distinct level from area_list").fetchall()
    }
    levels = [level for level in LEVELS if level in present]
    edges = cursor.execute(sql.text("views", "area_edges"), {"levels": levels}).fetchall()
    tree: dict[Area, list[Area]] = {}
    for parent_level, parent, level, code in edges:
        tree.setdefault((parent_level, parent), []).append((level, code))
    return Tree(tree)


def _registered(cursor: duckdb.DuckDBPyConnection, figure: str) -> dict[Area, float]:
    """An area's figure of the register, by area; nothing of areas of which it is not known."""
    if figure not in sensitive_columns():
        return {}
    columns = cursor.table("area_list").select("level", "area_code", figure).fetchall()
    return {(level, code): float(amount) for level, code, amount in columns if amount is not None}


def unlisted(metric: Metric, query: Query) -> frozenset[str]:
    """The columns that a listing of the figure's records must not have."""
    further = rules.load().suppression.unlisted if is_sensitive(metric, query.dimensions) else ()
    return sensitive_columns().union(further)

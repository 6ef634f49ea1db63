"""What every question to one build asks again: kept for as long as the build is open.

Nothing of it depends on who asks. Safe to share between threads: at worst the same is asked twice.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np
import pandas as pd

from governance.core import sql
from governance.core.periods import Window
from governance.metrics.suppression_closure import Area, Tree

MOST_WINDOWS = 2000  # of one metric and column: a reader may ask for any days
MOST_PLACES = 5000


@dataclass(frozen=True)
class Coverage:
    """Of which months any export of a dataset speaks, by area.

    counts: for each of `areas`, how many such months lie before month `first` + column.
    """

    areas: pd.Index
    first: int
    counts: np.ndarray

    def known(self, areas: Sequence[str], windows: Sequence[Window]) -> np.ndarray:
        """Whether an export speaks of a month of the window there: a table, areas × windows."""
        if not len(self.areas):
            return np.zeros((len(areas), len(windows)), dtype=bool)
        rows = self.areas.get_indexer(pd.Index(areas))
        last = self.counts.shape[1] - 1
        starts = np.clip([_month(start) - self.first for start, _ in windows], 0, last)
        ends = np.clip([_month(end) + (end.day > 1) - self.first for _, end in windows], 0, last)
        found = self.counts[rows][:, ends] > self.counts[rows][:, starts]
        found[rows < 0] = False
        return np.asarray(found)


@dataclass
class Memory:
    """places: by level and area. hidden: see suppression."""

    tree: Tree | None = None
    places: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    is_wide: dict[str, bool] = field(default_factory=dict)
    spans: dict[str, Window | None] = field(default_factory=dict)
    _coverage: dict[str, Coverage] = field(default_factory=dict)
    _hidden: dict[tuple[str, str], dict[Window, set[Area]]] = field(default_factory=dict)

    def hidden(self, metric: str, column: str) -> dict[Window, set[Area]]:
        """By window, which areas of a metric by a column are hidden, as far as it was decided."""
        known = self._hidden.setdefault((metric, column), {})
        if len(known) > MOST_WINDOWS:
            known = self._hidden[metric, column] = {}
        return known

    def remember_places(self, level: str, area: str, frame: pd.DataFrame) -> None:
        """Keeps the areas of a level inside an area."""
        if len(self.places) > MOST_PLACES:
            self.places.clear()
        self.places[level, area] = frame

    def coverage(self, cursor: duckdb.DuckDBPyConnection, dataset: str) -> Coverage:
        """Of which months exports of the dataset speak."""
        if dataset not in self._coverage:
            rows = cursor.execute(sql.text("views", "coverage"), {"dataset": dataset}).df()
            self._coverage[dataset] = _counted(rows)
        return self._coverage[dataset]


def _month(day: dt.date) -> int:
    return int(day.year * 12 + day.month - 1)


def _counted(rows: pd.DataFrame) -> Coverage:
    months = rows["month"].dt.year * 12 + rows["month"].dt.month - 1
    first = int(months.min()) if len(rows) else 0
    places, areas = pd.factorize(rows["area_code"])
    width = int(months.max()) - first + 1 if len(rows) else 0
    known = np.zeros((len(areas), width + 1), dtype=np.int32)
    known[places, months.to_numpy() - first + 1] = 1
    return Coverage(pd.Index(areas), first, known.cumsum(axis=1))

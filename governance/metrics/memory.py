"""What every question to one build asks again: kept for as long as the build is open.

Nothing of it depends on who asks. Safe to share between threads: at worst the same is asked twice.
"""

from dataclasses import dataclass, field

import duckdb
import pandas as pd

from governance.core.periods import Window
from governance.metrics import coverage
from governance.metrics.coverage import Coverage
from governance.metrics.suppression_closure import Area, Tree

MOST_WINDOWS = 2000  # of one metric and column: a reader may ask for any days
MOST_PLACES = 5000


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

    def coverage(self, cursor: duckdb.DuckDBPyConnection, basis: str) -> Coverage:
        """Of which months exports say what a basis needs."""
        if basis not in self._coverage:
            self._coverage[basis] = coverage.read(cursor, basis)
        return self._coverage[basis]

"""Opens a published warehouse to read: one pinned build, one connection, one cursor a query."""

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd

from governance.core import contracts, periods, sql
from governance.metrics import catalog, measure
from governance.metrics.catalog import NOWHERE, Catalog, CatalogError, Metric
from governance.metrics.memory import Memory
from governance.metrics.query import Query

DEFAULT = contracts.PROJECT / "data" / "warehouse" / "current.duckdb"
VARIABLE = "GOVERNANCE_WAREHOUSE"
SIDES = sql.text("views", "signal_sides")
# A reader may neither write nor reach files or the network, whatever SQL it is given.
READER = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}


class WarehouseMissingError(FileNotFoundError):
    """There is no warehouse at the place named."""


class WarehouseUnreadableError(WarehouseMissingError):
    """What is there (`file`) is damaged, or was built by another version."""

    def __init__(self, file: Path, reason: Exception) -> None:
        super().__init__(
            f"{file} is no warehouse that this version can read ({reason}); "
            "build it again: python -m governance build"
        )
        self.file = file


@dataclass(frozen=True)
class Meta:
    """What a build says of itself; as_of is the last day on which anything happened."""

    build_id: str
    built_at: dt.datetime
    as_of: dt.date
    time_zone: str
    synthetic: bool


def chosen_file(path: Path | None = None) -> Path:
    """The warehouse asked for: the argument, else GOVERNANCE_WAREHOUSE, else the project's own."""
    return path or Path(os.environ.get(VARIABLE) or DEFAULT)


def current(target: Path) -> Path:
    """The build file that is published at `target` now. Raises WarehouseMissingError."""
    file = target.resolve()
    if not file.is_file():
        raise WarehouseMissingError(
            f"no warehouse at {target}; make one: python -m governance build"
        )
    return file


class Warehouse:
    """One build, open for reading. Safe to share between threads: each query has its cursor."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self._connection = duckdb.connect(file, read_only=True, config=dict(READER))
            self._memory = Memory()
            self.cursor().execute(sql.text("views", "layout"))
            _ = (self.meta, self.catalog)
        except (duckdb.Error, CatalogError) as error:
            raise WarehouseUnreadableError(file, error) from error

    @classmethod
    def open(cls, target: Path) -> "Warehouse":
        """The build now published at `target`. Raises WarehouseMissingError."""
        return cls(current(target))

    def cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor()

    def close(self) -> None:
        self._connection.close()

    @cached_property
    def meta(self) -> Meta:
        rows = self.cursor().execute(
            "select build_id, built_at, as_of, time_zone, synthetic from build_info"
        )
        return Meta(*rows.fetchall()[0])

    @property
    def today(self) -> dt.date:
        """The day that it is now where the data comes from."""
        return dt.datetime.now(ZoneInfo(self.meta.time_zone)).date()

    @cached_property
    def catalog(self) -> Catalog:
        """The metrics as they were defined when this build was made."""
        text = "select text, basis from metric_catalog order by key"
        rows = self.cursor().execute(text).fetchall()
        return Catalog(replace(catalog.parse(text), basis=basis) for text, basis in rows)

    @cached_property
    def with_data(self) -> dict[str, Metric]:
        """The metrics that have data here, in reading order."""
        return {key: metric for key, metric in self.catalog.items() if self.available(key)}

    def answer(self, query: Query) -> pd.DataFrame:
        """measure.answer() of this build, by its own definitions.

        One more column, side: +1 or -1 where a whole month's figure is a signal, else 0.
        """
        found = measure.answer(self.cursor(), self.catalog, query, self._memory)
        side = pd.Series(0, index=found.index)
        judged = self._sides
        starts = {start for start, end in query.windows if periods.whole_months((start, end)) == 1}
        for month in starts & judged.keys() if not query.dimensions else ():
            own = found[found["window_start"] == month]
            cells = zip(own["metric"], own["area_code"], strict=True)
            side[own.index] = [judged[month].get(cell, 0) for cell in cells]
        return found.assign(side=side)

    def tabulate(self, query: Query) -> pd.DataFrame:
        """measure.answer() of this build, with every segment value in every cell."""
        return measure.answer(self.cursor(), self.catalog, query, self._memory, every=True)

    @cached_property
    def _sides(self) -> dict[dt.date, dict[tuple[str, str], int]]:
        """+1 or -1 of every signal, by the first day of its month, and metric and area."""
        sides: dict[dt.date, dict[tuple[str, str], int]] = {}
        for metric, area, month, side in self.cursor().execute(SIDES).fetchall():
            sides.setdefault(month, {})[metric, area] = side
        return sides

    def datasets(self) -> pd.DataFrame:
        """dataset, files, rows_read, accepted, flagged, rejected, excluded, first_day, last_day."""
        return self.cursor().execute(sql.text("views", "datasets")).df()

    def areas(self) -> pd.DataFrame:
        """area_code, area_name, level, parent_code, kind, residents, households; "all" first."""
        return self.cursor().execute(sql.text("views", "areas")).df()

    def available(self, key: str) -> bool:
        """Whether all that the metric needs is recorded anywhere: without it all would be zero."""
        return key in self._available

    @cached_property
    def _available(self) -> set[str]:
        known = (metric for metric in self.catalog.values() if metric.basis != NOWHERE)
        return {metric.key for metric in known if metric.reads <= self.present}

    @cached_property
    def present(self) -> set[str]:
        """The datasets with at least one accepted row."""
        rows = self.cursor().execute("select dataset from files where accepted > 0").fetchall()
        return {dataset for (dataset,) in rows}

    def view(self, name: str, parameters: Mapping[str, Any]) -> pd.DataFrame:
        """What queries/views/<name>.sql finds; its parameters are bound."""
        return self.cursor().execute(sql.text("views", name), dict(parameters)).df()

"""Some of the records behind a figure: of a few of its areas, or some one by one.

What a part comes to follows the rule of small numbers. Of areas nothing is told where any of them
is not shown; of single records never where the figure tells of people in need.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import duckdb
import pandas as pd
from duckdb import DuckDBPyRelation

from governance.ingest.parsing import col, const
from governance.metrics import measure, suppression
from governance.metrics.catalog import Metric
from governance.metrics.query import Query
from governance.receipts import figure_records
from governance.receipts.proof import added, is_same


@dataclass(frozen=True)
class Part:
    """codes: areas of a level inside the figure's own; where level is "", keys of records."""

    level: str = ""
    codes: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()


@dataclass(frozen=True)
class PartValue:
    """What a part comes to; of what is not shown, nothing.

    again: the value from its records, where the value is made of its areas' own. lacking: how many
    of its areas have no data. adds_up: whether it can be told at all from what is known of it.
    """

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    again: float | None = None
    records: int = 0
    lacking: int = 0
    is_few: bool = False
    adds_up: bool = True

    @property
    def holds(self) -> bool | None:
        """Whether its records make the same; None where there is nothing to hold against them."""
        return None if self.again is None else is_same(self.value, self.again)


def keys(records: pd.DataFrame) -> pd.Series:
    """What records are known by, of file_id and row_number: as of queries/views/points.sql."""
    return records["file_id"].astype("int64") * 2**32 + records["row_number"].astype("int64")


class PartReceipt:
    """The value, the records and the files of a part of a figure."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        catalog: Mapping[str, Metric],
        figure: Query,
        part: Part,
    ) -> None:
        self._cursor, self._catalog = cursor, catalog
        self.figure, self.part, self.metric = figure, part, catalog[figure.metric]

    @property
    def _is_sensitive(self) -> bool:
        return suppression.is_sensitive(self.metric, self.figure.dimensions)

    def rows(self) -> DuckDBPyRelation:
        """Those of figure_records.rows that the part has."""
        found = figure_records.rows(self._cursor, self._catalog, self.figure)
        if self.part.level:
            of = [const(code) for code in self.part.codes] or [const("")]
            inside = self._cursor.table("area_rollup").filter(col("ancestor_code").isin(*of))
            return found.join(inside.select("area_code").distinct(), "area_code", how="semi")
        wanted = {"keys": list(self.part.keys)}
        named = self._cursor.sql("select unnest(cast($keys as bigint[])) as key", params=wanted)
        keyed = found.select("*, cast(file_id as bigint) * 4294967296 + row_number as key")
        return keyed.join(named, "key", how="semi").select("* exclude (key)")

    def value(self) -> PartValue:
        """What the part comes to: of areas from what each is made of, else from its records."""
        if not self.part.level:
            return PartValue(is_few=True) if self._is_sensitive else self._of_records()
        whole = replace(self.figure, level=self.part.level)
        found = measure.answer(self._cursor, self._catalog, whole)
        own = found[found["area_code"].isin(self.part.codes)]
        if own["is_few"].any():
            return PartValue(is_few=True)
        lacking = int((~own["has_data"].astype(bool)).sum())
        known = own[own["has_data"].astype(bool)]
        if self.metric.aggregate == "sum":
            return replace(self._of_areas(known), lacking=lacking)
        # Whoever is counted once in each of two areas is one: that the areas' numbers cannot say.
        if self._is_sensitive:
            return PartValue(adds_up=False)
        return replace(self._of_records(), lacking=lacking)

    def _of_areas(self, known: pd.DataFrame) -> PartValue:
        records, metric = self._of_records(), self.metric
        if known.empty:
            return replace(records, value=None)
        if known["is_mixed"].any():
            return PartValue(records=records.records, adds_up=False)
        above, below = (
            known[side].sum() if known[side].notna().any() else None
            for side in ("numerator", "denominator")
        )
        if not metric.is_ratio:
            value, again = known["value"].sum(), records.numerator
            again = None if metric.per else again
        else:
            value = _divided(above, below, metric)
            again = records.value if not metric.per else None
        return PartValue(value, above, below, again, records.records)

    def _of_records(self) -> PartValue:
        records, metric = self.rows(), self.metric
        ((count,),) = records.aggregate("count(*)").fetchall()
        line = added(records, metric, self.figure.window[0])
        if bool(line["is_mixed"].iloc[0]) and metric.apart:
            return PartValue(records=count, adds_up=False)
        above, below, value = (
            _present(line[name].iloc[0]) for name in ("numerator", "denominator", "value")
        )
        if metric.aggregate in measure.NO_PARTS:
            return PartValue(value, records=count)
        if metric.per:
            return PartValue(None, above, None, records=count)
        value = _divided(above, below, metric) if metric.is_ratio else above or 0.0
        return PartValue(value, above or 0.0, below, records=count)

    def listed(self, most: int, start: int = 0) -> pd.DataFrame:
        """`most` of the records from `start` on (figure_records.listed)."""
        told = self.value()
        wanted = most if told.adds_up and not told.is_few else 0
        ordered = self.rows().order(figure_records.order(self.metric)).limit(wanted, start)
        return figure_records.page_of(self._cursor, ordered, self.metric, self.figure)

    def files(self) -> pd.DataFrame:
        """One row a file, with the rows `used` of it."""
        return figure_records.files_of(self._cursor, self.rows())


def _divided(above: float | None, below: float | None, metric: Metric) -> float | None:
    return (above or 0.0) / below * metric.scale if below else None


def _present(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)

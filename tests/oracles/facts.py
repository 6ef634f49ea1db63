"""What oracles are computed from: the accepted rows of each dataset, and which areas lie where."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

import duckdb
import pandas as pd

FIGURES = ("residents", "households", "key_group_households")


@dataclass(frozen=True)
class Question:
    """Which area and days: `start` ≤ day < `end`."""

    area: str
    start: dt.date
    end: dt.date


class Facts:
    """The rows of one warehouse as pandas frames, columns as in the contracts."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._frames: dict[str, pd.DataFrame] = {}

    def rows(self, dataset: str) -> pd.DataFrame:
        """Every accepted row, with the columns of the contract, `faults` and `system`."""
        if dataset not in self._frames:
            self._frames[dataset] = self._con.table(f"accepted_{dataset}").df()
        return self._frames[dataset]

    def inside(self, dataset: str, area: str) -> pd.DataFrame:
        """The rows whose area is this one or lies below it; all of them for "all"."""
        rows = self.rows(dataset)
        return rows if area == "all" else rows[rows["area_code"].isin(self.below(area))]

    @cache  # noqa: B019  as long-lived as the test session
    def below(self, area: str) -> frozenset[str]:
        """The area's code and the codes of all areas below it, by their parents."""
        areas = self.rows("areas")
        found, fresh = {area}, {area}
        while fresh:
            fresh = set(areas.loc[areas["parent_code"].isin(fresh), "area_code"]) - found
            found |= fresh
        return frozenset(found)

    def figure(self, area: str, name: str) -> float | None:
        """An area's residents, households …; the sum of its children's where it has none."""
        areas = self.rows("areas").set_index("area_code")
        if area in areas.index and pd.notna(areas.at[area, name]):
            return float(areas.at[area, name])
        parents = areas["parent_code"]
        children = areas.index[parents.isna() if area == "all" else parents == area]
        values = [self.figure(child, name) for child in children]
        known = [value for value in values if value is not None]
        return sum(known) if known and len(known) == len(values) else None


def during(rows: pd.DataFrame, column: str, question: Question) -> pd.DataFrame:
    """The rows of which this date or time lies in the period."""
    moments = pd.to_datetime(rows[column])
    start, end = pd.Timestamp(question.start), pd.Timestamp(question.end)
    return rows[(moments >= start) & (moments < end)]


def sound(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The rows without a fault in any of these columns."""
    faults = rows["faults"].fillna("")
    wrong = pd.Series(False, index=rows.index)
    for column in columns:
        wrong |= faults.str.contains(f",{column},", regex=False)
    return rows[~wrong]

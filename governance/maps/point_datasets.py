"""Records that a map can show as points: the query's parameters, and what its answer shows."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from governance.core import contracts
from governance.core.contracts import Points
from governance.core.i18n import Translator, mark
from governance.metrics import segments, suppression
from governance.metrics.catalog import Metric
from governance.metrics.number_format import number
from governance.metrics.query import Filter, Query, filter_parameters
from governance.metrics.scope import Scope
from governance.receipts import figure_parts

# Points that are sent one by one; above it the server counts them in squares, and says so. 10,000
# are 1.1 MB and cost a browser without a GPU 0.3 s of CPU more than 1,000; 50,000 are 5 MB, 2.6 s.
MOST = 20_000
EVERY = 10**9
# Side of those squares in degrees, about 20 m.
STEP = 0.0002
# Why a record has no point that could be shown, in the order in which it is said.
REASONS: Mapping[str, str] = {
    "none": mark("{n} without a point"),
    "placeholder": mark("{n} at a placeholder"),
    "outside": mark("{n} outside their area"),
    "implausible": mark("{n} at no possible place"),
}


@dataclass(frozen=True)
class Fact:
    """Records that have a place, as queries/views/points.sql selects them.

    dataset, title, id: of the contract that declares the points. What would show where persons in
    need live (key group and purpose of a visit) is not among their splits.
    """

    dataset: str
    title: Mapping[str, str]
    id: str
    points: Points

    @property
    def splits(self) -> tuple[str, ...]:
        return self.points.splits

    def applied(self, filters: Iterable[Filter]) -> tuple[Filter, ...]:
        """Those of the filters that apply to these records, since they have their columns."""
        own = self.points.only[:1] if self.points.only else ()
        return tuple(
            (segment, value)
            for segment, value in filters
            if segment in self.splits
            and segment not in own
            and segments.fits(self.dataset, segment, value)
        )


@cache
def load() -> Mapping[str, Fact]:
    """What the contracts declare as points, by name: records of days first, registers last."""
    loaded = {
        name: Fact(contract.dataset, points.title or contract.title, contract.key[0], points)
        for contract in contracts.load().values()
        for name, points in contract.points.items()
    }
    return dict(sorted(loaded.items(), key=lambda entry: not entry[1].points.day))


def follows(fact: Fact, metric: Metric, figure: Query) -> bool:
    """Whether the points can be those records alone of which a figure is made.

    Not where they would tell of people in need.
    """
    return fact.dataset == metric.dataset and not suppression.is_sensitive(
        metric, figure.dimensions
    )


def behind(parameters: Mapping[str, Hashable], records: pd.DataFrame) -> dict[str, Any]:
    """The parameters with those records alone: file_id, row_number (figure_records.rows)."""
    return {**parameters, "is_behind": True, "behind": figure_parts.keys(records).unique().tolist()}


def all_apart(parameters: Mapping[str, Hashable]) -> dict[str, Hashable]:
    """The parameters with each point by itself, however many: to be counted, not sent."""
    return {**parameters, "apart": True, "most": EVERY}


def query_parameters(
    fact: Fact, scope: Scope, by: str = "", *, apart: bool = True
) -> dict[str, Hashable]:
    """The parameters of the view "points" for a scope.

    by: the column that splits the points (one of fact.splits; "" for the first). apart: one
    by one as long as there are no more than MOST; else always in squares of STEP degrees.
    Raises KeyError for a column that is not among the splits.
    """
    if by and by not in fact.splits:
        raise KeyError(f"points of {fact.dataset} have no column {by!r}; they have {fact.splits}")
    points = fact.points
    own = (points.only,) if points.only else ()
    out_column, out = points.left_out or ("area_code", "")
    return {
        "facts": fact.dataset,
        "area": scope.area,
        "start": scope.start,
        "end": scope.end,
        "id_column": fact.id,
        "kind_column": by or fact.splits[0],
        "day_column": points.day or "area_code",
        "is_dated": bool(points.day),
        "until_column": points.until or "area_code",
        "is_state": bool(points.until),
        "out_column": out_column,
        "out": out,
        **filter_parameters(own + fact.applied(scope.filters)),
        "apart": apart,
        "most": MOST,
        "step": STEP,
        "is_behind": False,
        "behind": None,
    }


@dataclass(frozen=True, eq=False)
class ShownPoints:
    """The good points of one answer of the view "points", and the count of all others.

    frame: id, longitude, latitude, kind, area_code, day, file_id, row_number, records; one row a
    point, or a square of many points where not is_apart (records says how many). left: by reason.
    """

    frame: pd.DataFrame
    left: Mapping[str, int]
    is_apart: bool

    @property
    def is_crowded(self) -> bool:
        """Whether there are too many to be drawn one by one."""
        return not self.is_apart and len(self.frame) > 0

    @property
    def total(self) -> int:
        """How many records are on the map."""
        return int(self.frame["records"].sum())


def split_points(frame: pd.DataFrame) -> ShownPoints:
    """Splits the rows of the view "points" into those with a place and those without."""
    is_good = frame["reason"] == ""
    bad = frame[~is_good]
    left = dict(zip(bad["reason"], bad["records"].astype(int), strict=True))
    good = frame[is_good].drop(columns=["reason", "is_apart"]).reset_index(drop=True)
    return ShownPoints(good, left, bool(frame.loc[is_good, "is_apart"].all()))


def describe(shown: ShownPoints, _: Translator) -> str:
    """How many records are shown and how many are not, and why: one line under the map."""
    parts = [_("{n} shown", n=number(shown.total))]
    parts += [_(REASONS[r], n=number(shown.left[r])) for r in REASONS if shown.left.get(r)]
    line = _(", ").join(parts)
    if shown.is_apart or shown.frame.empty:
        return line
    return _("{counts}. So many are counted in small squares, not drawn one by one.", counts=line)

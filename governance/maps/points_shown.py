"""Which of the requested records a map can show, and how many it leaves out for which reason."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from governance.core.i18n import Translator, mark
from governance.metrics.number_format import number

# Why a record has no point that could be shown, in the order in which it is said.
REASONS: Mapping[str, str] = {
    "none": mark("{n} without a point"),
    "placeholder": mark("{n} at a placeholder"),
    "outside": mark("{n} outside their area"),
    "implausible": mark("{n} at no possible place"),
}


@dataclass(frozen=True, eq=False)
class ShownPoints:
    """The good points of one answer of the view "points", and the count of all others.

    frame: id, longitude, latitude, kind, area_code, day, records; one row a point, or a square of
    many points where not is_apart (records says how many). left: by reason.
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

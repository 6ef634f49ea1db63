"""What can stand on a map as points: which records, by what they are told apart, how to ask."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from governance.core.i18n import mark
from governance.metrics.scope import Only, Scope

# Points that are sent one by one; above it the server counts them in squares, and says so. 10,000
# are 1.1 MB and cost a browser without a GPU 0.3 s of CPU more than 1,000; 50,000 are 5 MB, 2.6 s.
MOST = 20_000
# Side of those squares in degrees, about 20 m.
STEP = 0.0002


@dataclass(frozen=True)
class Fact:
    """Records that have a place, as queries/views/points.sql asks for them.

    splits: columns by which they can be coloured and filtered, the usual one first. What would
    show where persons in need live (key group and purpose of a visit) is not among them.
    day: the column of the day by which they belong to a window, "" for a register. until: of a
    state that holds, the day on which it ends. out: the column and value of records left out.
    """

    dataset: str
    title: str
    id: str
    splits: tuple[str, ...]
    day: str = ""
    until: str = ""
    out: tuple[str, str] = ("area_code", "")
    fixed: Only | None = None

    def filtered(self, only: Only | None) -> Only | None:
        """The filter that applies to these records: the asked one if they have its column."""
        return self.fixed or (only if only and only[0] in self.splits else None)


FACTS: Mapping[str, Fact] = {
    "issues": Fact(
        "issues",
        mark("Issues"),
        "issue_id",
        ("category", "channel", "department"),
        day="reported_day",
        out=("is_duplicate", "true"),
    ),
    "visits": Fact("visits", mark("Visits"), "visit_id", ("visitor_role",), "visited_day"),
    "parking": Fact(
        "parking_spaces",
        mark("Parking facilities"),
        "facility_id",
        ("kind", "programme"),
        day="snapshot_day",
        until="until_day",
    ),
    "teams": Fact(
        "organisations",
        mark("Volunteer teams"),
        "organisation_id",
        ("kind",),
        fixed=("kind", "volunteer_team"),
    ),
    "compounds": Fact("compounds", mark("Compounds"), "compound_code", ("kind",)),
    # At their compound: projects have no place of their own.
    "projects": Fact("projects", mark("Projects"), "project_id", ("status", "programme", "kind")),
}


def asked(fact: Fact, scope: Scope, by: str = "", *, apart: bool = True) -> dict[str, Hashable]:
    """The parameters of the view "points" for a scope.

    by: the column that tells the points apart (one of fact.splits; "" for the first). apart: one
    by one as long as there are no more than MOST; else always in squares of STEP degrees.
    Raises KeyError for a column that is not among the splits.
    """
    if by and by not in fact.splits:
        raise KeyError(f"points of {fact.dataset} have no column {by!r}; they have {fact.splits}")
    column, value = fact.filtered(scope.only) or ("area_code", None)
    return {
        "facts": fact.dataset,
        "area": scope.area,
        "start": scope.start,
        "end": scope.end,
        "id_column": fact.id,
        "kind_column": by or fact.splits[0],
        "day_column": fact.day or "area_code",
        "is_dated": bool(fact.day),
        "until_column": fact.until or "area_code",
        "is_state": bool(fact.until),
        "out_column": fact.out[0],
        "out": fact.out[1],
        "only_column": column,
        "only": value,
        "apart": apart,
        "most": MOST,
        "step": STEP,
    }

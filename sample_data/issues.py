"""Issues of each place: taken in, handled, brought to the published totals, duplicated."""

import numpy as np
import pandas as pd

from sample_data.issue_handling import handle
from sample_data.issue_intake import CATEGORIES, DISPUTE, INTAKES, Intake, take_in
from sample_data.stories import COLLAPSE, LUCKY, REBOUND
from sample_data.world import World

DUPLICATE_SHARE = 0.03


def build_issues(world: World, visits: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """One frame of the contract's columns for each place, in order of time.

    Writes the number of issues that a visit raised into the visit's issues_found.
    """
    built = {}
    for name, spec in INTAKES.items():
        rng = world.stream("issue handling." + name)
        issues = handle(take_in(world, name, spec, visits[name]), rng)
        issues = _calibrated(issues, spec, rng)
        prefix = "GD" + name[:2].upper()
        issues.insert(0, "issue_id", [f"{prefix}{n:06d}" for n in range(1, len(issues) + 1)])
        raised = visits[name]["visit_id"].map(issues["visit_id"].value_counts())
        visits[name]["issues_found"] = raised.fillna(0).astype(int)
        built[name] = _with_duplicates(issues, rng)
    return built


def _calibrated(issues: pd.DataFrame, spec: Intake, rng: np.random.Generator) -> pd.DataFrame:
    """Drops closed issues at random down to the published number, then sets the exact category."""
    if spec.resolved is None or spec.exact is None:
        return issues
    closed = issues.index[issues["resolved_at"].notna()]
    if len(closed) < spec.resolved:
        raise ValueError(f"{len(closed)} closed issues under {spec.prefix}: too few to draw from")
    dropped = rng.choice(closed, len(closed) - spec.resolved, replace=False)
    issues = issues.drop(index=dropped).reset_index(drop=True)
    category, wanted = spec.exact
    is_closed = issues["resolved_at"].notna()
    chosen = rng.choice(issues.index[is_closed], wanted, replace=False)
    still_open = rng.choice(issues.index[~is_closed], 3, replace=False)
    department = CATEGORIES[category][0] if category in CATEGORIES else DISPUTE[1]
    changed = np.concatenate([chosen, still_open])
    issues.loc[changed, ["category", "department"]] = [category, department]
    return issues


def _with_duplicates(issues: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Three in a hundred come in again within three days and are closed with the first."""
    planted = issues["area_code"].str.startswith(LUCKY.area_code) | (
        issues["area_code"] == COLLAPSE.area_code
    )
    planted |= issues["compound_code"] == REBOUND.compound_code
    usable = issues[~planted & (issues["reported_at"] < pd.Timestamp("2026-10-28"))]
    copies = usable.sample(round(len(issues) * DUPLICATE_SHARE), random_state=rng)
    delay = pd.to_timedelta(rng.integers(60, 72 * 60, len(copies)), unit="min")
    copies["duplicate_of"] = copies["issue_id"]
    copies["issue_id"] = [f"{i}R" for i in copies["issue_id"]]
    copies[["reported_at", "due_at"]] = copies[["reported_at", "due_at"]].add(delay, axis=0)
    same_day = copies["reported_at"] + pd.Timedelta(minutes=30)
    copies["resolved_at"] = copies["resolved_at"].where(
        copies["resolved_at"].isna() | (copies["resolved_at"] > same_day), same_day
    )
    emptied = ["contacted_at", "dispatched_at", "responded_at", "called_back_at"]
    copies[emptied] = pd.NaT
    copies[["is_returned", "is_solved", "is_satisfied", "visit_id"]] = None
    both = pd.concat([issues.assign(duplicate_of=None), copies])
    return both.sort_values(["reported_at", "issue_id"], ignore_index=True)

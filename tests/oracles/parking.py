"""Metrics of parking, in pandas."""

from collections.abc import Callable, Mapping
from functools import cache

import pandas as pd

from tests.oracles.facts import Facts, Question, during, sound

FACILITY = ["system", "facility_id"]


def _latest(facts: Facts, question: Question) -> pd.DataFrame:
    """Each facility's last snapshot before the end, of those that it puts into the area."""
    rows = facts.rows("parking_spaces")
    rows = rows[rows["snapshot_at"] < pd.Timestamp(question.end)].sort_values("snapshot_at")
    latest = rows.drop_duplicates(FACILITY, keep="last")
    inside = latest["area_code"].isin(facts.below(question.area))
    return latest if question.area == "all" else latest[inside]


def _snapshots(facts: Facts, question: Question) -> pd.DataFrame:
    rows = during(facts.inside("parking_spaces", question.area), "snapshot_at", question)
    return rows[rows["status"] == "built"]


def _quotient(above: float, below: float | None, scale: float = 1) -> float | None:
    return float(above / below * scale) if below else None


def spaces_built(facts: Facts, question: Question) -> float:
    latest = _latest(facts, question)
    return float(latest.loc[latest["status"] == "built", "spaces"].sum())


def spaces_planned(facts: Facts, question: Question) -> float:
    latest = _latest(facts, question)
    return float(latest.loc[latest["status"] == "planned", "spaces"].sum())


def spaces_added(facts: Facts, question: Question) -> float:
    rows = facts.rows("parking_spaces")
    rows = sound(rows[(rows["status"] == "built") & rows["opened_on"].notna()], "opened_on")
    first = rows.sort_values("snapshot_at").drop_duplicates(FACILITY)
    if question.area != "all":
        first = first[first["area_code"].isin(facts.below(question.area))]
    return float(during(first, "opened_on", question)["spaces"].sum())


def spaces_per_100_households(facts: Facts, question: Question) -> float | None:
    households = facts.figure(question.area, "households")
    return _quotient(spaces_built(facts, question), households, 100)


def parking_gap(facts: Facts, question: Question) -> float | None:
    households = facts.figure(question.area, "households")
    return None if households is None else households - spaces_built(facts, question)


@cache
def _counts(facts: Facts) -> pd.DataFrame:
    """Snapshots with a number of occupied spaces: is_hourly, and is_usual of their system."""
    rows = facts.rows("parking_spaces")
    rows = rows.assign(day=rows["snapshot_at"].dt.date, month=rows["snapshot_at"].dt.to_period("M"))
    times = rows.groupby([*FACILITY, "day"])["snapshot_at"].transform("size")
    rows = sound(rows.assign(is_hourly=times > 1), "occupied").dropna(subset="occupied")
    rows = rows[rows["status"] == "built"]
    months = rows.drop_duplicates([*FACILITY, "month", "is_hourly"])
    hourly = months.groupby("system")["is_hourly"].agg(lambda kinds: kinds.sum() > (~kinds).sum())
    return rows.assign(is_usual=rows["is_hourly"] == rows["system"].map(hourly))


def _occupancy(facts: Facts, question: Question, kind: str) -> float | None:
    rows = _counts(facts)
    inside = rows["area_code"].isin(facts.below(question.area))
    rows = rows[(inside | (question.area == "all")) & rows[kind]]
    rows = during(rows, "snapshot_at", question)
    return _quotient(rows["occupied"].sum(), rows["spaces"].sum(), 100)


def occupancy_rate(facts: Facts, question: Question) -> float | None:
    return _occupancy(facts, question, "is_usual")


def occupancy_by_hour(facts: Facts, question: Question) -> float | None:
    return _occupancy(facts, question, "is_hourly")


def turnover_rate(facts: Facts, question: Question) -> float | None:
    rows = _snapshots(facts, question).dropna(subset="parkings").sort_values("snapshot_at")
    first = rows.assign(day=rows["snapshot_at"].dt.date).drop_duplicates([*FACILITY, "day"])
    return _quotient(rows["parkings"].sum(), first["spaces"].sum())


def ev_share(facts: Facts, question: Question) -> float | None:
    latest = _latest(facts, question)
    stated = latest[(latest["status"] == "built") & latest["ev_spaces"].notna()]
    return _quotient(stated["ev_spaces"].sum(), stated["spaces"].sum(), 100)


ORACLES: Mapping[str, Callable[[Facts, Question], float | None]] = {
    oracle.__name__: oracle
    for oracle in (
        spaces_built,
        spaces_planned,
        spaces_added,
        spaces_per_100_households,
        parking_gap,
        occupancy_rate,
        occupancy_by_hour,
        turnover_rate,
        ev_share,
    )
}

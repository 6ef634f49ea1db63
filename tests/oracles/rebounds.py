"""Rebounds: every metric of them a second time."""

from functools import cache

import numpy as np
import pandas as pd

from tests.oracles.facts import Facts, Question, during, sound
from tests.oracles.issues import Oracle, data_ends, originals, passed, share, within

MONTH = pd.Timedelta(days=30)


@cache
def placed(facts: Facts) -> pd.DataFrame:
    """All issues that have a place and a category, with both in `matter`."""
    rows, areas = originals(facts, "all"), facts.rows("areas").set_index("area_code")
    level, parent = areas["level"].to_dict(), areas["parent_code"].to_dict()
    grids = {code: code for code in areas.index if level[code] == "grid_cell"}
    grids |= {code: parent[code] for code in areas.index if level[code] == "micro_grid"}
    place = rows["compound_code"].fillna(rows["area_code"].map(grids))
    rows = rows.assign(matter=list(zip(place, rows["category"], strict=True)))
    return rows[place.notna() & rows["category"].notna()]


@cache
def closings_and_complaints(facts: Facts) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = placed(facts)
    return sound(rows.dropna(subset="resolved_at"), "resolved_at"), sound(rows, "reported_at")


def in_area(rows: pd.DataFrame, facts: Facts, area: str) -> pd.DataFrame:
    return rows if area == "all" else rows[rows["area_code"].isin(facts.below(area))]


def rebounds(facts: Facts, question: Question) -> pd.DataFrame:
    """The closings whose 30 days end in the period, with is_followed and expected of each."""
    closed, complaints = closings_and_complaints(facts)
    closed = in_area(passed(closed, "resolved_at", MONTH, facts), facts, question.area)
    closed = within(closed, closed["resolved_at"] + MONTH, question)
    again = complaints.groupby("matter")["reported_at"].apply(np.sort)
    pairs = list(zip(closed["matter"], closed["resolved_at"], strict=True))
    followed = [any_between(again.get(matter), at, at + MONTH) for matter, at in pairs]
    chances = by_chance(facts)
    return closed.assign(
        is_followed=np.array(followed, dtype=bool),
        expected=np.array([chances[matter] for matter, _at in pairs], dtype=float),
    )


@cache
def by_chance(facts: Facts) -> dict[object, float]:
    """By matter, how likely one of its other complaints lies in 30 days, were all at random."""
    rows = placed(facts)
    starts = facts.rows("issues").groupby("system")["reported_at"].min()
    known = rows.assign(start=rows["system"].map(starts), end=rows["system"].map(data_ends(facts)))
    spans = known.groupby("matter").agg(
        n=("start", "size"), start=("start", "min"), end=("end", "max")
    )
    missed = 1 - MONTH / (spans["end"] - spans["start"])
    return (1 - missed ** (spans["n"] - 1)).to_dict()


def rebound_rate(facts: Facts, question: Question) -> float | None:
    return share(rebounds(facts, question)["is_followed"])


def rebound_expected_rate(facts: Facts, question: Question) -> float | None:
    return share(rebounds(facts, question)["expected"])


def rebound_ratio(facts: Facts, question: Question) -> float | None:
    rows = rebounds(facts, question)
    expected = float(rows["expected"].sum())
    return float(rows["is_followed"].sum()) / expected if expected else None


def any_between(times: np.ndarray | None, after: pd.Timestamp, until: pd.Timestamp) -> bool:
    """Whether a moment lies in (after, until]."""
    return times is not None and any(after < pd.Timestamp(time) <= until for time in times)


def rebound_cycles(facts: Facts, question: Question) -> float:
    """Each closing serves the first complaint after it alone."""
    closed, complaints = closings_and_complaints(facts)
    ends = closed.groupby("matter")["resolved_at"].apply(np.sort).to_dict()
    cycles = []
    for matter, group in complaints.sort_values("reported_at").groupby("matter"):
        last = pd.Timestamp.min
        for at in group["reported_at"]:
            since = max(last, at - MONTH)
            cycles.append(any(since <= time < at for time in pd.to_datetime(ends.get(matter, []))))
            last = at
    year = Question(question.area, _year_before(question), question.end)
    ordered = complaints.sort_values(["matter", "reported_at"])
    back = ordered.assign(is_back=cycles)
    back = during(in_area(back, facts, question.area), "reported_at", year)
    return float((back.groupby("matter")["is_back"].sum() >= 3).sum())


def _year_before(question: Question) -> pd.Timestamp:
    return pd.Timestamp(question.end) - pd.DateOffset(months=12)


ORACLES: dict[str, Oracle] = {
    "rebound_rate": rebound_rate,
    "rebound_expected_rate": rebound_expected_rate,
    "rebound_ratio": rebound_ratio,
    "rebound_cycles": rebound_cycles,
}

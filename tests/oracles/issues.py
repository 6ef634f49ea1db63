"""Issues: every metric of them a second time."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from tests.oracles.facts import Facts, Question, during, sound

DAY = pd.Timedelta(days=1)
MONTH = pd.Timedelta(days=30)
WEIGHTS = {"response_rate": 0.30, "solved_rate": 0.35, "satisfaction_rate": 0.35}
Oracle = Callable[[Facts, Question], float | None]


def originals(facts: Facts, area: str) -> pd.DataFrame:
    """The issues of an area that are work: no duplicates, of which the original names itself."""
    rows = facts.inside("issues", area)
    is_original = rows["duplicate_of"].isna() | (rows["duplicate_of"] == rows["issue_id"])
    return rows[is_original & ~rows["status"].isin(["duplicate", "cancelled"])]


def share(good: pd.Series) -> float | None:
    return float(good.mean() * 100) if len(good) else None


def hours(late: pd.Series, early: pd.Series) -> np.ndarray:
    return ((late - early) / pd.Timedelta(hours=1)).to_numpy(dtype=float)


@cache
def data_ends(facts: Facts) -> dict[str, pd.Timestamp]:
    """By system, the last moment that it knows of."""
    rows = facts.rows("issues")
    last: dict[str, pd.Timestamp] = {}
    for column in ("reported_at", "resolved_at"):
        for system, moment in sound(rows, column).groupby("system")[column].max().items():
            if pd.notna(moment):
                last[system] = max(moment, last.get(system, moment))
    return last


def passed(rows: pd.DataFrame, column: str, span: pd.Timedelta, facts: Facts) -> pd.DataFrame:
    """The rows of which `span` after the moment in `column` had passed when the data ended."""
    return rows[rows[column] + span <= rows["system"].map(data_ends(facts))]


def within(rows: pd.DataFrame, days: pd.Series, question: Question) -> pd.DataFrame:
    """The rows whose moment in `days` lies in the period."""
    return during(rows.assign(_moment=days), "_moment", question)


def reported(facts: Facts, question: Question) -> float:
    return float(len(during(originals(facts, question.area), "reported_at", question)))


def reported_with_duplicates(facts: Facts, question: Question) -> float:
    rows = facts.inside("issues", question.area)
    return float(len(during(rows[rows["status"] != "cancelled"], "reported_at", question)))


def reported_with_cancelled(facts: Facts, question: Question) -> float:
    rows = facts.inside("issues", question.area)
    is_original = rows["duplicate_of"].isna() | (rows["duplicate_of"] == rows["issue_id"])
    rows = rows[is_original & (rows["status"] != "duplicate")]
    return float(len(during(rows, "reported_at", question)))


def per_1000(facts: Facts, question: Question) -> float | None:
    residents = facts.figure(question.area, "residents")
    return reported(facts, question) / residents * 1000 if residents else None


def resolved_rows(facts: Facts, question: Question) -> pd.DataFrame:
    rows = sound(originals(facts, question.area), "resolved_at")
    return during(rows, "resolved_at", question)


def resolved(facts: Facts, question: Question) -> float:
    return float(len(resolved_rows(facts, question)))


def resolution_hours(quantile: float) -> Oracle:
    def oracle(facts: Facts, question: Question) -> float | None:
        rows = resolved_rows(facts, question)
        if rows.empty:
            return None
        return float(np.quantile(hours(rows["resolved_at"], rows["reported_at"]), quantile))

    return oracle


def due_rows(facts: Facts, question: Question) -> pd.DataFrame:
    rows = sound(originals(facts, question.area), "reported_at", "due_at", "resolved_at")
    return during(rows, "due_at", question)


def closure(facts: Facts, question: Question) -> float | None:
    return share(due_rows(facts, question)["resolved_at"].notna())


def on_time(facts: Facts, question: Question) -> float | None:
    rows = due_rows(facts, question)
    return share(rows["resolved_at"] <= rows["due_at"])


def not_deferred(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[~rows["is_deferred"].eq(True).fillna(False)]


def closure_less_deferred(facts: Facts, question: Question) -> float | None:
    return share(not_deferred(due_rows(facts, question))["resolved_at"].notna())


def on_time_less_deferred(facts: Facts, question: Question) -> float | None:
    rows = not_deferred(due_rows(facts, question))
    return share(rows["resolved_at"] <= rows["due_at"])


def due_less_deferred(rows: pd.DataFrame, good: pd.Series) -> float | None:
    due = len(not_deferred(rows))
    return float(good.sum()) / due * 100 if due else None


def closure_due_less_deferred(facts: Facts, question: Question) -> float | None:
    rows = due_rows(facts, question)
    return due_less_deferred(rows, rows["resolved_at"].notna())


def on_time_due_less_deferred(facts: Facts, question: Question) -> float | None:
    rows = due_rows(facts, question)
    return due_less_deferred(rows, rows["resolved_at"] <= rows["due_at"])


def backlog(facts: Facts, question: Question) -> float:
    rows, end = sound(originals(facts, question.area), "resolved_at"), pd.Timestamp(question.end)
    is_open = rows["resolved_at"].isna() | (rows["resolved_at"] >= end)
    return float(((rows["reported_at"] < end) & is_open).sum())


def overdue(facts: Facts, question: Question) -> float:
    end = pd.Timestamp(question.end)
    rows = sound(originals(facts, question.area), "reported_at", "due_at", "resolved_at")
    is_missed = rows["resolved_at"].isna() | (rows["resolved_at"] > rows["due_at"])
    is_open = rows["resolved_at"].isna() | (rows["resolved_at"] >= end)
    return float((is_missed & is_open & (rows["due_at"] < end)).sum())


def response(facts: Facts, question: Question) -> float | None:
    rows = sound(originals(facts, question.area), "reported_at", "contacted_at")
    every = facts.rows("issues")
    recording = set(every.loc[every["contacted_at"].notna(), "system"])
    rows = passed(rows[rows["system"].isin(recording)], "reported_at", DAY, facts)
    rows = within(rows, rows["reported_at"] + DAY, question)
    return share(rows["contacted_at"] - rows["reported_at"] <= DAY)


def answers(column: str) -> Oracle:
    def oracle(facts: Facts, question: Question) -> float | None:
        rows = sound(originals(facts, question.area), "called_back_at")
        rows = rows[rows[column].notna()]
        known = rows.index.isin(sound(rows, "resolved_at").index)
        days = rows["called_back_at"].fillna(rows["resolved_at"].where(known))
        return share(within(rows, days, question)[column].astype(bool))

    return oracle


def three_rates(facts: Facts, question: Question) -> float | None:
    rates = {key: ORACLES[key](facts, question) for key in WEIGHTS}
    known = [WEIGHTS[key] * rate for key, rate in rates.items() if rate is not None]
    return sum(known) if len(known) == len(WEIGHTS) else None


def dispatched(facts: Facts, question: Question) -> float | None:
    rows = sound(originals(facts, question.area), "dispatched_at")
    rows = during(rows, "dispatched_at", question)
    return share(~rows["is_returned"].dropna().astype(bool))


def whistle_wait(facts: Facts, question: Question) -> float | None:
    rows = sound(originals(facts, question.area), "dispatched_at", "responded_at")
    rows = during(rows[rows["dispatched_at"].notna()], "responded_at", question)
    if rows.empty:
        return None
    return float(np.median(hours(rows["responded_at"], rows["dispatched_at"])))


def self_resolved(facts: Facts, question: Question) -> float | None:
    every = facts.rows("issues")
    recording = set(every.loc[every["dispatched_at"].notna(), "system"])
    rows = resolved_rows(facts, question)
    return share(rows.loc[rows["system"].isin(recording), "dispatched_at"].isna())


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
    "issues_reported": reported,
    "issues_per_1000": per_1000,
    "issues_reported_with_duplicates": reported_with_duplicates,
    "issues_reported_with_cancelled": reported_with_cancelled,
    "issues_resolved": resolved,
    "closure_rate": closure,
    "closure_rate_less_deferred": closure_less_deferred,
    "on_time_rate": on_time,
    "on_time_rate_less_deferred": on_time_less_deferred,
    "closure_rate_due_less_deferred": closure_due_less_deferred,
    "on_time_rate_due_less_deferred": on_time_due_less_deferred,
    "response_rate": response,
    "solved_rate": answers("is_solved"),
    "satisfaction_rate": answers("is_satisfied"),
    "three_rate_score": three_rates,
    "dispatch_accuracy": dispatched,
    "whistle_wait_hours": whistle_wait,
    "grid_self_resolve_rate": self_resolved,
    "resolution_hours_p50": resolution_hours(0.5),
    "resolution_hours_p90": resolution_hours(0.9),
    "backlog": backlog,
    "overdue": overdue,
    "rebound_rate": rebound_rate,
    "rebound_expected_rate": rebound_expected_rate,
    "rebound_ratio": rebound_ratio,
    "rebound_cycles": rebound_cycles,
}

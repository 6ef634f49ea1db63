"""Issues: every metric of them a second time."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from tests.oracles.facts import Facts, Question, during, sound

DAY = pd.Timedelta(days=1)
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
}

"""Metrics of visits, in pandas."""

import datetime as dt
from collections.abc import Callable, Mapping

import pandas as pd

from tests.oracles.facts import Facts, Question, during

LOOKBACK = dt.timedelta(days=30)


def _visits(facts: Facts, question: Question) -> pd.DataFrame:
    """The visits of the area and period; a household is one of its system's."""
    rows = during(facts.inside("visits", question.area), "visited_at", question)
    return rows.assign(household_id=rows["system"] + rows["household_id"])


def _key_households(facts: Facts, question: Question) -> int:
    visits = _visits(facts, question)
    return int(visits.loc[visits["key_group"].notna(), "household_id"].dropna().nunique())


def _quotient(above: float, below: float | None, scale: float = 1) -> float | None:
    return above / below * scale if below else None


def visits(facts: Facts, question: Question) -> float:
    return float(len(_visits(facts, question)))


def visit_person_times(facts: Facts, question: Question) -> float:
    return float(_visits(facts, question)["persons"].sum())


def households_visited(facts: Facts, question: Question) -> float:
    return float(_visits(facts, question)["household_id"].dropna().nunique())


def visit_coverage(facts: Facts, question: Question) -> float | None:
    registered = facts.figure(question.area, "households")
    return _quotient(households_visited(facts, question), registered, 100)


def key_group_coverage(facts: Facts, question: Question) -> float | None:
    registered = facts.figure(question.area, "key_group_households")
    return _quotient(_key_households(facts, question), registered, 100)


def overdue_key_visits(facts: Facts, question: Question) -> float | None:
    registered = facts.figure(question.area, "key_group_households")
    recent = Question(question.area, question.end - LOOKBACK, question.end)
    return None if registered is None else registered - _key_households(facts, recent)


def visits_per_gridder(facts: Facts, question: Question) -> float | None:
    posts = facts.inside("organisations", question.area)
    gridders = int((posts["kind"] == "full_time_gridder").sum())
    made = int((_visits(facts, question)["visitor_role"] == "full_time_gridder").sum())
    return _quotient(made, gridders * _months(facts, question))


def _months(facts: Facts, question: Question) -> float:
    """How long the period is, of all its months as large a share as is known of.

    Each day is its share of its own month. A month is known in which the community, or what lies
    above it, has a visit.
    """
    days = pd.date_range(question.start, question.end, inclusive="left")
    around = question.area[:12] if question.area[:12].isdigit() else question.area
    seen = facts.inside("visits", around)["visited_at"].dt.to_period("M").unique()
    months = days.to_period("M").unique()
    return float((1 / days.days_in_month).to_numpy().sum()) * months.isin(seen).mean()


def visit_yield(facts: Facts, question: Question) -> float | None:
    stated = _visits(facts, question).dropna(subset="issues_found")
    return _quotient(stated["issues_found"].sum(), len(stated), 100)


def visit_yield_person_times(facts: Facts, question: Question) -> float | None:
    stated = _visits(facts, question).dropna(subset="issues_found")
    return _quotient(stated["issues_found"].sum(), stated["persons"].sum(), 100)


ORACLES: Mapping[str, Callable[[Facts, Question], float | None]] = {
    oracle.__name__: oracle
    for oracle in (
        visits,
        visit_person_times,
        households_visited,
        visit_coverage,
        key_group_coverage,
        overdue_key_visits,
        visits_per_gridder,
        visit_yield,
        visit_yield_person_times,
    )
}

"""Metrics of volunteers' service, in pandas."""

from collections.abc import Callable, Mapping

import pandas as pd

from tests.oracles.facts import Facts, Question, during, sound


def _service(facts: Facts, question: Question) -> pd.DataFrame:
    """The service of the area and period; persons and teams are those of their system."""
    rows = during(facts.inside("volunteer_hours", question.area), "served_on", question)
    return rows.assign(**{name: rows["system"] + rows[name] for name in ("volunteer_id", "team")})


def _before(question: Question) -> Question:
    """The period of the same length before: whole months before whole months."""
    start, end = pd.Timestamp(question.start), pd.Timestamp(question.end)
    if start.day == 1 and end.day == 1:
        months = (end.year - start.year) * 12 + end.month - start.month
        first = start - pd.DateOffset(months=months)
    else:
        first = start - (end - start)
    return Question(question.area, first.date(), question.start)


def volunteer_hours(facts: Facts, question: Question) -> float:
    return float(sound(_service(facts, question), "hours")["hours"].sum())


def active_volunteers(facts: Facts, question: Question) -> float:
    return float(_service(facts, question)["volunteer_id"].nunique())


def hours_per_volunteer(facts: Facts, question: Question) -> float | None:
    service = sound(_service(facts, question), "hours")
    people = service["volunteer_id"].nunique()
    return float(service["hours"].sum() / people) if people else None


def hours_per_1000(facts: Facts, question: Question) -> float | None:
    residents = facts.figure(question.area, "residents")
    return volunteer_hours(facts, question) / residents * 1000 if residents else None


def volunteer_retention(facts: Facts, question: Question) -> float | None:
    now = set(_service(facts, question)["volunteer_id"])
    before = set(_service(facts, _before(question))["volunteer_id"])
    return len(now & before) / len(before) * 100 if before else None


def volunteer_teams(facts: Facts, question: Question) -> float:
    return float(_service(facts, question)["team"].dropna().nunique())


def service_person_times(facts: Facts, question: Question) -> float | None:
    return _stated(_service(facts, question)["persons_served"])


def points_earned(facts: Facts, question: Question) -> float | None:
    return _stated(_service(facts, question)["points"])


def _stated(values: pd.Series) -> float | None:
    """The sum, None where no record states the value."""
    return float(values.sum()) if values.notna().any() else None


ORACLES: Mapping[str, Callable[[Facts, Question], float | None]] = {
    oracle.__name__: oracle
    for oracle in (
        volunteer_hours,
        active_volunteers,
        hours_per_volunteer,
        hours_per_1000,
        volunteer_retention,
        volunteer_teams,
        service_person_times,
        points_earned,
    )
}

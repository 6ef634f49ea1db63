"""Consultation, projects and organisation, computed a second time."""

import tomllib
from collections.abc import Callable
from functools import cache

import pandas as pd

from governance.metrics.rules import RULES
from tests.oracles.facts import Facts, Question, during, sound

Value = float | None


def rate(part: float, whole: float, scale: float = 100) -> Value:
    return part / whole * scale if whole else None


def meetings_held(facts: Facts, question: Question) -> Value:
    return float(len(_held(facts, question)))


def attendance(facts: Facts, question: Question) -> Value:
    return float(sound(_held(facts, question), "attendance")["attendance"].sum())


def approval_rate(facts: Facts, question: Question) -> Value:
    votes = sound(_held(facts, question), "votes_cast", "votes_for")
    votes = votes[votes["votes_for"].notna() & votes["votes_cast"].notna()]
    return rate(votes["votes_for"].sum(), votes["votes_cast"].sum())


def _held(facts: Facts, question: Question) -> pd.DataFrame:
    return during(facts.inside("meetings", question.area), "held_on", question)


def _done(facts: Facts, area: str) -> pd.DataFrame:
    """Projects not dropped, with the day on which each counts as done."""
    rows = facts.inside("projects", area)
    rows = rows[rows["status"].ne("dropped") | rows["status"].isna()].copy()
    believable = rows["finished_on"].where(rows.index.isin(sound(rows, "finished_on").index))
    marked = rows["listed_on"].where(rows["status"].eq("done"))
    return rows.assign(done_on=believable.fillna(marked))


def decision_to_action_days(facts: Facts, question: Question) -> Value:
    projects = during(_done(facts, question.area), "finished_on", question)
    projects = sound(projects, "finished_on")
    both = facts.rows("meetings").merge(
        projects, on=["system", "project_id"], suffixes=("_meeting", "")
    )
    both = both[both["held_on"] <= both["finished_on"]]
    days = (pd.to_datetime(both["finished_on"]) - pd.to_datetime(both["held_on"])).dt.days
    shortest = days.groupby([both["system"], both["project_id"]]).min()
    return float(shortest.median()) if len(shortest) else None


def project_spend(facts: Facts, question: Question) -> Value:
    done = during(_done(facts, question.area), "done_on", question)
    return float(sound(done, "cost_yuan")["cost_yuan"].sum())


def households_benefited(facts: Facts, question: Question) -> Value:
    return _apart(facts, question, "households_benefited", "programme")


def outputs(facts: Facts, question: Question) -> Value:
    return _apart(facts, question, "quantity", "quantity_unit", must_have=True)


def _apart(
    facts: Facts, question: Question, column: str, by: str, *, must_have: bool = False
) -> Value:
    """The sum of one kind alone; none where there are two that must not be added."""
    done = during(_done(facts, question.area), "done_on", question)
    done = sound(done, column).dropna(subset=[column, *([by] if must_have else [])])
    return float(done[column].sum()) if done[by].nunique(dropna=False) < 2 else None


def demand_match_rate(facts: Facts, question: Question) -> Value:
    issues = sound(facts.inside("issues", question.area), "reported_at")
    listed = issues[issues["channel"].eq("demand_list")]
    is_copy = listed["duplicate_of"].notna() & (listed["duplicate_of"] != listed["issue_id"])
    end = pd.Timestamp(question.end)
    raised = listed[~is_copy & (pd.to_datetime(listed["reported_at"]) < end)]
    projects = facts.rows("projects").dropna(subset="demand_issue_id")
    raised = raised[raised["system"].isin(projects["system"])]
    projects = projects[projects["status"].ne("dropped") | projects["status"].isna()]
    projects = projects[pd.to_datetime(projects["listed_on"]) < end]
    answers = set(projects["system"] + projects["demand_issue_id"])
    return rate((raised["system"] + raised["issue_id"]).isin(answers).sum(), len(raised))


def projects_done_rate(facts: Facts, question: Question) -> Value:
    projects, end = _done(facts, question.area), pd.Timestamp(question.end)
    listed = pd.to_datetime(projects["listed_on"]) < end
    done = pd.to_datetime(projects["done_on"]) < end
    return rate(done.sum(), listed.sum())


@cache
def _street(facts: Facts) -> dict[str, str]:
    """The street office above each area."""
    areas = facts.rows("areas").set_index("area_code")
    found = {}
    for code in areas.index:
        above = code
        while above in areas.index and areas.at[above, "level"] != "street_office":
            above = areas.at[above, "parent_code"]
        found[code] = above
    return found


def _grids_with_register(facts: Facts, area: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Grids of the area whose street lists branches or gridders, and the list of both."""
    street = _street(facts)
    listed = facts.rows("organisations")
    listed = listed[listed["kind"].isin(["grid_party_branch", "full_time_gridder"])]
    grids = facts.inside("areas", area)
    grids = grids[grids["level"].eq("grid_cell")]
    return grids[grids["area_code"].map(street).isin(listed["area_code"].map(street))], listed


def party_branch_coverage(facts: Facts, question: Question) -> Value:
    grids, listed = _grids_with_register(facts, question.area)
    branches = set(listed.loc[listed["kind"].eq("grid_party_branch"), "area_code"])
    having = [bool(branches & facts.below(code)) for code in grids["area_code"]]
    return rate(sum(having), len(grids))


def gridder_coverage(facts: Facts, question: Question) -> Value:
    grids, _listed = _grids_with_register(facts, question.area)
    posts = facts.inside("organisations", question.area)
    return rate(posts["kind"].eq("full_time_gridder").sum(), len(grids))


def committee_coverage(facts: Facts, question: Question) -> Value:
    street, listed = _street(facts), facts.rows("organisations")
    kinds = ["owners_committee", "self_management_committee"]
    listed = listed[listed["kind"].isin(kinds) & listed["compound_code"].notna()]
    compounds = facts.inside("compounds", question.area)
    compounds = compounds[compounds["area_code"].map(street).isin(listed["area_code"].map(street))]
    having = compounds["compound_code"].isin(listed["compound_code"])
    return rate(having.sum(), len(having))


def grid_size_compliance(facts: Facts, question: Question) -> Value:
    declared = tomllib.loads(RULES.read_text(encoding="utf-8"))["grid_size"]["areas"]
    ruled = frozenset().union(*map(facts.below, declared))
    grids = sound(facts.inside("areas", question.area), "residents")
    grids = grids[grids["area_code"].isin(ruled)]
    grids = grids[grids["level"].eq("grid_cell") & grids["residents"].notna()]
    grids = grids[~grids["kind"].isin(["business_district", "rural"])]
    compounds = sound(facts.rows("compounds"), "households")
    verdicts = []
    for grid in grids.itertuples():
        own = compounds[compounds["area_code"].isin(facts.below(grid.area_code))]
        total = own["households"].sum()
        old = own.loc[own["is_old"].eq(True), "households"].sum()
        size = 1500 if old > total - old else 3000
        if total > 0:
            verdicts.append(abs(grid.residents - size) <= size / 5)
    return rate(sum(verdicts), len(verdicts))


def households_per_party_household(facts: Facts, question: Question) -> Value:
    """Of the communities inside the area (or around it) that have any."""
    bodies = facts.rows("organisations")
    centres = bodies.loc[bodies["kind"].eq("party_household"), "area_code"]
    areas = facts.rows("areas")
    communities = areas.loc[areas["level"].eq("community"), "area_code"]
    having = [code for code in communities if centres.isin(facts.below(code)).any()]
    inside = facts.below(question.area) if question.area != "all" else set(areas["area_code"])
    own = [code for code in having if code in inside]
    if not own and any(question.area in facts.below(code) for code in having):
        own = [question.area]
    households = [facts.figure(code, "households") or 0.0 for code in own]
    return rate(sum(households), centres.isin(inside).sum(), 1)


ORACLES: dict[str, Callable[[Facts, Question], Value]] = {
    function.__name__: function
    for function in (
        *(meetings_held, attendance, approval_rate, decision_to_action_days),
        *(project_spend, households_benefited, outputs, demand_match_rate, projects_done_rate),
        *(party_branch_coverage, gridder_coverage, committee_coverage, grid_size_compliance),
        households_per_party_household,
    )
}

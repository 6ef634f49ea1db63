"""Meetings, votes and projects in words: steps, stages, programmes, outputs, the three lists."""

from collections.abc import Mapping

import pandas as pd

from governance.charts.subjects.amount_bars import Bar, of_counts
from governance.core.i18n import Translator, mark
from governance.metrics import segments

STEPS = ("residents_raise", "branch_deliberates", "community_acts")
STAGES = ("listed", "in_progress", "done", "dropped")
LED_TO = {"listed": mark("Projects listed"), "done": mark("Projects done")}


def steps(counts: Mapping[str, int], _: Translator) -> list[Bar]:
    """Meetings by step of one matter, then the projects that the meetings led to."""
    named = [(step, segments.value("step", step, _, "meetings"), counts[step]) for step in STEPS]
    return of_counts([*named, *((key, _(text), counts[key]) for key, text in LED_TO.items())])


def votes(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The votes under headings, with the share in favour (0 to 1) and what is unanimous."""
    return pd.DataFrame(
        {
            _("Where"): frame["compound"].fillna(frame["area"]),
            _("Result"): frame["is_unanimous"].map({True: _("✓ Unanimous"), False: ""}),
            segments.title("votes_cast", _, "meetings"): frame["votes_cast"],
            segments.title("votes_for", _, "meetings"): frame["votes_for"],
            _("In favour"): frame["votes_for"] / frame["votes_cast"],
            _("Held on"): frame["held_day"],
            segments.title("kind", _, "meetings"): _words(frame["kind"], "kind", "meetings", _),
            segments.title("topic", _, "meetings"): frame["topic"],
        }
    )


def unanimous(frame: pd.DataFrame, _: Translator) -> str:
    """How many of the votes were unanimous, and the largest of them, in a sentence."""
    agreed = frame[frame["is_unanimous"].eq(True)]
    if agreed.empty:
        return _("{n} votes, none of them unanimous.", n=len(frame))
    first = agreed.iloc[0]
    place = first["area"] if pd.isna(first["compound"]) else first["compound"]
    return _(
        "{n} votes, {agreed} of them unanimous; the largest of these: {place}, {votes} of {votes}.",
        n=len(frame),
        agreed=len(agreed),
        place=place,
        votes=f"{first['votes_cast']:,}",
    )


def stages(frame: pd.DataFrame, _: Translator) -> list[Bar]:
    """Projects by stage; those of which nobody says the stage last, where there are any."""
    named = [
        (stage, segments.value("status", stage, _, "projects"), int(frame[stage].sum()))
        for stage in STAGES
    ]
    rest = int(frame["unspecified"].sum())
    return of_counts([*named, *([("unspecified", _("Unspecified"), rest)] if rest else [])])


def programmes(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """One row a programme and kind: how many projects are at which stage."""
    named = {
        segments.title("programme", _, "projects"): _known(frame["programme"], _),
        segments.title("kind", _, "projects"): _known(frame["kind"], _),
        _("Projects"): frame["projects"],
    }
    counts = {segments.value("status", s, _, "projects"): frame[s] for s in STAGES}
    return pd.DataFrame(named | counts)


def projects(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The projects under headings, amounts in their own columns."""
    named = {
        segments.title("name", _, "projects"): frame["name"],
        _("Where"): frame["compound"].fillna(frame["area"]),
        segments.title("programme", _, "projects"): frame["programme"],
        segments.title("status", _, "projects"): _words(frame["status"], "status", "projects", _),
        segments.title("listed_on", _, "projects"): frame["listed_day"],
        segments.title("finished_on", _, "projects"): frame["done_day"],
    }
    amounts = ("cost_yuan", "households_benefited", "quantity", "quantity_unit")
    return pd.DataFrame(named | {segments.title(a, _, "projects"): frame[a] for a in amounts})


def outputs(frame: pd.DataFrame, _: Translator) -> dict[str, list[Bar]]:
    """By unit of quantity, what was built of which kind, the largest first."""
    bars: dict[str, list[Bar]] = {}
    for unit, part in frame.groupby("quantity_unit", sort=False):
        bars[str(unit)] = [
            Bar(kind, kind or _("Unspecified"), float(amount), f"{amount:,g} {unit}")
            for kind, amount in zip(part["kind"], part["amount"], strict=True)
        ]
    return bars


def demands(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """Each demand, the project that answers it, and how far that is."""
    status = _words(frame["status"], "status", "projects", _)
    return pd.DataFrame(
        {
            _("Demand"): frame["issue_id"],
            segments.title("category", _, "issues"): frame["category"],
            segments.title("reported_at", _, "issues"): frame["reported_day"],
            _("→ Project"): frame["project"].fillna(_("none yet")),
            _("→ Status"): status.where(frame["project"].notna(), ""),
            segments.title("finished_on", _, "projects"): frame["done_day"],
            _("Where"): frame["area"],
        }
    )


def resources(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The list of resources under headings."""
    return pd.DataFrame(
        {
            segments.title("name", _, "organisations"): frame["name"],
            segments.title("kind", _, "organisations"): _words(
                frame["kind"], "kind", "organisations", _
            ),
            segments.title("members", _, "organisations"): frame["members"],
        }
    )


def three_lists(offered: pd.DataFrame, wanted: pd.DataFrame, _: Translator) -> dict[str, str]:
    """The three lists and how long each is, in words."""
    kinds = offered["kind"].value_counts()
    matched = wanted[wanted["project"].notna()]
    done = matched["status"].eq("done").sum()
    return {
        _("Resources"): _(
            "{venues} venues · {teams} teams · {people} people",
            venues=kinds.get("venue", 0),
            teams=kinds.get("volunteer_team", 0) + kinds.get("arts_team", 0),
            people=f"{offered.loc[offered['kind'].eq('other'), 'members'].sum():,.0f}",
        ),
        _("Demands"): _(
            "{n} demands, {matched} with a project",
            n=wanted["issue_id"].nunique(),
            matched=matched["issue_id"].nunique(),
        ),
        _("Projects"): _("{n} projects, {done} done", n=len(matched), done=done),
    }


def _words(column: pd.Series, segment: str, dataset: str, _: Translator) -> pd.Series:
    return column.fillna("").map(lambda code: segments.value(segment, code, _, dataset))


def _known(column: pd.Series, _: Translator) -> pd.Series:
    return column.replace("", _("Unspecified"))

"""Meetings, votes and projects in words: steps, stages, programmes, outputs, the three lists."""

from collections.abc import Callable, Collection, Mapping

import pandas as pd

from governance.charts.subjects.amount_bars import Bar, of_counts
from governance.charts.subjects.view_columns import heading, in_words, localize
from governance.core.escaping import markdown
from governance.core.i18n import Translator, mark
from governance.metrics import segments

STEPS = ("residents_raise", "branch_deliberates", "community_acts")
STAGES = ("listed", "in_progress", "done", "dropped")
LED_TO = {"listed": mark("Projects listed"), "done": mark("Projects done")}


def steps(counts: Mapping[str, int], recorded: Collection[str], _: Translator) -> list[Bar]:
    """Meetings by step of one matter, then the projects that the meetings led to.

    recorded: the columns that the meetings have; of what none says there is no bar.
    """
    named = [(step, segments.value("step", step, _, "meetings"), counts[step]) for step in STEPS]
    led = [(key, _(text), counts[key]) for key, text in LED_TO.items()]
    known = [*(named if "step" in recorded else []), *(led if "project_id" in recorded else [])]
    return of_counts(known)


def votes(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The votes under headings, with the share in favour (0 to 1) and what is unanimous."""
    shown = frame.assign(
        place=frame["compound"].fillna(frame["area"]),
        result=frame["is_unanimous"].map({True: _("✓ Unanimous"), False: ""}),
        share=frame["votes_for"] / frame["votes_cast"],
    )
    columns = "place result votes_cast votes_for share held_day kind topic"
    words = {"place": _("Where"), "result": _("Result"), "share": _("In favour")}
    return localize(shown, "meetings", columns, _, held_day=_("Held on"), **words)


def vote_columns(_: Translator) -> dict[str, str]:
    """The columns of the view behind the numbers of votes(), by their headings."""
    columns = {heading(name, "meetings", _): name for name in ("votes_cast", "votes_for")}
    return columns | {_("In favour"): "votes_for"}


def unanimous(frame: pd.DataFrame, link: Callable[[object], str], _: Translator) -> str:
    """How many of the votes were unanimous, and the largest of them, in a sentence of Markdown.

    link: the address of a compound's file by its code.
    """
    agreed = frame[frame["is_unanimous"].eq(True)]
    if agreed.empty:
        return _("{n} votes, none of them unanimous.", n=len(frame))
    first = agreed.iloc[0]
    place = markdown(first["area"])
    if pd.notna(first["compound"]):
        place = f"[{markdown(first['compound'])}]({link(first['compound_code'])})"
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
    names = frame[["programme", "kind"]].replace("", _("Unspecified"))
    columns = " ".join(("programme kind projects", *STAGES))
    shown = frame.assign(programme=names["programme"], kind=names["kind"])
    return localize(shown, "projects", columns, _, **stage_words(_))


def stage_words(_: Translator) -> dict[str, str]:
    """What the columns of programmes() that count projects are called."""
    words = {stage: segments.value("status", stage, _, "projects") for stage in STAGES}
    return {"projects": _("Projects"), **words}


def projects(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The projects under headings, amounts in their own columns."""
    columns = (
        "name place programme status listed_day finished_day cost_yuan households_benefited "
        "quantity quantity_unit"
    )
    shown = frame.assign(
        place=frame["compound"].fillna(frame["area"]), finished_day=frame["done_day"]
    )
    return localize(shown, "projects", columns, _, place=_("Where"))


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
    has_project, status = frame["project"].notna(), in_words(frame["status"], "projects", _)
    shown = frame.assign(
        project=frame["project"].fillna(_("none yet")), status=status.where(has_project, "")
    )
    words = {"issue_id": _("Demand"), "project": _("→ Project"), "status": _("→ Status")}
    words |= {"done_day": heading("finished_on", "projects", _), "area": _("Where")}
    columns = "issue_id category reported_day project status done_day area"
    return localize(shown, "issues", columns, _, **words)


def resources(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The list of resources under headings."""
    return localize(frame, "organisations", "name kind members", _)


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

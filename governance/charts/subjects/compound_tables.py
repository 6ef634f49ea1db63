"""Of compounds: the worst, what happened at one, its checklists and their items, in words."""

from collections.abc import Container, Mapping
from typing import Any

import pandas as pd

from governance.charts.subjects.view_columns import heading, localize
from governance.core.i18n import Translator, mark
from governance.metrics import segments
from governance.metrics.segments import EVENTS

# The numbers of the view compound_issues, each with the metric without which nobody knows it.
ISSUES = {
    "overdue": ("overdue", mark("Overdue, still open")),
    "rebounds": ("rebound_cycles", mark("Rebounds, 12 months")),
    "open": ("backlog", mark("Still open")),
    "reported": ("issues_reported", mark("Complaints, 12 months")),
}
# Those of compound_items; without this metric nobody knows more of a project than its listing.
STAGES, STAGED = ("done", "in_progress", "listed", "dropped"), "projects_done_rate"
Known = Container[str]


def issue_columns(known: Known, _: Translator) -> dict[str, str]:
    """The columns of compound_issues by their headings, of what these metrics say is known."""
    return {_(text): name for name, (metric, text) in ISSUES.items() if metric in known}


def item_columns(known: Known, _: Translator) -> dict[str, str]:
    """The same of compound_items."""
    stages = {segments.value("status", name, _, "projects"): name for name in STAGES}
    return {_("Items"): "items", **(stages if STAGED in known else {})}


def worst(frame: pd.DataFrame, known: Known, _: Translator) -> pd.DataFrame:
    """The view compound_issues under headings."""
    own = {name: text for text, name in issue_columns(known, _).items()}
    words = {"name": _("Compound"), "area": _("Where"), **own}
    columns = " ".join(("name", *own, "area", "kind"))
    return localize(frame.assign(kind=frame["kind"].fillna("")), "compounds", columns, _, **words)


def standing(issues: Mapping[str, int], own: pd.DataFrame, known: Known, _: Translator) -> str:
    """How a compound stands, in a sentence: of a row of compound_issues, and its own items."""
    numbers, parts = set(issue_columns(known, _).values()), []
    if "overdue" in numbers:
        late = issues["overdue"]
        parts.append(_("{n} overdue", n=late) if late else _("nothing overdue"))
    if "rebounds" in numbers:
        parts.append(_("{n} came back within 12 months", n=issues["rebounds"]))
    if len(own) and "done" in item_columns(known, _).values():
        done, total = own["done"].sum(), own["items"].sum()
        parts.append(_("{done} of {total} own items done", done=done, total=total))
    return _("; ").join(parts)


def events(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The view compound_events under headings: the day, what it was, what it was about."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return pd.DataFrame(
        {
            _("Day"): frame["day"],
            _("Event"): [_(EVENTS[name]) for name in frame["event"]],
            _("About"): [about(row, _) for row in rows],
            _("Outcome"): [outcome(row, _) for row in rows],
            _("Record"): frame["record"],
        }
    )


def about(row: Mapping[str, Any], _: Translator) -> str:
    """What an event was about: category, topic, kind of meeting, who came, or the project."""
    event, what, kind = row["event"], str(row["what"] or ""), str(row["kind"] or "")
    if event == "visit":
        return segments.value("visitor_role", kind, _, "visits")
    if event == "meeting":
        held = segments.value("kind", kind, _, "meetings")
        return f"{held} · {what}" if what else held
    if event in ("complaint", "rebound") or kind == "issues":
        return segments.value("category", what, _, "issues")
    return what or _("Unspecified")


def outcome(row: Mapping[str, Any], _: Translator) -> str:
    """What came of an event, "" where the record says nothing of that."""
    if row["event"] == "vote":
        cast, agreed = f"{row['votes_cast']:,}", f"{row['votes_for']:,}"
        return _("{votes} of {cast} in favour", votes=agreed, cast=cast)
    if row["event"] == "meeting" and row["attendance"] is not None:
        return _("{n} present", n=f"{row['attendance']:,}")
    if row["event"] == "result":
        return _("Complaint closed") if row["kind"] == "issues" else _("Project done")
    return _("Came back after a closing") if row["event"] == "rebound" else ""


def checklists(frame: pd.DataFrame, _: Translator, *, known: Known) -> pd.DataFrame:
    """The view compound_items under headings: a list of things to do a row."""
    own = {True: _("This compound"), False: ""}
    shown = frame.assign(
        place=frame["area"].fillna(frame["place"].eq("").map(own)),
        programme=frame["programme"].replace("", _("Unspecified")),
        kind=frame["kind"].replace("", _("Unspecified")),
    )
    numbers = {name: text for text, name in item_columns(known, _).items()}
    words, columns = {"place": _("Of"), **numbers}, " ".join(("kind", *numbers, "programme place"))
    return localize(shown, "projects", columns, _, **words)


def items(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The view compound_projects under headings."""
    place = frame["area"].fillna(_("This compound"))
    words = {"place": _("Of"), "finished_day": heading("finished_on", "projects", _)}
    columns = (
        "name status kind programme place listed_day finished_day cost_yuan households_benefited "
        "quantity quantity_unit"
    )
    shown = frame.assign(place=place, finished_day=frame["done_day"])
    return localize(shown, "projects", columns, _, **words)

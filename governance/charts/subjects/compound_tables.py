"""Of compounds: the worst, what happened at one, its checklists and their items, in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from governance.charts.subjects.view_columns import heading, localize
from governance.core.i18n import Translator
from governance.metrics import segments
from governance.metrics.segments import EVENTS


def worst(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The view compound_issues under headings."""
    words = {"name": _("Compound"), "area": _("Where")}
    words |= {name: text for text, name in issue_columns(_).items()}
    columns = "name overdue rebounds open reported area kind"
    return localize(frame.assign(kind=frame["kind"].fillna("")), "compounds", columns, _, **words)


def issue_columns(_: Translator) -> dict[str, str]:
    """The columns of the view behind the numbers of worst(), by their headings."""
    return {
        _("Overdue, still open"): "overdue",
        _("Rebounds, 12 months"): "rebounds",
        _("Still open"): "open",
        _("Complaints, 12 months"): "reported",
    }


def standing(issues: Mapping[str, int] | None, own: pd.DataFrame, _: Translator) -> str:
    """How a compound stands, in a sentence: of a row of compound_issues, and its own items.

    issues: None where no issue is recorded anywhere.
    """
    parts = []
    if issues is not None:
        late, back = issues["overdue"], issues["rebounds"]
        parts.append(_("{n} overdue", n=late) if late else _("nothing overdue"))
        parts.append(_("{n} came back within 12 months", n=back))
    if len(own):
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


def checklists(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The view compound_items under headings: a list of things to do a row."""
    own = {True: _("This compound"), False: ""}
    shown = frame.assign(
        place=frame["area"].fillna(frame["place"].eq("").map(own)),
        programme=frame["programme"].replace("", _("Unspecified")),
        kind=frame["kind"].replace("", _("Unspecified")),
    )
    words = {"place": _("Of"), **{name: text for text, name in item_columns(_).items()}}
    columns = "kind items done open dropped programme place"
    return localize(shown, "projects", columns, _, **words)


def item_columns(_: Translator) -> dict[str, str]:
    """The columns of the view behind the numbers of checklists(), by their headings."""
    return {
        _("Items"): "items",
        _("Done"): "done",
        _("Still open"): "open",
        _("Dropped"): "dropped",
    }


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

"""The slide of follow-ups: the open ones, those past due first, and what came of those closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.briefings import slide_cells
from governance.briefings.slide_content import Column, Table
from governance.briefings.slide_view import View
from governance.core import dates
from governance.core.i18n import Translator
from governance.metrics import followups, number_format
from governance.metrics.followups import FollowUp
from governance.warehouse import followup_table, followup_verdicts


@dataclass(frozen=True)
class Matters:
    """The follow-ups of a slide's area and those inside it; closed: in the last six months."""

    opened: Sequence[FollowUp]
    closed: Sequence[FollowUp]


def read(view: View) -> Matters:
    """Those of today, whatever the slide's period."""
    known, _wrong = followups.load(followups.file())
    inside = followup_table.areas_inside(view, known)
    closed = followup_table.lately_closed(view, known, view.warehouse.today)
    return Matters(followups.of_areas(known, inside), closed)


def keys(view: View, given: Matters) -> list[str]:
    """The metrics that they speak of, of those that this build knows."""
    named = dict.fromkeys(one.metric for one in (*given.opened, *given.closed))
    return [key for key in named if key in view.warehouse.catalog]


def table(view: View, given: Matters) -> Table:
    """One row a follow-up."""
    _, found = view.translate, [*given.opened, *given.closed]
    columns = (
        Column("matter", _("Figure and area")),
        Column("agreed", _("What was agreed")),
        Column("owner", _("Owner")),
        Column("due", _("Due")),
        Column("verdict", _("Status")),
    )
    judged = [_status(view, one) for one in found]
    rows = tuple(
        (followup_table.matter(view, one), one.agreed, one.owner, one.due, status)
        for one, (status, _tone) in zip(found, judged, strict=True)
    )
    drawn = range(len(found))[: view.slide.rows]
    title = " · ".join((_("Follow-ups"), view.place))
    whole = Table("followups", title, columns, tuple(one.key for one in found), rows)
    return slide_cells.draw(whole, drawn, [tone for _status, tone in judged[: len(drawn)]])


def _status(view: View, one: FollowUp) -> tuple[str, str]:
    """How far it is, in words, and the tone of that."""
    _ = view.translate
    if one.closed is None:
        past = _("past due")
        return (f"⚠ {past}", "missed") if one.is_late(view.warehouse.today) else (_("open"), "")
    verdict = view.verdict(one)
    day = _("closed {day}", day=dates.day(one.closed, _.lang))
    return _("; ").join((day, followup_verdicts.describe(verdict, _))), verdict.tone


def sentences(view: View, given: Matters) -> tuple[str, ...]:
    """How many there are, and of which day."""
    _, today = view.translate, view.warehouse.today
    clauses = [
        followup_table.counted(view, given.opened, today),
        closed_count(given.closed, _),
    ]
    said = _("; ").join(filter(None, clauses))
    return (_("As of {day}: {facts}.", day=dates.day(today, _.lang), facts=said),)


def closed_count(closed: Sequence[FollowUp], _: Translator) -> str:
    """How many were closed lately, "" for none."""
    if not closed:
        return ""
    return _("closed in the last six months: {n}", n=number_format.number(len(closed)))

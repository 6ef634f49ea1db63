"""Follow-ups on pages: a form beside what needs attention, and the list of those that are open."""

from datetime import timedelta

import streamlit as st

from governance.app import written_by
from governance.app.context import Here
from governance.attention.detection import Item
from governance.core import dates
from governance.core.escaping import markdown
from governance.metrics import followups, number_format
from governance.metrics.followups import FollowUp
from governance.warehouse import followup_table, followup_verdicts

USUAL = timedelta(days=14)
# The fields of the forms, of which one is open at a time.
AGREED, OWNER, DUE, BY, NOTE, DONE = (
    f"follow_up_{name}" for name in ("agreed", "owner", "due", "by", "note", "done")
)
# Colours of the theme, of figures that moved beyond chance.
SHADES = {"better": "green", "worse": "red"}


def offer(here: Here, item: Item) -> None:
    """What asks who does what about an entry until when, and writes it down."""
    _, key = here.translate, _menu(item)
    with written_by.menu(_("Follow up"), key) as is_open:
        if not is_open:
            return
        due = here.warehouse.today + USUAL
        with st.form(f"form_{key}", border=False):
            st.text_area(_("What was agreed"), max_chars=followups.LONGEST, height=80, key=AGREED)
            st.text_input(_("Who does it"), max_chars=80, key=OWNER)
            st.date_input(_("Due"), value=due, format="YYYY-MM-DD", key=DUE)
            written_by.ask(_, BY)
            st.form_submit_button(_("Save"), type="primary", on_click=_open, args=(here, item))


def _open(here: Here, item: Item) -> None:
    """Writes down what the form says, from its callback; where it says too little, it stays."""
    _, (agreed, owner) = here.translate, map(_typed, (AGREED, OWNER))
    by, due, menu = written_by.read(BY), st.session_state[DUE], _menu(item)
    if not (agreed and owner and due):
        written_by.refuse(menu, _("Say what was agreed, who does it, and until when."))
        return
    line = followups.opening(item.metric.key, item.area, owner, due, agreed, by)
    _write(here, line, menu)


def _menu(item: Item) -> str:
    return f"follow_{item.metric.key}_{item.area}"


def _typed(key: str) -> str:
    return str(st.session_state[key]).strip()


def find(here: Here) -> list[FollowUp]:
    """The open ones of the chosen area and of those inside it."""
    known, _wrong = followups.load(followups.file())
    return followups.of_areas(known, followup_table.areas_inside(here, known))


def show(here: Here, found: list[FollowUp]) -> None:
    """The open follow-ups: what, where, who, until when, and the way to note or close one."""
    _, today = here.translate, here.warehouse.today
    known, wrong = followups.load(followups.file())
    for error in wrong:
        st.warning(error.translated(_))
    closed = followup_table.lately_closed(here, known, today)
    if not (found or closed):
        return
    with st.container(key="followups", gap="small"):
        title = _("Follow-ups")
        st.html(f'<h2 class="part" id="followups">{title}</h2>')
        for one in found:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(_line(here, one, late=one.is_late(today)), width="stretch")
                _ask(here, one)
        if closed:
            _show_closed(here, closed)


def _show_closed(here: Here, closed: list[FollowUp]) -> None:
    """Those closed lately, folded: what became of the figures is worked out once they are read."""
    _, count = here.translate, number_format.number(len(closed))
    label = _("Closed in the last six months: {n}", n=count)
    opened = st.expander(label, key="followups_closed", on_change="rerun")
    with opened:
        for one in closed if opened.open else ():
            verdict = here.verdict(one)
            told = markdown(followup_verdicts.describe(verdict, _))
            shade = SHADES.get(verdict.tone)
            st.markdown(f"{_what(here, one)}  \n{f':{shade}[{told}]' if shade else told}")


def _line(here: Here, one: FollowUp, *, late: bool) -> str:
    _ = here.translate
    past = _("past due")
    state = f":red[⚠ {past}] " if late else ""
    return f"{state}{_what(here, one)}"


def _what(here: Here, one: FollowUp) -> str:
    """What, where, who, and until when or since when it is done."""
    _, lang = here.translate, here.translate.lang
    when = (
        _("closed {day}", day=dates.day(one.closed, lang))
        if one.closed
        else _("until {day}", day=dates.day(one.due, lang))
    )
    matter = markdown(followup_table.matter(here, one))
    return f"**{matter}** {markdown(one.agreed)} — {markdown(one.owner)}, {when}"


def _ask(here: Here, one: FollowUp) -> None:
    """What has been written of one, and the form for another note."""
    _ = here.translate
    with written_by.menu(_("Notes"), f"notes_{one.key}") as is_open:
        if not is_open:
            return
        for line in one.lines:
            said = f"{dates.day(line.at.date(), _.lang)} {line.by}: {line.note}"
            st.caption(markdown(said))
        with st.form(f"note_{one.key}", border=False):
            st.text_area(_("What happened"), max_chars=followups.LONGEST, height=80, key=NOTE)
            written_by.ask(_, BY)
            st.checkbox(_("This is done"), key=DONE)
            st.form_submit_button(_("Save"), type="primary", on_click=_note, args=(here, one))


def _note(here: Here, one: FollowUp) -> None:
    """Adds a note, or closes the follow-up with it, from the form's callback."""
    _, note = here.translate, _typed(NOTE)
    if not note:
        written_by.refuse(f"notes_{one.key}", _("Say what happened."))
        return
    line = followups.remark(one, note, written_by.read(BY), closes=st.session_state[DONE])
    _write(here, line, f"notes_{one.key}")


def _write(here: Here, line: followups.Line, menu: str) -> None:
    """Adds the line and closes the menu that asked for it, or says why it could not be added."""
    written_by.save(here, menu, lambda: followups.append(line, followups.file()))

"""Follow-ups on pages: a form beside what needs attention, and the list of those that are open."""

from datetime import timedelta

import streamlit as st

from governance.app import cache, written_by
from governance.app.context import Here
from governance.attention.detection import Item
from governance.core import dates
from governance.core.escaping import markdown
from governance.metrics import followups, number_format
from governance.metrics.followups import FollowUp

USUAL = timedelta(days=14)
# The fields of the forms, of which one is open at a time.
AGREED, OWNER, DUE, BY, NOTE, DONE = (
    f"follow_up_{name}" for name in ("agreed", "owner", "due", "by", "note", "done")
)


def offer(here: Here, item: Item) -> None:
    """What asks who does what about an entry until when, and writes it down."""
    _, key = here.translate, _menu(item)
    with written_by.menu(_("Follow up"), key) as is_open:
        if not is_open:
            return
        due = cache.today(here.warehouse) + USUAL
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
    tree, area = here.ground.tree, here.scope.area
    inside = {one.area for one in known if one.area in tree and area in _chain(here, one.area)}
    return followups.of_areas(known, inside)


def _chain(here: Here, code: str) -> set[str]:
    return {area.code for area in here.ground.tree.chain(code)}


def show(here: Here, found: list[FollowUp]) -> None:
    """The open follow-ups: what, where, who, until when, and the way to note or close one."""
    _, today = here.translate, cache.today(here.warehouse)
    _known, wrong = followups.load(followups.file())
    for error in wrong:
        st.warning(error.translated(_))
    if not found:
        return
    with st.container(key="followups", gap="small"):
        title = _("Follow-ups")
        st.html(f'<h2 class="part" id="followups">{title}</h2>')
        for one in found:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(_line(here, one, late=one.is_late(today)), width="stretch")
                _ask(here, one)


def _line(here: Here, one: FollowUp, *, late: bool) -> str:
    _, metric = here.translate, here.warehouse.catalog.get(one.metric)
    title = _.pick(metric.title) if metric else one.metric
    when = _("until {day}", day=dates.day(one.due, _.lang))
    past = _("past due")
    state = f":red[⚠ {past}] " if late else ""
    return (
        f"{state}**{markdown(title)} · {markdown(_place(here, one.area))}** "
        f"{markdown(one.agreed)} — {markdown(one.owner)}, {when}"
    )


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


def _place(here: Here, code: str) -> str:
    """An area's name; its code where the register has it no more."""
    return here.named(code) if code in here.ground.tree else code


def said(here: Here, found: list[FollowUp]) -> str:
    """How many are open and past due, for the sentence that opens the overview."""
    _, today = here.translate, cache.today(here.warehouse)
    late = sum(one.is_late(today) for one in found)
    if not found:
        return ""
    count, past = number_format.number(len(found)), number_format.number(late)
    if late:
        return _("{n} follow-ups are open, {late} of them past due", n=count, late=past)
    return _("{n} follow-ups are open", n=count)

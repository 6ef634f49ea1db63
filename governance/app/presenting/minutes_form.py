"""Minutes typed beside the slides, and those that were taken of a briefing."""

from zoneinfo import ZoneInfo

import streamlit as st

from governance.app import written_by
from governance.app.context import Here
from governance.briefings import minutes
from governance.briefings.minutes import LONGEST, Minute
from governance.core import dates
from governance.core.escaping import markdown
from governance.core.toml_entries import EntryError

TEXT, BY, TROUBLE = "minutes_text", "minutes_by", "minutes_trouble"


def ask(here: Here, briefing: str, slide: str) -> None:
    """The field in which what is said at a slide is typed, and below it what was kept."""
    _ = here.translate
    with st.form("minutes", border=False, enter_to_submit=False):
        st.text_area(_("Minutes"), key=TEXT, max_chars=LONGEST, height=100)
        written_by.ask(_, BY)
        given = (here, briefing, slide)
        st.form_submit_button(_("Keep"), type="primary", on_click=_keep, args=given)
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(markdown(trouble))
    show(here, briefing)


def show(here: Here, briefing: str) -> None:
    """What was kept of a briefing, the latest first."""
    _ = here.translate
    found, wrong = minutes.of(briefing)
    for error in wrong:
        st.warning(error.translated(_))
    for one in found:
        st.markdown(_line(here, one))


def _line(here: Here, one: Minute) -> str:
    zone = ZoneInfo(here.warehouse.meta.time_zone)
    when = dates.date_time(one.at.astimezone(zone), here.translate.lang)
    return f":small[{markdown(f'{when} · {one.by} · {one.slide}')}]  \n{markdown(one.text)}"


def _keep(here: Here, briefing: str, slide: str) -> None:
    """Writes it down, from the form's callback; what could not be kept stays in the field."""
    _, by = here.translate, written_by.read(BY)
    try:
        minutes.add(briefing, slide, str(st.session_state[TEXT]), by)
    except EntryError as error:
        st.session_state[TROUBLE] = error.translated(_)
    except OSError as error:
        said = _("This could not be saved: {error}", error=error.strerror)
        st.session_state[TROUBLE] = said
    else:
        st.session_state[TEXT] = ""

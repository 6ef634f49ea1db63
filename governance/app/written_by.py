"""What all forms share that write something for good: who writes, and what went wrong.

Nobody signs in: a name is typed once, and a cookie of the reader's browser keeps it (page.js).
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

import streamlit as st

from governance.app.context import Here
from governance.core import dates, escaping
from governance.core.escaping import markdown
from governance.core.i18n import Translator
from governance.core.toml_entries import EntryError

COOKIE = KEPT = "governance_who"
LONGEST = 80  # letters of a name
# What a closed menu holds: by its height Streamlit sees whether there is room below the button.
ROOM = '<div class="form-room"></div>'


@contextmanager
def menu(label: str, key: str) -> Iterator[bool]:
    """What a form stands in, made for who opens it; tells whether it is open."""
    opened = st.popover(label, type="tertiary", key=key, on_change="rerun")
    with opened:
        yield bool(opened.open)
        if not opened.open:
            st.html(ROOM)
        elif trouble := st.session_state.pop(_trouble(key), ""):
            st.error(markdown(trouble))


def known() -> str:
    """The name that this browser keeps, "" for none."""
    name = st.session_state.get(KEPT) or unquote(st.context.cookies.get(COOKIE, ""))
    return escaping.parameter(name, LONGEST)


def cookie() -> str:
    """The same as a cookie's value: letters, digits and % alone."""
    return quote(known(), safe="")


def ask(_: Translator, key: str) -> None:
    """The field for the name, filled in where it is known."""
    st.text_input(_("Written by"), value=known(), max_chars=LONGEST, key=key)


def read(key: str) -> str:
    """The name in the field, from a form's callback; the browser keeps it from now on."""
    name = str(st.session_state[key]).strip()
    if escaping.parameter(name, LONGEST):
        st.session_state[KEPT] = name
    return name


def save(here: Here, menu: str, write: Callable[[], None]) -> None:
    """Writes from a form's callback and closes its menu, or has it say why not."""
    _ = here.translate
    try:
        write()
    except EntryError as error:
        refuse(menu, error.translated(_))
    except OSError as error:
        refuse(menu, _("This could not be saved: {error}", error=error.strerror))
    else:
        st.session_state[menu] = False


def refuse(menu: str, why: str) -> None:
    """Has the menu say what is missing, from its form's callback."""
    st.session_state[_trouble(menu)] = why


def _trouble(menu: str) -> str:
    return f"{menu}_trouble"


def signed(here: Here, name: str, at: dt.datetime) -> str:
    """Who changed something, and on which day of the place where the data comes from."""
    _, zone = here.translate, ZoneInfo(here.warehouse.meta.time_zone)
    day = dates.day(at.astimezone(zone).date(), _.lang)
    return _("Changed by {name} on {day}", name=name, day=day)

"""The views that the office keeps, below the menu, and the way to keep this one."""

from html import escape

import streamlit as st

from governance.app.context import Here
from governance.metrics import saved_views

NAME, GONE, TROUBLE = "view_name", "view_gone", "view_trouble"
MENU = "keep_view"


def show(here: Here, page: str) -> None:
    """Links to the views; a menu that keeps the one on the screen. page: its name."""
    _ = here.translate
    views, wrong = saved_views.load(saved_views.file())
    with st.sidebar, st.container(key="views", gap=None):
        if views:
            title = _("Saved views")
            links = "".join(
                f'<li><a href="{escape(address)}">{escape(name)}</a></li>'
                for name, address in views.items()
            )
            st.html(f'<h2>{title}</h2><nav aria-label="{title}"><ul>{links}</ul></nav>')
        opened = st.popover(_("Save this view"), type="tertiary", key=MENU, on_change="rerun")
        if opened.open:
            with opened:
                _ask(here, page, list(views))
    for error in wrong:
        st.warning(error.translated(_))


def _ask(here: Here, page: str, names: list[str]) -> None:
    _ = here.translate
    with st.form("view_form", border=False):
        st.text_input(_("Name of the view"), max_chars=saved_views.LONGEST, key=NAME)
        st.form_submit_button(
            _("Save"), type="primary", on_click=_save, args=(here, here.address(page))
        )
    if names:
        st.selectbox(_("Remove a view"), names, index=None, key=GONE, placeholder=_("None chosen"))
        st.button(_("Remove"), key="view_remove", on_click=_remove, args=(here,))
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(trouble)


def _save(here: Here, address: str) -> None:
    _, name = here.translate, str(st.session_state[NAME]).strip()
    if name:
        _write(here, name, address)
    else:
        st.session_state[TROUBLE] = _("Give the view a name.")


def _remove(here: Here) -> None:
    if name := st.session_state[GONE]:
        _write(here, name, "")


def _write(here: Here, name: str, address: str) -> None:
    _ = here.translate
    try:
        saved_views.save(name, address, saved_views.file())
        st.session_state[MENU] = False
    except OSError as error:
        st.session_state[TROUBLE] = _("This could not be saved: {error}", error=error.strerror)

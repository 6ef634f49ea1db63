"""The views that are kept by name, below the menu, and the way to keep this one."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from governance.app import written_by
from governance.app.context import Here
from governance.core.i18n import Translator, mark
from governance.metrics import saved_views
from governance.metrics.saved_views import View

NAME, WHOSE, BY, GONE = (f"view_{name}" for name in ("name", "whose", "by", "gone"))
MENU = "keep_view"
WHOSES = {"": mark("Shared"), "own": mark("For me alone")}


def show(here: Here, page: str) -> None:
    """Links to the views; a menu that keeps the one on the screen. page: its name."""
    _ = here.translate
    views, wrong = saved_views.load(saved_views.file(), written_by.known())
    with st.sidebar, st.container(key="views", gap=None):
        _list(_("Saved views"), [view for view in views if not view.own])
        _list(_("My views"), [view for view in views if view.own])
        with written_by.menu(_("Save this view"), MENU) as is_open:
            if is_open:
                _ask(here, page, views)
    for error in wrong:
        st.warning(error.translated(_))


def _list(title: str, views: Sequence[View]) -> None:
    if not views:
        return
    links = "".join(map(_link, views))
    st.html(f'<h2>{title}</h2><nav aria-label="{title}"><ul>{links}</ul></nav>')


def _link(view: View) -> str:
    address, name, by = map(escape, (view.address, view.name, view.by))
    return f'<li><a href="{address}" title="{by}">{name}</a></li>'


def _ask(here: Here, page: str, views: Sequence[View]) -> None:
    _ = here.translate
    with st.form("view_form", border=False):
        st.text_input(_("Name of the view"), max_chars=saved_views.LONGEST, key=NAME)
        st.radio(
            _("Who sees it in the menu"),
            list(WHOSES),
            format_func=lambda whose: _(WHOSES[whose]),
            horizontal=True,
            key=WHOSE,
        )
        st.caption(
            _(
                "A view for you alone keeps others' menus short. It is no secret: whoever writes "
                "your name here sees it, too."
            )
        )
        written_by.ask(_, BY)
        st.form_submit_button(
            _("Save"), type="primary", on_click=_save, args=(here, here.address(page))
        )
    if views:
        named = {_named(view, _): view for view in views}
        st.selectbox(
            _("Remove a view"), list(named), index=None, key=GONE, placeholder=_("None chosen")
        )
        st.button(_("Remove"), key="view_remove", on_click=_remove, args=(here, named))


def _named(view: View, _: Translator) -> str:
    return _("{name} (for me alone)", name=view.name) if view.own else view.name


def _save(here: Here, address: str) -> None:
    _, name, by = here.translate, str(st.session_state[NAME]).strip(), written_by.read(BY)
    own = st.session_state[WHOSE] == "own"
    if not name:
        written_by.refuse(MENU, _("Give the view a name."))
    elif own and not by:
        written_by.refuse(MENU, _("Write your name, by which a view is kept for you."))
    else:
        _write(here, name, address, by, own)


def _remove(here: Here, named: dict[str, View]) -> None:
    if view := named.get(st.session_state[GONE]):
        by = view.by if view.own else written_by.read(BY)
        _write(here, view.name, "", by, view.own)


def _write(here: Here, name: str, address: str, by: str, own: bool) -> None:
    path = saved_views.file()
    written_by.save(here, MENU, lambda: saved_views.save(name, address, path, by, own=own))

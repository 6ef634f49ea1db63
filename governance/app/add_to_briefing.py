"""What stands on a page becomes a slide of a briefing: live where a slide shows the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from governance.app.context import Here
from governance.briefings import edits, store, view_snapshots
from governance.briefings.model import Slide
from governance.briefings.view_snapshots import Kept
from governance.charts.model import Chart
from governance.core.escaping import markdown
from governance.core.export_tables import Table
from governance.core.i18n import Translator
from governance.core.periods import DAY
from governance.metrics.query import write_filters

WANTED, TOLD = "add_to_briefing", "added_to_briefing"


@dataclass(frozen=True)
class Shown:
    """A figure of a page. slide: the fields of a slide that shows the same, None for none."""

    title: str
    slide: Mapping[str, Any] | None = None
    chart: Chart | None = None
    table: Table | None = None


def offer(here: Here, shown: Shown, key: str) -> None:
    """The button that stands at every figure."""
    _ = here.translate
    st.button(
        _("Add to briefing"),
        key=f"add_{key}",
        icon=":material/co_present:",
        type="tertiary",
        on_click=want,
        args=(shown,),
    )


def want(shown: Shown) -> None:
    """Asks into which briefing, once the page is drawn; a callback."""
    st.session_state[WANTED] = shown


def ask(here: Here) -> None:
    """The question, where somebody wants to add something, and what came of it."""
    _ = here.translate
    if told := st.session_state.pop(TOLD, ""):
        st.toast(markdown(told), icon=":material/co_present:")
    shown = st.session_state.get(WANTED)
    if shown is not None:
        st.dialog(_("Add to briefing"), on_dismiss=_forget)(_question)(here, shown)


def _forget() -> None:
    st.session_state.pop(WANTED, None)


def _question(here: Here, shown: Shown) -> None:
    _, names = here.translate, store.names()
    st.markdown(f"**{markdown(shown.title)}**")
    if shown.slide is None:
        st.caption(_("This view is kept as it is now; it does not follow new data."))
    if not names:
        st.info(_("There is no briefing yet; make one on the page “Briefings”."))
        return
    name = st.selectbox(_("Briefing"), names, key="add_into")
    if st.button(_("Add"), key="add_now", on_click=_answer, args=(here, name, shown)):
        st.rerun()


def _answer(here: Here, name: str, shown: Shown) -> None:
    st.session_state[TOLD] = add(here, name, shown)
    _forget()


def add(here: Here, name: str, shown: Shown) -> str:
    """Adds the slide; returns what to tell: that it is there, or why it is not."""
    _ = here.translate
    try:
        store.change(name, edits.added(slide_of(here, shown)))
    except edits.REFUSED as error:
        return edits.told(error, _)
    return _("Added to “{name}”.", name=name)


def slide_of(here: Here, shown: Shown) -> Slide:
    """The slide that shows the same in the scope of the page, or the view as it is now."""
    wanted = here.scope
    is_own = wanted.period == "custom"
    scope: dict[str, Any] = {
        "area": wanted.area,
        "period": wanted.period,
        "start": wanted.start if is_own else None,
        "end": wanted.end - DAY if is_own else None,
        "compare": wanted.compare,
        "only": write_filters(wanted.filters),
        "rules": wanted.rules,
    }
    if shown.slide is not None:
        return Slide(**(scope | dict(shown.slide)))
    return Slide("kept", **scope, kept=view_snapshots.keep(_kept(here, shown)))


def _kept(here: Here, shown: Shown) -> Kept:
    _: Translator = here.translate
    chart = shown.chart.titled(shown.title) if shown.chart else None
    table = view_snapshots.table(shown.table, shown.title) if shown.table is not None else None
    return Kept(
        shown.title,
        here.place,
        (chart,) if chart else (),
        (table,) if table else (),
        (*filter(None, [here.sample]), " · ".join(here.origin)),
    )

"""What stands on a page becomes a slide of a briefing: live where a slide shows the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from governance.app.context import Here
from governance.app.slides import composed, paper
from governance.briefings import compose, edits, pagination, store, view_snapshots
from governance.briefings.model import Slide
from governance.briefings.slide_content import SlideContent
from governance.briefings.view_snapshots import Kept
from governance.charts.model import Chart
from governance.core.escaping import markdown
from governance.core.export_tables import Table
from governance.core.i18n import Translator, mark
from governance.core.periods import DAY
from governance.metrics.query import write_filters

WANTED, TOLD = "add_to_briefing", "added_to_briefing"


FORM = mark(
    "This form of chart cannot stand on a slide: save it as a picture, or add the table of the "
    "same numbers."
)
MAP = mark("This kind of map cannot stand on a slide: save it as a picture.")


@dataclass(frozen=True)
class Shown:
    """A figure of a page. slide: the fields of a slide that shows the same, None for none.

    refused: why it can stand on no slide, in msgids; "" where it can.
    """

    title: str
    slide: Mapping[str, Any] | None = None
    chart: Chart | None = None
    table: Table | None = None
    refused: str = ""


def offer(here: Here, made: Callable[[], Shown], key: str) -> None:
    """The button that stands at every figure; `made` says what is added, to who clicks it."""
    _ = here.translate
    st.button(
        _("Add to briefing"),
        key=f"add_{key}",
        icon=":material/co_present:",
        type="tertiary",
        on_click=want,
        args=(made,),
    )


def want(made: Callable[[], Shown]) -> None:
    """Asks into which briefing, once the page is drawn; a callback."""
    st.session_state[WANTED] = made()


def ask(here: Here) -> None:
    """The question, where somebody wants to add something, and what came of it."""
    _ = here.translate
    if told := st.session_state.pop(TOLD, ""):
        st.toast(markdown(told), icon=":material/co_present:")
    shown = st.session_state.get(WANTED)
    if shown is not None:
        st.dialog(_("Add to briefing"), width="medium", on_dismiss=_forget)(_question)(here, shown)


def _forget() -> None:
    st.session_state.pop(WANTED, None)


def _question(here: Here, shown: Shown) -> None:
    _, names = here.translate, store.names()
    if shown.refused:
        st.markdown(f"**{markdown(shown.title)}**")
        st.warning(_(shown.refused))
        return
    content = preview(here, shown)
    if content.trouble:
        st.warning(markdown(content.trouble))
        return
    paper.show(pagination.pages_of(content)[0], "add_preview", _)
    if shown.slide is None:
        st.caption(_("This view is kept as it is now; it does not follow new data."))
    else:
        st.caption(_("The slide follows new data; its words are those that the figures say."))
    if not names:
        st.info(_("There is no briefing yet; make one on the page “Briefings”."))
        return
    name = st.selectbox(_("Briefing"), names, key="add_into")
    if st.button(
        _("Add"), key="add_now", type="primary", on_click=_answer, args=(here, name, shown)
    ):
        st.rerun()


def preview(here: Here, shown: Shown) -> SlideContent:
    """The slide as it will look on paper; nothing is kept yet."""
    lang = here.translate.lang
    if shown.slide is not None:
        return composed.single_slide(here.warehouse, _live(here, shown.slide), lang)
    reader = compose.reader_of(here.warehouse, lang)
    return compose.snapshot(reader, Slide("kept", **_scope(here)), _kept(here, shown))


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
    if shown.slide is not None:
        return _live(here, shown.slide)
    return Slide("kept", **_scope(here), kept=view_snapshots.keep(_kept(here, shown)))


def _live(here: Here, slide: Mapping[str, Any]) -> Slide:
    return Slide(**(_scope(here) | dict(slide)))


def _scope(here: Here) -> dict[str, Any]:
    """The fields of a slide that say what the page's scope is."""
    wanted = here.scope
    is_own = wanted.period == "custom"
    return {
        "area": wanted.area,
        "period": wanted.period,
        "start": wanted.start if is_own else None,
        "end": wanted.end - DAY if is_own else None,
        "compare": wanted.compare,
        "only": write_filters(wanted.filters),
        "rules": wanted.rules,
    }


def _kept(here: Here, shown: Shown) -> Kept:
    _: Translator = here.translate
    chart = shown.chart.titled(shown.title) if shown.chart else None
    table = None
    if shown.table is not None:
        rows = 0 if chart else view_snapshots.ROWS  # beside its own chart it would be another view
        table = view_snapshots.table(shown.table, shown.title, rows)
    return Kept(
        shown.title,
        here.place,
        (chart,) if chart else (),
        (table,) if table else (),
        (*filter(None, [here.sample]), " · ".join(here.origin)),
    )

"""Notes on months, written where a trend shows them: by a click on the month, or by a choice."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from governance.app import context, target_form, written_by
from governance.app.context import Here
from governance.charts import metric_charts
from governance.charts.control_chart import control_series
from governance.core import dates
from governance.core.contracts import ROOT
from governance.core.escaping import markdown
from governance.core.periods import Window
from governance.metrics import office_edits, office_files
from governance.metrics.annotations import Annotation
from governance.metrics.catalog import Metric

MENU = "note_menu"
MONTH, TEXT, EVERY, BY = (f"note_{name}" for name in ("month", "text", "every", "by"))
KEPT = "note_month_kept"  # the month stays chosen while the menu is closed
Chosen = Callable[[list[dict[str, Any]]], None]


def opens(months: Sequence[Window]) -> Chosen:
    """What a click on a month of a chart does: it opens the notes of that month.

    A second click on it takes the mark away, and opens them again.
    """

    def chosen(points: list[dict[str, Any]]) -> None:
        if points:
            st.session_state[KEPT] = months[int(points[0]["x"])][0].isoformat()
        st.session_state[MENU] = True

    return chosen


def below(here: Here, metric: Metric, months: Sequence[Window]) -> None:
    """What stands below a trend: the notes of its months, and what is aimed at."""
    with st.container(horizontal=True, key="edit_months"):
        offer(here, metric, months)
        target_form.offer(here, metric)


def offer(here: Here, metric: Metric, months: Sequence[Window]) -> None:
    """The menu with the notes of one of these months."""
    _ = here.translate
    with written_by.menu(_("Notes on a month"), MENU) as is_open:
        if is_open:
            _ask(here, metric, _choose(here, months))


def _choose(here: Here, months: Sequence[Window]) -> Window:
    """The month that was clicked, else the last; another can be chosen."""
    _, known = here.translate, {month[0].isoformat(): month for month in reversed(months)}
    kept = st.session_state.get(KEPT)
    st.session_state[MONTH] = kept if kept in known else next(iter(known))

    def keep() -> None:
        st.session_state[KEPT] = st.session_state[MONTH]

    def named(start: str) -> str:
        return dates.month(known[start][0], _.lang)

    return known[
        st.selectbox(_("Month"), list(known), format_func=named, key=MONTH, on_change=keep)
    ]


def _ask(here: Here, metric: Metric, month: Window) -> None:
    _ = here.translate
    name = dates.month(month[0], _.lang)
    title = _("Notes on {month}", month=name)
    st.markdown(f"**{markdown(title)}**")
    with st.form("note_form", border=False, enter_to_submit=False):
        _list(here, metric, month)
        st.text_area(_("What is known of it"), max_chars=office_edits.LONGEST, height=80, key=TEXT)
        st.checkbox(_("Show it on every metric"), key=EVERY)
        written_by.ask(_, BY)
        given = (here, metric, month)
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=given)
    st.button(
        _("Make {month} the period", month=name),
        type="tertiary",
        key="note_period",
        on_click=_go,
        args=(month,),
    )


def _list(here: Here, metric: Metric, month: Window) -> None:
    """The notes of the month; what follow-ups say of it cannot be taken away here."""
    _, own = here.translate, office_files.annotations(here.warehouse.meta.synthetic)
    for n, note in enumerate(here.notes(metric.key, [month])):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(_described(here, note), width="stretch")
            if note in own:
                st.form_submit_button(
                    _("Remove"),
                    type="tertiary",
                    key=f"note_remove_{n}",
                    on_click=_remove,
                    args=(here, note),
                )


def _described(here: Here, note: Annotation) -> str:
    found = office_edits.author(note)
    by = written_by.signed(here, found.by, found.at) if found else ""
    said = metric_charts.describe_note(note, here.translate)
    return " · ".join(filter(None, (markdown(said), markdown(by))))


def _save(here: Here, metric: Metric, month: Window) -> None:
    """Writes the note down, from the form's callback."""
    text, by = " ".join(str(st.session_state[TEXT]).split()), written_by.read(BY)
    new = Annotation(
        month[0],
        {"zh": text, "en": text},
        month[1],
        "" if here.scope.area == ROOT else here.scope.area,
        () if st.session_state[EVERY] else (metric.key,),
        here.warehouse.meta.synthetic,
    )
    written_by.save(here, MENU, lambda: office_edits.add_note(new, by))


def _remove(here: Here, note: Annotation) -> None:
    by = written_by.read(BY)
    written_by.save(here, MENU, lambda: office_edits.remove_note(note, by))


def _go(month: Window) -> None:
    st.session_state[MENU] = False
    context.go(**control_series.month_query(month))

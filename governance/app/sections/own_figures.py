"""An office's own published figures: what in its folder is wrong, and the form that keeps one."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.core.contracts import ROOT
from governance.core.escaping import markdown
from governance.core.i18n import Translator, mark
from governance.core.toml_entries import EntryError
from governance.metrics import segments
from governance.reconciliation import figure_files, figure_store
from governance.reconciliation.audit import Audit
from governance.reconciliation.figure_rows import RowError
from governance.reconciliation.figure_store import Row

NEW = "new"
FIRST = dt.date(1990, 1, 1)  # Streamlit's calendar goes back ten years unless it is told
FIELDS = {
    "id": mark("ID"),
    "what": mark("What"),
    "source": mark("Source"),
    "area_code": mark("Place"),
    "metric": mark("Metric"),
    "only": mark("Filter"),
    "part": mark("Part of it"),
    "value": mark("Printed"),
    "bound": mark("Printed as"),
    "unit": mark("Unit"),
    "since": mark("First day"),
    "until": mark("Last day"),
    "note": mark("Note"),
}
BOUNDS = {
    "exact": mark("exactly so many"),
    "at_least": mark("so many or more (余, 多)"),
    "about": mark("about so many (左右)"),
    "rule": mark("a rule, not a count"),
    "label": mark("a name, no number"),
}
USUAL = {"bound": "exact"}
PARTS = {"": mark("the value"), "numerator": mark("numerator"), "denominator": mark("denominator")}


def show_complaints(here: Here, audit: Audit) -> None:
    """Every entry that could not be read: where it stands, and how it is mended."""
    _ = here.translate
    if audit.complaints:
        head = _("{n} entries are left out; all others are shown.", n=len(audit.complaints))
        lines = [f"- {markdown(complaint.text(_))}" for complaint in audit.complaints]
        st.warning("\n".join([head, "", *lines]))


def show_editor(here: Here, audit: Audit) -> None:
    """Add a figure, or change the one that is chosen; the sample's cannot be changed."""
    _, place = here.translate, audit.folder
    st.subheader(_("Your own published figures"), anchor="own_figures")
    if not audit.is_own:
        st.caption(
            _(
                "These are the sample's figures. To keep those of your office here instead, set "
                "GOVERNANCE_FACTS to a folder of your own before the dashboard starts."
            )
        )
        return
    st.caption(_("They lie in {folder}.", folder=markdown(str(place / figure_files.FILE))))
    try:
        known = figure_store.rows(place)
    except EntryError as error:
        st.error(markdown(error.translated(_)))
        return
    names = {NEW: _("Add a figure")} | {key: key for key in known if key}
    held = context.wanted("figure")
    chosen = st.selectbox(
        _("Figure to edit"),
        list(names),
        index=list(names).index(held) if held in names else 0,
        format_func=names.__getitem__,
        key=f"own_figure_{held}",
    )
    _form(here, audit, None if chosen == NEW else known[chosen])


def _form(here: Here, audit: Audit, seen: Row | None) -> None:
    _, place = here.translate, audit.folder
    key = "own_" + (seen or {}).get("id", NEW)
    with st.form(key, border=True):
        row = _fields(here, audit, seen or {}, key)
        with st.container(horizontal=True):
            is_saved = st.form_submit_button(_("Save"), type="primary")
            is_removed = seen is not None and st.form_submit_button(_("Delete"))
    try:
        if is_saved:
            figure_store.save(place, row, seen, here.warehouse.catalog, audit.rules)
        elif is_removed and seen is not None:
            figure_store.remove(place, seen)
        else:
            return
    except EntryError as error:
        st.error(markdown(_complaint(error, _)))
        return
    context.later(figure=row["id"] if is_saved else "")
    st.rerun()


def _complaint(error: EntryError, _: Translator) -> str:
    column = _(FIELDS.get(error.column, "")) if isinstance(error, RowError) else ""
    reason = error.translated(_)
    return _("{where}: {reason}", where=column, reason=reason) if column else reason


def _fields(here: Here, audit: Audit, seen: Row, key: str) -> dict[str, str]:
    """The row as the form has it."""
    _, catalog = here.translate, here.warehouse.catalog
    tree, levels = here.ground.tree, audit.computer.levels
    areas = {code: tree[code].name for code in levels if code != ROOT and code in tree}
    metrics = {"": "—"} | {code: _.pick(one.title) for code, one in catalog.items()}
    units = {"": _("that of the metric")} | {unit: unit for unit in audit.rules.units}
    choices: dict[str, Mapping[str, str]] = {
        "area_code": {"": "—"} | areas,
        "metric": metrics,
        "part": {code: _(words) for code, words in PARTS.items()},
        "bound": {code: _(words) for code, words in BOUNDS.items()},
        "unit": units,
    }
    columns, row = st.columns(3), {}
    for number, (name, label) in enumerate(FIELDS.items()):
        with columns[number % len(columns)]:
            text, given = seen.get(name) or USUAL.get(name, ""), (_(label), f"{key}_{name}")
            if name in choices:
                row[name] = _choice(*given, choices[name], text)
            elif name in ("since", "until"):
                row[name] = _day(*given, text)
            else:
                row[name] = st.text_input(given[0], text, key=given[1], max_chars=200)
    st.caption(_filters(here))
    return row


def _filters(here: Here) -> str:
    """What may be filtered by, in an example that is there."""
    _ = here.translate
    segment = segments.title("channel", _, "issues")
    return _("A filter is a column and its value, like channel=hotline ({title}).", title=segment)


def _choice(label: str, key: str, options: Mapping[str, str], text: str) -> str:
    """What is chosen; a text that is none of the options stays as it is until it is changed."""
    known = options if text in options else {text: text, **options}
    named = known.__getitem__
    held = list(known).index(text)
    return str(st.selectbox(label, list(known), index=held, format_func=named, key=key))


def _day(label: str, key: str, text: str) -> str:
    """A day; one that cannot be read is left empty, and has to be chosen again."""
    try:
        held: dt.date | None = dt.date.fromisoformat(text) if text else None
    except ValueError:
        held = None
    given: Any = st.date_input(
        label, held, key=key, format="YYYY-MM-DD", min_value=dt.date(1990, 1, 1)
    )
    return given.isoformat() if given else ""

"""Claims, and sums of published figures that invite themselves."""

import streamlit as st
from pandas.io.formats.style import Styler

from governance.app import context
from governance.app.context import Here
from governance.reconciliation import (
    addability,
    audit_table,
    claims,
    ruling_tables,
)
from governance.reconciliation.audit import Audit
from governance.reconciliation.audit_table import Words


def _show_prose(table: Styler, title: str) -> None:
    """A table of sentences: whole, where a grid would cut them off."""
    st.subheader(title, anchor=False)
    st.table(table, border="horizontal", hide_index=True, alt=title)


def show_claims(here: Here, audit: Audit) -> None:
    """What is claimed of published figures, and whether they bear it out."""
    _ = here.translate
    judged = [claims.judge_claim(claim, audit) for claim in audit.declared.claims]
    if not judged:
        return
    title = _("Claims, held against the figures beside them")
    _show_prose(ruling_tables.claims_table(judged, here.look), title)


def show_sums(here: Here, audit: Audit, words: Words) -> None:
    """Sums and whether they may be made; two figures can be chosen and tried."""
    _ = here.translate
    if rulings := addability.rule_all(audit):
        title = _("Sums that are often made, and whether they may be")
        _show_prose(ruling_tables.sums_table(rulings, words), title)
    st.markdown(audit_table.bold(_("Try it: may these two figures be added?")))
    known = list(audit.findings)
    one, _comma, other = context.wanted("sum").partition(",")
    pair = [key if key in known else None for key in (one, other)]
    st.session_state["pick_one"], st.session_state["pick_other"] = pair

    def go() -> None:
        chosen = [st.session_state[key] or "" for key in ("pick_one", "pick_other")]
        context.go(sum=",".join(chosen) if any(chosen) else "")

    columns = st.columns(2)
    labels = {"pick_one": _("One figure"), "pick_other": _("Another figure")}
    for column, (key, label) in zip(columns, labels.items(), strict=True):
        column.selectbox(
            label,
            known,
            format_func=lambda key: audit_table.option(audit.findings[key], _),
            filter_mode="contains",
            placeholder=_("Choose a figure"),
            key=key,
            on_change=go,
        )
    if all(pair):
        ruling = addability.rule_on_pair(audit, str(pair[0]), str(pair[1]))
        verdict = ruling_tables.ruling_verdict(ruling, _)
        show = st.success if ruling.allowed else st.error
        show(f"{ruling_tables.equation(ruling, words)}\n\n{verdict}")

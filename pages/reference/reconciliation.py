"""Reconciliation: each published figure as printed and as computed, claims, and sums refused."""

from collections.abc import Sequence

import streamlit as st

from governance.app import cache, compound_links, context, figure_panel
from governance.app.context import Here
from governance.app.sections import own_figures, published_sums
from governance.core import sql
from governance.core.escaping import markdown, quoted
from governance.reconciliation import (
    audit_table,
    verdicts,
)
from governance.reconciliation.audit import Audit, Finding
from governance.reconciliation.audit_table import Words
from governance.reconciliation.published_figures import FigureError

TABLE_HEIGHT = 480  # so that what a click opens below begins on the same screen


def asked(here: Here, name: str, known: Sequence[str]) -> str:
    """What the address asks for, "" with a warning where there is no such thing."""
    _, value = here.translate, context.wanted(name)
    if value and value not in known:
        st.warning(_("There is no “{value}” here; this shows all.", value=quoted(value)))
        return ""
    return value


def pick(here: Here, audit: Audit) -> list[Finding]:
    """The findings of the place and verdict that the reader chose; counts stand on the verdicts."""
    _ = here.translate
    places = list(dict.fromkeys(finding.figure.place for finding in audit.findings.values()))
    place = asked(here, "place", places)
    verdict = asked(here, "verdict", list(verdicts.VERDICTS))
    counts = audit_table.counts(audit.findings.values(), place)
    st.session_state["pick_verdict"] = verdict or None
    with st.container(horizontal=True, vertical_alignment="bottom", key="reconciliation_filter"):
        names = {"": _("All places")} | {name: name for name in places}
        context.choose(_("Place"), "place", names, place, clears=("figure",), width=220)
        st.pills(
            _("Verdict"),
            list(verdicts.VERDICTS),
            format_func=lambda key: f"{_(verdicts.VERDICTS[key])} {counts[key]}",
            key="pick_verdict",
            on_change=lambda: context.go(verdict=st.session_state["pick_verdict"] or "", figure=""),
        )
    return audit_table.choose(audit.findings.values(), place, verdict)


def show_figures(here: Here, findings: list[Finding], words: Words) -> None:
    _ = here.translate
    title = _("{n} published figures, held against the data", n=len(findings))
    if not findings:
        st.info(_("No figure of this place has this verdict."))
        return

    def chosen(row: int, _column: str) -> None:
        context.go(figure=findings[row].figure.id)

    figure_panel.table(
        here,
        audit_table.figures(findings, words),
        title,
        "audit",
        settings=audit_table.settings(_),
        chosen=chosen,
        height=TABLE_HEIGHT,
        heading=True,
    )
    st.caption(_("Click a row to see how its figure is computed."))


def show_figure(here: Here, finding: Finding, words: Words) -> None:
    _ = here.translate
    with st.container(border=True, key="figure_detail"):
        st.subheader(audit_table.heading(finding, _), anchor="figure")
        st.table(audit_table.facts(finding, words), border="horizontal")
        for step in finding.computed.steps:
            with st.expander(f"`{step.path}`"):
                st.table(audit_table.bound(step), border="horizontal")
                st.code(sql.text(step.room, step.file), language="sql", wrap_lines=True)
        if code := compound_links.of_figure(here, finding.figure):
            compound_links.show(here, code, finding.figure.place)
        with st.container(horizontal=True):
            st.button(_("Close"), on_click=context.go, kwargs={"figure": ""})
            if key := audit_table.metric(finding):
                asked = {"name": "metrics", "metric": key}
                st.button(_("Definition of the metric"), on_click=context.open_page, kwargs=asked)
                asked = {"name": "receipt", **audit_table.receipt(finding)}
                st.button(_("Receipt of the number"), on_click=context.open_page, kwargs=asked)


def show_audit(here: Here, audit: Audit) -> None:
    _, words = here.translate, Words(here.look, here.warehouse.catalog, audit.rules)
    own_figures.show_complaints(here, audit)
    if audit.findings:
        st.caption(audit_table.purpose(here.warehouse.meta.synthetic and not audit.is_own, _))
        show_figures(here, pick(here, audit), words)
        if figure := asked(here, "figure", list(audit.findings)):
            show_figure(here, audit.findings[figure], words)
        published_sums.show_claims(here, audit)
        published_sums.show_sums(here, audit, words)
    else:
        st.info(_("There are no published figures here yet."))
    own_figures.show_editor(here, audit)


here = context.here()
try:
    audit = cache.audit(here.warehouse)
except FigureError as error:
    st.error(markdown(str(error)))
else:
    show_audit(here, audit)

"""Reconciliation: each published figure as printed and as computed, claims, and sums refused."""

from collections.abc import Sequence

import streamlit as st
from pandas.io.formats.style import Styler

from governance.app import cache, context, figure_panel
from governance.app.context import Here
from governance.core import sql
from governance.core.escaping import quoted
from governance.reconciliation import (
    audit_table,
    claims,
    figure_details,
    ruling_tables,
    sums,
    tolerance_rules,
    verdicts,
)
from governance.reconciliation.addability import Ruling
from governance.reconciliation.audit import Audit, Finding
from governance.reconciliation.audit_table import Words

TABLE_HEIGHT = 480  # so that what a click opens below begins on the same screen


def asked(here: Here, name: str, known: Sequence[str]) -> str:
    """What the address asks for, "" with a warning where there is no such thing."""
    _, value = here.translate, context.wanted(name)
    if value and value not in known:
        st.warning(_("There is no “{value}” here; this shows all.", value=quoted(value)))
        return ""
    return value


def pick(here: Here, found: Audit) -> list[Finding]:
    """The findings of the place and verdict that the reader chose; counts stand on the verdicts."""
    _ = here.translate
    places = list(dict.fromkeys(finding.figure.place for finding in found.findings.values()))
    place = asked(here, "place", places)
    verdict = asked(here, "verdict", list(verdicts.VERDICTS))
    counts = audit_table.counts(found.findings.values(), place)
    st.session_state["pick_place"] = place
    st.session_state["pick_verdict"] = verdict or None
    with st.container(horizontal=True, vertical_alignment="bottom", key="reconciliation_filter"):
        st.selectbox(
            _("Place"),
            ["", *places],
            format_func=lambda name: name or _("All places"),
            key="pick_place",
            on_change=lambda: context.go(place=st.session_state["pick_place"], figure=""),
            width=220,
        )
        st.pills(
            _("Verdict"),
            list(verdicts.VERDICTS),
            format_func=lambda key: f"{_(verdicts.VERDICTS[key])} {counts[key]}",
            key="pick_verdict",
            on_change=lambda: context.go(verdict=st.session_state["pick_verdict"] or "", figure=""),
        )
    return audit_table.chosen(found.findings.values(), place, verdict)


def show_figures(here: Here, found: list[Finding], words: Words) -> None:
    _ = here.translate
    title = _("{n} published figures, held against the data", n=len(found))
    if not found:
        st.info(_("No figure of this place has this verdict."))
        return

    def chosen(row: int, _column: str) -> None:
        context.go(figure=found[row].figure.id)

    figure_panel.table(
        here,
        audit_table.figures(found, words),
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
        st.subheader(figure_details.heading(finding, _), anchor="figure")
        st.table(figure_details.facts(finding, words), border="horizontal")
        for step in finding.computed.steps:
            with st.expander(f"`{step.path}`"):
                st.table(figure_details.bound(step), border="horizontal")
                st.code(sql.text(step.room, step.file), language="sql", wrap_lines=True)
        with st.container(horizontal=True):
            st.button(_("Close"), on_click=context.go, kwargs={"figure": ""})
            if key := figure_details.metric(finding):
                asked = {"name": "metrics", "metric": key}
                st.button(_("Definition of the metric"), on_click=context.open_page, kwargs=asked)


def show_prose(table: Styler, title: str) -> None:
    """A table of sentences: whole, where a grid would cut them off."""
    st.subheader(title, anchor=False)
    st.table(table, border="horizontal", hide_index=True, alt=title)


def show_claims(here: Here, found: Audit) -> None:
    _ = here.translate
    judged = [claims.judge(claim, found) for claim in tolerance_rules.claims()]
    show_prose(
        ruling_tables.claimed(judged, here.look), _("Claims, held against the figures beside them")
    )


def show_sums(here: Here, found: Audit, words: Words) -> None:
    _ = here.translate
    title = _("Sums that invite themselves, and whether they may be made")
    show_prose(ruling_tables.sums(sums.shown(found), words), title)
    st.markdown(figure_details.bold(_("Try it: may these two figures be added?")))
    known = list(found.findings)
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
            format_func=lambda key: figure_details.option(found.findings[key], _),
            filter_mode="contains",
            placeholder=_("Choose a figure"),
            key=key,
            on_change=go,
        )
    if all(pair):
        show_ruling(here, sums.rule(found, str(pair[0]), str(pair[1])), words)


def show_ruling(here: Here, ruling: Ruling, words: Words) -> None:
    _ = here.translate
    text = f"{ruling_tables.equation(ruling, words)}\n\n{ruling_tables.verdict(ruling, _)}"
    (st.success if ruling.allowed else st.error)(text)


here = context.here()
_ = here.translate
found = cache.audit(here.build)
words = Words(here.look, here.build.metrics, found.rules)
st.caption(figure_details.purpose(here.build.meta.synthetic, _))
show_figures(here, pick(here, found), words)
if figure := asked(here, "figure", list(found.findings)):
    show_figure(here, found.findings[figure], words)
show_claims(here, found)
show_sums(here, found, words)

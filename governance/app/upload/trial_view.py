"""What would become of a file's rows."""

from pathlib import Path

import streamlit as st

from governance.app import context
from governance.core.escaping import markdown
from governance.ingest import rejected_rows
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import mapping_report
from governance.ingest.mapping.dry_run import DryRun
from governance.warehouse import file_lineage, rejected_view

SAID = 100  # problems that are told row by row


def show_trial(made: DryRun, export: Export, notes: list[str], name: str) -> None:
    """The rows as understood, the ledgers, what is wrong, and the rejected rows to take away."""
    _ = context.language()
    st.subheader(_("3. What would become of the rows"), anchor="trial")
    if notes:
        st.warning("\n\n".join(map(markdown, notes)))
    for one in made.warnings:
        st.warning(markdown(file_lineage.warning(*one, _)))
    ledgers = mapping_report.dry_run_counts(made, _)
    with st.container(horizontal=True, gap="large"):
        for title, count in ledgers.items():
            st.metric(title, f"{count:,}", width="content")
    st.markdown(f"**{_('First rows as understood')}**")
    st.dataframe(
        mapping_report.preview(made, _),
        hide_index=True,
        placeholder="—",
        alt=_("First rows as understood"),
    )
    if made.counts.empty:
        st.success(_("Every row can be read and believed."))
        return
    st.markdown(f"**{_('What is wrong')}**")
    st.dataframe(
        rejected_view.summary(made.counts, made.source.dataset, _),
        hide_index=True,
        alt=_("What is wrong"),
    )
    with st.expander(_("The first of them, row by row")):
        place = _("Row")
        lines = [f"{place} {row} · {said}" for row, _severity, said in made.reasons(_)[:SAID]]
        st.code("\n".join(lines), language=None, wrap_lines=True)
    if made.totals["rejected"]:
        st.caption(
            _(
                "Mend the rejected rows in this file and hand it in here: they then count as "
                "corrected."
            )
        )
        st.download_button(
            _("Download the rejected rows"),
            lambda: rejected_rows.csv_bytes(made.rejected(_, export.headers)),
            file_name=f"{Path(name).stem}_rejected.csv",
            mime="text/csv",
            on_click="ignore",
        )

"""What would become of a file's rows; then the file and its source are kept, and published."""

from pathlib import Path

import streamlit as st

from governance.app import context
from governance.core.escaping import markdown
from governance.ingest import file_errors, rejected_rows, settings
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import mapping_report, source_writer
from governance.ingest.mapping.dry_run import DryRun
from governance.ingest.sources import Source
from governance.warehouse import file_lineage, publish_job, rejected_view

SAID = 100  # problems that are told row by row


def show_dry_run(made: DryRun, export: Export, notes: list[str], name: str) -> None:
    """The rows as understood, the ledgers, what is wrong, and the rejected rows to take away."""
    _ = context.language()
    st.subheader(_("3. What would become of the rows"), anchor="trial")
    if notes:
        st.warning("\n\n".join(map(markdown, notes)))
    for warning in made.warnings:
        st.warning(markdown(file_lineage.warning(*warning, _)))
    with st.container(horizontal=True, gap="large"):
        for title, count in mapping_report.dry_run_counts(made, _).items():
            st.metric(title, f"{count:,}", width="content")
    rows = _("First rows as understood")
    st.markdown(f"**{rows}**")
    st.dataframe(mapping_report.preview(made, _), hide_index=True, placeholder="—", alt=rows)
    if made.counts.empty:
        st.success(_("Every row can be read and believed."))
        return
    wrong = _("What is wrong")
    st.markdown(f"**{wrong}**")
    summary = rejected_view.summary(made.counts, made.source.dataset, _)
    st.dataframe(summary, hide_index=True, alt=wrong)
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


def save(source: Source, known: Source | None, content: bytes, name: str, stem: str) -> None:
    """Keeps the file, and the source where it is new; then it can be published."""
    _ = context.language()
    st.subheader(_("4. Save and publish"), anchor="save")
    toml, path = "", settings.place(source, name)
    if not known:
        source = _name_it(source, name, stem)
    if source != known:
        toml, path = source_writer.to_toml(source), f"{source.name}/{settings.safe_name(name)}"
        with st.expander(_("The source file that will be saved")):
            st.code(toml, language="toml")
    if st.button(_("Save"), type="primary", key=f"apply_{stem}"):
        st.session_state["saved"] = _store(f"{source.name}.toml", toml.encode(), path, content)
        st.session_state["saved_stem"] = stem
    if st.session_state.get("saved_stem") == stem:
        st.success(markdown(st.session_state["saved"]))
        if st.button(_("Publish"), type="primary", key="publish"):
            st.session_state["publication"] = publish_job.publish()


def _name_it(source: Source, name: str, stem: str) -> Source:
    """The source under the names that a person gives it; later files join the same folder."""
    _ = context.language()
    left, right = st.columns(2)
    title = left.text_input(_("Title of the ledger"), Path(name).stem, key=f"title_{stem}")
    short = settings.safe_name(Path(name).stem).replace(".", "_").replace(" ", "_")
    given = right.text_input(_("Short name, also of its folder"), short, key=f"name_{stem}")
    short = settings.safe_name(given or short)
    files = (f"{short}/*{Path(name).suffix}",)
    return source_writer.with_identity(source, short, {"zh": title, "en": title}, files)


def _store(source_file: str, toml: bytes, path: str, content: bytes) -> str:
    """Writes what is to be kept; says what was there already. toml: b"" of a source that is known.

    Raises SourceError.
    """
    _, sources = context.language(), settings.sources_folder()
    if toml:
        settings.require_same_content(sources, source_file, toml)
    is_new = settings.store(content, settings.exports_folder(), path)
    if toml:
        is_new |= settings.store(toml, sources, source_file)
    if is_new:
        return _("Saved as {path}. Nothing is published yet.", path=path)
    return _("{path} is there already, with the same content.", path=path)


@st.fragment(run_every=2)
def show_publication() -> None:
    """How the build goes on; its words in the end, too."""
    _ = context.language()
    running: publish_job.Publication | None = st.session_state.get("publication")
    if running is None:
        return
    status = running.status
    lines = [
        file_errors.translate(line.removeprefix("governance: "), _)
        for line in running.words.splitlines()
    ]
    if status is None:
        st.info(_("Publishing … the pages go on with the last build meanwhile."))
    elif status == 0:
        st.success(_("Published. Open pages show the new build within seconds."))
    else:
        failed = _("Nothing was published; the last build stays.")
        st.error("\n\n".join((failed, *map(markdown, lines[-3:]))))
    with st.expander(_("What the build said")):
        st.code("\n".join(lines) or "…", language=None)

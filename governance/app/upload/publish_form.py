"""The file and its source kept, then published."""

from pathlib import Path

import streamlit as st

from governance.app import context
from governance.core.escaping import markdown
from governance.ingest import file_errors, settings
from governance.ingest.mapping import source_writer
from governance.ingest.sources import Source
from governance.warehouse import publish_job


def save(source: Source, known: Source | None, content: bytes, name: str, stem: str) -> None:
    """Keeps the file, and the source where it is new; then it can be published."""
    _ = context.language()
    st.subheader(_("4. Save and publish"), anchor="save")
    source_file, path = "", settings.place(source, name)
    if not known:
        source = _name_it(source, name, stem)
    if source != known:
        source_file, path = f"{source.name}.toml", f"{source.name}/{settings.safe_name(name)}"
        with st.expander(_("The source file that will be saved")):
            st.code(source_writer.to_toml(source), language="toml")
    if st.button(_("Save"), type="primary", key=f"apply_{stem}"):
        st.session_state["saved"] = _kept(source, source_file, content, path)
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


def _kept(source: Source, source_file: str, content: bytes, path: str) -> str:
    """Writes what is to be kept; says what was there already. Raises SourceError."""
    _ = context.language()
    if source_file:
        settings.require_same_content(
            settings.sources_folder(), source_file, source_writer.to_toml(source).encode()
        )
    is_new = settings.store(content, settings.exports_folder(), path)
    if source_file:
        text = source_writer.to_toml(source).encode()
        is_new |= settings.store(text, settings.sources_folder(), source_file)
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
        st.error(
            _("Nothing was published; the last build stays.")
            + "\n\n"
            + "\n\n".join(map(markdown, lines[-3:]))
        )
    with st.expander(_("What the build said")):
        st.code("\n".join(lines) or "…", language=None)

"""Upload: an export is read, understood, corrected by a person, kept, and published."""

import datetime as dt

import streamlit as st

from governance.app import context
from governance.app.upload import mapping_form, publish_form, shape_form, upload_session
from governance.core.escaping import markdown
from governance.ingest import file_errors, settings, sources
from governance.ingest.mapping import assistant, mapping_report
from governance.ingest.sources import SourceError

# Streamlit's own button speaks English only.
BUTTON = """
.st-key-file button[data-testid="stBaseButton-secondary"] p { font-size: 0; }
.st-key-file button[data-testid="stBaseButton-secondary"] p::after {
  content: "{choose}"; font-size: 1rem;
}
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
"""
_ = context.language()


def introduce() -> None:
    st.markdown(
        _(
            "Hand in an export as your system wrote it. You see what was understood, correct it, "
            "and only then publish. The file itself is never changed."
        )
    )
    if settings.is_sample():
        st.warning(
            _(
                "No folders of an office are set: what you save here joins the made-up sample. An "
                "office sets GOVERNANCE_SOURCES, GOVERNANCE_EXPORTS and GOVERNANCE_WAREHOUSE."
            )
        )


def main() -> None:
    introduce()
    st.html(f"<style>{BUTTON}</style>".replace("{choose}", _("Choose a file")))
    given = st.file_uploader(
        _(
            "An export: Excel, CSV, parquet, JSON or GeoJSON, up to {size} MB. Put a larger one "
            "into the folder of exports, or hand it in in parts.",
            size=st.get_option("server.maxUploadSize"),
        ),
        key="file",
    )
    if given is not None:
        try:
            with st.spinner(_("Reading {file} …", file=given.name)):
                # Not a copy: the value and Streamlit's own file share their memory.
                show(given.getvalue(), given.name, given.file_id)
        except SourceError as error:
            st.error(markdown(file_errors.translate(error, _)))
    publish_form.show_publication()


def show(content: bytes, name: str, file_id: str) -> None:
    """The way of one file from its bytes to its publication."""
    laid = upload_session.lay_down(content, name, file_id)
    file, stem = laid.path, laid.path.parent.name[:12]
    folder = settings.sources_folder()
    known = sources.load(folder) if any(folder.glob("*.toml")) else []
    areas = assistant.areas_of(known, settings.exports_folder())
    today = dt.datetime.now(dt.UTC).date()
    gazetteer = upload_session.gazetteer(areas, today)
    probe, export = shape_form.choose_shape(file)
    like = mapping_form.choose_known(assistant.fitting_sources(known, export), stem)
    notes: list[str] = []
    if like:
        source = upload_session.continued_source(like, probe, export, file)
    else:
        source, details = mapping_form.choose_mapping(probe, export, gazetteer, stem)
        notes = mapping_report.notes(source.dataset, details, _)
    made = upload_session.attempt(source, file, areas, today)
    publish_form.show_dry_run(made, export, notes, name)
    publish_form.save(source, like, content, name, stem)


main()

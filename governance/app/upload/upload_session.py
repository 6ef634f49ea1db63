"""What the Upload page works out of a file, kept as long as the reader's session."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from governance.ingest import settings
from governance.ingest.formats.reader import Export
from governance.ingest.input_files import Input
from governance.ingest.mapping import assistant, dataset_detection, dry_run, format_detection
from governance.ingest.mapping.dataset_detection import Candidate, Details
from governance.ingest.mapping.dry_run import DryRun
from governance.ingest.mapping.format_detection import Chosen, Shape
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import AreaRule, Source

# Kept for one session: nobody else may come across what a person looks at. What is kept is
# recognised by what it is, not by its content, which may have millions of rows.
HASHES: dict[str | type[Any], Callable[[Any], Any]] = {
    Export: id,
    Gazetteer: id,
    Source: lambda source: source.digest,
    Input: lambda entry: f"{entry.source.digest} {entry.path} {entry.stat()}",
    Path: str,
}


@st.cache_resource(show_spinner=False, max_entries=8, scope="session")
def lay_down(_content: bytes, name: str, file_id: str) -> settings.StoredFile:  # noqa: ARG001 - a key
    """The file in the workroom, until the session and the run that holds it end.

    file_id: Streamlit's, of the upload.
    """
    return settings.StoredFile(_content, name)


@st.cache_resource(show_spinner=False, max_entries=8, scope="session", hash_funcs=HASHES)
def shape(file: Path, chosen: Chosen) -> Shape:
    """What the file looks like."""
    return format_detection.detect_shape(file, chosen)


@st.cache_resource(show_spinner=False, max_entries=8, scope="session", hash_funcs=HASHES)
def look(
    file: Path, chosen: Chosen, header: tuple[int, int] | None
) -> tuple[Shape, Source, Export]:
    """What the file looks like, a source that only reads it, and its cells."""
    return assistant.look(file, chosen, header)


@st.cache_resource(show_spinner=False, max_entries=8, scope="session", hash_funcs=HASHES)
def areas(registers: Sequence[Input]) -> Gazetteer:
    """What is known of the areas."""
    return dry_run.gazetteer(registers, dt.datetime.now(dt.UTC).date())


@st.cache_resource(show_spinner=False, max_entries=8, scope="session", hash_funcs=HASHES)
def rank(export: Export, known: Gazetteer, about: str) -> list[Candidate]:
    """The datasets that the export may be, the likeliest first."""
    return dataset_detection.rank(export, known, about)


@st.cache_resource(show_spinner=False, max_entries=8, scope="session", hash_funcs=HASHES)
def details(export: Export, dataset: str, columns: Mapping[str, str], area: AreaRule) -> Details:
    """What a mapping needs beside its columns."""
    return dataset_detection.details(export, dataset, columns, area)


@st.cache_resource(show_spinner=False, max_entries=8, scope="session", hash_funcs=HASHES)
def continue_(known: Source, probe: Source, export: Export, file: Path) -> Source:
    """The known source, or its sibling for a file of another form."""
    return assistant.continued_source(known, probe, export, file)


@st.cache_resource(show_spinner=False, max_entries=8, scope="session", hash_funcs=HASHES)
def attempt(source: Source, file: Path, registers: Sequence[Input]) -> DryRun:
    """What would become of the file's rows."""
    return dry_run.dry_run(source, file, registers, dt.datetime.now(dt.UTC).date())

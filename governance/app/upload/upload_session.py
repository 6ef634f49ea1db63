"""What the Upload page works out of a file, kept as long as the reader's session."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from governance.ingest import settings
from governance.ingest.formats.reader import Export
from governance.ingest.input_files import Input
from governance.ingest.mapping import assistant, dataset_detection, dry_run, format_detection
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import Source

# Kept for one session: nobody else may come across what a person looks at. What is kept is
# recognised by what it is, not by its content, which may have millions of rows.
HASHES: dict[str | type[Any], Callable[[Any], Any]] = {
    Export: id,
    Gazetteer: id,
    Source: lambda source: source.digest,
    Input: lambda entry: f"{entry.source.digest} {entry.path} {entry.stat()}",
    Path: str,
}
P = ParamSpec("P")
Made = TypeVar("Made")


def _cached(work: Callable[P, Made]) -> Callable[P, Made]:
    """The same, done once in a session for the same arguments."""
    keep = st.cache_resource(show_spinner=False, max_entries=8, scope="session", hash_funcs=HASHES)
    return keep(work)


@_cached
def lay_down(_content: bytes, name: str, file_id: str) -> settings.StoredFile:  # noqa: ARG001 - a key
    """The file in the workroom, until the session and the run that holds it end.

    file_id: Streamlit's, of the upload.
    """
    return settings.StoredFile(_content, name)


shape = _cached(format_detection.detect_shape)
look = _cached(assistant.look)
gazetteer = _cached(dry_run.gazetteer)
rank = _cached(dataset_detection.rank)
details = _cached(dataset_detection.details)
continued_source = _cached(assistant.continued_source)
attempt = _cached(dry_run.dry_run)

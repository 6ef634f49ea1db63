"""How a file is read: as detected, each part open to correction."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from governance.app import context
from governance.app.upload import upload_session
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import mapping_report
from governance.ingest.mapping.format_detection import Chosen
from governance.ingest.sources import Source

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16")


def choose_shape(file: Path) -> tuple[Source, Export]:
    """A source that only reads the file, as detected or as overridden part by part; its cells."""
    _ = context.language()
    title, delimiters = _("1. How the file is read"), tuple(mapping_report.DELIMITERS)
    stem = file.parent.name[:12]
    shape = upload_session.shape(file, Chosen())
    st.subheader(title, anchor="shape")
    with st.expander(_("Read it otherwise")):
        chosen = Chosen(
            _part(shape.encoding.value, ENCODINGS, _("Encoding"), f"encoding_{stem}"),
            _part(shape.delimiter.value, delimiters, _("Delimiter"), f"cut_{stem}"),
            _part(shape.sheet.value, shape.sheets, _("Sheet"), f"sheet_{stem}"),
        )
        shape = upload_session.shape(file, chosen)
        left, right = st.columns(2)
        about = f"{stem}_{chosen}"
        row = left.number_input(
            _("Header in row"), 1, 1000, shape.header_row.value, key=f"row_{about}"
        )
        rows = right.number_input(
            _("Rows of the header"), 1, 5, shape.header_rows.value, key=f"rows_{about}"
        )
    header = (int(row), int(rows))
    guessed = header == (shape.header_row.value, shape.header_rows.value)
    shape, source, export = upload_session.look(file, chosen, None if guessed else header)
    st.dataframe(mapping_report.describe_shape(shape, _), hide_index=True, alt=title)
    return source, export


def _part(guess: str, known: Sequence[str], label: str, key: str) -> str:
    """What a person chose instead of the guess; "" where the guess stays."""
    _ = context.language()
    if not guess:
        return ""
    options = list(dict.fromkeys([guess, *known]))
    names = {value: _(name) for value, name in mapping_report.DELIMITERS.items()}
    picked = st.selectbox(label, options, format_func=lambda v: names.get(v, v), key=key)
    return "" if picked == guess else str(picked)

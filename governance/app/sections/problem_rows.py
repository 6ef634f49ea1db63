"""The rows of a dataset that have a problem, and their download."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import pandas as pd
import streamlit as st

from governance.app import cache, figure_panel
from governance.app.context import Here
from governance.ingest import rejected_rows
from governance.warehouse import file_lineage, rejected_view

Record = Mapping[str, Any]


def show_refused(here: Here, dataset: str, files: pd.DataFrame) -> None:
    """Every problem by how often it is there, and the rows that have it."""
    _ = here.translate
    st.subheader(_("Rows with a problem"), anchor="rows")
    counts = cache.view(here.build, "problem_counts", dataset=dataset)
    if counts.empty:
        st.info(_("Nothing was rejected, excluded or flagged."))
        return
    with st.expander(_("Every problem, by how often it is there"), expanded=True):
        summary = rejected_view.summary(counts, dataset, _)
        figure_panel.table(here, summary, _("Every problem, by how often it is there"), "problems")
    chosen = _choose_rows(here, dataset, counts)
    rows = cache.view(
        here.build, "problem_rows", dataset=dataset, most=rejected_view.MOST, **chosen
    )
    if rows.empty:
        st.info(_("No row has this; choose another file, problem or fate."))
        return
    if len(rows) == rejected_view.MOST:
        st.caption(_("The first {n} lines.", n=f"{rejected_view.MOST:,}"))
    row = figure_panel.table(
        here,
        rejected_view.table(rows, dataset, _),
        _("Rows with a problem"),
        "rows",
        settings={_("Row"): st.column_config.NumberColumn(format="%d")},
        height="content" if len(rows) <= 10 else 400,
        ticked=True,
    )
    if row is not None:
        _show_row(here, dataset, file_lineage.records(rows)[row])
    _offer(here, dataset, file_lineage.records(files), chosen["file"])


def _choose_rows(here: Here, dataset: str, counts: pd.DataFrame) -> dict[str, Any]:
    """File, problem and fate to show; None for any."""
    _ = here.translate
    any_one = _("all")
    paths = dict(zip(counts["file_id"], counts["path"], strict=True))
    problems = dict.fromkeys(counts["problem"])
    fates = [fate for fate in rejected_view.FATES if fate in set(counts["fate"])]
    left, middle, right = st.columns([5, 4, 3])
    file = left.selectbox(
        _("File"),
        [0, *sorted(paths, reverse=True)],
        format_func=lambda one: paths.get(one, any_one),
        key=f"file_{dataset}",
    )
    problem = middle.selectbox(
        _("Problem"),
        ["", *problems],
        format_func=lambda one: rejected_view.problem(one, dataset, _) if one else any_one,
        key=f"problem_{dataset}",
    )
    fate = right.selectbox(
        _("What became of it"),
        ["", *fates],
        format_func=lambda one: _(rejected_view.FATES[one]) if one else any_one,
        key=f"fate_{dataset}",
    )
    return {"file": file or None, "problem": problem or None, "fate": fate or None}


def _show_row(here: Here, dataset: str, row: Record) -> None:
    _ = here.translate
    asked = {"file": row["file_id"], "row": row["row_number"], "fate": None}
    found = cache.view(here.build, "rejected_rows", **asked)
    with st.container(border=True):
        # As plain text: what a cell holds must not become a link or a picture here.
        st.text(_("{file}, row {row}", file=row["path"], row=row["row_number"]))
        st.text(rejected_view.reason(row, dataset, _))
        if found.empty:
            st.caption(
                _("It is among the accepted rows; figures that it would spoil leave it out.")
            )
        else:
            cells = rejected_view.cells(found["content"].iloc[0], _)
            st.dataframe(cells, hide_index=True, height="content")


def _offer(here: Here, dataset: str, files: Sequence[Record], chosen: int | None) -> None:
    """The rejected rows of the chosen file, or of the only file that has any, as a download."""
    _ = here.translate
    having = [file for file in files if file["rejected"]]
    wanted = [file for file in having if chosen in (None, file["file_id"])]
    if len(wanted) > 1:
        st.caption(_("Choose one file to download its rejected rows."))
    if len(wanted) != 1:
        return
    file = wanted[0]
    st.download_button(
        _("Download the rejected rows ({n})", n=f"{file['rejected']:,}"),
        lambda: _rejected(here, dataset, file),
        file_name=f"{PurePosixPath(file['path']).stem}_rejected.csv",
        mime="text/csv",
        on_click="ignore",
    )
    st.caption(
        _(
            "They come in the file's own columns, with the reason. Mend them in a spreadsheet and "
            "load the file like the one that they came from: each mended row takes the place of "
            "the rejected one. Leave the columns governance:file and governance:row as they are."
        )
    )


def _rejected(here: Here, dataset: str, file: Record) -> bytes:
    asked = {"file": file["file_id"]}
    rows = cache.view(here.build, "rejected_rows", **asked, fate="rejected", row=None)
    problems = cache.view(here.build, "file_problems", **asked)
    frame = rejected_rows.frame(rows, problems, file["sha256"], here.translate, dataset=dataset)
    return rejected_rows.csv_bytes(frame)

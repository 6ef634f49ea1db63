"""Of a dataset: the days and areas of which no export speaks, and the rows that have a problem."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import pandas as pd
import streamlit as st

from governance.app import cache, figure_panel, folds
from governance.app.context import Here
from governance.charts import calendar_heatmap
from governance.core import contracts
from governance.core.escaping import markdown
from governance.ingest import rejected_rows
from governance.metrics import number_format
from governance.metrics.number_format import LEVELS
from governance.warehouse import data_gaps, file_lineage, rejected_view

Record = Mapping[str, Any]


def show_gaps(here: Here, dataset: str) -> None:
    """A calendar of the areas below: which days or months no export speaks of."""
    _, wanted, contract = here.translate, here.scope, contracts.load()[dataset]
    if not contract.time_column:
        st.subheader(_("Gaps in time"), anchor="gaps")
        st.info(_("This is a register: its records have no day, so it has no gaps in time."))
        return
    level, by = here.below or wanted.level, data_gaps.grain(wanted.window)
    facts = {"facts": f"accepted_{dataset}", "time": contract.time_column}
    _source, rows = here.find("gaps", dataset=dataset, level=level, by=by, **facts)
    calendar = data_gaps.build_calendar(rows, wanted.window, by)
    title = data_gaps.title(calendar, dataset, here.place, _(LEVELS[level]).lower(), _)
    if not calendar.is_known:
        st.subheader(markdown(title), anchor="gaps")
        place, days = markdown(here.place), here.days()
        st.info(_("No export says anything of {place} in {days}.", place=place, days=days))
        return
    table, figure = data_gaps.table(calendar, _), calendar_heatmap.figure(calendar, here.look)
    figure_panel.chart(here, figure, title, "calendar", frame=table)
    gaps = markdown(data_gaps.describe_gaps(calendar, _))
    st.caption(gaps or _("✓ No gaps: every area has data."))
    if calendar.is_cut:
        st.caption(_("The chart shows the {n} areas with the most gaps.", n=len(calendar.drawn)))
    show = partial(figure_panel.table, here, table, title, "calendar_table")
    folds.fold(_("As a table"), "", "calendar", show)


def show_problems(here: Here, dataset: str, files: pd.DataFrame) -> None:
    """Every problem by how often it is there, and the rows that have it."""
    _ = here.translate
    st.subheader(_("Rows with a problem"), anchor="rows")
    counts = cache.view(here.warehouse, "problem_counts", dataset=dataset)
    if counts.empty:
        st.info(_("Nothing was rejected, excluded or flagged."))
        return
    title, most = _("Every problem, by how often it is there"), rejected_view.MOST
    summary = rejected_view.summary(counts, dataset, _)
    said = " ".join((summary[_("Problem")][0], number_format.number(summary[_("Rows")][0])))
    show = partial(figure_panel.table, here, summary, title, "problems")
    folds.fold(title, said, "problems", show)
    chosen = _choose_rows(here, dataset, counts)
    rows = cache.view(here.warehouse, "problem_rows", dataset=dataset, most=most, **chosen)
    if rows.empty:
        st.info(_("No row has this; choose another file, problem or fate."))
        return
    if len(rows) == most:
        st.caption(_("The first {n} lines.", n=f"{most:,}"))
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
    _offer_rejected(here, dataset, file_lineage.records(files), chosen["file"])


def _choose_rows(here: Here, dataset: str, counts: pd.DataFrame) -> dict[str, Any]:
    """File, problem and fate to show; None for any."""
    _ = here.translate
    files = dict(zip(counts["file_id"], counts["path"], strict=True))
    files = {file: files[file] for file in sorted(files, reverse=True)}
    problems = {one: rejected_view.problem(one, dataset, _) for one in counts["problem"]}
    there = set(counts["fate"])
    fates = {fate: _(said) for fate, said in rejected_view.FATES.items() if fate in there}
    options: tuple[tuple[str, str, dict[Any, str]], ...] = (
        ("file", _("File"), {0: _("all")} | files),
        ("problem", _("Problem"), {"": _("all")} | problems),
        ("fate", _("What became of it"), {"": _("all")} | fates),
    )
    chosen: dict[str, Any] = {}
    for column, (name, label, named) in zip(st.columns([5, 4, 3]), options, strict=True):
        key = f"{name}_{dataset}"
        code = column.selectbox(label, list(named), format_func=named.__getitem__, key=key)
        chosen[name] = code or None
    return chosen


def _show_row(here: Here, dataset: str, row: Record) -> None:
    _ = here.translate
    place = {"file": row["file_id"], "row": row["row_number"]}
    rejected = cache.view(here.warehouse, "rejected_rows", **place, fate=None)
    with st.container(border=True):
        # As plain text: what a cell holds must not become a link or a picture here.
        st.text(_("{file}, row {row}", file=row["path"], row=row["row_number"]))
        st.text(rejected_view.reason(row, dataset, _))
        if rejected.empty:
            st.caption(
                _("It is among the accepted rows; figures that it would spoil leave it out.")
            )
        else:
            cells = rejected_view.cells(rejected["content"].iloc[0], _)
            st.dataframe(cells, hide_index=True, height="content")


def _offer_rejected(here: Here, dataset: str, files: Sequence[Record], chosen: int | None) -> None:
    """The rejected rows of the chosen file, or of the only file that has any, as a download."""
    _ = here.translate
    having = [file for file in files if file["rejected"] and chosen in (None, file["file_id"])]
    if len(having) > 1:
        st.caption(_("Choose one file to download its rejected rows."))
    if len(having) != 1:
        return
    file = having[0]
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
    number = file["file_id"]
    rows = cache.view(here.warehouse, "rejected_rows", file=number, fate="rejected", row=None)
    problems = cache.view(here.warehouse, "file_problems", file=number)
    frame = rejected_rows.frame(rows, problems, file["sha256"], here.translate, dataset=dataset)
    return rejected_rows.csv_bytes(frame)

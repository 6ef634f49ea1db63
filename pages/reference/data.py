"""Data: how fresh and how sound it is, where it has gaps, the files behind it, refused rows."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import pandas as pd
import streamlit as st

from governance.app import cache, context, figure_panel
from governance.app.context import Here
from governance.charts import calendar_heatmap
from governance.core import contracts, dates
from governance.core.escaping import markdown, quoted
from governance.ingest import rejected_rows
from governance.metrics import catalog_tables
from governance.metrics.number_format import LEVELS
from governance.warehouse import data_gaps, data_health, file_lineage, rejected_view

Record = Mapping[str, Any]


def ask_for(dataset: str) -> None:
    st.query_params["dataset"] = dataset


def show_books(here: Here, found: pd.DataFrame) -> None:
    _ = here.translate

    def chosen(row: int, _column: str) -> None:
        ask_for(found["dataset"].iloc[row])

    frame = data_health.ledger(found, cache.today(here.build), _)
    title = _("How fresh and how complete")
    figure_panel.table(here, frame, title, "ledger", chosen=chosen, heading=True)
    st.markdown(data_health.sums(data_health.total(found), _))
    absent = [name for name in contracts.load() if name not in set(found["dataset"])]
    if absent:
        names = _("; ").join(catalog_tables.dataset_title(name, _) for name in absent)
        st.caption(_("No export yet: {datasets}", datasets=names))


def choose(here: Here, found: pd.DataFrame) -> str:
    """The dataset asked for in the address, else the one with the most rejected rows."""
    _, known = here.translate, list(contracts.load())
    asked = st.query_params.get("dataset", "")
    if asked and asked not in known:
        st.warning(_("There is no dataset “{dataset}” here.", dataset=quoted(asked)))
    default = str(found.loc[found["rejected"].idxmax(), "dataset"])
    st.session_state["pick_dataset"] = asked if asked in known else default
    st.selectbox(
        _("Dataset in focus"),
        known,
        format_func=lambda name: catalog_tables.dataset_title(name, _),
        filter_mode="contains",
        key="pick_dataset",
        on_change=lambda: ask_for(st.session_state["pick_dataset"]),
        width=360,
    )
    dataset = str(st.session_state["pick_dataset"])
    st.caption(_.pick(contracts.load()[dataset].row))
    return dataset


def show_gaps(here: Here, dataset: str) -> None:
    _, wanted, contract = here.translate, here.scope, contracts.load()[dataset]
    if not contract.time_column:
        st.subheader(_("Gaps in time"), anchor="gaps")
        st.info(_("This is a register: its records have no day, so it has no gaps in time."))
        return
    level, by = (
        here.ground.tree.level_below(wanted.area) or wanted.level,
        data_gaps.grain(wanted.window),
    )
    frame = cache.view(
        here.build,
        "gaps",
        dataset=dataset,
        facts=f"accepted_{dataset}",
        time=contract.time_column,
        level=level,
        area=wanted.area,
        start=wanted.start,
        end=wanted.end,
        by=by,
    )
    given = data_gaps.of(frame, wanted.window, by)
    title = data_gaps.title(given, dataset, here.place, _(LEVELS[level]).lower(), _)
    if not given.is_known:
        st.subheader(markdown(title), anchor="gaps")
        days = dates.window(wanted.window, _.lang)
        st.info(
            _(
                "No export says anything of {place} in {days}.",
                place=markdown(here.place),
                days=days,
            )
        )
        return
    frame = data_gaps.table(given, _)
    figure_panel.chart(
        here, calendar_heatmap.figure(given, here.look), title, "calendar", frame=frame
    )
    st.caption(markdown(data_gaps.missing(given, _)) or _("✓ No gaps: every area has data."))
    if given.is_cut:
        st.caption(_("The chart shows the {n} areas with the most gaps.", n=len(given.drawn)))
    with st.expander(_("As a table")):
        figure_panel.table(here, frame, title, "calendar_table")


def show_files(here: Here, files: pd.DataFrame) -> None:
    _, zone = here.translate, here.build.meta.time_zone
    row = figure_panel.table(
        here,
        file_lineage.table(files, zone, _),
        _("{n} files behind it", n=f"{len(files):,}"),
        "files",
        settings={_("File"): st.column_config.Column(width=280)},
        height="content" if len(files) <= 10 else 400,
        heading=True,
        ticked=True,
    )
    if row is None:
        st.caption(_("Choose a row to see where the file came from and its whole SHA-256."))
    else:
        show_file(here, file_lineage.records(files)[row])


def show_file(here: Here, file: Record) -> None:
    _, zone = here.translate, here.build.meta.time_zone
    with st.container(border=True):
        st.text(file["path"])
        warnings = cache.view(here.build, "file_warnings", file=file["file_id"])
        for warning in file_lineage.warnings(file_lineage.records(warnings), _):
            st.warning(markdown(warning))
        st.markdown(data_health.sums(file, _))
        if parts := data_health.excluded(file, _):
            st.caption(parts)
        st.table(file_lineage.facts(file, zone, _), border="horizontal")
        st.caption("SHA-256")
        st.code(file["sha256"], language=None, wrap_lines=True)


def show_refused(here: Here, dataset: str, files: pd.DataFrame) -> None:
    _ = here.translate
    st.subheader(_("Rows with a problem"), anchor="rows")
    counts = cache.view(here.build, "problem_counts", dataset=dataset)
    if counts.empty:
        st.info(_("Nothing was rejected, excluded or flagged."))
        return
    with st.expander(_("Every problem, by how often it is there"), expanded=True):
        summary = rejected_view.summary(counts, dataset, _)
        figure_panel.table(here, summary, _("Every problem, by how often it is there"), "problems")
    chosen = choose_rows(here, dataset, counts)
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
        show_row(here, dataset, file_lineage.records(rows)[row])
    offer(here, dataset, file_lineage.records(files), chosen["file"])


def choose_rows(here: Here, dataset: str, counts: pd.DataFrame) -> dict[str, Any]:
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


def show_row(here: Here, dataset: str, row: Record) -> None:
    _ = here.translate
    asked = {"file": row["file_id"], "row": row["row_number"], "fate": None}
    found = cache.view(here.build, "refused_rows", **asked)
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


def offer(here: Here, dataset: str, files: Sequence[Record], chosen: int | None) -> None:
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
        lambda: rejected(here, dataset, file),
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


def rejected(here: Here, dataset: str, file: Record) -> bytes:
    asked = {"file": file["file_id"]}
    rows = cache.view(here.build, "refused_rows", **asked, fate="rejected", row=None)
    problems = cache.view(here.build, "file_problems", **asked)
    frame = rejected_rows.frame(rows, problems, file["sha256"], here.translate, dataset=dataset)
    return rejected_rows.csv_bytes(frame)


def show_absent(here: Here) -> None:
    _ = here.translate
    st.info(_("There is no export of this dataset; data/README.md says how to map one."))


here = context.here()
found = cache.view(here.build, "dataset_books")
show_books(here, found)
dataset = choose(here, found)
if dataset in set(found["dataset"]):
    show_gaps(here, dataset)
    files = cache.view(here.build, "files", dataset=dataset)
    show_files(here, files)
    show_refused(here, dataset, files)
else:
    show_absent(here)

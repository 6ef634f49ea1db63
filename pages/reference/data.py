"""Data: how fresh and how sound it is, where it has gaps, the files behind it, refused rows."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from governance.app import cache, context, figure_panel, folds
from governance.app.context import Here
from governance.app.sections import gaps_and_problems
from governance.core import contracts
from governance.core.escaping import markdown, quoted
from governance.metrics import catalog_tables
from governance.warehouse import data_health, file_lineage

Record = Mapping[str, Any]


def ask_for(dataset: str) -> None:
    st.query_params["dataset"] = dataset


def show_books(here: Here, health: pd.DataFrame) -> None:
    _ = here.translate

    def chosen(row: int, _column: str) -> None:
        ask_for(health["dataset"].iloc[row])

    frame = data_health.ledger(health, here.warehouse.today, _)
    title = _("How fresh and how complete")
    figure_panel.table(here, frame, title, "ledger", chosen=chosen, heading=True)
    st.markdown(data_health.sums(data_health.total(health), _))
    absent = [name for name in contracts.load() if name not in set(health["dataset"])]
    if absent:
        names = _("; ").join(catalog_tables.dataset_title(name, _) for name in absent)
        st.caption(_("No export yet: {datasets}", datasets=names))


def choose(here: Here, health: pd.DataFrame) -> str:
    """The dataset asked for in the address, else the one with the most rejected rows."""
    _, known = here.translate, list(contracts.load())
    asked = st.query_params.get("dataset", "")
    if asked and asked not in known:
        st.warning(_("There is no dataset “{dataset}” here.", dataset=quoted(asked)))
    default = str(health.loc[health["rejected"].idxmax(), "dataset"])
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


def fold_files(here: Here, files: pd.DataFrame) -> None:
    """The files behind a dataset; the line says how many there are, and of how many rows."""
    _ = here.translate
    title, read = _("{n} files behind it", n=f"{len(files):,}"), f"{files['rows_read'].sum():,}"
    show = partial(show_files, here, files, title)
    folds.fold(title, _("{n} rows read", n=read), "files", show)


def show_files(here: Here, files: pd.DataFrame, title: str) -> None:
    _, zone = here.translate, here.warehouse.meta.time_zone
    row = figure_panel.table(
        here,
        file_lineage.table(files, zone, _),
        title,
        "files",
        settings={_("File"): st.column_config.Column(width=280)},
        height="content" if len(files) <= 10 else 400,
        ticked=True,
    )
    if row is None:
        st.caption(_("Choose a row to see where the file came from and its whole SHA-256."))
    else:
        show_file(here, file_lineage.records(files)[row])


def show_file(here: Here, file: Record) -> None:
    _, zone = here.translate, here.warehouse.meta.time_zone
    with st.container(border=True):
        st.text(file["path"])
        warnings = cache.view(here.warehouse, "file_warnings", file=file["file_id"])
        for warning in file_lineage.warnings(file_lineage.records(warnings), _):
            st.warning(markdown(warning))
        st.markdown(data_health.sums(file, _))
        if parts := data_health.excluded(file, _):
            st.caption(parts)
        st.table(file_lineage.facts(file, zone, _), border="horizontal")
        st.caption("SHA-256")
        st.code(file["sha256"], language=None, wrap_lines=True)


here = context.here()
health = cache.view(here.warehouse, "dataset_health")
show_books(here, health)
dataset = choose(here, health)
if dataset in set(health["dataset"]):
    gaps_and_problems.show_gaps(here, dataset)
    files = cache.view(here.warehouse, "files", dataset=dataset)
    fold_files(here, files)
    gaps_and_problems.show_problems(here, dataset, files)
else:
    _ = here.translate
    st.info(_("There is no export of this dataset; data/README.md says how to map one."))

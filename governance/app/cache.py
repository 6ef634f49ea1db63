"""The warehouse as pages ask it: one build a run, answers kept by build and question."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from governance.app import gc_freeze
from governance.attention import detection, old_cases
from governance.attention.detection import Item
from governance.core.contracts import ROOT
from governance.core.periods import Window
from governance.metrics import office_files, variants
from governance.metrics.catalog import Metric
from governance.metrics.query import Query
from governance.metrics.scope import Ground
from governance.metrics.targets import Target
from governance.receipts import figure_records
from governance.receipts.figure_parts import Part, PartReceipt, PartValue
from governance.receipts.proof import Proof, prove
from governance.receipts.receipt_tables import Places
from governance.reconciliation import audit as reconciliation
from governance.reconciliation import figure_files
from governance.reconciliation.audit import Audit
from governance.stats.fairness import case_mix as mixes
from governance.stats.fairness import similar_areas as similar
from governance.stats.fairness.similar_areas import Group
from governance.warehouse import filter_options, reader
from governance.warehouse.reader import Warehouse, WarehouseMissingError

WATCH_SECONDS = 5


# By what a question is known whose answer is kept.
NAMES: dict[str | type, Callable[[Any], Any]] = {
    Warehouse: lambda build: str(build.file),
    Query: astuple,
    Part: astuple,
}


def pin() -> Warehouse:
    """The build that is published now: all that a page shows is from it.

    Raises WarehouseMissingError.
    """
    return _open(str(reader.current(reader.chosen_file())))


# Nothing closes a warehouse that leaves the cache: any browser can clear all caches at any time
# (Streamlit's clear_cache message), while other pages read from it. DuckDB closes the file when
# the last Warehouse or cursor of it is gone.
@st.cache_resource(show_spinner=False, max_entries=3)
def _open(file: str) -> Warehouse:
    opened = Warehouse(Path(file))
    gc_freeze.freeze()
    return opened


@st.cache_data(show_spinner=False, max_entries=2000, hash_funcs=NAMES)
def answer(build: Warehouse, query: Query) -> pd.DataFrame:
    """measure.answer() of the pinned build; asked once and kept as long as the build is."""
    return build.answer(query)


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=NAMES)
def tabulated(build: Warehouse, query: Query) -> pd.DataFrame:
    """The same with every segment value in every cell, as pivots are made of."""
    return build.tabulate(query)


@st.cache_data(show_spinner=False, max_entries=200, hash_funcs=NAMES)
def case_mix(build: Warehouse, metric: Metric, query: Query) -> pd.DataFrame:
    """What the areas' cases of a metric would come to by the whole's mix: case_mix.sql."""
    return build.view("case_mix", mixes.parameters(metric, query))


@st.cache_data(show_spinner=False, max_entries=50, hash_funcs=NAMES)
def similar_areas(build: Warehouse, level: str, area: str) -> list[Group]:
    """The areas of a level inside an area, in groups of similar ones."""
    return similar.group(build.view("area_figures", {"level": level, "area": area}))


def ground(build: Warehouse) -> Ground:
    """What the pinned build lets one choose from, starting at the office's own area."""
    made_up = build.meta.synthetic
    found = _ground(build, office_files.office(made_up).home)
    return replace(found, has_targets=bool(office_files.targets(made_up)))


@st.cache_resource(show_spinner=False, max_entries=3, hash_funcs=NAMES)
def _ground(build: Warehouse, home: str) -> Ground:
    return filter_options.load_options(build, home)


@st.cache_data(show_spinner=False, max_entries=200, hash_funcs=NAMES)
def attention(
    build: Warehouse, metrics: Sequence[str], area: str, aims: tuple[Target, ...]
) -> list[Item]:
    """What needs attention in an area and inside it, what matters most first."""
    aimed = sorted({target.metric for target in aims})
    bound = {"metrics": metrics, "aimed": aimed, "area": area}
    frame = build.view("signals", bound)
    items = detection.find(frame, build.catalog, aims, ground(build).tree, area)
    return old_cases.with_ages(items, build.catalog, build.view)


@st.cache_data(show_spinner=False, ttl=WATCH_SECONDS)
def office_rules() -> tuple[str, ...]:
    """The definitions that the office has put in force."""
    return variants.load()


@st.cache_data(show_spinner=False, max_entries=200, hash_funcs=NAMES)
def view(build: Warehouse, name: str, **parameters: Hashable) -> pd.DataFrame:
    """What queries/views/<name>.sql finds in the pinned build; asked once for the same question."""
    return build.view(name, parameters)


def left_out(build: Warehouse, metrics: Sequence[str], area: str, window: Window) -> dict[str, int]:
    """By metric, how many records of the area and days it leaves out for their faults."""
    start, end = window
    rows = view(build, "left_out", metrics=tuple(metrics), area=area, start=start, end=end)
    return dict(zip(rows["metric"], rows["records"], strict=True))


@st.cache_data(show_spinner=False, max_entries=200, hash_funcs=NAMES)
def proof(build: Warehouse, figure: Query) -> Proof:
    """The figure and the same from its rows, added up when it is first asked for; a build stays."""
    return prove(build.cursor(), build.catalog, figure)


@st.cache_data(show_spinner=False, max_entries=50, hash_funcs=NAMES)
def part_value(build: Warehouse, figure: Query, part: Part) -> PartValue:
    """What some of the records behind a figure come to."""
    return PartReceipt(build.cursor(), build.catalog, figure, part).value()


@st.cache_data(show_spinner=False, max_entries=50, hash_funcs=NAMES)
def receipt_rows(build: Warehouse, figure: Query, most: int, start: int) -> pd.DataFrame:
    """Some of the records behind a figure (figure_records.listed)."""
    return figure_records.listed(build.cursor(), build.catalog, figure, most, start)


@st.cache_data(show_spinner=False, max_entries=50, hash_funcs=NAMES)
def receipt_files(build: Warehouse, figure: Query) -> pd.DataFrame:
    """The files behind a figure (figure_records.files)."""
    return figure_records.files(build.cursor(), build.catalog, figure)


def places(build: Warehouse) -> Places:
    """What the build's areas and compounds are called."""
    names = view(build, "compound_names", area=ROOT).set_index("compound_code")["name"]
    return Places(ground(build).tree, names.to_dict())


def audit(build: Warehouse) -> Audit:
    """Every published figure held against the pinned build; done once until a file of them changes.

    Raises FigureError.
    """
    folder = figure_files.folder()
    return _audited(build, folder, figure_files.state(folder))


@st.cache_resource(show_spinner=False, max_entries=3, hash_funcs=NAMES)
def _audited(build: Warehouse, folder: Path, state: tuple[Any, ...]) -> Audit:
    del state
    return reconciliation.run(build, folder)


@st.fragment(run_every=WATCH_SECONDS)
def watch(file: Path | None) -> None:
    """Draws the page anew once another build than `file` is published."""
    try:
        now = reader.current(reader.chosen_file())
    except WarehouseMissingError:
        return  # the pinned build stays readable; without one the page says so already
    if now != file:
        st.rerun()

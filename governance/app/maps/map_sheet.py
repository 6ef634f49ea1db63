"""What one map is: frame and cells, the deck, its legend, its words, and its numbers."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from scipy import sparse

from governance.app.cache import NAMES, view
from governance.app.context import Here
from governance.core.contracts import LEVELS, ROOT
from governance.core.periods import Window
from governance.maps import (
    basemap,
    camera,
    frames,
    hotspots,
    household_rates,
    metric_scale,
    point_datasets,
)
from governance.maps import cells as drawn
from governance.maps.camera import View
from governance.maps.cell_values import Known
from governance.maps.cells import Cells
from governance.maps.deck import CompactDeck
from governance.maps.frames import Frame
from governance.maps.hotspots import Hotspots
from governance.maps.household_rates import Households
from governance.maps.map_base import Stage
from governance.maps.map_options import MapOptions
from governance.maps.metric_scale import Changed, Graded
from governance.maps.point_datasets import ShownPoints
from governance.metrics.catalog import Metric
from governance.metrics.query import Query
from governance.receipts import figure_records
from governance.warehouse.reader import Warehouse

# Shares of the width and height that the legend at the left, what stands above and what stands
# below take, on a page and on a projector.
TAKEN = {False: (0.0, 0.06, 0.06), True: (0.24, 0.09, 0.09)}
# Pixels of the map beside its list, and of all that a projector shows.
Box = tuple[int, int]
PAGE, PROJECTOR = (820, 640), (1920, 1080)


@dataclass(frozen=True, eq=False)
class Sheet:
    """The paper a map is drawn on: a frame of cells, and how large it is.

    place: the name of the frame's area.
    """

    frame: Frame
    stage: Stage
    place: str


@dataclass(frozen=True, eq=False)
class Picture:
    """A map ready to be shown.

    legend: HTML. alt: the map in words. frame: its numbers under the headings that a reader sees.
    said: what must be read with it, a line each. held: what a shape drawn on it holds.
    """

    deck: CompactDeck
    legend: str
    title: str
    alt: str
    frame: pd.DataFrame
    said: tuple[str, ...] = ()
    held: str = ""

    @property
    def notes(self) -> list[str]:
        """The lines of `said` that the legend does not have."""
        return [line for line in self.said if escape(line) not in self.legend]

    @property
    def beside(self) -> list[str]:
        """All lines to be read with the map where nothing stands beside it."""
        return [*self.notes, self.held] if self.held else self.notes


def sheet(
    here: Here, frame: Frame, wanted: MapOptions, box: Box = PAGE, *, projector: bool = False
) -> Sheet | None:
    """The cells of a frame with their borders and neighbours, filling the box.

    box: the pixels that the map fills. projector: whether it fills a screen alone. None where no
    cell of the frame has a boundary.
    """
    cells = load_cells(here.warehouse, frame)
    if not len(cells):
        return None
    width, height = box
    view = camera.stamp(_view(cells, box, wanted, projector), f"{frame.area}/{frame.level}")
    below, above = basemap.layers(
        cells.bounds, here.warehouse.meta.synthetic, here.look, wider=2.0 if projector else 1.0
    )
    stage = Stage(
        cells,
        view,
        here.look,
        width,
        height,
        parents=around(here, frame),
        beside=_beside(here, frame),
        chosen=here.scope.area,
        below=below,
        above=above,
        ground_names=basemap.around(cells.bounds, here.warehouse.meta.synthetic).names,
        is_named=wanted.has_names,
        projector=projector,
    )
    return Sheet(frame, stage, here.named(frame.area))


def _view(cells: Cells, box: Box, wanted: MapOptions, projector: bool) -> View:
    """All cells in what legend and titles leave free of the box."""
    (width, height), (left, top, bottom) = box, _taken(box, projector)
    free = round(width * (1 - left)), round(height * (1 - top - bottom))
    view = camera.fit(cells.bounds, *free, tilted=wanted.has_columns)
    return camera.move(view, -width * left / 2, height * (bottom - top) / 2)


def _taken(box: Box, projector: bool) -> tuple[float, float, float]:
    """What lies on the map; on a phone the legend stands below it."""
    return TAKEN[projector] if projector or box[0] >= PAGE[0] else (0.0, 0.0, 0.0)


def _beside(here: Here, frame: Frame) -> Cells | None:
    """The frame's area among its neighbours; None where these lie in other cities."""
    neighbours = frames.among(here.ground.tree, frame.area)
    cells = load_cells(here.warehouse, neighbours) if neighbours else None
    return None if cells is None or frames.is_scattered(cells.bounds) else cells


def around(here: Here, frame: Frame) -> tuple[Cells, ...]:
    """The cells of the levels between a frame's area and its cells, the nearest to these first."""
    own = here.ground.tree[frame.area].level
    depth = LEVELS.index(own) + 1 if own in LEVELS else 0
    between = LEVELS[depth : LEVELS.index(frame.level)]
    known = here.ground.tree.levels_below(frame.area)
    levels = [level for level in reversed(between) if level in known]
    return tuple(load_cells(here.warehouse, replace(frame, level=level)) for level in levels)


def grade(here: Here, metric: Metric, frame: Frame, **classed: Any) -> Graded:
    """What the areas of a frame are coloured by. classed: as of metric_scale.grade."""
    found = _households(here, frame)
    return metric_scale.grade(here, metric, frame, here.look, found, **classed)


def change(here: Here, metric: Metric, frame: Frame, **classed: Any) -> Changed | None:
    """How the areas of a frame differ from what they are compared with; classed: as of grade()."""
    found = _households(here, frame)
    return metric_scale.change(here, metric, frame, here.look, found, **classed)


def rates(
    here: Here, metric: Metric, known: Mapping[Window, Known], frame: Frame
) -> tuple[Metric, Mapping[Window, Known]]:
    """The same of values that are known already, without their classes."""
    return metric_scale.rates(metric, known, _households(here, frame), here.look)


def _households(here: Here, frame: Frame) -> Households:
    asked = {"level": frame.level, "area": frame.area}
    return household_rates.of_frame(view(here.warehouse, "areas_at_level", **asked))


@st.cache_resource(show_spinner=False, max_entries=40, hash_funcs=NAMES)
def load_cells(build: Warehouse, frame: Frame) -> Cells:
    """The cells of a frame; read once, the same object each time."""
    return drawn.from_frame(view(build, "cells", frame=frame.area, level=frame.level))


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs=NAMES)
def load_spots(build: Warehouse, frame: Frame, values: tuple[float | None, ...]) -> Hotspots:
    """Gi* of a frame's cells, whose values stand in their order; None is no data. Tested once."""
    numbers = np.array([np.nan if value is None else value for value in values], dtype=float)
    return hotspots.find(load_cells(build, frame).codes, numbers, _neighbours(build, frame))


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs=NAMES)
def _neighbours(build: Warehouse, frame: Frame) -> sparse.csr_matrix:
    """Which of a frame's cells touch (hotspots.find_neighbours); found once."""
    return hotspots.find_neighbours(load_cells(build, frame))


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs=NAMES)
def load_points(build: Warehouse, figure: Query | None, **asked: Hashable) -> ShownPoints:
    """The same as find_points, kept: the same object each time."""
    return find_points(build, figure, **asked)


def find_points(build: Warehouse, figure: Query | None, **asked: Hashable) -> ShownPoints:
    """The view "points" for point_datasets.query_parameters.

    figure: whose records are shown alone; None for all of them.
    """
    if figure is None:
        return point_datasets.split_points(view(build, "points", **asked))
    records = figure_records.rows(build.cursor(), build.catalog, figure)
    parameters = point_datasets.behind(asked, records.select("file_id, row_number").df())
    return point_datasets.split_points(build.view("points", parameters))


def choose_frame(here: Here, wanted: str) -> Frame | None:
    """The map that the scope's area opens, at the wanted level; None without boundaries.

    Nor is there one map of all areas where they lie in several cities: see `find_places`.
    """
    tree, area = here.ground.tree, here.scope.area
    opened = frames.choose_frame(tree, area, wanted)
    for frame in filter(None, (opened, frames.among(tree, area))):
        cells = load_cells(here.warehouse, frame)
        if len(cells):
            return None if area == ROOT and frames.is_scattered(cells.bounds) else frame
    return None


def find_places(here: Here) -> Frame | None:
    """The places that lie too far apart for one map; None where the scope is not all of them."""
    tree = here.ground.tree
    if here.scope.area != ROOT or not (level := tree.level_below(ROOT)):
        return None
    frame = Frame(ROOT, level)
    return frame if frames.is_scattered(load_cells(here.warehouse, frame).bounds) else None

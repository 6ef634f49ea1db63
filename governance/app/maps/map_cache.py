"""What maps are drawn from, as pages ask for it: cells and points, kept as long as a build is."""

from collections.abc import Hashable

import numpy as np
import streamlit as st
from scipy import sparse

from governance.app.cache import NAMES, Build, view
from governance.app.context import Here
from governance.core.contracts import ROOT
from governance.maps import cells as drawn
from governance.maps import frames, hotspots, point_datasets
from governance.maps.cells import Cells
from governance.maps.frames import Frame
from governance.maps.hotspots import Hotspots
from governance.maps.point_datasets import ShownPoints


@st.cache_resource(show_spinner=False, max_entries=40, hash_funcs=NAMES)
def cells(build: Build, frame: Frame) -> Cells:
    """The cells of a frame; read once, the same object each time."""
    return drawn.from_frame(view(build, "cells", frame=frame.area, level=frame.level))


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs=NAMES)
def neighbours(build: Build, frame: Frame) -> sparse.csr_matrix:
    """Which of a frame's cells touch (hotspots.find_neighbours); found once."""
    return hotspots.find_neighbours(cells(build, frame))


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs=NAMES)
def spots(build: Build, frame: Frame, values: tuple[float | None, ...]) -> Hotspots:
    """Gi* of a frame's cells, whose values stand in their order; None is no data. Tested once."""
    numbers = np.array([np.nan if value is None else value for value in values], dtype=float)
    return hotspots.find(cells(build, frame).codes, numbers, neighbours(build, frame))


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs=NAMES)
def points(build: Build, **asked: Hashable) -> ShownPoints:
    """The view "points" for point_datasets.query_parameters, the same object each time."""
    return point_datasets.split_points(view(build, "points", **asked))


def frame(here: Here, wanted: str) -> Frame | None:
    """The map on which the scope's area is seen, at the wanted level; None without areas.

    All areas at once are one map where they are one city; else the fullest place stands for them.
    """
    tree, area = here.ground.tree, here.scope.area
    found = frames.choose_frame(tree, area, wanted)
    if found is None or area != ROOT:
        return found
    places = tree.children(ROOT)
    if len(places) < 2 or not frames.is_scattered(_extent(here)):
        return found
    return frames.choose_frame(
        tree, frames.fullest_area(tree, [place.code for place in places]), wanted
    )


def _extent(here: Here) -> tuple[float, float, float, float]:
    top = here.ground.tree.level_below(ROOT)
    return cells(here.build, Frame(ROOT, top)).bounds

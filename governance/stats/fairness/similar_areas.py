"""Like with like: groups of areas of one kind, of similar size and density.

A village of 400 is not held against a housing estate of 12,000: areas are told apart by their kind,
then halved by residents, then by residents per km², as long as each half has areas enough for a
ranking to say anything.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians

import pandas as pd
from shapely.geometry import shape

# Of fewer areas a league says nothing.
LEAST = 8
KM_PER_DEGREE = 111.32


@dataclass(frozen=True)
class Group:
    """Areas that are alike. residents, density: lowest and highest of them, None where unknown.

    density: residents per km² inside the boundary.
    """

    kind: str
    codes: tuple[str, ...]
    residents: tuple[float, float] | None
    density: tuple[float, float] | None


def group(figures: pd.DataFrame) -> list[Group]:
    """The groups of queries/views/area_figures.sql, largest kinds first; none of a single area."""
    sizes = figures["geometry"].map(square_km)
    known = figures.assign(density=figures["residents"] / sizes, kind=figures["kind"].fillna(""))
    kinds = sorted(known.groupby("kind"), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        _described(str(kind), part)
        for kind, alike in kinds
        for half in _halves(alike, "residents")
        for part in _halves(half, "density")
        if len(part) > 1
    ]


def _halves(frame: pd.DataFrame, column: str) -> Iterator[pd.DataFrame]:
    """The frame, or its two halves by a column that all have, where each is a group of its own."""
    ordered = frame.sort_values([column, "area_code"])
    if len(frame) < 2 * LEAST or frame[column].isna().any():
        yield frame
        return
    middle = len(frame) // 2
    yield ordered.iloc[middle:]
    yield ordered.iloc[:middle]


def _described(kind: str, frame: pd.DataFrame) -> Group:
    codes = tuple(frame["area_code"].sort_values())
    return Group(kind, codes, _range(frame["residents"]), _range(frame["density"]))


def _range(values: pd.Series) -> tuple[float, float] | None:
    return None if values.isna().all() else (float(values.min()), float(values.max()))


def square_km(geometry: str | float | None) -> float:
    """The area of a GeoJSON boundary (WGS84), flat at its own latitude; NaN without one.

    A frame has NaN where some areas have a boundary and this one has none.
    """
    if not isinstance(geometry, str) or not geometry:
        return float("nan")
    drawn = shape(json.loads(geometry))
    latitude = radians(drawn.centroid.y)
    return float(drawn.area * KM_PER_DEGREE**2 * cos(latitude)) or float("nan")


def find(groups: Sequence[Group], key: str) -> Group | None:
    """The group that an address names by its first area."""
    return next((one for one in groups if one.codes[0] == key), None)

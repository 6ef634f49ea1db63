"""The whole ground of the sample: a polygon for each area, with the lines and water between."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from sample_data.calibration import Floats
from sample_data.ground.plots import Plots, divide
from sample_data.ground.seats import DIGITS, METRES_PER_DEGREE, SEATS, Seat
from sample_data.ground.water import Feature, waters
from sample_data.world import World


@dataclass(frozen=True)
class Tract:
    """One seat with what was made of it; its points in metres around its middle."""

    seat: Seat
    plots: Plots
    waters: list[Feature]


@dataclass(frozen=True)
class Ground:
    """shapes: the polygon of each area's code in WGS84, in degrees of six digits."""

    tracts: tuple[Tract, ...]
    shapes: dict[str, shapely.Polygon]


def build_ground(world: World) -> Ground:
    """The ground of all places, from a random stream of its own for each."""
    tracts, shapes = [], {}
    for seat in SEATS:
        rng = world.stream("geometry." + seat.root)
        areas = world.areas[world.areas["area_code"].str.startswith(seat.root)]
        plots = divide(seat, areas.reset_index(drop=True), rng)
        tract = Tract(seat, plots, waters(seat, plots, world.stream("water." + seat.root)))
        tracts.append(tract)
        shapes.update(_shapes(tract, world.areas))
    return Ground(tuple(tracts), dict(sorted(shapes.items())))


def degrees(seat: Seat, points: Floats) -> Floats:
    """Longitudes and latitudes, to six digits, of points in metres around a seat's middle."""
    return np.asarray((_origin(seat) + points / _scale(seat)).round(DIGITS))


def metres(seat: Seat, points: Floats) -> Floats:
    """The reverse of degrees()."""
    return np.asarray((points - _origin(seat)) * _scale(seat))


def _origin(seat: Seat) -> Floats:
    return np.array([seat.longitude, seat.latitude])


def _scale(seat: Seat) -> Floats:
    east = METRES_PER_DEGREE * np.cos(np.radians(seat.latitude))
    return np.array([east, METRES_PER_DEGREE])


def _shapes(tract: Tract, areas: pd.DataFrame) -> dict[str, shapely.Polygon]:
    """Each area at, below and above the root; the district of a lone street is the street."""
    mesh, faces = tract.plots.mesh, tract.plots.faces
    spots = degrees(tract.seat, np.array(mesh.points))
    root = tract.seat.root[:6]
    codes = areas.loc[areas["area_code"].str.startswith(root), "area_code"]
    inside: dict[str, list[int]] = {str(code): [] for code in codes}
    for leaf, face in faces.items():
        for length in (6, 9, 12, 15, 17):
            if length <= len(leaf):
                inside[leaf[:length]].append(face)
    return {code: shapely.Polygon(spots[mesh.around(parts)]) for code, parts in inside.items()}

"""The ground of one place: its outline divided down the hierarchy to the leaves."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sample_data.ground.lie_of_land import lie_of_land
from sample_data.ground.mesh import Mesh
from sample_data.ground.outline import outline
from sample_data.ground.partition import Parts, Style, halve, subdivide
from sample_data.ground.seats import Seat

# Bend of a cut, as a share of its length, and metres between its points, by the children's level.
BENDS = {
    "street_office": (0.030, 700.0),
    "community": (0.020, 330.0),
    "grid_cell": (0.016, 170.0),
    "micro_grid": (0.010, 110.0),
}
RIVER = (0.075, 190.0)  # the first cut of a place with a river
UNREST = 0.07  # radians, times the seat's own
VILLAGE = 3.2  # a village covers so much more ground than a community of as many people
BUSINESS = 0.6
COMPASS = {"东": (1.0, 0.0), "西": (-1.0, 0.0), "南": (0.0, -1.0), "北": (0.0, 1.0)}


@dataclass(frozen=True)
class Plots:
    """A divided place.

    faces: the face of each leaf's code. levels: of each of the mesh's chains the level whose areas
    it parts, or "river".
    """

    mesh: Mesh
    faces: dict[str, int]
    levels: list[str]


def divide(seat: Seat, areas: pd.DataFrame, rng: np.random.Generator) -> Plots:
    """Divides one seat. areas: world.areas at and below its root."""
    sized = areas.assign(weight=_weights(areas, rng))
    kids = {str(parent): rows for parent, rows in sized.groupby("parent_code")}
    plots = Plots(Mesh(outline(seat, rng)), {}, [])
    todo = [(seat.root, plots.mesh.outer)]
    while todo:
        code, face = todo.pop()
        if code in kids:
            todo += _children(plots, seat, face, kids[code], code == seat.root, rng).items()
        else:
            plots.faces[code] = face
    points = np.array(plots.mesh.points)
    plots.mesh.points[:] = [(float(x), float(y)) for x, y in points + lie_of_land(seat, points)]
    return plots


def _children(
    plots: Plots,
    seat: Seat,
    face: int,
    rows: pd.DataFrame,
    is_whole: bool,
    rng: np.random.Generator,
) -> dict[str, int]:
    level = str(rows["level"].iloc[0])
    style = _style(seat, level)
    parts = _parts(rows, rng)
    if is_whole and seat.width:
        wet = Style(style.angle, style.unrest, *RIVER)
        course = np.radians(seat.course)
        front, back, faces = halve(plots.mesh, face, parts, wet, rng, course)
        plots.levels.append("river")
        pairs = list(zip((front, back), faces, strict=True))
    else:
        pairs = [(parts, face)]
    children = {}
    for group, block in pairs:
        children.update(subdivide(plots.mesh, block, group, style, rng))
    plots.levels.extend([level] * (len(plots.mesh.chains) - len(plots.levels)))
    return children


def _style(seat: Seat, level: str) -> Style:
    bend, spacing = BENDS[level]
    unrest = UNREST * seat.unrest
    return Style(np.radians(seat.turn), unrest, bend * seat.unrest, spacing)


def _parts(rows: pd.DataFrame, rng: np.random.Generator) -> Parts:
    """Streets and communities go where their names point, villages to the rim."""
    codes = rows["area_code"].tolist()
    weights = rows["weight"].to_numpy(dtype=np.float64)
    if rows["level"].iloc[0] not in ("street_office", "community"):
        return Parts(codes, weights)
    turn = rng.uniform(0.0, 2 * np.pi, len(rows))
    far = np.where(rows["kind"] == "village", 2.6, rng.uniform(0.0, 1.0, len(rows)))
    wishes = far[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    for row, name in enumerate(rows["name"]):
        for sign, direction in COMPASS.items():
            wishes[row] += np.array(direction) * (sign in name)
    return Parts(codes, weights, wishes)


def _weights(areas: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Ground by the root of the people; that of a parent is the sum of its children's."""
    own = np.sqrt(areas["residents"].to_numpy(dtype=np.float64)) * rng.lognormal(
        0.0, 0.22, len(areas)
    )
    kind = areas["kind"]
    own *= np.where(kind == "village", VILLAGE, np.where(kind == "business_district", BUSINESS, 1))
    is_street = areas["level"] == "street_office"
    of_street = pd.Series(own).groupby(areas["area_code"].str[:9].to_numpy()).transform("sum")
    return np.asarray(np.where(is_street, of_street - own, own))

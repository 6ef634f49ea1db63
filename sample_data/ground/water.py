"""Rivers along borders, a bay beside them, lakes where borders meet; all names are made up."""

import numpy as np
import shapely

from sample_data.calibration import Floats
from sample_data.ground.plots import Plots
from sample_data.ground.seats import Seat

Feature = tuple[str, str, shapely.Geometry]  # kind, name and shape in metres
BEYOND = 0.9  # a river goes on outside for this share of the place's side
COAST = np.radians(62.0)  # half the angle under which the middle of a place sees its shore
BAY = 9_000.0  # metres the bay reaches out, and along the shore beyond the place


def waters(seat: Seat, plots: Plots, rng: np.random.Generator) -> list[Feature]:
    """All water of one seat in metres around its middle: kind, name and polygon."""
    side = float(np.sqrt(seat.km2) * 1000)
    features: list[Feature] = []
    if seat.width:
        features.append(("river", seat.water, _river(seat, plots, side, rng)))
    if seat.coast:
        features.append(("sea", seat.water, _bay(plots, rng)))
    if seat.lake:
        name = seat.water[0] + "心湖"
        features.append(("lake", name, _lake(seat, plots, side, rng)))
    return features


def outer(plots: Plots) -> Floats:
    """The points of a place's outline, with all that later cuts put on it."""
    ring = plots.mesh.around(plots.faces.values())
    return np.array(plots.mesh.points)[ring]


def _river(seat: Seat, plots: Plots, side: float, rng: np.random.Generator) -> shapely.Geometry:
    chain = plots.mesh.chains[plots.levels.index("river")]
    course = np.array(plots.mesh.points)[chain]
    reach = BEYOND * side
    line = np.vstack([_onward(course[::-1], reach, rng)[::-1], course, _onward(course, reach, rng)])
    shape = shapely.LineString(_rounded(line)).buffer(seat.width / 2, quad_segs=2, cap_style="flat")
    return shapely.simplify(shape, 2.0)


def _onward(line: Floats, reach: float, rng: np.random.Generator) -> Floats:
    """Points that carry on behind the end of a line, in its direction and ever less straight."""
    ahead = line[-1] - line[-3]
    turn = np.cumsum(rng.normal(0.0, 0.16, 5)) + np.arctan2(ahead[1], ahead[0])
    steps = np.column_stack([np.cos(turn), np.sin(turn)]) * reach / len(turn)
    return np.asarray(line[-1] + np.cumsum(steps, axis=0))


def _rounded(line: Floats) -> Floats:
    """Corners cut off once (Chaikin); the ends stay."""
    near_start, near_end = line[:-1] * 0.75 + line[1:] * 0.25, line[:-1] * 0.25 + line[1:] * 0.75
    middle = np.stack([near_start, near_end], axis=1).reshape(-1, 2)
    return np.vstack([line[:1], middle, line[-1:]])


def _bay(plots: Plots, rng: np.random.Generator) -> shapely.Geometry:
    """Everything east of the eastern shore, the shore itself being the border."""
    ring = outer(plots)
    angle = np.arctan2(ring[:, 1], ring[:, 0])
    ring = np.roll(ring, -int(np.argmin(angle)), axis=0)
    shore = ring[np.abs(np.sort(angle)) < COAST]
    share = np.linspace(0.12, 1.0, 7)[:, None]
    aside = np.column_stack([rng.normal(0.0, 500.0, 7), np.zeros(7)]) * share
    north = shore[-1] + share * [0.15 * BAY, BAY] + aside
    south = shore[0] + share * [0.25 * BAY, -BAY] + aside[::-1]
    far = shore[:, 0].max() + BAY
    corners = np.array([[far, north[-1][1]], [far, south[-1][1]]])
    return shapely.Polygon(np.vstack([shore, north, corners, south[::-1]]))


def _lake(seat: Seat, plots: Plots, side: float, rng: np.random.Generator) -> shapely.Geometry:
    """A park's lake at a corner of communities, away from the middle."""
    points = np.array(plots.mesh.points)
    level = "community"
    chains = [c for c, of in zip(plots.mesh.chains, plots.levels, strict=True) if of == level]
    ends = points[[vertex for chain in chains for vertex in (chain[0], chain[-1])]]
    bearing = np.radians(seat.turn + 140.0)
    wish = 0.24 * side * np.array([np.cos(bearing), np.sin(bearing)])
    middle = ends[np.argmin(np.hypot(*(ends - wish).T))]
    turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    far = seat.lake * (1 + 0.22 * np.sin(2 * turn + rng.uniform(0, 6)) + rng.normal(0, 0.06, 16))
    ring = middle + far[:, None] * np.column_stack([1.25 * np.cos(turn), 0.8 * np.sin(turn)])
    return shapely.Polygon(_rounded(np.vstack([ring, ring[:1]])))

"""Divides the ground of a place down to its leaves, block by block, along bent lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from sample_data.calibration import Floats
from sample_data.ground.cutting import Cut, normal, point_at, straight_cut
from sample_data.ground.mesh import Mesh, Point

# A cut meets what it may not, or leaves a sliver: so much less bent it is tried again.
BENDS = (1.0, 0.5, 0.2, 0.0)
# Directions tried where none of the usual ones divides the block.
_ALL = np.linspace(0.0, np.pi, 24, endpoint=False)
LEAST = 0.7  # a block must have this share of the area it was meant to have
PLAN = 0.06  # how much a cut off the town's directions costs, for each unit of order
COMPACT = 0.42  # and be so round: 4πA/L², 1 for a circle, 0.785 for a square


@dataclass(frozen=True)
class Style:
    """How one level is divided. angle: of the streets, in radians. unrest: spread of directions.

    bend: how far a cut leaves the straight line, as a share of its length. spacing: metres between
    the points of a cut.
    """

    angle: float
    unrest: float
    bend: float
    spacing: float


@dataclass(frozen=True)
class Parts:
    """What a block is divided into. wishes: (n, 2) where each would like to be, or None.

    Without wishes parts keep their order from north-west to south-east.
    """

    codes: Sequence[str]
    weights: Floats
    wishes: Floats | None = None

    def only(self, rows: Sequence[int]) -> "Parts":
        """Those parts alone, in that order."""
        wishes = None if self.wishes is None else self.wishes[rows]
        return Parts([self.codes[row] for row in rows], self.weights[rows], wishes)


@dataclass(frozen=True)
class _Choice:
    cut: Cut
    across: Floats
    front: Parts
    back: Parts


def subdivide(
    mesh: Mesh, face: int, parts: Parts, style: Style, rng: np.random.Generator
) -> dict[str, int]:
    """Divides a face by halves until each part has its own; returns the face of each code."""
    if len(parts.codes) == 1:
        return {parts.codes[0]: face}
    front, back, faces = halve(mesh, face, parts, style, rng)
    return {
        **subdivide(mesh, faces[0], front, style, rng),
        **subdivide(mesh, faces[1], back, style, rng),
    }


def halve(
    mesh: Mesh,
    face: int,
    parts: Parts,
    style: Style,
    rng: np.random.Generator,
    course: float | None = None,
) -> tuple[Parts, Parts, tuple[int, int]]:
    """Cuts once, in the best direction or in `course`; both groups of parts and their faces.

    Raises ValueError where no direction gives two sound blocks.
    """
    open_ring = mesh.ring(face)
    ring = np.array([*open_ring, open_ring[0]])
    usual = _directions(ring, style, rng) if course is None else [course]
    wanted = rng.uniform(0.42, 0.58)
    for angles, least in ((usual, 1.0), (_ALL, 0.7), (_ALL, 0.0)):
        for choice in _choices(ring, parts, angles, wanted, style):
            for bend in BENDS:
                milder = replace(style, bend=style.bend * bend)
                faces = _try(mesh, face, ring, choice, least, milder, rng)
                if faces is not None:
                    return choice.front, choice.back, faces
    raise ValueError(f"no cut divides the ground of {parts.codes[0]} and its neighbours")


def _directions(ring: Floats, style: Style, rng: np.random.Generator) -> Sequence[float]:
    """Along the town's streets and across, along the block's longest side and across, and more."""
    edges = ring[1:] - ring[:-1]
    longest = edges[np.argmax(np.hypot(edges[:, 0], edges[:, 1]))]
    along = float(np.arctan2(longest[1], longest[0]))
    base = np.array([style.angle, along, style.angle, along])
    base = base + rng.normal(0.0, style.unrest, len(base)) * [0.3, 0.3, 1, 1]
    return [float(a) for a in np.concatenate([base, base + np.pi / 2])]


def _choices(
    ring: Floats, parts: Parts, angles: Sequence[float] | Floats, wanted: float, style: Style
) -> list[_Choice]:
    """Sound-looking cuts, best first: well-shaped blocks, in the direction of the streets."""
    size = shapely.Polygon(ring).area
    choices = [_choice(ring, parts, float(angle), wanted, size) for angle in angles]
    scored = [
        (choice.cut.score + np.sin(2 * (angle - style.angle)) ** 2 * PLAN / style.unrest, number)
        for number, (choice, angle) in enumerate(zip(choices, angles, strict=True))
        if choice is not None
    ]
    return [choice for _, number in sorted(scored) if (choice := choices[number]) is not None]


def _choice(ring: Floats, parts: Parts, angle: float, wanted: float, size: float) -> _Choice | None:
    across = normal(angle)
    if across[0] < across[1]:  # the front is in the north-west
        across = -across
    order = np.arange(len(parts.codes))
    if parts.wishes is not None:
        order = np.argsort(parts.wishes @ across, kind="stable")
    reached = np.cumsum(parts.weights[order]) / parts.weights.sum()
    count = int(np.abs(reached[:-1] - wanted).argmin()) + 1
    cut = straight_cut(ring, across, float(reached[count - 1]), size)
    if cut is None:
        return None
    rows = order.tolist()
    return _Choice(cut, across, parts.only(rows[:count]), parts.only(rows[count:]))


def _try(
    mesh: Mesh,
    face: int,
    ring: Floats,
    choice: _Choice,
    least: float,
    style: Style,
    rng: np.random.Generator,
) -> tuple[int, int] | None:
    """Makes the cut if both blocks are sound: the block in front, and the one behind."""
    first, second = choice.cut.ends
    start, end = point_at(ring, first), point_at(ring, second)
    inner = bent(start, end, style.bend, style.spacing, rng)
    right = [start, *_arc(ring, first, second), end, *inner[::-1]]
    left = [end, *_arc(ring, second, first), start, *inner]
    weights = (choice.front.weights.sum(), choice.back.weights.sum())
    is_swapped = _ahead(right, choice.across) > _ahead(left, choice.across)
    shares = weights[::-1] if is_swapped else weights
    if not _sound(right, left, shares, least):
        return None
    # The later place first: an insertion moves those behind it.
    ends = [_vertex(mesh, face, e, point) for e, point in ((second, end), (first, start))]
    faces = mesh.divide(face, ends[1], ends[0], [(float(x), float(y)) for x, y in inner])
    return faces[::-1] if is_swapped else faces


def bent(
    start: Floats, end: Floats, bend: float, spacing: float, rng: np.random.Generator
) -> list[Floats]:
    """Points between two ends, on a slow curve beside the straight line."""
    chord = end - start
    count = min(int(np.hypot(*chord) / spacing), 14)
    share = np.arange(1, count + 1) / (count + 1)
    share = share + rng.uniform(-0.25, 0.25, count) / (count + 1)
    sway = rng.normal(0.0, bend, 3)
    aside = sum(sway[n] / (n + 1) * np.sin((n + 1) * np.pi * share) for n in range(3))
    across = np.array([-chord[1], chord[0]])
    return [
        start + s * chord + a * across for s, a in zip(share, np.atleast_1d(aside), strict=True)
    ]


def _arc(ring: Floats, start: tuple[int, float], end: tuple[int, float]) -> list[Floats]:
    """The ring's points after one end of a cut and before the other."""
    size = len(ring) - 1
    count = (end[0] - start[0]) % size
    arc = [ring[(start[0] + step) % size] for step in range(1, count + 1)]
    return arc[:-1] if end[1] == 0.0 and arc else arc


def _ahead(ring: Sequence[Floats], across: Floats) -> float:
    centre = shapely.centroid(shapely.Polygon(ring))
    return float(np.array([centre.x, centre.y]) @ across)


def _sound(
    right: Sequence[Floats], left: Sequence[Floats], shares: Sequence[float], least: float
) -> bool:
    shapes = [shapely.Polygon(ring) for ring in (right, left)]
    if not all(shape.is_valid and shape.exterior.is_ccw for shape in shapes):
        return False
    total, weight = sum(shape.area for shape in shapes), sum(shares)
    return all(
        shape.area / total > least * LEAST * share / weight
        and 4 * np.pi * shape.area / shape.length**2 > least * COMPACT
        for shape, share in zip(shapes, shares, strict=True)
    )


def _vertex(mesh: Mesh, face: int, end: tuple[int, float], point: Floats) -> int:
    place, share = end
    if share == 0.0:
        return mesh.rings[face][place]
    return mesh.insert(face, place, (float(point[0]), float(point[1])))


__all__ = ["Parts", "Point", "Style", "bent", "halve", "subdivide"]

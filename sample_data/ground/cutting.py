"""Where to cut a block in two: the straight line that leaves the best two blocks."""

from dataclasses import dataclass

import numpy as np

from sample_data.calibration import Floats

STEPS = 16  # positions of the line tried in one direction; between them is interpolated
SNAP = 0.16  # a cut ends at a vertex that is nearer than this share of the smaller block's side
End = tuple[int, float]  # a place in the ring, and the share of the edge behind it


@dataclass(frozen=True)
class Cut:
    """A straight cut from end to end. score: lower is better."""

    ends: tuple[End, End]
    score: float


def normal(angle: float) -> Floats:
    """The unit vector across a cut that runs in the direction `angle`, in radians."""
    return np.array([-np.sin(angle), np.cos(angle)])


def straight_cut(ring: Floats, across: Floats, share: float, size: float) -> Cut | None:
    """The cut that leaves `share` of the area in front; None where it would meet the ring twice.

    ring: (n + 1, 2) points, counter-clockwise and closed, around an area of `size`. In front is
    where `across` (see normal) comes from.
    """
    ahead, aside = ring @ across, ring @ np.array([across[1], -across[0]])
    at = _position(ahead, aside, share)
    is_front = ahead < at
    crossed = np.flatnonzero(is_front[1:] != is_front[:-1])
    if len(crossed) != 2:
        return None
    near = SNAP * float(np.sqrt(size * min(share, 1 - share)))
    first, second = (_end(ring, ahead, at, int(place), near) for place in crossed)
    apart = (second[0] - first[0]) % (len(ring) - 1)
    if first[1] == second[1] == 0.0 and apart in (0, 1, len(ring) - 2):
        return None
    return Cut((first, second), _score(ring, (first, second), across, (size * share, size)))


def point_at(ring: Floats, end: End) -> Floats:
    """The point of one end of a cut."""
    place, share = end
    return np.asarray(ring[place] + share * (ring[place + 1] - ring[place]))


def _position(ahead: Floats, aside: Floats, share: float) -> float:
    """Where the line leaves `share` in front, by Green's theorem: the line itself adds nothing."""
    places = np.linspace(ahead.min(), ahead.max(), STEPS)
    reached = np.minimum(ahead, places[:, None])
    start, end = reached[:, :-1], reached[:, 1:]
    run = ahead[1:] - ahead[:-1]
    slope = (aside[1:] - aside[:-1]) / np.where(run == 0.0, 1.0, run)
    middle = aside[:-1] + slope * ((start + end) / 2 - ahead[:-1])
    swept = np.abs((middle * (end - start)).sum(axis=1))
    return float(np.interp(share * swept[-1], swept, places))


def _end(ring: Floats, ahead: Floats, at: float, place: int, near: float) -> End:
    share = float((at - ahead[place]) / (ahead[place + 1] - ahead[place]))
    length = float(np.hypot(*(ring[place + 1] - ring[place])))
    if share * length < near and share <= 0.5:
        return place, 0.0
    is_next = (1 - share) * length < near
    return ((place + 1) % (len(ring) - 1), 0.0) if is_next else (place, share)


def _score(
    ring: Floats, ends: tuple[End, End], across: Floats, sizes: tuple[float, float]
) -> float:
    """How long and narrow the worse block is, and how far from square the cut meets the ring."""
    chord = float(np.hypot(*(point_at(ring, ends[1]) - point_at(ring, ends[0]))))
    depths = (sizes[0] / chord, (sizes[1] - sizes[0]) / chord)
    narrow = max(max(chord / depth, depth / chord) for depth in depths)
    edges = [ring[place + 1] - ring[place] for place, _ in ends]
    slant = sum(float(edge @ across) ** 2 / float(edge @ edge) for edge in edges)
    return narrow + slant

"""How lines bend with the land: slopes move everything a little, borders, roads and points alike.

What is moved keeps its neighbours: a point inside an area stays inside it.
"""

import zlib

import numpy as np

from sample_data.calibration import Floats
from sample_data.ground.seats import Seat

# Lengths of waves in metres, and how steep they are at most, a wave each.
WAVES = ((3100.0, 0.11), (1900.0, 0.12), (1150.0, 0.12), (700.0, 0.12), (460.0, 0.09))
PLANNED, HILLS = 0.9, 2.2  # a seat's unrest without any bend, and with all of it


def lie_of_land(seat: Seat, points: Floats) -> Floats:
    """By how many metres points around a seat's middle are moved to the east and north."""
    rng = np.random.default_rng(zlib.crc32(seat.root.encode()))
    share = min((seat.unrest - PLANNED) / (HILLS - PLANNED), 1.0)
    moved = np.zeros_like(points, dtype=np.float64)
    for length, steep in WAVES:
        for axis in (0, 1):
            turn, phase = rng.uniform(0, 2 * np.pi, 2)
            number = 2 * np.pi / length
            along = points @ np.array([np.cos(turn), np.sin(turn)])
            moved[..., axis] += share * steep / number * np.sin(number * along + phase)
    return moved

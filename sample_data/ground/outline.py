"""The outline of a place: a rounded block with corners and stretches that hardly bend."""

import numpy as np

from sample_data.ground.mesh import Point
from sample_data.ground.seats import Seat

CORNERS = 15
BETWEEN = 2  # further points between two corners
ROUNDNESS = 3.4  # exponent of the superellipse: 2 is an ellipse, more is a rounded block


def outline(seat: Seat, rng: np.random.Generator) -> list[Point]:
    """Points counter-clockwise in metres around the place's middle, of its size."""
    turn = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False) + rng.uniform(-0.13, 0.13, CORNERS)
    reach = np.abs(np.cos(turn)) ** ROUNDNESS + np.abs(np.sin(turn)) ** ROUNDNESS
    reach = reach ** (-1 / ROUNDNESS) * rng.normal(1.0, 0.045 * seat.unrest, CORNERS).clip(0.8, 1.2)
    aspect = rng.uniform(0.82, 0.95)
    ring = reach * (aspect * np.cos(turn) + 1j / aspect * np.sin(turn))
    ring = _subdivided(ring, 0.02 * seat.unrest, rng) * np.exp(1j * np.radians(seat.turn))
    ring *= np.sqrt(seat.km2 * 1e6 / _area(ring))
    return [(float(z.real), float(z.imag)) for z in ring]


def _subdivided(ring: np.ndarray, bend: float, rng: np.random.Generator) -> np.ndarray:
    """Further points between the corners, a little beside the straight line."""
    step = (np.roll(ring, -1) - ring)[:, None]
    share = np.linspace(0, 1, BETWEEN + 1, endpoint=False)[None, :]
    aside = rng.normal(0.0, bend, (len(ring), 1)) + rng.normal(
        0.0, bend / 2, (len(ring), BETWEEN + 1)
    )
    aside = aside * np.sin(np.pi * share)
    return np.asarray((ring[:, None] + step * (share + 1j * aside)).ravel())


def _area(ring: np.ndarray) -> float:
    return float((np.conj(ring) * np.roll(ring, -1)).imag.sum() / 2)

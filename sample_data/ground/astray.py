"""Points that are wrong on purpose, as they are in real ledgers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sample_data import targets
from sample_data.calibration import Floats


@dataclass(frozen=True)
class Astray:
    """How many points of one place's issues are wrong.

    hall: stand at the service hall, for "somewhere here". zero: at 0, 0. shifted: some kilometres
    off, outside their area.
    """

    hall: int = 0
    zero: int = 0
    shifted: int = 0


# By the name of the place (a key of issue_intake.INTAKES).
ASTRAY: Mapping[str, Astray] = {
    "zhongshanlu": Astray(hall=620, shifted=12),
    "maizidian": Astray(zero=40),
    "lianhua": Astray(shifted=25),
}
# The hall's point: on the ground of the place, of its own community.
HALLS = {"zhongshanlu": targets.ZHONGSHANLU + "001"}
SHIFT = (0.045, 0.07)  # degrees to the east and to the north


def misplace_points(
    points: Floats, wrong: Astray, hall: Floats, usable: np.ndarray, rng: np.random.Generator
) -> Floats:
    """The points with some of the `usable` rows' replaced; `hall` is one point."""
    chosen = rng.choice(np.flatnonzero(usable), wrong.hall + wrong.zero + wrong.shifted, False)
    at_hall, at_zero, shifted = np.split(chosen, [wrong.hall, wrong.hall + wrong.zero])
    points = points.copy()
    points[at_hall], points[at_zero] = hall, 0.0
    points[shifted] = (points[shifted] + SHIFT).round(6)
    return points

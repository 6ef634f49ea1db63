"""Between which places a unit may truly stand: ranks of what its cases leave possible.

After Goldstein and Spiegelhalter, "League tables and their limitations", Journal of the Royal
Statistical Society A 159 (1996) 385-443.
"""

import numpy as np

from governance.stats.fairness.rate_kinds import TAIL, Numbers
from governance.stats.fairness.shrinkage import Posterior

# 1,000 possible worlds put the ends of an interval of 600 places within about 4 of them.
DRAWS, SEED = 1000, 20261121


def raw(rates: Numbers, *, descending: bool) -> list[int]:
    """The place of each rate from 1; equal rates share the better one."""
    keys = -rates if descending else rates
    return [int(place) + 1 for place in np.searchsorted(np.sort(keys), keys)]


def interval(posterior: Posterior, *, descending: bool) -> tuple[list[int], list[int]]:
    """Best and worst place of each unit, 95 %, from 1; the same figures give the same places."""
    rates = posterior.draws(DRAWS, SEED)
    order = np.argsort(-rates if descending else rates, axis=1)
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(1, order.shape[1] + 1)[None, :], axis=1)
    places.sort(axis=0)
    ends = (round(DRAWS * TAIL), DRAWS - 1 - round(DRAWS * TAIL))
    low, high = (places[end].tolist() for end in ends)
    return low, high

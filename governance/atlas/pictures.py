"""The map that a reader wishes for, of whichever kind."""

from governance.atlas import area_maps, controls, point_maps
from governance.atlas.sheets import Picture, Sheet
from governance.catalog import Metric
from governance.maps import wish
from governance.maps.wish import Wish
from governance.scope import Here


def draw(here: Here, given: Sheet, wanted: Wish, metric: Metric) -> Picture | None:
    """The picture; None where a change is wished for and there is nothing to compare with."""
    if wanted.kind in wish.OF_POINTS and (found := point_maps.offered(here)):
        fact = found.get(wanted.fact) or next(iter(found.values()))
        return point_maps.draw(here, given, fact, wanted)
    if wanted.kind == "spots":
        return area_maps.spots(here, given, metric)
    if wanted.kind == "kinds":
        return area_maps.kinds(here, given)
    if wanted.kind == "change":
        return area_maps.change(here, given, metric, wanted)
    if wanted.kind == "two":
        return area_maps.two(here, given, metric, controls.second(here, wanted, metric))
    return area_maps.one(here, given, metric, wanted)

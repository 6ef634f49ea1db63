"""The map that a reader wishes for, of whichever kind."""

from governance.app.context import Here
from governance.app.maps import area_map, map_controls, point_map
from governance.app.maps.map_sheet import Picture, Sheet
from governance.maps import map_options
from governance.maps.map_options import MapOptions
from governance.metrics.catalog import Metric


def draw(here: Here, given: Sheet, wanted: MapOptions, metric: Metric) -> Picture | None:
    """The picture; None where a change is wished for and there is nothing to compare with."""
    if wanted.kind in map_options.OF_POINTS and (found := point_map.offered(here)):
        fact = found.get(wanted.fact) or next(iter(found.values()))
        return point_map.draw(here, given, fact, wanted)
    if wanted.kind == "spots":
        return area_map.spots(here, given, metric)
    if wanted.kind == "kinds":
        return area_map.kinds(here, given)
    if wanted.kind == "change":
        return area_map.change(here, given, metric, wanted)
    if wanted.kind == "two":
        return area_map.two(here, given, metric, map_controls.second(here, wanted, metric))
    return area_map.one(here, given, metric, wanted)

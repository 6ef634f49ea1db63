"""How a reader wants the map drawn, parsed from the URL; invalid values fall back to defaults."""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.core.i18n import mark
from governance.maps.class_limits import METHODS, Method

KINDS = {
    "areas": mark("Areas"),
    "change": mark("Change"),
    "two": mark("Two metrics"),
    "kinds": mark("Kinds of areas"),
    "points": mark("Points"),
    "clusters": mark("Clusters"),
    "hexes": mark("Hexagons"),
    "heat": mark("Density"),
    "spots": mark("Hot and cold spots"),
}
OF_POINTS = ("points", "clusters", "hexes", "heat")
OF_AREAS = tuple(kind for kind in KINDS if kind not in OF_POINTS)
# What can be put on the map beside its cells or taken from it.
PARTS = ("names", "columns")
USUAL = {"map": "areas", "classes": "quantiles-5", "show": "names"}
COUNTS = tuple(range(3, 8))


@dataclass(frozen=True)
class MapOptions:
    """kind: of KINDS. method, count: of the classes. shown: of PARTS.

    second: another metric, as requested, known or not.
    """

    kind: str
    method: Method
    count: int
    second: str
    shown: frozenset[str]

    @property
    def has_names(self) -> bool:
        return "names" in self.shown

    @property
    def has_columns(self) -> bool:
        return "columns" in self.shown


def parse_options(parameters: Mapping[str, str]) -> MapOptions:
    """The options in a URL's parameters map, classes, second and show."""
    values = {name: parameters.get(name) or usual for name, usual in USUAL.items()}
    named, _, count = values["classes"].partition("-")
    method = next((known for known in METHODS if known == named), None)
    if method is None or count not in map(str, COUNTS):
        method, count = "quantiles", "5"
    return MapOptions(
        kind=values["map"] if values["map"] in KINDS else USUAL["map"],
        method=method,
        count=int(count),
        second=parameters.get("second", ""),
        shown=frozenset(values["show"].split(",")) & frozenset(PARTS),
    )


def join_parts(parts: frozenset[str]) -> str:
    """The parts on the map as a URL parameter; "none" where it is to be bare."""
    return ",".join(part for part in PARTS if part in parts) or "none"

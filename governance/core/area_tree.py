"""The tree of areas, from "all" down: names, ways up and down, and a list to choose from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from governance.core.contracts import LEVELS, ROOT

DEPTHS = (ROOT, *LEVELS)
# Micro-grids are reached through their grid: a list of thousands helps nobody choose.
LISTED = DEPTHS[: DEPTHS.index("grid_cell") + 1]
INDENT = "\N{EM SPACE}"


@dataclass(frozen=True)
class Area:
    """One place; `parent` is "" for the root alone."""

    code: str
    name: str
    level: str
    parent: str


class AreaTree:
    """The areas of one warehouse. Built from records with area_code, area_name, level, parent_code.

    Raises ValueError where there is no root "all".
    """

    def __init__(self, records: Iterable[Mapping[str, Any]]) -> None:
        self._areas = {area.code: area for area in map(_area, records)}
        if ROOT not in self._areas:
            raise ValueError(f"the areas have no root {ROOT!r}")

    def __contains__(self, code: str) -> bool:
        return code in self._areas

    def __getitem__(self, code: str) -> Area:
        return self._areas[code]

    @cached_property
    def _children(self) -> Mapping[str, list[Area]]:
        below: dict[str, list[Area]] = {code: [] for code in self._areas}
        for area in self._areas.values():
            if area.parent in below:
                below[area.parent].append(area)
        return below

    def children(self, code: str) -> list[Area]:
        """The areas directly below, of whatever level."""
        return self._children[code]

    def chain(self, code: str) -> list[Area]:
        """From the root to the area itself."""
        area = self._areas[code]
        return [*self.chain(area.parent), area] if area.parent in self._areas else [area]

    def level_below(self, code: str) -> str:
        """The highest level that has an area below this one; "" where there is none."""
        return next(iter(self.levels_below(code)), "")

    def levels_below(self, code: str) -> list[str]:
        """Every level that has an area below this one, highest first."""
        return sorted(self._levels_inside(code), key=DEPTHS.index)

    def _levels_inside(self, code: str) -> set[str]:
        return {area.level for area in self.children(code)}.union(
            *(self._levels_inside(area.code) for area in self.children(code))
        )

    def options(self, current: str, home: str = ROOT) -> list[str]:
        """Every code down to the grids in the order of the tree, with `current` in its place.

        home: the area that stands first, behind all areas, with those inside it.
        """
        keep = {area.code for area in self.chain(current)}
        codes, own = self._walk(ROOT, keep), self._walk(home, keep)
        first = dict.fromkeys([ROOT, *own])
        return [*first, *(code for code in codes if code not in first)]

    def everything(self) -> list[str]:
        """Every code of every level in the order of the tree."""
        return self._walk(ROOT, set(self._areas))

    def _walk(self, code: str, keep: set[str]) -> list[str]:
        below = [a for a in self.children(code) if a.level in LISTED or a.code in keep]
        return [code, *(inner for area in below for inner in self._walk(area.code, keep))]

    def called(self, code: str) -> str:
        """The area's name, and as much more of it as tells it from all others."""
        return self._called[code]

    @cached_property
    def _called(self) -> Mapping[str, str]:
        """By code. Two communities may each have a first grid; a list knows a line by its text."""
        by_code = {area.code: area.name for area in self._areas.values()}
        for more in (self._above, str):
            names = Counter(by_code.values())
            by_code = {
                code: name if names[name] == 1 else f"{name} · {more(code)}"
                for code, name in by_code.items()
            }
        return by_code

    def _above(self, code: str) -> str:
        parent = self._areas[code].parent
        return self._areas[parent].name if parent in self._areas else code

    def label(self, code: str) -> str:
        """What the area is called, indented by its depth in the tree, as a list shows it."""
        return INDENT * (len(self.chain(code)) - 1) + self.called(code)


def _area(record: Mapping[str, Any]) -> Area:
    code = record["area_code"] or ""
    return Area(
        code=code,
        name=record["area_name"] or code,
        level=record["level"] or "",
        parent="" if code == ROOT else record["parent_code"] or ROOT,
    )

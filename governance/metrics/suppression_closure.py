"""Cells of a tree that hide one another: no hidden one follows from those that are shown."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Area = tuple[str, str]  # level and code
Amounts = Mapping[str, float]


@dataclass(frozen=True)
class Tree:
    """The areas inside each area, one level below it."""

    inside: Mapping[Area, Sequence[Area]]

    @cached_property
    def above(self) -> Mapping[Area, Area]:
        """The area around each area."""
        return {child: parent for parent, inside in self.inside.items() for child in inside}

    def sums(self, area: Area) -> list[Area]:
        """The areas whose sum an area takes part in, as the whole or as a part."""
        around = self.above.get(area)
        return [one for one in (area, around) if one is not None and one in self.inside]


def closed(
    tree: Tree,
    amounts: Mapping[Area, Amounts],
    sizes: Mapping[Area, float],
    hidden: Collection[Area],
    fewest: int,
) -> set[Area]:
    """The hidden areas and the further ones that hide them.

    Each area is the sum of those inside it, amount by amount. So of an area and those inside it
    none or at least two are hidden; and where the area itself is shown, each amount of the hidden
    ones together is zero or at least `fewest`, since it follows by subtraction. Of the others the
    smallest of `sizes` is hidden first; what has none is not: where nothing is counted inside an
    area, its zero is known.
    """
    found = set(hidden)
    waiting = {parent for area in found for parent in tree.sums(area)}
    while waiting:
        parent = waiting.pop()
        added = _further(parent, tree.inside[parent], amounts, sizes, found, fewest)
        found |= added
        waiting |= {near for area in added for near in tree.sums(area)}
    return found


def _further(
    parent: Area,
    inside: Sequence[Area],
    amounts: Mapping[Area, Amounts],
    sizes: Mapping[Area, float],
    hidden: set[Area],
    fewest: int,
) -> set[Area]:
    """The areas to be hidden as well, the smallest first; where all inside are, the whole is."""
    inner = [area for area in inside if area in hidden]
    if not inner and parent not in hidden:
        return set()
    others = sorted(
        (area for area in inside if area not in hidden and sizes.get(area, 0) > 0),
        key=lambda area: (sizes[area], area),
    )
    if parent in hidden:
        is_held = any(sizes.get(area, 0) > 0 for area in inner)
        return set() if is_held else set(others[:1])
    added: set[Area] = set()
    together: dict[str, float] = {}
    for area in inner:
        _add(together, amounts.get(area, {}))
    for area in [*others, parent]:
        is_enough = not any(0 < amount < fewest for amount in together.values())
        # One that holds nothing hides nothing, whatever hides it.
        if is_enough and sum(sizes.get(area, 0) > 0 for area in (*inner, *added)) != 1:
            return added
        _add(together, amounts.get(area, {}))
        added.add(area)
    return added


def _add(together: dict[str, float], row: Amounts) -> None:
    for name, amount in row.items():
        together[name] = together.get(name, 0.0) + amount

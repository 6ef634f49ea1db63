"""Tolerances, unit families, what may be added (rules.toml); claims and sums (claims.toml).

Both files lie in data/facts/reconciliation/.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path

from governance.core import toml_entries
from governance.core.toml_entries import EntryError, Kind, Table, Text
from governance.reconciliation.published_figures import FOLDER, FigureError


@dataclass(frozen=True)
class Tolerance(Table):
    """exact and about: shares of the printed value; quotient: in the printed unit."""

    exact: float
    quotient: float
    about: float


@dataclass(frozen=True)
class Family(Table):
    """Units that may be compared and added; is_rate: compared only."""

    key: str
    title: Text
    printed: tuple[str, ...]
    measured: tuple[str, ...]
    is_rate: bool = False


@dataclass(frozen=True)
class Together(Table):
    """Measures that count one kind of thing; is_open: there are more than the text lists."""

    measures: tuple[str, ...]
    caveat: Text | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Apart(Table):
    """Two families of units, or two groups of measures, that are never added, and why."""

    why: Text
    families: tuple[str, ...] = ()
    measures: tuple[tuple[str, ...], ...] = ()

    def parts_units(self, unit: str, other: str) -> bool:
        """Whether these are the two families, in whichever order."""
        return {unit, other} == set(self.families)

    def parts_measures(self, measure: str, other: str) -> bool:
        """Whether the two measures lie on different sides, in whichever order."""
        return any(
            measure in left and other in right for left, right in permutations(self.measures, 2)
        )


@dataclass(frozen=True)
class Rates(Table):
    """Measures that are a rule or an average."""

    measures: tuple[str, ...]


@dataclass(frozen=True)
class Rules(Table):
    """Everything that rules.toml declares."""

    tolerance: Tolerance
    families: Mapping[str, Family]
    together: tuple[Together, ...]
    apart: tuple[Apart, ...]
    rates: Rates

    def printed(self, unit: str) -> Family:
        """The family of a unit as printed. Raises FigureError for one that is in no family."""
        return self._family("printed", unit)

    def measured(self, unit: str) -> Family:
        """The family of a unit of a contract or metric. Raises FigureError."""
        return self._family("measured", unit)

    def _family(self, side: str, unit: str) -> Family:
        for family in self.families.values():
            if unit in getattr(family, side):
                return family
        raise FigureError(f"rules.toml: no family has the {side} unit {unit!r}")


@dataclass(frozen=True)
class Claim(Table):
    """What a text says of two of its figures; claimed: per cent of `whole` that `part` is.

    metric: the metric whose numerator and denominator the data is held against the claim with;
    "" for what the two figures come to.
    """

    says: Text
    part: str
    whole: str
    claimed: float
    metric: str = ""


@dataclass(frozen=True)
class Pair(Table):
    """Two figures, or a figure and a metric, whose sum is ruled on."""

    add: tuple[str, str]


@dataclass(frozen=True)
class Claims(Table):
    """Everything that claims.toml declares, in the order of the file."""

    claims: tuple[Claim, ...] = ()
    sums: tuple[Pair, ...] = ()


@cache
def load(folder: Path = FOLDER) -> Rules:
    """The rules. Raises FigureError saying what is wrong."""
    return _read(folder, "rules", Rules)


@cache
def claims(folder: Path = FOLDER) -> tuple[Claim, ...]:
    """The claims, in the order of the file. Raises FigureError."""
    return _read(folder, "claims", Claims).claims


@cache
def sums(folder: Path = FOLDER) -> tuple[tuple[str, str], ...]:
    """The pairs that are shown with the verdict on their sum. Raises FigureError."""
    return tuple(pair.add for pair in _read(folder, "claims", Claims).sums)


def _read(folder: Path, name: str, kind: type[Kind]) -> Kind:
    path = folder / "reconciliation" / f"{name}.toml"
    try:
        spec = toml_entries.parse(path.read_text(encoding="utf-8"), path.name)
        return toml_entries.structure(kind, toml_entries.named_entries(spec, "families", "key"))
    except EntryError as error:
        raise FigureError(f"{path.name}: {error}") from error

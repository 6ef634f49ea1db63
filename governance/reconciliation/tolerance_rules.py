"""Tolerances, unit families and what may be added: reconciliation/rules.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from governance.core import toml_entries
from governance.core.contracts import PROJECT
from governance.core.toml_entries import EntryError, Table, Text
from governance.reconciliation.published_figures import FigureError

SAMPLE = PROJECT / "data" / "facts"


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

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that a figure may be printed in."""
        return tuple(unit for family in self.families.values() for unit in family.printed)

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


def load(folder: Path = SAMPLE) -> Rules:
    """The rules of a folder, else the project's own. Raises FigureError saying what is wrong."""
    own = folder / "reconciliation" / "rules.toml"
    path = own if own.exists() else SAMPLE / "reconciliation" / "rules.toml"
    try:
        spec = toml_entries.parse(path.read_text(encoding="utf-8"), path.name)
        return toml_entries.structure(Rules, toml_entries.named_entries(spec, "families", "key"))
    except (EntryError, OSError, UnicodeDecodeError) as error:
        raise FigureError(f"{path.name}: {error}") from error

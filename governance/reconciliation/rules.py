"""Tolerances, unit families, what may be added (rules.toml); claims and sums (claims.toml).

Both files lie in data/facts/reconciliation/.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from governance.contracts import Text
from governance.reconciliation.published import FOLDER, FigureError


@dataclass(frozen=True)
class Tolerance:
    """exact and about: shares of the printed value; quotient: in the printed unit."""

    exact: float
    quotient: float
    about: float


@dataclass(frozen=True)
class Family:
    """Units that may be compared and added; is_rate: compared only."""

    key: str
    title: Text
    printed: tuple[str, ...]
    measured: tuple[str, ...]
    is_rate: bool = False


@dataclass(frozen=True)
class Together:
    """Measures that count one kind of thing; is_open: there are more than the text lists."""

    measures: frozenset[str]
    caveat: Text | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Apart:
    """Two groups of measures, or two families of units, that are never added, and why."""

    sides: tuple[frozenset[str], frozenset[str]]
    why: Text

    def parts(self, one: str, other: str) -> bool:
        """Whether the two lie on different sides, in whichever order."""
        left, right = self.sides
        return (one in left and other in right) or (one in right and other in left)


@dataclass(frozen=True)
class Rules:
    """Everything that rules.toml declares."""

    tolerance: Tolerance
    families: Mapping[str, Family]
    together: tuple[Together, ...]
    apart_units: tuple[Apart, ...]
    apart_measures: tuple[Apart, ...]
    rates: frozenset[str]

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
class Claim:
    """What a text says of two of its figures; claimed: per cent of `whole` that `part` is.

    metric: the metric whose numerator and denominator the data is held against the claim with;
    "" for what the two figures come to.
    """

    says: Text
    part: str
    whole: str
    claimed: float
    metric: str = ""


@cache
def load(folder: Path = FOLDER) -> Rules:
    """The rules. Raises FigureError saying what is wrong."""
    spec = _toml(folder, "rules")
    try:
        return Rules(
            Tolerance(**spec["tolerance"]),
            {key: _family(key, given) for key, given in spec["families"].items()},
            tuple(_together(given) for given in spec["together"]),
            tuple(_units(given) for given in spec["apart"] if "families" in given),
            tuple(_measures(given) for given in spec["apart"] if "measures" in given),
            frozenset(spec["rates"]["measures"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FigureError(f"rules.toml: {error}") from error


@cache
def claims(folder: Path = FOLDER) -> tuple[Claim, ...]:
    """The claims, in the order of the file."""
    return tuple(Claim(**given) for given in _toml(folder, "claims").get("claims", ()))


@cache
def sums(folder: Path = FOLDER) -> tuple[tuple[str, str], ...]:
    """The pairs that are shown with the verdict on their sum."""
    return tuple((one, other) for one, other in (s["add"] for s in _toml(folder, "claims")["sums"]))


def _toml(folder: Path, name: str) -> dict[str, Any]:
    path = folder / "reconciliation" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _family(key: str, given: Mapping[str, Any]) -> Family:
    lists = {side: tuple(given[side]) for side in ("printed", "measured")}
    return Family(key, given["title"], **lists, is_rate=given.get("is_rate", False))


def _together(given: Mapping[str, Any]) -> Together:
    measures = frozenset(given["measures"])
    return Together(measures, given.get("caveat"), given.get("is_open", False))


def _units(given: Mapping[str, Any]) -> Apart:
    one, other = given["families"]
    return Apart((frozenset({one}), frozenset({other})), given["why"])


def _measures(given: Mapping[str, Any]) -> Apart:
    one, other = map(frozenset, given["measures"])
    return Apart((one, other), given["why"])

"""Claims that texts make of their figures, and sums that invite themselves: claims.toml."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from governance.core import toml_entries
from governance.core.i18n import mark
from governance.core.toml_entries import EntryError, Table, Text
from governance.reconciliation import figure_files
from governance.reconciliation.figure_files import Complaint


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
class Claims:
    """What claims.toml declares that can be meant so, in the order of the file."""

    claims: tuple[Claim, ...] = ()
    sums: tuple[tuple[str, str], ...] = ()


FILE = "claims.toml"
KINDS: Mapping[str, type[Claim | Pair]] = {"claims": Claim, "sums": Pair}
UNKNOWN_FIGURE = mark("there is no figure {key!r} that could be read")


def load(
    place: Path, figures: Collection[str], metrics: Collection[str], told: list[Complaint]
) -> Claims:
    """The claims and sums of a folder; each that is wrong is told, and costs itself alone."""
    path = place / "reconciliation" / FILE
    tables = figure_files.parse_toml(path, told) if path.exists() else {}
    found: dict[str, list[Any]] = {"claims": [], "sums": []}
    for table, kind in KINDS.items():
        specs = tables.get(table, [])
        for n, spec in enumerate(specs if isinstance(specs, list) else [specs], start=1):
            try:
                one = toml_entries.structure(kind, spec)
                _verify(one, figures, metrics)
            except EntryError as error:
                told.append(Complaint(FILE, f"{table}[{n}]", "", error))
                continue
            found[table].append(one)
    return Claims(tuple(found["claims"]), tuple(pair.add for pair in found["sums"]))


def _verify(one: Claim | Pair, figures: Collection[str], metrics: Collection[str]) -> None:
    """Raises EntryError where it names a figure or a metric that is not there."""
    if isinstance(one, Claim) and one.metric:
        toml_entries.one_of(one.metric, metrics, "metric")
    first, second = (one.part, one.whole) if isinstance(one, Claim) else one.add
    for key, others in ((first, ()), (second, () if isinstance(one, Claim) else metrics)):
        if key not in figures and key not in others:
            raise EntryError(UNKNOWN_FIGURE, key=key)

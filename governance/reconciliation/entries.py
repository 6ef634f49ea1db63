"""What carries each published figure: data/facts/reconciliation/figures/*.toml, read and checked.

The keys are explained in data/facts/README.md.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from governance import contracts
from governance.contracts import Text
from governance.reconciliation.published import FOLDER, FigureError

Pair = tuple[str, str]
TAKES = ("count", "sum", "distinct")
MOST_FILTERS = 2  # records.sql has so many
WORDS = {"what", "missing", "scope", "note", "unit"}


@dataclass(frozen=True)
class Records:
    """Rows of a dataset: how many fit, the sum of a column, or how many distinct values it has.

    unit: of what is taken; in_compound: whether a compound's figure takes the compound's rows only.
    over: what the result is divided by; scale: multiplies the quotient.
    """

    dataset: str
    take: str
    column: str
    unit: str
    where: tuple[Pair, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    in_compound: bool = True
    over: "Records | None" = None
    scale: float = 1

    @property
    def filters(self) -> tuple[Pair, ...]:
        return self.where

    @property
    def is_quotient(self) -> bool:
        return self.over is not None


@dataclass(frozen=True)
class MetricValue:
    """A metric of the catalogue over all time; part: "value", "numerator" or "denominator"."""

    metric: str
    only: Pair | None = None
    part: str = "value"
    start = None
    end = None

    @property
    def filters(self) -> tuple[Pair, ...]:
        return (self.only,) if self.only else ()


@dataclass(frozen=True)
class OwnQuery:
    """A file of queries/reconciliation/ of its own that answers held, fitting and value."""

    query: str
    bind: tuple[Pair, ...] = ()
    is_quotient = True
    start = None
    end = None

    @property
    def filters(self) -> tuple[Pair, ...]:
        return self.bind


Check = Records | MetricValue | OwnQuery


@dataclass(frozen=True)
class Entry:
    """One figure: what it is, and what carries it (check), or why nothing does (missing).

    scope: why the data speaks of something else than the text; note: what was assumed. unit: of
    what the check comes to, "" where check or metric says it. area: another than the printed one.
    """

    id: str
    what: Text
    check: Check | None = None
    missing: Text | None = None
    scope: Text | None = None
    note: Text | None = None
    unit: str = ""
    area: str = ""


@cache
def load(folder: Path = FOLDER) -> Mapping[str, Entry]:
    """Every entry by the id of its figure. Raises FigureError naming file, figure and mistake."""
    found: dict[str, Entry] = {}
    for path in sorted((folder / "reconciliation" / "figures").glob("*.toml")):
        for entry in _entries(path):
            if entry.id in found:
                raise FigureError(f"{path.name}: {entry.id} stands in another file, too")
            found[entry.id] = entry
    return dict(sorted(found.items()))


def _entries(path: Path) -> Iterator[Entry]:
    try:
        for key, spec in tomllib.loads(path.read_text(encoding="utf-8")).items():
            try:
                yield parse(key, spec)
            except (KeyError, TypeError, FigureError) as error:
                raise FigureError(f"{path.name}: {key}: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise FigureError(f"{path.name}: {error}") from error


def parse(key: str, spec: Mapping[str, Any]) -> Entry:
    """One entry from its table. Raises KeyError, TypeError or FigureError saying what is wrong."""
    given = dict(spec)
    words = {name: given.pop(name) for name in WORDS & set(given)}
    area = given.pop("area", "")
    if bool(given) == ("missing" in words):
        raise FigureError("says either what carries it or, under `missing`, why nothing does")
    check = _check(given, words.get("unit", "")) if given else None
    return Entry(key, words.pop("what"), check, area=area, **words)


def _check(given: dict[str, Any], unit: str) -> Check:
    if "metric" in given:
        only = _pairs(given.pop("only", {}))
        return MetricValue(only=only[0] if only else None, **given)
    if "query" in given:
        return OwnQuery(given.pop("query"), _pairs(given.pop("bind", {})), **given)
    return _records(given, unit)


def _records(given: dict[str, Any], unit: str) -> Records:
    contract = contracts.load()[given.pop("dataset")]
    takes = [take for take in TAKES if take in given]
    if len(takes) != 1:
        raise FigureError(f"needs one of {TAKES}")
    taken = given.pop(takes[0])
    column = contract.key[0] if takes[0] == "count" else taken
    own = taken if takes[0] == "count" else "items" if takes[0] == "distinct" else ""
    over = given.pop("over", None)
    where = _pairs(given.pop("where", {}))
    if len(where) > MOST_FILTERS:
        raise FigureError(f"has more than {MOST_FILTERS} filters")
    return Records(
        contract.dataset,
        takes[0],
        column,
        unit or own or contract.columns[column].unit,
        where,
        in_compound=given.pop("compound", True),
        over=_records(dict(over), "") if over else None,
        **given,
    )


def _pairs(given: Mapping[str, Any]) -> tuple[Pair, ...]:
    """Filters as texts, as DuckDB writes the values."""
    return tuple(
        (column, str(value).lower() if isinstance(value, bool) else str(value))
        for column, value in given.items()
    )

"""What a row of each dataset means: data/contracts/<dataset>.toml, read and checked."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
CONTRACTS = PROJECT / "data" / "contracts"

# Contract type → DuckDB type. "area" is a code resolved against the areas dataset.
SQL_TYPES = {
    "text": "varchar",
    "area": "varchar",
    "geometry": "varchar",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamp",
}
# What all other rows are placed by: the register and its boundaries.
GROUND = ("areas", "boundaries")
LEVELS = ("district", "street_office", "community", "grid_cell", "micro_grid")
ROOT = "all"

Text = Mapping[str, str]


class ContractError(ValueError):
    """A contract file says something that cannot hold."""


@dataclass(frozen=True)
class Column:
    """One column: `allowed` maps each permitted code to its zh/en label (empty: anything).

    aliases: headers that systems give this column, beside its titles. severity: of a value that
    cannot be believed; "" means reject where the column is required, else flag.
    """

    name: str
    type: str
    title: Text
    required: bool = False
    personal: bool = False
    past: bool = False
    unit: str = ""
    min: float | None = None
    max: float | None = None
    allowed: Mapping[str, Text] | None = None
    aliases: tuple[str, ...] = ()
    severity: str = ""

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.type]


@dataclass(frozen=True)
class Check:
    """A rule between columns of a row; a row for which it is false has a fault in `column`.

    among_rows: the rule looks at the other rows too (`over (…)`), of those not rejected so far.
    """

    key: str
    column: str
    rule: str
    severity: str
    message: Text
    among_rows: bool = False


@dataclass(frozen=True)
class Contract:
    """One dataset. `happened` names the columns that say when something took place.

    floor: no date of this dataset is older; 1900-01-01 means "unknown" in many systems.
    """

    dataset: str
    title: Text
    row: Text
    key: tuple[str, ...]
    needs: tuple[str, ...]
    happened: tuple[str, ...]
    columns: Mapping[str, Column]
    checks: tuple[Check, ...]
    floor: dt.date = dt.date(1990, 1, 1)

    @property
    def time_column(self) -> str | None:
        """The column whose month a record belongs to; None for registers without time."""
        return self.happened[0] if self.happened else None


def _column(name: str, spec: Mapping[str, Any]) -> Column:
    if spec.get("type") not in SQL_TYPES:
        raise ContractError(f"column {name}: type {spec.get('type')!r} is none of {set(SQL_TYPES)}")
    return Column(name=name, **{**spec, "aliases": tuple(spec.get("aliases", ()))})


def parse(text: str) -> Contract:
    """A contract from the text of its TOML file.

    Raises ContractError naming the dataset where a key, check or type is wrong.
    """
    spec = tomllib.loads(text)
    try:
        columns = {name: _column(name, column) for name, column in spec["columns"].items()}
        checks = tuple(Check(**check) for check in spec.get("checks", ()))
    except (KeyError, TypeError, ContractError) as error:
        raise ContractError(f"contract {spec.get('dataset', '?')}: {error}") from error
    named = {*spec["key"], *spec.get("happened", ()), *(check.column for check in checks)}
    if unknown := named - set(columns):
        raise ContractError(f"contract {spec['dataset']}: unknown columns {sorted(unknown)}")
    return Contract(
        dataset=spec["dataset"],
        title=spec["title"],
        row=spec["row"],
        key=tuple(spec["key"]),
        needs=tuple(spec["needs"]),
        happened=tuple(spec.get("happened", ())),
        columns=columns,
        checks=checks,
        floor=spec.get("floor", Contract.floor),
    )


@cache
def load(folder: Path = CONTRACTS) -> Mapping[str, Contract]:
    """Every contract of the folder by dataset, each after the datasets that it needs."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        contract = parse(path.read_text(encoding="utf-8"))
        found[contract.dataset] = contract
    return dict(sorted(found.items(), key=lambda item: _rank(item[1])))


def _rank(contract: Contract) -> tuple[int, bool, str]:
    """Registers first, then what places the others by its geometry."""
    return len(contract.needs), "geometry" not in contract.columns, contract.dataset

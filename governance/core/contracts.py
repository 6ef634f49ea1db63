"""What a row of each dataset means: data/contracts/<dataset>.toml, read and checked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from governance.core import toml_entries
from governance.core.toml_entries import EntryError, Table, Text, choice

PROJECT = Path(__file__).resolve().parents[2]
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
SEVERITIES = ("flag", "reject")


class ContractError(ValueError):
    """A contract file says something that cannot hold."""


@dataclass(frozen=True)
class Column(Table):
    """One column: `allowed` maps each permitted code to its zh/en label (empty: anything).

    aliases: headers that systems give this column, beside its titles. severity: of a value that
    cannot be believed; "" means reject where the column is required, else flag.
    """

    name: str
    type: Annotated[str, choice(*SQL_TYPES)]
    title: Text
    required: bool = False
    personal: bool = False
    past: bool = False
    unit: str = ""
    min: float | None = None
    max: float | None = None
    allowed: Mapping[str, Text] | None = None
    aliases: tuple[str, ...] = ()
    severity: Annotated[str, choice("", *SEVERITIES)] = ""

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.type]


@dataclass(frozen=True)
class Check(Table):
    """A rule between columns of a row; a row for which it is false has a fault in `column`.

    among_rows: the rule looks at the other rows too (`over (…)`), of those not rejected so far.
    """

    key: str
    column: str
    rule: str
    severity: Annotated[str, choice(*SEVERITIES)]
    message: Text
    among_rows: bool = False


@dataclass(frozen=True)
class Contract(Table):
    """One dataset. `happened` names the columns that say when something took place.

    floor: no date of this dataset is older; 1900-01-01 means "unknown" in many systems.
    """

    dataset: str
    title: Text
    row: Text
    key: tuple[str, ...]
    needs: tuple[str, ...]
    columns: Mapping[str, Column]
    happened: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    floor: dt.date = dt.date(1990, 1, 1)

    def __post_init__(self) -> None:
        for name in (*self.key, *self.happened, *(check.column for check in self.checks)):
            toml_entries.one_of(name, self.columns, "column")

    @property
    def time_column(self) -> str | None:
        """The column whose month a record belongs to; None for registers without time."""
        return self.happened[0] if self.happened else None


def parse(text: str) -> Contract:
    """A contract from the text of its TOML file.

    Raises ContractError naming the dataset where a key, check or type is wrong.
    """
    spec: Mapping[str, Any] = {}
    try:
        spec = toml_entries.parse(text, "contract")
        return toml_entries.structure(Contract, toml_entries.named(spec, "columns", "name"))
    except EntryError as error:
        raise ContractError(f"contract {spec.get('dataset', '?')}: {error}") from error


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

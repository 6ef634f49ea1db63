"""What a row of each dataset means: data/contracts/<dataset>.toml, read and checked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from governance.core import toml_entries
from governance.core.i18n import mark
from governance.core.toml_entries import Condition, EntryError, Table, Text, choice

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

    aliases: headers that systems give this column, beside its titles. words: what systems write for
    a permitted code, or for true and false, by which the assistant tells it. assumed: what the
    assistant proposes for every row of an export without such a column; "" for nothing.
    when_absent: what a ledger without the column says: nothing of it ("unknown"), or that there is
    none ("none"). severity: of a value that cannot be believed; "" means reject where the column is
    required, else flag. deadline: a day without a time means its end.
    """

    name: str
    type: Annotated[str, choice(*SQL_TYPES)]
    title: Text
    required: bool = False
    personal: bool = False
    past: bool = False
    deadline: bool = False
    unit: str = ""
    min: float | None = None
    max: float | None = None
    allowed: Mapping[str, Text] | None = None
    assumed: str = ""
    when_absent: Annotated[str, choice("unknown", "none")] = "unknown"
    aliases: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severity: Annotated[str, choice("", *SEVERITIES)] = ""

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.type]

    @property
    def names(self) -> tuple[str, ...]:
        """What a header may call it, the most telling first: its key, its titles, its aliases."""
        return tuple(dict.fromkeys([self.name, *self.title.values(), *self.aliases]))


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
class Points(Table):
    """Records that a map shows as points. Their staging SQL has longitude and latitude.

    name: of the set, in the map's address; a dataset may have several, each of the records that
    `only` names. title: the dataset's, where it says none. splits: columns of the contract by which
    points are coloured and filtered, the usual one first. Columns of the staging SQL: day, by which
    records belong to a period ("": a register, which has none); until, the day on which a state
    ends; left_out, what marks records that are not shown.
    """

    name: str
    splits: tuple[str, ...]
    title: Text | None = None
    day: str = ""
    until: str = ""
    only: Condition | None = None
    left_out: Condition | None = None

    @property
    def columns(self) -> set[str]:
        """What the staging SQL has to have for them."""
        conditions = (self.only, self.left_out)
        named = {self.day, self.until, *(condition[0] for condition in conditions if condition)}
        return {"longitude", "latitude", *self.splits, *named} - {""}


@dataclass(frozen=True)
class Contract(Table):
    """One dataset. `happened` names the columns that say when something took place.

    hints: words in the name of a file or sheet that say that it holds this dataset. is_register:
    its records are few and long open, so that any date of theirs tells how far an export
    reaches. floor: no date is older; 1900-01-01 means "unknown" in many systems.
    """

    dataset: str
    title: Text
    row: Text
    key: tuple[str, ...]
    needs: tuple[str, ...]
    columns: Mapping[str, Column]
    happened: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    is_register: bool = False
    points: Mapping[str, Points] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    floor: dt.date = dt.date(1990, 1, 1)

    def __post_init__(self) -> None:
        for name in (*self.key, *self.happened, *(check.column for check in self.checks)):
            toml_entries.one_of(name, self.columns, "column")
        for points in self.points.values():
            self._check_points(points)

    def _check_points(self, points: Points) -> None:
        """A point says who lives where: what is personal cannot be told by its colour."""
        public = [column.name for column in self.columns.values() if not column.personal]
        only = [points.only[0]] if points.only else []
        if not points.splits:
            message = mark("{key!r} is missing")
            raise EntryError(message, key=f"points.{points.name}.splits")
        for name in (*points.splits, *only):
            toml_entries.one_of(name, public, f"points.{points.name}: column")

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
        return structure(spec)
    except EntryError as error:
        raise ContractError(f"contract {spec.get('dataset', '?')}: {error}") from error


def structure(spec: Mapping[str, Any]) -> Contract:
    """A contract from the tables of its file. Raises EntryError."""
    named = toml_entries.named_entries(
        toml_entries.named_entries(spec, "columns", "name"), "points", "name"
    )
    return toml_entries.structure(Contract, named)


@cache
def load(folder: Path = CONTRACTS) -> Mapping[str, Contract]:
    """Every contract of the folder by dataset, each after the datasets that it needs.

    Raises ContractError for one that is wrong.
    """
    loaded: dict[str, Contract] = {}
    owners: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        contract = parse(path.read_text(encoding="utf-8"))
        loaded[contract.dataset] = contract
        for name in contract.points:
            owner = owners.setdefault(name, contract.dataset)
            if owner != contract.dataset:
                message = f"points.{name} is a name that {owner} has; choose another"
                raise ContractError(f"contract {contract.dataset}: {message}")
    return dict(sorted(loaded.items(), key=lambda item: _rank(item[1])))


def _rank(contract: Contract) -> tuple[int, bool, str]:
    """Registers first, then what places the others by its geometry."""
    return len(contract.needs), "geometry" not in contract.columns, contract.dataset

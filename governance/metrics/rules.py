"""The rules that hold for every metric: data/rules.toml, read and checked."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from governance.core import toml_entries
from governance.core.contracts import PROJECT
from governance.core.i18n import mark
from governance.core.toml_entries import EntryError, Positive, Table

MONTH_STARTS = range(1, 29)
RULES = PROJECT / "data" / "rules.toml"


@dataclass(frozen=True)
class Suppression(Table):
    """Which numbers tell of people in need, and how small one is that is not shown."""

    fewest: Positive
    columns: tuple[str, ...]
    unlisted: tuple[str, ...]


@dataclass(frozen=True)
class Presence(Table):
    """When a column, the end of a month or a month as a whole counts as recorded."""

    expected: Positive
    spared: float
    usual: Positive
    silence: Positive
    opening: float


@dataclass(frozen=True)
class GridSize(Table):
    """In which areas the rule about the size of grids holds; in none where none is declared."""

    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class HouseholdRates(Table):
    """How small an area may be beside the others for its counts by households to be compared."""

    compared: float


@dataclass(frozen=True)
class Judgement(Table):
    """What a month must hold to be judged: cases of a median or another quantile."""

    least_cases: Positive


@dataclass(frozen=True)
class Calendar(Table):
    """On which day the office's own month for statistics begins: 1 is the calendar's month."""

    month_start: int = 1

    def __post_init__(self) -> None:
        if self.month_start not in MONTH_STARTS:
            raise EntryError(
                mark("month_start = {day} is none of the days from 1 to 28, which every month has"),
                day=self.month_start,
            )


@dataclass(frozen=True)
class Rules(Table):
    """Everything that the file declares, where each entry is explained."""

    presence: Presence
    suppression: Suppression
    grid_size: GridSize = GridSize()
    household_rates: HouseholdRates = HouseholdRates(compared=0.25)
    judgement: Judgement = Judgement(least_cases=15)
    calendar: Calendar = Calendar()


def load() -> Rules:
    """The rules in force; a change holds from the next start. Raises EntryError."""
    return _load(RULES)


@lru_cache(maxsize=4)
def _load(path: Path) -> Rules:
    try:
        spec = toml_entries.parse(path.read_text(encoding="utf-8"), "rules")
        return toml_entries.structure(Rules, spec)
    except (EntryError, OSError, UnicodeDecodeError) as error:
        raise EntryError(mark("data/{file}: {error}"), file=path.name, error=error) from error

"""What is aimed at: data/targets.toml, read and checked. A target holds for areas and periods."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from governance.core import toml_entries
from governance.core.contracts import LEVELS, ROOT
from governance.core.i18n import mark
from governance.core.periods import Window, whole_months
from governance.core.toml_entries import EntryError, Table, Text, choice
from governance.metrics import office


@dataclass(frozen=True)
class Target(Table):
    """The value that a metric is to reach (or, where less is better, not to pass).

    area, level: only there ("" anywhere). months: only periods of that many whole months (0 any).
    since, until: only periods that begin in [since, until).
    """

    metric: str
    value: float
    area: str = ""
    level: Annotated[str, choice("", ROOT, *LEVELS)] = ""
    months: int = 0
    since: date = date.min
    until: date = date.max
    synthetic: bool = False
    note: Text | None = None

    def __post_init__(self) -> None:
        if self.months < 0:
            raise EntryError(mark("no period has {m} months"), m=self.months)
        if self.since >= self.until:
            raise EntryError(mark("until must come after since"))

    def holds(self, area: str, level: str, window: Window) -> bool:
        """Whether the target speaks of this area and period."""
        return (
            self.area in ("", area)
            and self.level in ("", level)
            and self.months in (0, whole_months(window))
            and self.since <= window[0] < self.until
        )

    def missed_by(self, value: float, better: str) -> float:
        """How far the value falls short, in the metric's unit; 0 where it is met."""
        gap = value - self.value if better == "down" else self.value - value
        return max(gap, 0.0)


def file() -> Path:
    """What the office aims at, in its folder."""
    return office.folder() / "targets.toml"


def parse(text: str, metrics: Collection[str]) -> tuple[Target, ...]:
    """The targets of a TOML text; `metrics` are the keys that they may name. Raises EntryError."""
    found = toml_entries.read(text, "targets", Target)
    for n, one in enumerate(found, start=1):
        with toml_entries.entry("targets", n):
            toml_entries.one_of(one.metric, metrics, "metric")
    return found


def load(metrics: Collection[str], path: Path) -> tuple[Target, ...]:
    """The targets of the file; none where there is no file. Raises EntryError."""
    return parse(path.read_text(encoding="utf-8"), metrics) if path.exists() else ()


def find(
    targets: Iterable[Target], metric: str, area: str, level: str, window: Window
) -> Target | None:
    """The most specific target that holds: for the area, else for its level, else for anywhere."""
    held = [one for one in targets if one.metric == metric and one.holds(area, level, window)]
    ranked = sorted(held, key=lambda one: (bool(one.area), bool(one.level), bool(one.months)))
    return ranked[-1] if ranked else None

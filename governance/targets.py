"""What is aimed at: data/targets.toml, read and checked. A target holds for areas and periods."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from governance.contracts import PROJECT, Text
from governance.periods import Window, whole_months

TARGETS = PROJECT / "data" / "targets.toml"


class TargetError(ValueError):
    """A target is wrong. Says which one and what is allowed."""


@dataclass(frozen=True)
class Target:
    """The value that a metric is to reach (or, where less is better, not to pass).

    area, level: only there ("" anywhere). months: only periods of that many whole months (0 any).
    since, until: only periods that begin in [since, until).
    """

    metric: str
    value: float
    area: str = ""
    level: str = ""
    months: int = 0
    since: date = date.min
    until: date = date.max
    synthetic: bool = False
    note: Text | None = None

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


def parse(text: str) -> tuple[Target, ...]:
    """The targets of a TOML text. Raises TargetError."""
    return tuple(_target(spec) for spec in tomllib.loads(text).get("targets", ()))


def _target(spec: Mapping[str, Any]) -> Target:
    known = [field.name for field in fields(Target)]
    try:
        return Target(**spec)
    except TypeError as error:
        raise TargetError(f"target {dict(spec)}: {error}; known keys: {known}") from error


def load(path: Path = TARGETS) -> tuple[Target, ...]:
    """The targets of the file; none where there is no file. Raises TargetError."""
    return parse(path.read_text(encoding="utf-8")) if path.exists() else ()


def find(
    targets: Iterable[Target], metric: str, area: str, level: str, window: Window
) -> Target | None:
    """The most specific target that holds: for the area, else for its level, else for anywhere."""
    held = [one for one in targets if one.metric == metric and one.holds(area, level, window)]
    ranked = sorted(held, key=lambda one: (bool(one.area), bool(one.level), bool(one.months)))
    return ranked[-1] if ranked else None

"""What people know of a month: data/annotations.toml, read and checked, shown on trends."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from governance.core import toml_entries
from governance.core.i18n import mark
from governance.core.periods import DAY, Window, overlaps
from governance.core.toml_entries import EntryError, Table, Text
from governance.metrics import office


@dataclass(frozen=True)
class Annotation(Table):
    """Something that happened on a day, or on all days before `until`.

    area: of this area and every area inside it ("" everywhere). metrics: of these alone (() all).
    """

    date: dt.date
    text: Text
    until: dt.date | None = None
    area: str = ""
    metrics: tuple[str, ...] = ()
    synthetic: bool = False

    def __post_init__(self) -> None:
        if self.until and self.until <= self.date:
            raise EntryError(mark("until (the first day after) must come after date"))

    @property
    def window(self) -> Window:
        """The days that it speaks of, half-open."""
        return self.date, self.until or self.date + DAY

    def holds(self, metric: str, areas: Collection[str], window: Window) -> bool:
        """Whether it speaks of the metric, of one of these areas, and of a day in the window."""
        return (
            metric in (self.metrics or (metric,))
            and (not self.area or self.area in areas)
            and overlaps(self.window, window)
        )


def file() -> Path:
    """What the office knows of days and months, in its folder."""
    return office.folder() / "annotations.toml"


def parse(text: str, metrics: Collection[str]) -> tuple[Annotation, ...]:
    """The annotations of a TOML text, oldest first; `metrics` are the keys that they may name.

    Raises EntryError.
    """
    found = toml_entries.read(text, "annotations", Annotation)
    for n, one in enumerate(found, start=1):
        with toml_entries.entry("annotations", n):
            for key in one.metrics:
                toml_entries.one_of(key, metrics, "metrics")
    return tuple(sorted(found, key=lambda one: one.date))


def load(metrics: Collection[str], path: Path) -> tuple[Annotation, ...]:
    """The annotations of the file; none where there is no file. Raises EntryError."""
    return parse(path.read_text(encoding="utf-8"), metrics) if path.exists() else ()


def speaking(
    known: Iterable[Annotation], metric: str, areas: Collection[str], window: Window
) -> list[Annotation]:
    """Those to show on the metric's trend in `window`; areas: the area's own code and all above."""
    return [one for one in known if one.holds(metric, areas, window)]

"""What a briefing is: an ordered list of slides, each a view of the data with its scope."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from governance.core import periods
from governance.core.contracts import LEVELS, ROOT
from governance.core.i18n import mark
from governance.core.periods import DAY, Window
from governance.core.toml_entries import Table, Text, choice
from governance.metrics.scope import COMPARISONS

# Kind of a slide → how a person calls it.
KINDS = {
    "metric": mark("Key figures"),
    "ranking": mark("Ranking of areas"),
    "trend": mark("Trend and signals"),
    "months": mark("Month by month"),
    "table": mark("Table of areas"),
    "attention": mark("What needs attention"),
    "map": mark("Map"),
    "text": mark("Text"),
    "kept": mark("View kept as it was"),
}
# Kinds that show exactly one metric, and those that show one or more.
ONE_METRIC = ("ranking", "trend", "months", "map")
SOME_METRICS = ("metric", "table")
# Kinds that show the areas of a level.
BY_LEVEL = ("ranking", "table", "map")
MOST = {"ranking": 12, "table": 12, "attention": 5, "map": 10}


@dataclass(frozen=True)
class Slide(Table):
    """One view. An empty text of a language is written from the numbers.

    name: what tells it from the other slides, also of an older frozen briefing. start, end: first
    and last day where the period is "custom". only: "segment:value" that alone is counted. rules:
    the definitions in force, before the office's. level: of the areas shown ("" the next below).
    most: rows shown (0: as many as there is room for); a workbook has all. kept: the file of a view
    that was kept as it was.
    """

    kind: Annotated[str, choice(*KINDS)]
    name: str = ""
    area: str = ROOT
    period: Annotated[str, choice(*periods.PRESETS)] = periods.DEFAULT
    start: dt.date | None = None
    end: dt.date | None = None
    compare: Annotated[str, choice(*COMPARISONS)] = "previous"
    only: str = ""
    rules: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    level: Annotated[str, choice("", *LEVELS)] = ""
    most: int = 0
    kept: str = ""
    title: Text | None = None
    comment: Text | None = None
    words: Text | None = None
    notes: Text | None = None

    @property
    def days(self) -> Window | None:
        """The half-open window of own days, None where the period is a preset."""
        return (self.start, self.end + DAY) if self.start and self.end else None

    @property
    def rows(self) -> int:
        """How many rows are shown."""
        return self.most or MOST.get(self.kind, 0)


@dataclass(frozen=True)
class Briefing:
    """What a meeting looks at, in order."""

    title: Text
    slides: Sequence[Slide] = ()

    def slide(self, name: str) -> Slide | None:
        """The slide of this name, None where there is none."""
        return next((slide for slide in self.slides if slide.name == name), None)


def named(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """The slides, those without a name given one that no other has."""
    taken = {slide.name for slide in slides if slide.name}
    found: list[Slide] = []
    for slide in slides:
        name = slide.name or fresh(slide.kind, taken)
        taken.add(name)
        found.append(replace(slide, name=name))
    return tuple(found)


def fresh(kind: str, taken: set[str]) -> str:
    """A name for a slide of this kind that is not taken: "trend", "trend-2" and so on."""
    names = (f"{kind}-{n}" if n > 1 else kind for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)

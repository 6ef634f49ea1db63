"""The figures as printed: data/facts/published_figures.csv, one row a figure."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from governance.core.contracts import PROJECT

FOLDER = PROJECT / "data" / "facts"
BOUNDS = ("exact", "at_least", "about", "label")


class FigureError(ValueError):
    """A published figure, or what is declared of it, cannot be meant so. Says which and why."""


@dataclass(frozen=True)
class Published:
    """One figure as its text has it.

    printed: the text; value: its number, None for a label. bound: one of BOUNDS (at_least for 余
    and 多, about for 左右). area_code: of the area, or of the one around a compound.
    """

    id: str
    source: str
    place: str
    level: str
    area_code: str
    printed: str
    value: float | None
    bound: str
    unit: str
    dataset: str
    measure: str
    note: str

    @property
    def compound(self) -> str | None:
        """The compound's name, where the figure is about one."""
        return self.place if self.level == "compound" else None

    def is_in(self, place: "Published") -> bool:
        """Whether this figure's place is the other's place, or lies inside it."""
        inside = self.area_code.startswith(place.area_code) and place.compound is None
        return self.place == place.place or inside


@cache
def load(folder: Path = FOLDER) -> Mapping[str, Published]:
    """Every published figure by id, in the order of the file. Raises FigureError."""
    with (folder / "published_figures.csv").open(encoding="utf-8-sig", newline="") as file:
        loaded = [_figure(row) for row in csv.DictReader(file)]
    figures = {figure.id: figure for figure in loaded}
    if len(figures) < len(loaded):
        raise FigureError("published_figures.csv: an id stands twice")
    return figures


def _figure(row: Mapping[str, str]) -> Published:
    values = dict(row)
    printed, bound = values.pop("value"), values["bound"]
    if bound not in BOUNDS:
        raise FigureError(f"figure {values['id']}: bound {bound!r} is none of {BOUNDS}")
    try:
        value = None if bound == "label" else float(printed)
    except ValueError as error:
        raise FigureError(f"figure {values['id']}: {printed!r} is no number") from error
    return Published(printed=printed, value=value, **values)

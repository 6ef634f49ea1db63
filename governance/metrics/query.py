"""What is asked of metrics: the one form of it, from the address of a page down to the SQL.

The words are those of semantic layers: metrics, dimensions, filters, a time range, a split.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from governance.core.contracts import ROOT
from governance.core.periods import Window

# What an area's code ends with that stands for records whose place below an area is not known.
REST = "unspecified"
# Between the two values where records are split by two dimensions at once.
BESIDE = "\x1f"
# Where the next of several filters begins.
NEXT = re.compile(r";(?=[a-z_]+:)")
# A dimension and a value of it that counts; an empty value is "unknown".
Filter = tuple[str, str]


def by_column(filters: Iterable[Filter]) -> dict[str, tuple[str, ...]]:
    """The values that count, by dimension: any of them of each dimension."""
    found: dict[str, dict[str, None]] = {}
    for column, value in filters:
        found.setdefault(column, {})[value] = None
    return {column: tuple(values) for column, values in found.items()}


def filter_texts(text: str) -> list[str]:
    """The filters of an address or a slide, each as segment:value; one of them may be no such.

    They are divided by ";"; one in a value (%3B since there can be several) stays in it.
    """
    return [unquote(part) for part in NEXT.split(text) if part]


def parse_filters(text: str) -> tuple[Filter, ...]:
    """The filters of a text, of which each names a segment; after it stands what counts of it."""
    parted = (one.partition(":") for one in filter_texts(text))
    return tuple((segment, value) for segment, _colon, value in parted)


def write_filters(filters: Iterable[Filter]) -> str:
    """The text of filters: segment:value;segment:value, "" for a value that is unknown.

    What would end a value is written as in addresses: % as %25, ; as %3B.
    """
    texts = (f"{segment}:{value}" for segment, value in filters)
    return ";".join(text.replace("%", "%25").replace(";", "%3B") for text in texts)


def filter_parameters(filters: Iterable[Filter]) -> dict[str, tuple[Any, ...]]:
    """The parameters of queries/warehouse/view_macros.sql's filtered(), hashable.

    Without any filter the column named is one that always is.
    """
    wanted = by_column(filters) or {"area_code": ()}
    return {"filter_columns": tuple(wanted), "filter_values": tuple(wanted.values())}


@dataclass(frozen=True)
class Query:
    """Metrics of the areas of `level` inside `area`, in half-open windows.

    filters: of each dimension any of its pairs must hold, of several dimensions all. split: the
    dimension by which values are split, "" for none. beside: a second one, whose values stand
    behind BESIDE. A figure is a query of one metric and one window, of the area itself.
    """

    metrics: tuple[str, ...]
    level: str
    area: str
    windows: tuple[Window, ...]
    filters: tuple[Filter, ...] = ()
    split: str = ""
    beside: str = ""

    @property
    def metric(self) -> str:
        """The key of a figure's metric. Raises ValueError where there are several."""
        (key,) = self.metrics
        return key

    @property
    def window(self) -> Window:
        """A figure's window. Raises ValueError where there are several."""
        (window,) = self.windows
        return window

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions by which records are split or filtered, each once."""
        named = (self.split, self.beside, *(dimension for dimension, _value in self.filters))
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def is_rest(self) -> bool:
        """Whether its area stands for records whose place below another area is not known."""
        return self.area.endswith(REST)

    def at_rest(self, level: str) -> "Query":
        """The same of those records of its area whose place at a level below it is not known."""
        code = REST if self.area == ROOT else f"{self.area}/{REST}"
        return replace(self, level=level, area=code)

    @property
    def place(self) -> dict[str, Any]:
        """The parameters of areas and windows, as queries/views/measure_*.sql name them."""
        starts, ends = ([window[side] for window in self.windows] for side in (0, 1))
        return {"level": self.level, "area": self.area, "starts": starts, "ends": ends}

    @property
    def condition(self) -> dict[str, tuple[Any, ...]]:
        """The parameters of the filters, as queries/views/measure_*.sql name them."""
        return filter_parameters(self.filters)

    def is_mixing(self, dimension: str) -> bool:
        """Whether records of several values of a dimension are counted together."""
        is_split = dimension in (self.split, self.beside)
        return not is_split and len(by_column(self.filters).get(dimension, ())) != 1

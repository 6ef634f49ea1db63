"""What is asked of metrics: the one form of it, from the address of a page down to the SQL.

The words are those of semantic layers: metrics, dimensions, filters, a time range, a split.
"""

from dataclasses import dataclass
from typing import Any

from governance.core.periods import Window

# A dimension and the one value of it that counts; an empty value is "unknown".
Filter = tuple[str, str]


@dataclass(frozen=True)
class Query:
    """Metrics of the areas of `level` inside `area`, in half-open windows.

    filters: all must hold. split: the dimension by which values are split, "" for none. A figure
    is a query of one metric and one window, of the area itself.
    """

    metrics: tuple[str, ...]
    level: str
    area: str
    windows: tuple[Window, ...]
    filters: tuple[Filter, ...] = ()
    split: str = ""

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
        named = (self.split, *(dimension for dimension, _value in self.filters))
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def place(self) -> dict[str, Any]:
        """The parameters of areas and windows, as queries/views/measure_*.sql name them."""
        starts, ends = ([window[side] for window in self.windows] for side in (0, 1))
        return {"level": self.level, "area": self.area, "starts": starts, "ends": ends}

    @property
    def condition(self) -> dict[str, Any]:
        """The parameters of the filters; without any the column named is one that always is."""
        (column, value), *others = self.filters or (("area_code", None),)
        columns, values = ([pair[side] for pair in others] for side in (0, 1))
        more = {"also_columns": columns, "also_values": values}
        return {"only_column": column, "only": value} | more

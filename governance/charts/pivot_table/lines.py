"""The lines of a pivot in words and in order: time as it goes, all else the worst first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from governance.core import dates, periods
from governance.core.area_tree import AreaTree
from governance.core.contracts import LEVELS
from governance.core.i18n import Translator, mark
from governance.core.periods import Window
from governance.metrics import number_format, pivot, segments
from governance.metrics.catalog import Metric
from governance.metrics.pivot import By, Cell, Key, Number, Numbers
from governance.metrics.query import REST, Query

TITLES: Mapping[str, str] = {
    **{level: number_format.LEVELS[level] for level in LEVELS},
    "month": mark("Month"),
    "quarter": mark("Quarter"),
    "year": mark("Year"),
    "week": mark("Week"),
    pivot.NONE: mark("Not split"),
}
NOTHING = Number(None, is_few=False, is_mixed=False)


@dataclass(frozen=True)
class Line:
    """A row or column in words; a key of None is the total of all."""

    key: Key
    title: str


@dataclass(frozen=True)
class Sort:
    """By which of its columns rows stand; written -metric:column, without one of the totals."""

    metric: str
    column: Key = None
    is_down: bool = True

    @property
    def text(self) -> str:
        """The order as an address asks for it."""
        column = "" if self.column is None else f":{self.column}"
        return f"{'-' if self.is_down else ''}{self.metric}{column}"

    @classmethod
    def parse(cls, text: str) -> "Sort":
        """The order that an address asks for."""
        metric, colon, column = text.removeprefix("-").partition(":")
        return cls(metric, column if colon else None, is_down=text.startswith("-"))


@dataclass(frozen=True)
class Pivot:
    """Lines without the totals; no columns where values are not split by any.

    sort: what the rows stand by, None for time.
    """

    metrics: Sequence[Metric]
    by: By
    numbers: Numbers
    rows: Sequence[Line] = ()
    columns: Sequence[Line] = ()
    sort: Sort | None = None

    def at(self, metric: Metric, row: Key, column: Key) -> Number:
        return self.numbers.get((metric.key, row, column), NOTHING)


@dataclass(frozen=True)
class Words:
    """What lines are called. query: the question of the whole, whose window lengths of time cut."""

    query: Query
    dataset: str
    tree: AreaTree
    translate: Translator

    def dimension(self, name: str) -> str:
        """What a dimension is called."""
        _ = self.translate
        return _(TITLES[name]) if name in TITLES else segments.title(name, _, self.dataset)

    def lines(self, name: str, keys: Sequence[str]) -> list[Line]:
        """What the rows or columns of a dimension are called."""
        windows = pivot.windows(self.query.window, (name, pivot.NONE))
        return [Line(key, self._line(name, key, windows)) for key in keys]

    def _line(self, name: str, key: str, windows: Mapping[str, Window]) -> str:
        _ = self.translate
        if key in windows:
            return _span(windows[key], name, _)
        return self._area(key) if name in LEVELS else segments.value(name, key, _, self.dataset)

    def _area(self, key: str) -> str:
        _ = self.translate
        unknown, above = _("Unspecified"), key.removesuffix(f"/{REST}")
        if not key.endswith(REST):
            return self.tree.called(key)
        is_own = above in (REST, self.query.area)
        return unknown if is_own else f"{unknown} · {self.tree.called(above)}"


def _span(window: Window, grain: str, _: Translator) -> str:
    """A whole quarter by its number; else what a window is called."""
    if grain == "quarter" and periods.whole_months(window) == pivot.MONTHS[grain]:
        return dates.quarter(window[0], _.lang)
    return dates.window(window, _.lang)


def arrange(
    numbers: Numbers, metrics: Sequence[Metric], by: By, words: Words, sort: str = ""
) -> Pivot:
    """The pivot of some numbers: time in its order, all else the worst or largest first.

    sort: as Sort.parse() reads it; what is no column of the pivot changes nothing. Lines of which
    nothing is known are left out; those of no known place or value stand last.
    """
    rows, columns = _known(numbers, 1), _known(numbers, 2)
    usual, asked = Sort(metrics[0].key, is_down=_is_down(metrics[0])), Sort.parse(sort)
    is_there = asked.metric in [m.key for m in metrics] and asked.column in (None, *columns)
    order = asked if is_there else None if by[0] in pivot.GRAINS else usual
    if order:
        rows = _sorted({key: (order.metric, key, order.column) for key in rows}, numbers, order)
    if by[1] not in pivot.GRAINS:
        columns = _sorted({key: (usual.metric, None, key) for key in columns}, numbers, usual)
    lines = words.lines(by[0], rows), words.lines(by[1], columns)
    return Pivot(metrics, by, numbers, *lines, order)


def _is_down(metric: Metric) -> bool:
    """Whether the largest stands first: not of a rate that is better the larger it is."""
    return metric.is_count or metric.better != "up"


def _known(numbers: Numbers, side: int) -> list[str]:
    """The keys of rows (1) or columns (2) of which anything is known, in their own order."""
    return sorted(
        {
            key
            for cell, number in numbers.items()
            if (key := cell[side]) is not None and (number.value is not None or number.is_few)
        }
    )


def _sorted(cells: Mapping[str, Cell], numbers: Numbers, order: Sort) -> list[str]:
    """The keys of some cells by the values of these."""
    sign = -1 if order.is_down else 1

    def rank(key: str) -> tuple[bool, bool, float]:
        value = numbers.get(cells[key], NOTHING).value
        return not key or key.endswith(REST), value is None, sign * (value or 0)

    return sorted(cells, key=rank)

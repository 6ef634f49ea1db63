"""The marts as metrics read them: which columns they have, and which of their rows a window needs.

queries/marts says what a mart's rows are, by `grain`: a month or a day of a community or an area
above it, and a month of an area as recorded ("fine_month").
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from governance.core.contracts import LEVELS, ROOT
from governance.core.periods import Window, add_months
from governance.metrics.catalog import PART, Metric
from governance.metrics.query import Query

# The levels of communities and of what is above them.
WIDE = (ROOT, *LEVELS[: LEVELS.index("community") + 1])
KEYS = {
    **dict.fromkeys(("grain", "segment", "segment_value", "area_code"), "varchar"),
    "day": "date",
}


def table(dataset: str) -> str:
    """The mart of a dataset."""
    return f"mart_{dataset}"


def columns(metric: Metric) -> dict[str, str]:
    """The columns of a mart that hold an additive metric, and the figure of its rows in each."""
    figures = ("numerator", "denominator") if metric.has_denominator else ("numerator",)
    return {f"{metric.key}_{figure}": figure for figure in figures}


def parts(metric: Metric) -> tuple[str, ...]:
    """The segments of which alone the metric has a value: areas as recorded are held by these."""
    weighed = (PART,) if metric.aggregate == "weighted" else ()
    return weighed + ((metric.apart,) if metric.apart else ())


@dataclass(frozen=True)
class Piece:
    """Days of a window, half-open, and the rows of the mart that hold them; "" where none do."""

    window: Window
    grain: str
    start: dt.date
    end: dt.date


def pieces(query: Query, time: str, *, is_wide: bool, is_by_part: bool = False) -> list[Piece]:
    """What the query's windows are made of, for metrics of this `time`.

    is_wide: whether everything asked of is a community or above it. is_by_part: whether the query's
    dimension is one of their parts().
    """
    if len(query.dimensions) > 1 or (query.dimensions and not (is_wide or is_by_part)):
        return [Piece(window, "", *days(window, time)) for window in query.windows]
    months = "month" if is_wide else "fine_month"
    single = "day" if is_wide and not query.dimensions else ""
    return [
        piece
        for window in query.windows
        for piece in _cut(window, days(window, time), months, single)
        if piece.start < piece.end
    ]


def days(window: Window, time: str) -> Window:
    """The days that count: everything but a flow is the running total before the window's end."""
    return window if time == "flow" else (dt.date.min, window[1])


def _cut(window: Window, span: Window, months: str, single: str) -> Sequence[Piece]:
    start, end = span
    last = end.replace(day=1)
    if start >= last:
        return [Piece(window, single, start, end)]
    first = start if start.day == 1 else add_months(start.replace(day=1), 1)
    return [
        Piece(window, single, start, first),
        Piece(window, months, first, last),
        Piece(window, single, last, end),
    ]

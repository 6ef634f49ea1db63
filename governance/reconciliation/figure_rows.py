"""A row of published_figures.csv as a figure, and as what carries it where the row names a metric.

Every mistake says its column and how it is mended.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from governance.core import toml_entries
from governance.core.i18n import mark
from governance.core.toml_entries import EntryError, Pair, structure
from governance.metrics.catalog import Catalog, Metric
from governance.reconciliation.published_figures import (
    BOUNDS,
    Entry,
    FigureError,
    MetricValue,
    Published,
)
from governance.reconciliation.tolerance_rules import Rules

# Columns of the file: what a row cannot do without, and the others in their order.
REQUIRED = ("id", "area_code", "value", "until")
COLUMNS = (
    *("id", "what", "source", "place", "level", "area_code", "value", "bound", "unit"),
    *("since", "until", "metric", "only", "part", "dataset", "measure", "note"),
)
LONGEST = 200
PERCENT = ("%", "％")
NUMBER = mark("{value!r} is no number; write digits only, like 8804 or 75.8")
DAY = mark("{value!r} is no day; write it like 2026-10-31")
ORDER = mark("the first day {since} lies after the last day {until}")
NO_METRIC = mark("{key!r} is no metric; their keys are on the page Metrics; near it: {near}")
EMPTY = mark("is empty")
LONG = mark("is longer than {n} characters")
FILTER = mark("write one column and its value, like channel=hotline")
NO_UNIT = mark("the metric has no unit of its own; write the unit as printed")


class RowError(EntryError):
    """A row is wrong. column: where; "" for the row as a whole."""

    def __init__(self, column: str, message: str, **values: object) -> None:
        super().__init__(message, **values)
        self.column = column


def parse_row(
    row: Mapping[str, str], catalog: Catalog, rules: Rules
) -> tuple[Published, Entry | None]:
    """The figure of a row, and its entry where the row names a metric. Raises RowError."""
    given = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for column in REQUIRED:
        _require(given[column], column)
    for column, text in given.items():
        if len(text) > LONGEST:
            raise RowError(column, LONG, n=LONGEST)
    bound = _one_of(given["bound"] or "exact", BOUNDS, "bound")
    value = None if bound == "label" else _number(given["value"])
    since, until = _day(given["since"], "since"), _day(given["until"], "until")
    if since and until and since > until:
        raise RowError("since", ORDER, since=since, until=until)
    metric = _metric(given["metric"], catalog) if given["metric"] else None
    only = _only(given["only"], metric)
    unit = _unit(given["unit"], metric, rules)
    figure = Published(
        id=given["id"],
        source=given["source"],
        place=given["place"],
        level=given["level"],
        area_code=given["area_code"],
        printed=given["value"],
        value=value,
        bound=bound,
        unit=unit,
        dataset=given["dataset"] or (metric.dataset if metric else ""),
        measure=given["measure"] or (metric.key if metric else ""),
        note=given["note"],
        since=since,
        until=until,
    )
    if metric is None:
        return figure, None
    check = MetricValue(metric.key, only, _part(given["part"]))
    measured = "".join(rules.printed(unit).measured[:1]) if metric.apart else ""
    what = dict.fromkeys(("zh", "en"), given["what"]) if given["what"] else metric.title
    return figure, structure(
        Entry, {}, id=figure.id, what=what, check=check, unit="".join(measured)
    )


def _require(text: str, column: str) -> None:
    if not text:
        raise RowError(column, EMPTY)


def _one_of(value: str, allowed: Iterable[str], column: str) -> str:
    try:
        toml_entries.one_of(value, list(allowed), column)
    except EntryError as error:
        raise RowError(column, error.message, **error.values) from error
    return value


def _metric(key: str, catalog: Catalog) -> Metric:
    if key not in catalog:
        near = ", ".join(get_close_matches(key, catalog, n=3)) or "-"
        raise RowError("metric", NO_METRIC, key=key, near=near)
    return catalog[key]


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise RowError("value", NUMBER, value=text) from error
    if not math.isfinite(value):
        raise RowError("value", NUMBER, value=text)
    return value


def _day(text: str, column: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise RowError(column, DAY, value=text) from error


def _only(text: str, metric: Metric | None) -> Pair | None:
    if not text:
        return None
    column, equals, value = text.partition("=")
    if not equals:
        raise RowError("only", FILTER)
    return _one_of(column.strip(), metric.splits if metric else (), "only"), value.strip()


def _part(text: str) -> str:
    return _one_of(text or "value", ("value", "numerator", "denominator"), "part")


def _unit(text: str, metric: Metric | None, rules: Rules) -> str:
    """The unit as printed; where it is not written, the usual one of the metric's."""
    unit = "percent" if text in PERCENT else text
    if unit or metric is None:
        return _one_of(unit, rules.units, "unit")
    try:
        return rules.measured(metric.unit).printed[0]
    except FigureError as error:
        raise RowError("unit", NO_UNIT) from error

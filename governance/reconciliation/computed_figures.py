"""What a figure comes to in a warehouse: its check's SQL with bound values, or a metric's value."""

import datetime as dt
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from governance.core import contracts, sql
from governance.core.i18n import mark
from governance.core.periods import DAY, Window
from governance.core.toml_entries import one_of
from governance.metrics import aggregate
from governance.metrics.catalog import Metric
from governance.metrics.query import Query
from governance.reconciliation.deferred_text import DeferredText, defer
from governance.reconciliation.published_figures import (
    Check,
    Days,
    Entry,
    MetricValue,
    OwnQuery,
    Published,
    Records,
)
from governance.warehouse.reader import Warehouse

ROOM = "reconciliation"
NO_AREA = mark("This place is not among the areas here.")
NO_EXPORT = mark("There is no export of {dataset} here.")
NO_ROW = mark("{dataset} has no row of this place.")
NONE_FITS = mark("None of the {rows} rows of this place fits.")
EMPTY = mark("The rows that fit are empty in this column.")
UNCOVERED = mark("No export speaks of this place.")
NO_METRIC = mark("This build does not know the metric; build it again.")
MIXED = mark("The rows that fit have units or programmes that are never added.")
NO_DIVISOR = mark("There is nothing to divide by.")


@dataclass(frozen=True)
class Step:
    """One query that was run: its file under queries/<room>/, and the values that were bound."""

    file: str
    bound: Mapping[str, Any]
    room: str = ROOM

    @property
    def path(self) -> str:
        return f"queries/{self.room}/{self.file}.sql"


@dataclass(frozen=True)
class Computed:
    """value: None where there is none, for the reason `missing`. rows: counted for it."""

    value: float | None = None
    rows: int | None = None
    missing: DeferredText | None = None
    steps: tuple[Step, ...] = ()


class Computer:
    """Computes the figures' checks in one build, each once."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self._known: dict[tuple[Check, str, Days, str | None], Computed] = {}

    @cached_property
    def levels(self) -> Mapping[str, str]:
        """The level of every area by its code."""
        return dict(zip(self._areas["area_code"], self._areas["level"], strict=True))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of every area by its code."""
        return dict(zip(self._areas["area_code"], self._areas["area_name"], strict=True))

    @cached_property
    def _areas(self) -> pd.DataFrame:
        return self.warehouse.areas()

    @cached_property
    def reach(self) -> Mapping[str, Days]:
        """The first and the last day of the records of each dataset that has any."""
        books = self.warehouse.datasets()
        held = books[books["accepted"] > 0]
        ends = ([_date(day) for day in held[side]] for side in ("first_day", "last_day"))
        return dict(zip(held["dataset"], zip(*ends, strict=True), strict=True))

    @property
    def present(self) -> Collection[str]:
        """The datasets with at least one accepted row."""
        return self.reach.keys()

    def compute(self, figure: Published, entry: Entry) -> Computed:
        """What the figure's check comes to in its place, in the days that it speaks of."""
        area = entry.area or figure.area_code
        if entry.check is None:
            return Computed(missing=defer(entry.missing or ""))
        if area not in self.levels:
            return Computed(missing=defer(NO_AREA))
        return self.check(entry.check, area, figure.days, figure.compound)

    def check(
        self, check: Check, area: str, days: Days = (None, None), compound: str | None = None
    ) -> Computed:
        """What a check comes to in an area that is known, or in one compound inside it.

        days: those that count; what the check says of its own days comes first.
        """
        key = check, area, days, compound
        if key not in self._known:
            self._known[key] = self._computed(check, area, days, compound)
        return self._known[key]

    def _computed(self, check: Check, area: str, days: Days, compound: str | None) -> Computed:
        if isinstance(check, MetricValue):
            return self._metric(check, area, days)
        if isinstance(check, OwnQuery):
            return self._own(check, area)
        return self._records(check, area, days, compound)

    def _records(self, check: Records, area: str, days: Days, compound: str | None) -> Computed:
        dataset = contracts.load()[check.dataset].title
        self._require_columns(check)
        if check.dataset not in self.present:
            return Computed(missing=defer(NO_EXPORT, dataset=dataset))
        step = Step("records", _bound(check, area, days, compound))
        present_rows, fitting, total, distinct = self._row(step)
        steps = (step,)
        if not present_rows:
            return Computed(missing=defer(NO_ROW, dataset=dataset), steps=steps)
        if not fitting:
            return Computed(None, 0, defer(NONE_FITS, rows=f"{present_rows:,}"), steps)
        value = {"count": fitting, "sum": total, "distinct": distinct or None}[check.take]
        if value is None:
            return Computed(None, fitting, defer(EMPTY), steps)
        computed = Computed(float(value), fitting, None, steps)
        return self._divided(computed, check, area, days, compound) if check.over else computed

    def _require_columns(self, check: Records) -> None:
        """Raises EntryError for a column that the dataset does not have."""
        known = self.warehouse.cursor().table(check.dataset).columns
        for column in (check.column, *dict(check.where)):
            one_of(column, known, "column")

    def _divided(
        self, computed: Computed, check: Records, area: str, days: Days, compound: str | None
    ) -> Computed:
        assert check.over is not None
        assert computed.value is not None
        below = self._records(check.over, area, days, compound)
        steps = (*computed.steps, *below.steps)
        if not below.value:
            missing = below.missing or defer(NO_DIVISOR)
            return Computed(None, computed.rows, missing, steps)
        return replace(computed, value=computed.value / below.value * check.scale, steps=steps)

    def _own(self, check: OwnQuery, area: str) -> Computed:
        step = Step(check.query, {"area": area, **dict(check.bind)})
        present_rows, fitting, value = self._row(step)
        if value is not None:
            return Computed(value, fitting, None, (step,))
        reason = defer(NONE_FITS, rows=f"{present_rows:,}") if present_rows else defer(UNCOVERED)
        return Computed(None, fitting, reason, (step,))

    def _row(self, step: Step) -> tuple[Any, ...]:
        text = sql.text(step.room, step.file)
        row: tuple[Any, ...] = self.warehouse.cursor().execute(text, dict(step.bound)).fetchall()[0]
        return row

    def _metric(self, check: MetricValue, area: str, days: Days) -> Computed:
        """The metric's own value, from measure(), so that no page can show another."""
        catalog = self.warehouse.catalog
        if check.metric not in catalog:
            return Computed(missing=defer(NO_METRIC))
        metric = catalog[check.metric]
        if metric.dataset not in self.present:
            title = contracts.load()[metric.dataset].title
            return Computed(missing=defer(NO_EXPORT, dataset=title))
        place = self.levels[area], area
        window = days[0] or dt.date.min, days[1] or self.warehouse.meta.as_of + DAY
        query = Query((check.metric,), *place, (window,), check.filters)
        frame = self.warehouse.answer(query)
        cell: dict[str, Any] = next(iter(frame[frame["area_code"] == area].to_dict("records")), {})
        asking = _metric_rows(check, metric, area, window)
        (rows,) = self._row(asking)
        steps = (_metric_step(check, query), asking)
        if not cell.get("has_data"):
            return Computed(None, rows, defer(UNCOVERED), steps)
        if cell["is_mixed"]:
            return Computed(None, rows, defer(MIXED), steps)
        if not rows:
            dataset = contracts.load()[metric.dataset].title
            return Computed(None, 0, defer(NO_ROW, dataset=dataset), steps)
        return Computed(_number(cell[check.part]), rows, None, steps)


def _metric_step(check: MetricValue, query: Query) -> Step:
    """The arguments of measure(), as a reader sees them."""
    start, end = query.window
    days = {} if start == dt.date.min else {"start": start}
    bound = {"level": query.level, "area": query.area, **days, "end": end, "part": check.part}
    return Step(check.metric, {**bound, **dict(check.filters)}, "metrics")


def _metric_rows(check: MetricValue, metric: Metric, area: str, window: Window) -> Step:
    column, value = check.only or ("area_code", None)
    bound = {"view": metric.view, "area": area, "only_column": column, "only": value}
    days = {"from_day": aggregate.first_day(metric, window), "end": window[1]}
    return Step("metric_rows", bound | days)


def _date(day: Any) -> dt.date | None:
    return None if pd.isna(day) else pd.Timestamp(day).date()


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _bound(check: Records, area: str, days: Days, compound: str | None) -> dict[str, Any]:
    """The values of records.sql; where a filter is not used it names any column that there is."""
    time = contracts.load()[check.dataset].time_column
    start, end = days if time else (None, None)
    named = compound if check.compound else None
    filters = [*check.where, ("area_code", None), ("area_code", None)]
    return {
        "dataset": check.dataset,
        "area": area,
        "compound": named,
        "link": "compound_code" if named else "area_code",
        "column": check.column,
        "column_1": filters[0][0],
        "value_1": filters[0][1],
        "column_2": filters[1][0],
        "value_2": filters[1][1],
        "day": time or "area_code",
        "start": check.start or start,
        "end": check.end or end,
    }

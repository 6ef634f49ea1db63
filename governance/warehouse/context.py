"""What a number is shown in: the build, the scope, the definitions in force, and how to ask.

Pages and slides are each a Context with what they alone have. `answer` is the way to measure():
pages keep answers by build and query, briefings ask the warehouse each time.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import pandas as pd

from governance.core import periods
from governance.core.contracts import ROOT
from governance.core.i18n import LANGUAGES, Translator, translator
from governance.core.periods import Window
from governance.metrics import (
    annotations,
    followups,
    metric_values,
    office_files,
    rules,
    segments,
    targets,
    variants,
)
from governance.metrics.annotations import Annotation
from governance.metrics.catalog import Metric
from governance.metrics.followups import FollowUp
from governance.metrics.metric_values import Reading, Value, Values
from governance.metrics.number_format import LEVELS
from governance.metrics.query import Query
from governance.metrics.scope import Ground, Scope
from governance.metrics.targets import Target
from governance.stats.signals import after_closing
from governance.warehouse import followup_verdicts
from governance.warehouse.followup_verdicts import Verdict
from governance.warehouse.reader import Warehouse


@dataclass(frozen=True)
class Context:
    """One view of one build. office: the definitions that the office has put in force."""

    warehouse: Warehouse
    scope: Scope
    ground: Ground
    translate: Translator
    office: tuple[str, ...]
    answer: Callable[[Query], pd.DataFrame]

    def values(self, query: Query) -> Values:
        """What measure() answers, by metric, area and window."""
        return Values(self.answer(query))

    def value(self, figure: Query) -> Value:
        """The value of a figure."""
        return self.values(figure).at(figure.metric, figure.area, figure.window)

    @cached_property
    def months(self) -> tuple[Window, ...]:
        """The months of a card, up to the end of the scope."""
        return periods.months_before(self.scope.end, self.ground.known.as_of)

    @property
    def running(self) -> Self | None:
        """The month that follows the chosen one, as far as it is known; None where it is over."""
        window = periods.period("month_to_date", self.ground.known).window
        if periods.whole_months(self.scope.window) != 1 or window[0] != self.scope.end:
            return None
        start, end = window
        scope = replace(self.scope, start=start, end=end, period="month_to_date")
        return replace(self, scope=scope)

    def readings(self, metrics: Iterable[Metric], *, parts: bool = True) -> list[Reading]:
        """Each metric in the scope beside what it is compared with.

        parts: whether to look how many of the areas below are in it.
        """
        chosen, scope = list(metrics), self.scope
        keys, level = [metric.key for metric in chosen], self.ground.tree.level_below(scope.area)
        compared = (scope.window, scope.previous, scope.last_year, *self.months)
        values = self.values(scope.query(keys, compared))
        values.add(self._cut(values, chosen))
        below = self.values(scope.query(keys, level=level)) if parts and level else None
        return [
            metric_values.reading(
                values,
                below,
                metric,
                scope,
                months=self.months,
                target=self.target(metric.key),
            )
            for metric in chosen
        ]

    def _cut(self, values: Values, metrics: Iterable[Metric]) -> Iterator[Values]:
        """What values are compared with whose data end before the period does."""
        scope, alike = self.scope, dict[tuple[Window, ...], list[str]]()
        for metric in metrics:
            now = values.at(metric.key, scope.area, scope.window)
            windows = metric_values.compared_windows(scope, now)
            if now.until is not None and any(windows):
                alike.setdefault(tuple(filter(None, windows)), []).append(metric.key)
        return (self.values(scope.query(keys, windows)) for windows, keys in alike.items())

    @cached_property
    def catalog(self) -> dict[str, Metric]:
        """The metrics to show: with data, by the definition in force, that know the filters."""
        found = variants.in_force(self.warehouse.with_data, self.scope.rules, self.office)
        return {key: m for key, m in found.items() if segments.knows(m, self.scope.filters)}

    @property
    def headlines(self) -> dict[str, Metric]:
        """The metrics of the overview; all of them where none is one."""
        bases = self.warehouse.catalog
        found = {
            key: metric
            for key, metric in self.catalog.items()
            if bases.get(metric.variant_of, metric).headline
        }
        return found or self.catalog

    def in_force(self, key: str) -> str:
        """The key of the definition of a metric that is in force."""
        found = variants.in_force(self.warehouse.catalog, self.scope.rules, self.office)
        return next((k for k, metric in found.items() if key in (k, metric.variant_of)), key)

    def about(self, dataset: str, *splits: str) -> Self:
        """The same for a part of a page that speaks of one dataset, by these segments.

        A filter that is not the dataset's is left out, and titles say so: "kind" is one thing of a
        meeting and another of a project.
        """
        filters = self.scope.filters
        lost = [p for p in filters if p[0] not in splits or not segments.fits(dataset, *p)]
        return replace(self, scope=self.scope.leaving_out(lost)) if lost else self

    def within(self, code: str) -> Scope:
        """The scope with another area. Raises KeyError for a code that is no area."""
        return replace(self.scope, area=code, level=self.ground.tree[code].level)

    @property
    def place(self) -> str:
        """The chosen area's name."""
        return self.named(self.scope.area)

    def named(self, code: str) -> str:
        """An area's name. Raises KeyError for a code that is no area."""
        area = self.ground.tree[code]
        return self.translate(LEVELS[ROOT]) if area.code == ROOT else area.name

    def target(self, metric: str, window: Window | None = None) -> Target | None:
        """What the metric is to reach in this scope (or window), None where nothing is aimed at."""
        scope, aims = self.scope, office_files.targets(self.warehouse.meta.synthetic)
        return targets.find(aims, metric, scope.area, scope.level, window or scope.window)

    def recorded(self, dataset: str) -> frozenset[str]:
        """The columns of a dataset that the scope's records have: of others nothing can be told."""
        scope, spared = self.scope, rules.load().presence.spared
        given = {"dataset": dataset, "area": scope.area, "start": scope.start, "end": scope.end}
        found = self.warehouse.view("recorded_columns", {**given, "spared": spared})
        return frozenset(found["column_name"])

    def notes(self, metric: str, months: Sequence[Window]) -> list[Annotation]:
        """What is known of these months, of the metric and of the chosen area or those above."""
        known = office_files.annotations(self.warehouse.meta.synthetic)
        agreed, _wrong = followups.load(followups.file())
        own = [
            self._closing(one, one.closed) for one in agreed if one.closed and one.metric == metric
        ]
        areas = [area.code for area in self.ground.tree.chain(self.scope.area)]
        return annotations.speaking((*known, *own), metric, areas, (months[0][0], months[-1][1]))

    def _closing(self, one: FollowUp, day: dt.date) -> Annotation:
        """The end of a follow-up on a trend; of the chosen area's own with what became of it."""
        if one.area != self.scope.area:
            return followups.annotation(one, day, {})
        found = self.verdict(one)
        words = {lang: followup_verdicts.describe(found, translator(lang)) for lang in LANGUAGES}
        return followups.annotation(one, day, words)

    def verdict(self, one: FollowUp) -> Verdict:
        """What became of the figure once a follow-up was closed, of all records."""
        metric, tree = self.warehouse.catalog.get(self.in_force(one.metric)), self.ground.tree
        if metric is None or one.area not in tree:
            return Verdict(after_closing.UNKNOWN)
        level, as_of = tree[one.area].level, self.ground.known.as_of
        return followup_verdicts.judge(one, metric, level, as_of, self.answer)

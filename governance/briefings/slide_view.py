"""A slide as it is asked of a warehouse: scope, metrics and values, as the pages ask for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from governance.briefings.model import BY_LEVEL, KINDS, ONE_METRIC, Slide
from governance.charts.chart_base import Look
from governance.core import dates
from governance.core.contracts import ROOT
from governance.core.i18n import Translator
from governance.core.periods import Window, period
from governance.metrics import annotations, measure, office_files, segments, targets, variants
from governance.metrics.aggregate import Asked
from governance.metrics.annotations import Annotation
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Values
from governance.metrics.number_format import LEVELS
from governance.metrics.scope import COMPARISONS, Ground, Only, Scope
from governance.metrics.targets import Target
from governance.warehouse.reader import Warehouse


class ViewError(ValueError):
    """The slide asks for what this build does not have; the message is in the reader's language."""


@dataclass(frozen=True)
class Reader:
    """The warehouse, what it lets one choose from, words and colours, the office's definitions."""

    warehouse: Warehouse
    ground: Ground
    look: Look
    office: tuple[str, ...] = ()

    @property
    def translate(self) -> Translator:
        return self.look.translate


@dataclass(frozen=True)
class View:
    """One slide, ready to be asked for its values."""

    reader: Reader
    slide: Slide

    @property
    def translate(self) -> Translator:
        return self.reader.translate

    @property
    def ground(self) -> Ground:
        return self.reader.ground

    @cached_property
    def scope(self) -> Scope:
        """Raises ViewError where the area is not in this build."""
        slide, _ = self.slide, self.translate
        if slide.area not in self.ground.tree:
            raise ViewError(_("There is no area “{area}” in this build.", area=slide.area))
        found = period(slide.period, self.ground.known, slide.days)
        compare = slide.compare if slide.compare in self.ground.comparisons else "previous"
        level = self.ground.tree[slide.area].level
        return Scope(
            slide.area, level, *found.window, slide.period, compare, _.lang, self.only, slide.rules
        )

    @property
    def only(self) -> Only | None:
        segment, _colon, value = self.slide.only.partition(":")
        return (segment, value) if segment else None

    @property
    def place(self) -> str:
        """The area's name as a reader sees it."""
        area = self.ground.tree[self.scope.area]
        return self.translate(LEVELS[ROOT]) if area.code == ROOT else area.name

    @property
    def days(self) -> str:
        return dates.window(self.scope.window, self.translate.lang)

    @property
    def other(self) -> str:
        """What the view is compared with, in words."""
        return self.translate(COMPARISONS[self.scope.compare])

    @property
    def where(self) -> str:
        """The scope in words: area, days, comparison, filter."""
        _, parts = self.translate, [self.place, self.days]
        if self.slide.kind in ("metric", "trend", "months"):
            parts.append(_("compared with: {other}", other=self.other))
        if self.only:
            parts.append(segments.alone(*self.only, _))
        return " · ".join(parts)

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """The slide's metrics by the definitions in force. Raises ViewError."""
        return tuple(self._in_force(key) for key in self.slide.metrics)

    def _in_force(self, key: str) -> Metric:
        known, _ = self.reader.warehouse.catalog, self.translate
        if key not in known:
            raise ViewError(_("This build does not know the metric “{metric}”.", metric=key))
        chosen = variants.in_force(known, self.slide.rules, self.reader.office)
        found = next((m for k, m in chosen.items() if key in (k, m.variant_of)), known[key])
        if self.only and self.only[0] not in found.splits:
            title, segment = _.pick(found.title), segments.title(self.only[0], _)
            message = _("{metric} cannot be filtered by {segment}.", metric=title, segment=segment)
            raise ViewError(message)
        if self.slide.kind in ONE_METRIC and not found.compares(self.only):
            raise ViewError(
                _("The records have several units, which are never added up: there is no total.")
            )
        return found

    @property
    def catalog(self) -> dict[str, Metric]:
        """Every metric with data, by the definitions in force, as the overview has them."""
        warehouse = self.reader.warehouse
        known = {key: m for key, m in warehouse.catalog.items() if warehouse.available(key)}
        return variants.in_force(known, self.slide.rules, self.reader.office)

    @cached_property
    def level(self) -> str:
        """The level of the areas shown. Raises ViewError where there are none."""
        tree, _ = self.ground.tree, self.translate
        below = tree.levels_below(self.scope.area)
        wanted = self.slide.level or (below[0] if below else "")
        if wanted not in below:
            level = _(LEVELS[wanted]) if wanted else _("Area")
            message = _("There is no {level} below {place}.", level=level.lower(), place=self.place)
            raise ViewError(message)
        return wanted

    def values(self, keys: Sequence[str], level: str, windows: Sequence[Window | None]) -> Values:
        """What measure() answers for the areas of a level inside the slide's."""
        asked = tuple(dict.fromkeys(window for window in windows if window))
        warehouse = self.reader.warehouse
        wanted = Asked(level, self.scope.area, asked, only=self.only)
        return Values(measure.answer(warehouse.cursor(), warehouse.catalog, keys, wanted))

    def target(self, metric: Metric, window: Window | None = None) -> Target | None:
        """What the metric is to reach, None where nothing is aimed at."""
        aims = office_files.targets(self.reader.warehouse.meta.synthetic)
        scope = self.scope
        return targets.find(aims, metric.key, scope.area, scope.level, window or scope.window)

    def known(self, metric: Metric, months: Sequence[Window]) -> list[Annotation]:
        """What people know of these months."""
        notes = office_files.annotations(self.reader.warehouse.meta.synthetic)
        areas = [area.code for area in self.ground.tree.chain(self.scope.area)]
        window = (months[0][0], months[-1][1])
        return annotations.speaking(notes, metric.key, areas, window)

    @property
    def title(self) -> str:
        """The title that the slide has where nobody wrote one."""
        _, slide = self.translate, self.slide
        named = " · ".join(_.pick(metric.title) for metric in self.metrics)
        if len(self.metrics) > 2 or not named:
            named = _(KINDS[slide.kind])
        if slide.kind in BY_LEVEL:
            level = _(LEVELS[self.level]).lower()
            return _("{title}, by {level}", title=named, level=level)
        return named

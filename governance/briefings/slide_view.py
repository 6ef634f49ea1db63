"""A slide as it is asked of a warehouse: scope, metrics and values, as the pages ask for them."""

from dataclasses import dataclass
from functools import cached_property

from governance.briefings.model import BY_LEVEL, KINDS, ONE_METRIC, Slide
from governance.charts.chart_base import Look
from governance.charts.pivot_table.lines import Words
from governance.core import dates
from governance.core.i18n import Translator
from governance.core.periods import period
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.metrics.pivot import By
from governance.metrics.query import parse_filters
from governance.metrics.scope import COMPARISONS, Ground, Scope
from governance.warehouse.context import Context
from governance.warehouse.reader import Warehouse

CAUSE = "category"  # what a record is about


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
class View(Context):
    """One slide, ready to be asked for its values."""

    look: Look
    slide: Slide

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
        if self.slide.kind == "followups":  # of today, whatever the period
            return self.place
        _, parts = self.translate, [self.place, self.days]
        if self.slide.kind in ("metric", "trend", "months") or self.slide.form == "change":
            parts.append(_("compared with: {other}", other=self.other))
        parts += segments.alone(self.scope.filters, _)
        return " · ".join(parts)

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """The slide's metrics by the definitions in force. Raises ViewError."""
        return tuple(self.known(key) for key in self.slide.metrics)

    def known(self, key: str) -> Metric:
        """A metric by the definition in force. Raises ViewError where the build has none such."""
        known, _, filters = self.warehouse.catalog, self.translate, self.scope.filters
        if key not in known:
            raise ViewError(_("This build does not know the metric “{metric}”.", metric=key))
        metric = known[self.in_force(key)]
        if not segments.knows(metric, filters):
            lost = [pair for pair in filters if pair not in segments.applied(filters, metric)]
            title, segment = _.pick(metric.title), _(", ").join(segments.named(lost, _))
            message = _("{metric} cannot be filtered by {segment}.", metric=title, segment=segment)
            raise ViewError(message)
        if self.slide.kind in ONE_METRIC and not metric.compares(filters):
            raise ViewError(
                _("The records have several units, which are never added up: there is no total.")
            )
        if self.slide.kind in ("trend", "months") and not metric.has_history:
            raise ViewError(number_format.no_history(metric, _))
        return metric

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

    @property
    def cause(self) -> str:
        """The segment by which a slide of causes is told apart."""
        return self.slide.by[0] if self.slide.by else CAUSE

    @property
    def by(self) -> By:
        """The dimensions of a pivot's rows and columns."""
        rows, columns, *_more = (*self.slide.by, "", "")
        return rows, columns

    @property
    def words(self) -> Words:
        """What the lines of a pivot are called."""
        query = self.scope.query(self.slide.metrics)
        return Words(query, self.metrics[0].dataset, self.ground.tree, self.translate)

    @property
    def title(self) -> str:
        """The title that the slide has where nobody wrote one."""
        _, slide = self.translate, self.slide
        named = " · ".join(_.pick(metric.title) for metric in self.metrics)
        if len(self.metrics) > 2 or not named:
            named = _(KINDS[slide.kind])
        if slide.kind == "causes":
            segment = segments.title(self.cause, _, self.metrics[0].dataset).lower()
            return _("{title}, by {segment}", title=named, segment=segment)
        if slide.kind == "pivot":
            said = _(" × ").join(self.words.dimension(name).lower() for name in self.by if name)
            return _("{title}, by {segment}", title=named, segment=said)
        if slide.kind in BY_LEVEL:
            level = _(LEVELS[self.level]).lower()
            return _("{title}, by {level}", title=named, level=level)
        return named


def view(reader: Reader, slide: Slide) -> View:
    """The slide in its scope. Raises ViewError where its area is not in this build."""
    warehouse, ground, _ = reader.warehouse, reader.ground, reader.translate
    if slide.area not in ground.tree:
        raise ViewError(_("There is no area “{area}” in this build.", area=slide.area))
    days = period(slide.period, ground.known, slide.days)
    compare = slide.compare if slide.compare in ground.comparisons else "previous"
    level = ground.tree[slide.area].level
    filters = parse_filters(slide.only)
    scope = Scope(
        slide.area, level, *days.window, slide.period, compare, _.lang, filters, slide.rules
    )
    return View(warehouse, scope, ground, _, reader.office, warehouse.answer, reader.look, slide)

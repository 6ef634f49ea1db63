"""The title of a slide: what it found, in words that its figures carry; the worst comes first.

Every page and file shows this title, since all of them show one SlideContent. It says nothing of
chance: what is no more than that is told in the remarks, which stand in notes and annex.
"""

from collections.abc import Sequence
from dataclasses import replace

from governance.attention import claims, opening_words
from governance.attention.claims import Claims
from governance.attention.detection import Item
from governance.briefings import ranking_slide, table_slide
from governance.briefings.slide_view import View
from governance.charts import kpi_cards
from governance.core.i18n import Translator, mark
from governance.metrics import metric_values, number_format, segments
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import AreaReading, Reading, Value, Values
from governance.metrics.number_format import LEVELS
from governance.stats.fairness import league_words
from governance.stats.fairness.league import League
from governance.stats.signals import stocks

NAMED = 2  # entries of the list that a title names


def of_figures(view: View, readings: Sequence[Reading]) -> str:
    """The figure that weighs most."""
    return of_areas(view, opening_words.lead(readings) or readings[0], ())


def others(view: View, readings: Sequence[Reading]) -> list[str]:
    """What the title leaves untold of the other figures, a sentence each."""
    _, first = view.translate, opening_words.lead(readings) or readings[0]
    return [finding(view, one) + _(".") for one in readings if one is not first]


def of_areas(view: View, reading: Reading, areas: Sequence[AreaReading]) -> str:
    """A figure, and the areas below where it is worst."""
    _, tree = view.translate, view.ground.tree
    named = [replace(a, name=tree[a.code].name) if a.code in tree else a for a in areas]
    where = written(_).where(reading.metric, named)
    said = finding(view, reading, is_short=bool(areas))
    return _("; ").join(filter(None, (said, where)))


def of_table(view: View, values: Values) -> str:
    """Of several metrics area by area the one that weighs most, and where it is worst."""
    readings = view.readings(view.metrics, parts=False)
    first, window = opening_words.lead(readings) or readings[0], view.scope.window
    if ranking_slide.is_fair(view, first.metric):
        return of_league(view, first, ranking_slide.judge(view, first.metric))
    areas = metric_values.below(values, first.metric.key, window, None, [window])
    return of_areas(view, first, areas)


def of_league(view: View, reading: Reading, league: League) -> str:
    """A figure, and the areas that stand apart from the whole; that none does is said as well."""
    _, metric = view.translate, league.metric
    said = finding(view, reading, is_short=True)
    if not league.judged:
        return said
    is_low = metric.better == "up"
    apart = [one for one, unit in league.judged if unit.verdict == ("below" if is_low else "above")]
    told = sorted(
        (one for one in apart if league.cases(one) >= claims.ENOUGH),
        key=lambda one: one.now.value or 0.0,
        reverse=not is_low,
    )
    if not told:
        level = _(LEVELS[view.level]).lower()
        alike = league.count("indistinguishable") == len(league.judged)
        return _("; ").join((said, _("no {level} stands apart", level=level))) if alike else said
    named = [
        _("{area} ({number})", area=one.name, number=_number(metric, one.now, _))
        for one in told[: league_words.MOST_NAMED]
    ]
    text = mark("clearly lower in {areas}") if is_low else mark("clearly higher in {areas}")
    return _("; ").join((said, _(text, areas=_(" and ").join(named))))


def of_attention(view: View, items: Sequence[Item]) -> str:
    """How much needs attention, and the first of it."""
    _ = view.translate
    if not items:
        return _("Nothing unusual, and no target clearly missed")
    return _listed(view, items)


def of_improved(view: View, items: Sequence[Item]) -> str:
    """What became better beyond chance, the weightiest first."""
    _ = view.translate
    return _("Better: {facts}", facts=_listed(view, items))


def _listed(view: View, items: Sequence[Item]) -> str:
    _ = view.translate
    told = [_item(view, item) for item in items[:NAMED]]
    more = len(items) - len(told)
    return _("; ").join([*told, *([_("and {n} more", n=more)] if more else [])])


def _item(view: View, item: Item) -> str:
    """An entry of the list: figure and area, and what is off about it."""
    _, metric = view.translate, item.metric
    number = number_format.amount(item.value, metric, _)
    title = _.pick(metric.title)
    if item.area != view.scope.area:
        title = _("{metric}, {area}", metric=title, area=item.name)
    figure = _("{title}: {number}", title=title, number=number)
    return claims.joined((figure, _off(item, _)), _)


def _off(item: Item, _: Translator) -> str:
    metric, target = item.metric, item.target
    if item.is_signal and stocks.is_stock(metric):
        runs = {1: mark("up for {n} months in a row"), -1: mark("down for {n} months in a row")}
        return _(runs[item.side], n=item.run) if item.run > 1 else ""
    if item.is_signal or target is None:
        usual = number_format.level(item.centre, metric)
        said = mark("above the usual {usual}") if item.side > 0 else mark("below the usual {usual}")
        return _(said, usual=usual)
    aim = number_format.level(target.value, metric)
    if metric.better == "up":
        return _("short of the target of {aim}", aim=aim)
    return _("above the target of {aim}", aim=aim)


def finding(view: View, reading: Reading, *, is_short: bool = False) -> str:
    """What a figure is, how it moved, and what is off about it; why there is none.

    is_short: how it moved only where nothing is off.
    """
    _, metric = view.translate, reading.metric
    clauses = written(_)
    if reading.now.value is None:
        title, said = _.pick(metric.title), kpi_cards.absent(reading.now, _)
        return _("{title}: {number}", title=title, number=said)
    alone = segments.alone(view.scope.filters, _)
    off = clauses.streak(reading, _run(view, reading)) or clauses.missed(reading)
    moved = clauses.compared(reading, _order(view.scope.compare))
    parts = [clauses.figure(reading, alone), "" if is_short and off else moved, off]
    return claims.joined(parts, _)


def _order(compare: str) -> tuple[str, str]:
    """The slide's own comparison first."""
    return ("previous", "last_year") if compare == "previous" else ("last_year", "previous")


def _run(view: View, reading: Reading) -> int:
    """For how many months a stock has risen, as the list of signals has it; 0 where it does not."""
    if not claims.rising(reading) or view.scope.filters:
        return 0
    key, area, window = reading.metric.key, view.scope.area, view.scope.window
    runs = (
        item.run
        for item in table_slide.attention_items(view)
        if (item.metric.key, item.area, item.month) == (key, area, window)
        and stocks.is_stock(item.metric)
        and item.is_signal
    )
    return next(runs, 0)


def written(_: Translator) -> Claims:
    """The clauses as plain text."""
    return Claims(_, lambda metric, value, _area: _number(metric, value, _))


def _number(metric: Metric, value: Value, _: Translator) -> str:
    return number_format.amount(value.value, metric, _)

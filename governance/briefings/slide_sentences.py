"""What a slide's numbers say beside its title: level, change, signal, who stands out, what lacks.

Most of it is for the notes and the annex (SlideContent.remarks), the title is in headlines.py.

Nothing is claimed that the statistics do not carry: a change is told as a number, and whether it
means anything is what the control chart says; areas stand apart only where the fair ranking has
them apart; what is missing is said to be missing.
"""

from collections.abc import Sequence

from governance.attention import attention_words as attending
from governance.attention.detection import Item
from governance.briefings import key_figures_slide, table_slide
from governance.briefings.slide_view import View
from governance.charts import kpi_cards
from governance.charts.control_chart import control_series as monthly
from governance.charts.control_chart.control_series import Control
from governance.charts.ranking import Ranking
from governance.core import dates
from governance.core.i18n import Translator
from governance.metrics import comparison, number_format
from governance.metrics.metric_values import AreaReading, Reading, Value, Values
from governance.metrics.number_format import Change
from governance.stats.fairness import league_words, suitability
from governance.stats.fairness.league import League
from governance.stats.signals import judgement

Sentences = tuple[str, ...]
# Why a figure has not been judged, as states of governance/stats/signals.
UNJUDGED = (judgement.FEW, judgement.SHORT, judgement.NOTHING, judgement.NO_DATA)


def key_figures(view: View, judged: Sequence[tuple[Reading, Control]]) -> Sentences:
    """The first figure in full, then which of all have a signal."""
    reading, control = judged[0]
    lead, _ = level(view, reading), view.translate
    alike = [
        (r, c) for r, c in judged if r.metric.compares(view.scope.filters) and r.metric.has_history
    ]
    if not alike:
        return (lead,)
    if len(judged) == 1:
        return lead, monthly_verdict(control, _)
    return lead, _verdicts(alike, _), *_silent(alike, _)


def trend(view: View, reading: Reading, control: Control) -> Sentences:
    """Level and change, then what the months say."""
    return level(view, reading), monthly_verdict(control, view.translate)


def level(view: View, reading: Reading) -> str:
    """What the figure is, and how it moved against what the slide compares it with."""
    metric, now, _ = reading.metric, reading.now, view.translate
    facts = {"metric": _.pick(metric.title), "place": view.place, "days": view.days}
    if now.value is None:
        return _nothing(now, facts, _)
    facts["value"] = number_format.amount(now.value, metric, _)
    if view.scope.compare == "target":
        return _against_target(reading, facts, _)
    then = view.scope.compare == "last_year" or reading.previous is None
    other = reading.last_year if then else reading.previous
    if other is None:
        return _("{metric} of {place} in {days}: {value}.", **facts)
    facts["other"] = _("the same period last year") if then else _("the previous period")
    change = comparison.change(metric, now, other, _)
    if why := comparison.reason(metric, now, other, _):
        facts["why"] = why
        return _("{metric} of {place} in {days}: {value} ({other}: {why}).", **facts)
    if change is None:
        return _(
            "{metric} of {place} in {days}: {value}; of {other} there is no data to compare with.",
            **facts,
        )
    return _changed(change, number_format.amount(other.value, metric, _), facts, _)


def _nothing(now: Value, facts: dict[str, str], _: Translator) -> str:
    if now.is_few:
        return _("{metric} of {place} in {days}: {value}.", value=kpi_cards.absent(now, _), **facts)
    if now.is_mixed:
        return _("{metric} of {place} in {days}: the units differ, so there is no sum.", **facts)
    if now.has_data:
        return _("{metric} of {place} in {days}: there was nothing to measure.", **facts)
    return _("{metric} of {place} in {days}: no data, which is not zero.", **facts)


def _changed(change: Change, then: str, facts: dict[str, str], _: Translator) -> str:
    if not change.direction:
        return _(
            "{metric} of {place} in {days}: {value}, the same as in {other} ({then}).",
            then=then,
            **facts,
        )
    return _(
        "{metric} of {place} in {days}: {value}, {change} against {other} ({then}).",
        change=change.text,
        then=then,
        **facts,
    )


def _against_target(reading: Reading, facts: dict[str, str], _: Translator) -> str:
    target, metric, value = reading.target, reading.metric, reading.now.value
    if target is None or value is None:
        return _("{metric} of {place} in {days}: {value}; nothing is aimed at.", **facts)
    aim = key_figures_slide.aim(reading)
    if target.missed_by(value, metric.better):
        return _("{metric} of {place} in {days}: {value}; target {aim} missed.", aim=aim, **facts)
    return _("{metric} of {place} in {days}: {value}; target {aim} met.", aim=aim, **facts)


def monthly_verdict(control: Control, _: Translator) -> str:
    """What the last settled month is, signal or no more than chance."""
    month = dates.window(control.months[control.judged - 1], _.lang)
    return _("{month}: {said}", month=month, said=monthly.describe_verdict(control, _))


def _verdicts(alike: Sequence[tuple[Reading, Control]], _: Translator) -> str:
    """Which figures have a signal, and how many do not."""
    judged = [(r, c) for r, c in alike if c.state in (judgement.SIGNAL, judgement.NONE)]
    signals = [(r, c) for r, c in judged if c.state == judgement.SIGNAL]
    quiet = len(judged) - len(signals)
    named = _("; ").join(
        f"{_.pick(r.metric.title)} {monthly.word(c.state, c.side, r.metric.better, _)}"
        for r, c in signals
    )
    if not judged:
        return _("No figure here can be judged by its months yet.")
    if not signals:
        return _(
            "No signal in {n} figures: their months differ by no more than chance does.",
            n=quiet,
        )
    if not quiet:
        return _("By the last settled month: {signals}.", signals=named)
    return _(
        "By the last settled month: {signals}. No more than chance in the others ({n}).",
        signals=named,
        n=quiet,
    )


def _silent(judged: Sequence[tuple[Reading, Control]], _: Translator) -> Sentences:
    """The figures that cannot be judged, each with why."""
    named = [
        f"{_.pick(r.metric.title)} ({_(monthly.STATES[c.state])})"
        for r, c in judged
        if c.state in UNJUDGED
    ]
    return (_("Not judged: {figures}.", figures=_("; ").join(named)),) if named else ()


def league(view: View, ranked: League) -> Sentences:
    """How many areas stand apart, which to look at first, what is left out."""
    _ = view.translate
    if not ranked.judged:
        return (_("No area has any cases in this period: there is nothing to rank."),)
    apart = (
        _apart(ranked, _)
        if ranked.metric.better == "neither"
        else league_words.describe_worst(ranked, _)
    )
    texts = (
        league_words.summary(ranked, view.place, _),
        apart,
        league_words.describe_unranked(ranked, _),
    )
    return tuple(text for text in texts if text)


def unranked(view: View, ranked: League) -> Sentences:
    """What a fair order leaves out; that there is none."""
    _ = view.translate
    if not ranked.judged:
        return (_("No area has any cases in this period: there is nothing to rank."),)
    return tuple(filter(None, (league_words.describe_unranked(ranked, _),)))


def _apart(league: League, _: Translator) -> str:
    """The areas that are clearly higher, of a metric of which neither is better."""
    high = [standing.name for standing, unit in league.judged if unit.verdict == "above"]
    if not high:
        return ""
    names = _("; ").join(high[: league_words.MOST_NAMED])
    return _("Clearly higher, the highest first: {areas}.", areas=names)


def ranking(view: View, order: Ranking) -> Sentences:
    """The two ends of a plain order, that it is no judgement, and what is missing."""
    _ = view.translate
    texts = (_ends(order, _), _(reason) if (reason := suitability.why_not(order.metric)) else "")
    return tuple(text for text in (*texts, order.gaps(_)) if text)


def _ends(ranking: Ranking, _: Translator) -> str:
    known = [area for area in ranking.areas if area.now.value is not None and not area.is_rest]
    if not known:
        return _("No area has data on it in this period.")
    most, least = known[0], known[-1]
    if most.now.value == least.now.value:
        value = number_format.amount(most.now.value, ranking.metric, _)
        return _("All {n} areas with data have the same: {value}.", n=len(known), value=value)
    return _(
        "The most: {first} ({most}); the least: {last} ({least}).",
        first=_tied(known, most, _),
        most=number_format.amount(most.now.value, ranking.metric, _),
        last=_tied(known, least, _),
        least=number_format.amount(least.now.value, ranking.metric, _),
    )


def _tied(known: Sequence[AreaReading], extreme: AreaReading, _: Translator) -> str:
    """The area, or how many share its value: none of them alone is first or last."""
    count = sum(area.now.value == extreme.now.value for area in known)
    return extreme.name if count == 1 else _("{n} areas alike", n=count)


def table(view: View, values: Values, codes: Sequence[str]) -> Sentences:
    """Of which metrics areas are missing."""
    _, total = view.translate, len(codes)
    missing = [
        (metric, sum(not table_slide.at(view, values, metric, code).has_data for code in codes))
        for metric in view.metrics
    ]
    gaps = [f"{_.pick(m.title)} {number_format.number(count)}" for m, count in missing if count]
    if not gaps:
        return ()
    return (_("{n} areas; without data: {gaps}.", n=total, gaps=_("; ").join(gaps)),)


def attention(view: View, items: Sequence[Item]) -> Sentences:
    """How much needs attention, and what was not judged."""
    _ = view.translate
    unjudged = attending.unjudged(table_slide.attention_states(view), _)
    if not items:
        none = _("No signal for the worse, and no target missed by more than chance.")
        return none, unjudged
    signals = sum(item.is_signal for item in items)
    return (
        _(
            "{place} and the areas inside it: signals for the worse {n}, targets missed by more "
            "than chance {m}.",
            place=view.place,
            n=signals,
            m=len(items) - signals,
        ),
        unjudged,
    )

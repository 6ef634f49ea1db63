"""KPI cards as HTML: value, comparisons, target and sparkline, legible without colour."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TypeVar

from governance.charts import sparkline
from governance.charts.chart_base import Look
from governance.core import contracts, dates
from governance.core.i18n import Translator
from governance.core.periods import DAY, Window
from governance.metrics import comparison, number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Reading, Value

T = TypeVar("T")


@dataclass(frozen=True)
class Card:
    """What the cards of a page share: the months of the sparklines, language and colours.

    left_out: by metric, how many records of the area and period it leaves out for their faults.
    receipt: the address of a figure's receipt, to which the metric's key is added; "" for none.
    meaning: the same of a metric's definition. ranking: the same of the ranking of the areas below,
    for the metrics in `ranked`. so_far: by metric, the month that is still running.
    """

    months: Sequence[Window]
    look: Look
    left_out: Mapping[str, int] = field(default_factory=dict)
    receipt: str = ""
    meaning: str = ""
    ranking: str = ""
    ranked: Collection[str] = ()
    so_far: Mapping[str, Reading] = field(default_factory=dict)

    @property
    def translate(self) -> Translator:
        return self.look.translate

    def html(self, reading: Reading) -> str:
        """One card as an <article>, every text in it escaped."""
        metric, _ = reading.metric, self.translate
        title = escape(_.pick(metric.title))
        window = reading.now.window or self.months[-1]
        prior = (reading.previous and reading.previous.window) or window
        pairs = (
            (dates.before(window, prior, _), reading.previous),
            (dates.year_before(window, _), reading.last_year),
        )
        rows = "".join(self._comparison(reading, label, then) for label, then in pairs if then)
        rows += self._so_far(reading) + self._target(reading)
        rows += "" if metric.has_history else _row(_("current register"), "")
        rows = f"<dl>{rows}</dl>" if rows else ""
        return (
            f'<article class="kpi" aria-label="{title}"><h4>{self._title(reading)}</h4>'
            f"{self._value(reading)}{self._sparkline(reading)}"
            f'<div class="facts">{rows}{self._warnings(reading)}</div></article>'
        )

    def _title(self, reading: Reading) -> str:
        """The name, which leads to its definition, and the way to the ranking of the areas."""
        metric, _ = reading.metric, self.translate
        title = escape(_.pick(metric.title))
        name = f'<span title="{escape(_.pick(metric.definition))}">{title}</span>'
        if self.meaning:
            address = escape(f"{self.meaning}&metric={metric.key}")
            name = f'<a href="{address}" title="{escape(_.pick(metric.definition))}">{title}</a>'
        if not self.ranking or metric.key not in self.ranked:
            return name
        hint = escape(_("Ranking of {title}", title=_.pick(metric.title)))
        address = escape(f"{self.ranking}&metric={metric.key}")
        return f'{name}<a class="rank" href="{address}" title="{hint}" aria-label="{hint}"></a>'

    def _value(self, reading: Reading) -> str:
        """The number, which leads to its source, its unit, and of how many cases a rate is."""
        metric, now, _ = reading.metric, reading.now, self.translate
        if now.value is None:
            return f'<p class="value none">{escape(absent(now, _))}</p>'
        short = escape(self._text(reading, now).removesuffix("%"))
        full = escape(number_format.amount(now.value, metric, _))
        if self.receipt:
            hint = escape(_("Source of {title}", title=f"{_.pick(metric.title)} {full}"))
            address = escape(f"{self.receipt}&metric={metric.key}")
            short = f'<a href="{address}" aria-label="{hint}">{short}</a>'
        unit = escape(number_format.unit(metric, _, self._text(reading, now)))
        count = escape(cases(now, metric, _))
        tone = signal_word(reading, _)[1]
        return (
            f'<p class="value {tone}" title="{full}">{short}<small>{unit}</small>'
            f'<small class="cases">{count}</small></p>{self._signal(reading)}'
        )

    def _text(self, reading: Reading, value: Value) -> str:
        """A number in the one scale of all that stand on its card."""
        beside = [one.value for one in (reading.previous, reading.last_year) if one]
        texts = number_format.shorts(
            [value.value, reading.now.value, *beside], reading.metric, self.translate.lang
        )
        return texts[0]

    def _signal(self, reading: Reading) -> str:
        """The word for a figure that is more than chance; the only one that has a colour."""
        said, tone = signal_word(reading, self.translate)
        return f'<p class="signal {tone}">{escape(said)}</p>' if said else ""

    def _comparison(self, reading: Reading, label: str, then: Value) -> str:
        """What it was, and the change since: both values stand on the card."""
        _ = self.translate
        if then.value is None:
            return _row(label, f'<span class="none">{escape(absent(then, _))}</span>')
        label += f" {self._text(reading, then)}"
        return _row(label, self._change(reading, then))

    def _change(self, reading: Reading, then: Value | None) -> str:
        """The change since, or why none is told."""
        metric, _ = reading.metric, self.translate
        if then is None:
            return ""
        change = comparison.change(metric, reading.now, then, _)
        if change is None:
            why = escape(comparison.reason(metric, reading.now, then, _))
            return why and f'<span class="none">{why}</span>'
        text = change.text if change.direction else _(number_format.VERDICTS[change.verdict])
        said = f'<span class="neither">{escape(text)}</span>'
        holiday = comparison.holiday(reading.now, then, _)
        return said + (f"<small>{escape(holiday)}</small>" if holiday else "")

    def _so_far(self, reading: Reading) -> str:
        """The running month up to its last day with data, held against the same days before it."""
        later, _ = self.so_far.get(reading.metric.key), self.translate
        if later is None or later.now.value is None or later.now.window is None:
            return ""
        day = (later.now.until or later.now.window[1] - DAY).day
        label = _("This month to {day}:", day=day)
        label += f" {self._text(reading, later.now)}"
        return _row(label, self._change(later, later.previous))

    def _target(self, reading: Reading) -> str:
        """What is aimed at, and how far the figure is from it."""
        metric, target, _ = reading.metric, reading.target, self.translate
        if target is None:
            return ""
        verdict, word = verdict_on_target(reading), ""
        if verdict == "worse":
            value = reading.now.value or 0.0
            gap = target.missed_by(round(value, metric.decimals), metric.better)
            text = number_format.number(gap, metric.decimals)
            points = _("pp") if metric.unit == "percent" else ""
            word = _("✕ off by {gap}", gap=f"{text} {points}".rstrip())
        elif verdict:
            word = _("✓ reached")
        label = _("Target {aim}", aim=number_format.level(target.value, metric))
        return _row(label, word and f'<span class="{verdict}">{escape(word)}</span>')

    def _warnings(self, reading: Reading) -> str:
        """Months and areas that are missing, and records that are left out."""
        _, count = self.translate, self.left_out.get(reading.metric.key, 0)
        texts = [f"⚠ {text}" for text in comparison.known_part(reading.now, _)]
        if reading.parts is not None and reading.is_partial:
            known, total = reading.parts
            texts.append(_("⚠ {n} of {total} areas missing", n=total - known, total=total))
        gaps = "".join(f'<div class="gap">{escape(text)}</div>' for text in texts)
        faults = escape(number_format.left_out(count, _)) if count else ""
        return gaps + (f'<div class="faults">{faults}</div>' if faults else "")

    def _sparkline(self, reading: Reading) -> str:
        _, alt = self.translate, describe_months(reading, self.months, self.translate)
        if not reading.months:
            return ""
        if not alt:
            empty = escape(_("No data in these months"))
            return f'<div class="spark none">{empty}</div>'
        tone = {"worse": self.look.palette.bad, "better": self.look.palette.good}
        dot = tone.get(signal_word(reading, self.translate)[1], self.look.palette.text)
        picture = sparkline.image(reading.months, self.look.palette.muted, alt, dot)
        return f'<div class="spark">{picture}</div>'


def absent(value: Value, _: Translator) -> str:
    """Why there is no number: too few to be shown, units differ, no export, nothing to divide."""
    if value.is_few:
        return _("Suppressed: a small number")
    if value.is_mixed:
        return _("Not added up: by unit only")
    return _("Nothing to measure") if value.has_data else _("No data")


def cases(value: Value, metric: Metric, _: Translator) -> str:
    """How many cases a rate is of: "of 1,203"; "" of what is no share of cases."""
    if metric.per or metric.unit != "percent" or value.denominator is None:
        return ""
    count = number_format.number(value.denominator)
    return _("of {n}", n=count) if metric.dataset == "issues" else _("out of {n}", n=count)


def signal_word(reading: Reading, _: Translator) -> tuple[str, str]:
    """What is said of a figure that is a signal, and its tone; empty where it is none."""
    side, better = reading.now.side, reading.metric.better
    if not side or reading.now.value is None:
        return "", ""
    tone = "better" if (side > 0) == (better == "up") else "worse"
    word = _("Better than usual") if tone == "better" else _("Worse than usual")
    if better == "neither":
        tone, word = better, _("Unusually high") if side > 0 else _("Unusually low")
    return f"{number_format.ARROWS[side]} {word}", tone


def verdict_on_target(reading: Reading) -> str:
    """Better (met) or worse (missed); "" without a value or a target."""
    value, target = reading.now.value, reading.target
    if value is None or target is None or not reading.now.is_settled:
        return ""
    return "worse" if target.missed_by(value, reading.metric.better) else "better"


def describe_months(reading: Reading, months: Sequence[Window], _: Translator) -> str:
    """The sparkline of the months in words; "" where no month has a value."""
    known, metric = [value for value in reading.months if value is not None], reading.metric
    if not known:
        return ""
    return _(
        "{first} to {last}: lowest {low}, highest {high}, last {now}",
        first=dates.month(months[0][0], _.lang),
        last=dates.month(months[-1][0], _.lang),
        low=number_format.amount(min(known), metric, _),
        high=number_format.amount(max(known), metric, _),
        now=number_format.amount(reading.months[-1], metric, _),
    )


def _row(label: str, html: str) -> str:
    return f"<div><dt>{escape(label)}</dt><dd>{html}</dd></div>"


def by_dataset(
    readings: Sequence[Reading], render: Callable[[Reading], T], _: Translator
) -> list[tuple[str, list[T]]]:
    """The title of each dataset with what is made of its readings, in the order of the first."""
    groups: dict[str, list[T]] = {}
    for reading in readings:
        groups.setdefault(reading.metric.dataset, []).append(render(reading))
    known = contracts.load()
    return [(_.pick(known[dataset].title), rendered) for dataset, rendered in groups.items()]


def page(readings: Sequence[Reading], card: Card) -> str:
    """The cards of all readings, grouped under the titles of their datasets."""
    groups = by_dataset(readings, card.html, card.translate)
    # --n lets small groups share a line.
    sections = "".join(
        f'<section class="kpis" style="--n:{len(cards)}"><h3>{escape(title)}</h3>'
        f'<div class="row">{"".join(cards)}</div></section>'
        for title, cards in groups
    )
    return f'<div class="kpi-box"><div class="kpi-page">{sections}</div></div>'

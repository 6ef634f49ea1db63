"""KPI cards as HTML: value, comparisons, target and sparkline, legible without colour."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from governance.charts import sparkline
from governance.charts.chart_base import Look
from governance.core import contracts, dates
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import number_format
from governance.metrics.metric_values import Reading, Value


@dataclass(frozen=True)
class Card:
    """What the cards of a page share: the months of the sparklines, language and colours.

    left_out: by metric, how many records of the area and period it leaves out for their faults.
    receipt: the address of a figure's receipt, to which the metric's key is added; "" for none.
    ranking: the same of the fair ranking of the areas below, for the metrics in `ranked`.
    """

    months: Sequence[Window]
    look: Look
    left_out: Mapping[str, int] = field(default_factory=dict)
    receipt: str = ""
    ranking: str = ""
    ranked: Collection[str] = ()

    @property
    def translate(self) -> Translator:
        return self.look.translate

    def html(self, reading: Reading) -> str:
        """One card as an <article>, every text in it escaped."""
        metric, _ = reading.metric, self.translate
        title = escape(_.pick(metric.title))
        rows = "".join([*self._comparisons(reading), self._target(reading)])
        rows = f"<dl>{rows}</dl>" if rows else ""
        facts = f"{rows}{self._gaps(reading)}{self._left_out(reading)}"
        return (
            f'<article class="kpi" aria-label="{title}">'
            f'<h4 title="{escape(_.pick(metric.definition))}">{title}{self._links(reading)}</h4>'
            f"{self._value(reading)}{self._sparkline(reading)}"
            f'<div class="facts">{facts}</div></article>'
        )

    def _links(self, reading: Reading) -> str:
        """The links: to the comparison of areas, and to the receipt of the number."""
        metric, _ = reading.metric, self.translate
        title = _.pick(metric.title)
        ranking = self.ranking if metric.key in self.ranked else ""
        ways = (
            (ranking, _("Ranking"), _("Fair ranking of {title}", title=title)),
            (self.receipt, _("Receipt"), _("Receipt of {title}", title=title)),
        )
        links = [
            f'<a href="{escape(f"{address}&metric={metric.key}")}" aria-label="{escape(hint)}">'
            f"{escape(word)}</a>"
            for address, word, hint in ways
            if address
        ]
        return f'<span class="ways">{"".join(links)}</span>' if links else ""

    def _value(self, reading: Reading) -> str:
        metric, now, _ = reading.metric, reading.now, self.translate
        if now.value is None:
            return f'<p class="value none">{escape(absent(now, _))}</p>'
        short = number_format.compact(now.value, metric.decimals, _.lang)
        unit = "" if metric.unit == "percent" else escape(number_format.unit(metric, _))
        short += "%" if metric.unit == "percent" else ""
        full = escape(number_format.amount(now.value, metric, _))
        return f'<p class="value" title="{full}">{escape(short)} <small>{unit}</small></p>'

    def _comparisons(self, reading: Reading) -> list[str]:
        _ = self.translate
        pairs = ((_("Prev."), reading.previous), (_("Yr ago"), reading.last_year))
        return [self._comparison(reading, label, then) for label, then in pairs if then]

    def _comparison(self, reading: Reading, label: str, then: Value) -> str:
        """What it was, and the change since: both values stand on the card."""
        metric, _ = reading.metric, self.translate
        if then.value is None:
            return _row(label, f'<span class="none">{escape(absent(then, _))}</span>')
        was = number_format.compact(then.value, metric.decimals, _.lang)
        label += f" {was}%" if metric.unit == "percent" else f" {was}"
        change = number_format.change(metric, reading.now.value, then.value, _)
        if change is None:
            return _row(label, "")
        sign = f"{change.arrow} {change.text}" if change.direction else change.arrow
        word = escape(_(number_format.VERDICTS[change.verdict]))
        return _row(label, f'<span class="{change.verdict}">{escape(sign)} <b>{word}</b></span>')

    def _target(self, reading: Reading) -> str:
        metric, target, _ = reading.metric, reading.target, self.translate
        if target is None:
            return ""
        aim = ("≤ " if metric.better == "down" else "≥ ") + number_format.level(
            target.value, metric
        )
        if reading.now.value is None:
            return _row(_("Target {aim}", aim=aim), "")
        verdict = "worse" if target.missed_by(reading.now.value, metric.better) else "better"
        word = _(number_format.AIMED[verdict])
        return _row(
            _("Target {aim}", aim=aim), f'<span class="{verdict}"><b>{escape(word)}</b></span>'
        )

    def _gaps(self, reading: Reading) -> str:
        if reading.parts is None or not reading.is_partial:
            return ""
        _, (known, total) = self.translate, reading.parts
        text = _("⚠ {n} of {total} areas missing", n=total - known, total=total)
        return f'<div class="gap">{escape(text)}</div>'

    def _left_out(self, reading: Reading) -> str:
        count = self.left_out.get(reading.metric.key, 0)
        text = number_format.left_out(count, self.translate)
        return f'<div class="gap">{escape(text)}</div>' if count else ""

    def _sparkline(self, reading: Reading) -> str:
        known = [value for value in reading.months if value is not None]
        metric, _ = reading.metric, self.translate
        if not reading.months:
            return ""
        if not known:
            empty = _("No data in these months")
            return f'<div class="spark none">{escape(empty)}</div>'
        alt = _(
            "{first} to {last}: lowest {low}, highest {high}, last {now}",
            first=dates.month(self.months[0][0], _.lang),
            last=dates.month(self.months[-1][0], _.lang),
            low=number_format.amount(min(known), metric, _),
            high=number_format.amount(max(known), metric, _),
            now=number_format.amount(reading.months[-1], metric, _),
        )
        picture = sparkline.image(reading.months, self.look.palette.accent, alt)
        return f'<div class="spark">{picture}</div>'


def absent(value: Value, _: Translator) -> str:
    """Why there is no number: too few to be shown, units differ, no export, nothing to divide."""
    if value.is_few:
        return _("Suppressed: a small number")
    if value.is_mixed:
        return _("Not added up: by unit only")
    return _("Nothing to measure") if value.has_data else _("No data")


def _row(label: str, html: str) -> str:
    return f"<div><dt>{escape(label)}</dt><dd>{html}</dd></div>"


def page(readings: Sequence[Reading], card: Card) -> str:
    """The cards of all readings, grouped under the titles of their datasets."""
    groups: dict[str, list[str]] = {}
    for reading in readings:
        groups.setdefault(reading.metric.dataset, []).append(card.html(reading))
    titles = contracts.load()
    sections = [_group(card.translate.pick(titles[d].title), cards) for d, cards in groups.items()]
    return f'<div class="kpi-box"><div class="kpi-page">{"".join(sections)}</div></div>'


def _group(title: str, cards: Sequence[str]) -> str:
    """A titled row of cards; --n lets small groups share a line."""
    return (
        f'<section class="kpis" style="--n:{len(cards)}"><h3>{escape(title)}</h3>'
        f'<div class="row">{"".join(cards)}</div></section>'
    )

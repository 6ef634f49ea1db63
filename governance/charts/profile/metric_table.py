"""Every metric of an area in one table: now, before, aimed at, among its siblings, over a year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from governance.charts import kpi_cards, sparkline
from governance.charts.chart_base import Look
from governance.charts.profile.html_table import Cell, Row, Sheet
from governance.charts.profile.sibling_comparison import Standing
from governance.core import contracts, dates
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Reading, Value
from governance.stats.fairness import suitability

RIGHT = (1, 2, 3)


@dataclass(frozen=True)
class Around:
    """What the readings of a page share: months of the small lines, words, and where links lead.

    receipt, ranking: the address for a metric's key. left_out: faulty records by metric.
    """

    months: Sequence[Window]
    look: Look
    receipt: Callable[[str], str]
    ranking: Callable[[str], str]
    standings: Mapping[str, Standing] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def translate(self) -> Translator:
        return self.look.translate


def sheet(readings: Sequence[Reading], around: Around) -> Sheet:
    """A row a metric, grouped by dataset; the column of siblings only where there are any."""
    _ = around.translate
    groups: dict[str, list[Row]] = {}
    for reading in readings:
        groups.setdefault(reading.metric.dataset, []).append(_row(reading, around))
    titles = contracts.load()
    last = [_("Among its siblings")] if around.standings else []
    heads = [_("Metric"), _("Value"), _("Previous period"), _("Last year"), _("Target"), *last]
    heads.append(_("{n} months", n=len(around.months)))
    sections = [(_.pick(titles[dataset].title), rows) for dataset, rows in groups.items()]
    return Sheet(heads, sections, RIGHT, _("Dataset"))


def _row(reading: Reading, around: Around) -> Row:
    metric, _ = reading.metric, around.translate
    title = number_format.named(metric, _)
    count = around.left_out.get(metric.key, 0)
    name = Cell(
        title,
        note=number_format.left_out(count, _) if count else "",
        tone="worse",
        hint=_.pick(metric.definition),
        value=title,
    )
    siblings = [_among(metric, around)] if around.standings else []
    return [
        name,
        _now(reading, around),
        _then(reading, reading.previous, _),
        _then(reading, reading.last_year, _),
        _target(reading, _),
        *siblings,
        _line(reading, around),
    ]


def _now(reading: Reading, around: Around) -> Cell:
    metric, now = reading.metric, reading.now
    if now.value is None:
        return Cell(kpi_cards.absent(now, around.translate))
    text = number_format.level(now.value, metric)
    return Cell(text, href=around.receipt(metric.key), value=now.value)


def _then(reading: Reading, then: Value | None, _: Translator) -> Cell:
    """What it was, and the change since with the word for it."""
    if then is None:
        return Cell("—")
    if then.value is None:
        return Cell(kpi_cards.absent(then, _), tone="neither")
    change = number_format.change(reading.metric, reading.now.value, then.value, _)
    verdict = number_format.judgement(change, number_format.VERDICTS, _)
    tone = change.verdict if change else ""
    text = number_format.level(then.value, reading.metric)
    return Cell(text, note=verdict, tone=tone, value=then.value)


def _target(reading: Reading, _: Translator) -> Cell:
    metric, target = reading.metric, reading.target
    if target is None:
        return Cell("—")
    aim = ("≤ " if metric.better == "down" else "≥ ") + number_format.level(target.value, metric)
    if reading.now.value is None:
        return Cell(aim)
    verdict = "worse" if target.missed_by(reading.now.value, metric.better) else "better"
    return Cell(aim, note=_(number_format.AIMED[verdict]), tone=verdict)


def _among(metric: Metric, around: Around) -> Cell:
    _, standing = around.translate, around.standings.get(metric.key)
    if standing is None:
        reason = suitability.why_not(metric)
        return Cell("—", note=_("not ranked") if reason else _("no cases"), tone="neither")
    verdict, href = standing.verdict(_), around.ranking(metric.key)
    return Cell(verdict, note=standing.places(_), colour=standing.tone, href=href)


def _line(reading: Reading, around: Around) -> Cell:
    """The months as a small line; taken away as the lowest and the highest of them."""
    known = [value for value in reading.months if value is not None]
    metric, _ = reading.metric, around.translate
    if not known:
        return Cell(_("No data") if reading.months else "—")
    alt = _(
        "{first} to {last}: lowest {low}, highest {high}, last {now}",
        first=dates.month(around.months[0][0], _.lang),
        last=dates.month(around.months[-1][0], _.lang),
        low=number_format.amount(min(known), metric, _),
        high=number_format.amount(max(known), metric, _),
        now=number_format.amount(reading.months[-1], metric, _),
    )
    picture = sparkline.image(reading.months, around.look.palette.accent, alt)
    return Cell("", picture=picture, value=alt)

"""Every metric of an area in one table: now, before, aimed at, among its siblings, over a year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from governance import cards, contracts, dates, display, sparkline
from governance.catalog import Metric
from governance.fairness import suitable
from governance.figures import Look
from governance.i18n import Translator
from governance.periods import Window
from governance.profiles.sheet import Cell, Row, Sheet
from governance.profiles.siblings import Standing
from governance.readings import Reading, Value

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


def sheet(found: Sequence[Reading], around: Around) -> Sheet:
    """A row a metric, grouped by dataset; the column of siblings only where there are any."""
    _ = around.translate
    groups: dict[str, list[Row]] = {}
    for reading in found:
        groups.setdefault(reading.metric.dataset, []).append(_row(reading, around))
    titles = contracts.load()
    last = [_("Among its siblings")] if around.standings else []
    heads = [_("Metric"), _("Value"), _("Previous period"), _("Last year"), _("Target"), *last]
    heads.append(_("{n} months", n=len(around.months)))
    made = [(_.pick(titles[dataset].title), rows) for dataset, rows in groups.items()]
    return Sheet(heads, made, RIGHT, _("Dataset"))


def _row(reading: Reading, around: Around) -> Row:
    metric, _ = reading.metric, around.translate
    title = display.named(metric, _)
    count = around.left_out.get(metric.key, 0)
    name = Cell(
        title,
        note=display.left_out(count, _) if count else "",
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
        return Cell(cards.absent(now, around.translate))
    text = display.level(now.value, metric)
    return Cell(text, href=around.receipt(metric.key), value=now.value)


def _then(reading: Reading, then: Value | None, _: Translator) -> Cell:
    """What it was, and the change since with the word for it."""
    if then is None:
        return Cell("—")
    if then.value is None:
        return Cell(cards.absent(then, _), tone="neither")
    change = display.change(reading.metric, reading.now.value, then.value, _)
    said = display.judgement(change, display.VERDICTS, _)
    tone = change.verdict if change else ""
    text = display.level(then.value, reading.metric)
    return Cell(text, note=said, tone=tone, value=then.value)


def _target(reading: Reading, _: Translator) -> Cell:
    metric, target = reading.metric, reading.target
    if target is None:
        return Cell("—")
    aim = ("≤ " if metric.better == "down" else "≥ ") + display.level(target.value, metric)
    if reading.now.value is None:
        return Cell(aim)
    verdict = "worse" if target.missed_by(reading.now.value, metric.better) else "better"
    return Cell(aim, note=_(display.AIMED[verdict]), tone=verdict)


def _among(metric: Metric, around: Around) -> Cell:
    _, found = around.translate, around.standings.get(metric.key)
    if found is None:
        reason = suitable.why_not(metric)
        return Cell("—", note=_("not ranked") if reason else _("no cases"), tone="neither")
    verdict, href = found.verdict(_), around.ranking(metric.key)
    return Cell(verdict, note=found.places(_), colour=found.tone, href=href)


def _line(reading: Reading, around: Around) -> Cell:
    """The months as a small line; taken away as the lowest and the highest of them."""
    known = [value for value in reading.months if value is not None]
    metric, _ = reading.metric, around.translate
    if not known:
        return Cell(_("No data") if reading.months else "—")
    said = _(
        "{first} to {last}: lowest {low}, highest {high}, last {now}",
        first=dates.month(around.months[0][0], _.lang),
        last=dates.month(around.months[-1][0], _.lang),
        low=display.amount(min(known), metric, _),
        high=display.amount(max(known), metric, _),
        now=display.amount(reading.months[-1], metric, _),
    )
    picture = sparkline.image(reading.months, around.look.palette.accent, said)
    return Cell("", picture=picture, value=said)

"""The sentences that open the overview: what is worst and where, then what else is off."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from html import escape
from itertools import pairwise, takewhile

from governance.core.i18n import Translator, mark
from governance.metrics import comparison, number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import AreaReading, Reading, Value

# A stock that has risen for so many months in a row is told of, and so is the number of them.
IN_A_ROW = 3
# Of fewer cases the lowest rate of an area is mostly chance.
ENOUGH = 20
WORST = 2  # areas that are named
# More and less than a year ago, and than in the period before; of counts, and of rates.
COUNTS = (
    (mark("{size} more than a year ago"), mark("{size} fewer than a year ago")),
    (mark("{size} more than before"), mark("{size} fewer than before")),
)
RATES = (
    (mark("{size} higher than a year ago"), mark("{size} lower than a year ago")),
    (mark("{size} higher than before"), mark("{size} lower than before")),
)

# The address of a number's receipt, by metric and area ("" for the chosen one).
Address = Callable[[str, str], str]


@dataclass(frozen=True)
class Opening:
    """The key figures of an area in the office's order, and the leading one area by area.

    areas: of the level below, of the metric that lead() chooses; their names as readers see them.
    runs: for how many months stocks have risen, by metric, where the list of signals tells it.
    due: what is agreed and due, a clause of HTML, "" for nothing. judged: keys of the metrics of
    which it is known whether these very figures are unusual; of others that is not told.
    """

    readings: Sequence[Reading]
    areas: Sequence[AreaReading]
    address: Address
    translate: Translator
    runs: Mapping[str, int] = field(default_factory=dict)
    due: str = ""
    judged: Collection[str] = ()

    def html(self) -> str:
        """One large sentence and a smaller one, every number a link, every text escaped."""
        first = lead(self.readings)
        if first is None:
            return ""
        sentences = (self._lead(first), self._others(first))
        tags = zip(("lead", "others"), sentences, strict=True)
        return "".join(f'<p class="morning {name}">{text}</p>' for name, text in tags if text)

    def _lead(self, reading: Reading) -> str:
        _, metric = self.translate, reading.metric
        parts = [
            self._figure(reading),
            self._compared(reading),
            self._streak(reading) or self._missed(reading),
        ]
        said = joined(parts, _)
        where = self._where(metric)
        return said + (_("; ") + where if where else "") + _(".")

    def _compared(self, reading: Reading) -> str:
        """How much more or less than a year ago, or than in the period before."""
        _, metric, now = self.translate, reading.metric, reading.now
        if not has_enough(now, metric):
            return ""
        words = COUNTS if metric.is_count else RATES
        others = (reading.last_year, reading.previous)
        for then, (more, less) in zip(others, words, strict=True):
            change = comparison.change(metric, now, then, _) if then else None
            if then and change and change.direction:
                size = _size(metric, now, then, change, _)
                return _(more if change.direction > 0 else less, size=f"<b>{escape(size)}</b>")
        return ""

    def _streak(self, reading: Reading) -> str:
        _, months = self.translate, self.runs.get(reading.metric.key) or rising(reading)
        return _("up for {n} months in a row", n=months) if months else ""

    def _missed(self, reading: Reading) -> str:
        """How far the target is off."""
        _, metric, gap = self.translate, reading.metric, shortfall(reading)
        if not gap or reading.target is None:
            return ""
        aim = number_format.level(reading.target.value, metric)
        said = mark("{gap} above the target of {aim}")
        if metric.better == "up":
            said = mark("{gap} short of the target of {aim}")
        return _(
            said, gap=f"<b>{escape(number_format.distance(gap, metric, _))}</b>", aim=escape(aim)
        )

    def _where(self, metric: Metric) -> str:
        """The areas where it is worst, with their values; nothing where not all are known alike.

        Nor of a count of which more is no harm: it is lowest where few people live.
        """
        _ = self.translate
        is_size = metric.is_count and not metric.per and metric.better != "down"
        if is_size or not is_known_alike(self.areas):
            return ""
        found = worst(self.areas, metric)[:WORST]
        named = [
            _(
                "{area} ({number})",
                area=escape(area.name),
                number=self._number(metric, area.now, area.code),
            )
            for area in found
        ]
        if not named:
            return ""
        said = mark("lowest in {areas}") if metric.better == "up" else mark("most in {areas}")
        if metric.is_ratio and metric.better == "down":
            said = mark("highest in {areas}")
        return _(said, areas=_(" and ").join(named))

    def _others(self, first: Reading) -> str:
        """What else is unusual or misses its target, and how many are neither."""
        _, rest = self.translate, [one for one in self.readings if one is not first]
        known = [one for one in rest if one.now.value is not None]
        said = [text for one in known if (text := self._other(one))]
        silent = [one for one in known if not self._other(one)]
        quiet = sum(one.metric.key in self.judged for one in silent)
        if quiet:
            other = mark("nothing unusual in the other key figures ({n})")
            every = mark("nothing unusual in the key figures ({n})")
            said.append(_(other if said else every, n=quiet))
        said += [self.due] if self.due else []
        text = _("; ").join(said) + _(".") if said else ""
        return text[:1].upper() + text[1:]

    def _other(self, reading: Reading) -> str:
        _, number = self.translate, self._figure(reading)
        if reading.now.side:
            word = mark("unusually high") if reading.now.side > 0 else mark("unusually low")
            return joined((number, _(word)), _)
        told = self._streak(reading) or self._missed(reading)
        return joined((number, told), _) if told else ""

    def _figure(self, reading: Reading) -> str:
        """The metric and its number; of a part of the period, of which."""
        _, metric, now = self.translate, reading.metric, reading.now
        title = escape(_.pick(metric.title))
        number = _("{title}: {number}", title=title, number=self._number(metric, now))
        part = _("; ").join(comparison.known_part(now, _))
        return _("{figure} ({part})", figure=number, part=escape(part)) if part else number

    def _number(self, metric: Metric, value: Value, area: str = "") -> str:
        text = number_format.with_unit(
            number_format.short(value.value, metric, self.translate.lang).rstrip("%"),
            metric,
            self.translate,
        )
        return f'<a href="{escape(self.address(metric.key, area))}">{escape(text)}</a>'


def joined(parts: Iterable[str], _: Translator) -> str:
    """Clauses of one sentence, without those that are empty."""
    told = filter(None, parts)
    return reduce(lambda first, second: _("{first}, {second}", first=first, second=second), told)


def lead(readings: Sequence[Reading]) -> Reading | None:
    """The figure that comes first: a signal for the worse, a rising stock or a missed target.

    Of several that weigh the same, and where nothing is off, the office's order decides.
    """
    known = [one for one in readings if one.now.value is not None]
    return max(known, key=_weight, default=None)  # the first of equals


def _weight(reading: Reading) -> int:
    adverse = {"up": -1, "down": 1}.get(reading.metric.better)
    if adverse is not None and reading.now.side == adverse:
        return 2
    return int(bool(rising(reading) or shortfall(reading)))


def rising(reading: Reading) -> int:
    """For how many months a stock of which less is better has risen; 0 for fewer than three."""
    if reading.metric.time != "stock" or reading.metric.better != "down":
        return 0
    back = list(reversed(reading.months))
    steps = ((now, then) for now, then in pairwise(back) if now is not None and then is not None)
    count = sum(1 for _ in takewhile(lambda pair: pair[0] > pair[1], steps))
    return count if count >= IN_A_ROW else 0


def shortfall(reading: Reading) -> float:
    """How far a settled figure misses its target, as it is shown; 0 where it is met or has none."""
    value, target = reading.now.value, reading.target
    is_told = reading.now.is_settled and has_enough(reading.now, reading.metric)
    if value is None or target is None or not is_told:
        return 0.0
    return target.missed_by(round(value, reading.metric.decimals), reading.metric.better)


def is_known_alike(areas: Sequence[AreaReading]) -> bool:
    """Whether exports speak of the same months of all areas, to the same day."""
    parts = {(a.now.has_data, a.now.known, a.now.until) for a in areas if not a.is_rest}
    return len(parts) == 1


def worst(areas: Sequence[AreaReading], metric: Metric) -> list[AreaReading]:
    """The areas with a value, the worst first; of a rate those with enough cases alone."""
    known = [
        area
        for area in areas
        if area.now.value is not None
        and not area.is_rest
        and has_enough(area.now, metric)
        and (area.now.value or metric.better == "up")  # none of something is worst nowhere
    ]
    return sorted(known, key=lambda area: area.now.value or 0.0, reverse=metric.better != "up")


def has_enough(value: Value, metric: Metric) -> bool:
    """Whether a rate is of so many cases that something can be told of it; a register has all."""
    if metric.time == "register":
        return True
    return not metric.is_ratio or bool(metric.per) or (value.denominator or 0) >= ENOUGH


def _size(
    metric: Metric, now: Value, then: Value, change: number_format.Change, _: Translator
) -> str:
    """The difference in the metric's own unit; per cent where windows are not equally long."""
    if comparison.is_per_day(metric, now, then):
        return change.text.lstrip("+" + number_format.MINUS)
    assert now.value is not None
    assert then.value is not None
    decimals = metric.decimals
    return number_format.distance(
        abs(round(now.value, decimals) - round(then.value, decimals)), metric, _
    )

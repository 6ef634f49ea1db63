"""Clauses that figures carry: how they moved, for how long, how far off a target, where worst.

A clause is "" where the figures do not carry it: between unlike windows, of few cases, where areas
are not known alike. A page's opening writes them as HTML, the title of a slide as plain text.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby, pairwise, takewhile

from governance.core import periods
from governance.core.i18n import Translator, mark
from governance.metrics import comparison, number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import AreaReading, Reading, Value

# A stock that has risen for so many months in a row is told of, and so is the number of them.
IN_A_ROW = 3
A_YEAR = 12  # the months of a page: a stock that rose in all of them may have risen for longer
# Of fewer cases the lowest rate of an area is mostly chance.
ENOUGH = 20
WORST, TIED = 2, 3  # areas that are named, and at most so many that share a value
# More and less, of counts and of rates, by what they are held against.
MORE = {
    "last_year": (mark("{size} more than a year ago"), mark("{size} fewer than a year ago")),
    "month": (
        mark("{size} more than the month before"),
        mark("{size} fewer than the month before"),
    ),
    "previous": (mark("{size} more than before"), mark("{size} fewer than before")),
}
HIGHER = {
    "last_year": (mark("{size} higher than a year ago"), mark("{size} lower than a year ago")),
    "month": (
        mark("{size} higher than the month before"),
        mark("{size} lower than the month before"),
    ),
    "previous": (mark("{size} higher than before"), mark("{size} lower than before")),
}
ORDER = ("last_year", "previous")
Wrap = Callable[[str], str]


@dataclass(frozen=True)
class Claims:
    """How clauses are written. number: a metric's value, of an area or ("") the chosen one.

    strong: of a size; text: of a name.
    """

    translate: Translator
    number: Callable[[Metric, Value, str], str]
    strong: Wrap = str
    text: Wrap = str

    def figure(self, reading: Reading, alone: Sequence[str] = ()) -> str:
        """The metric and its number; of a part of the period, or of the records, of which."""
        _, metric, now = self.translate, reading.metric, reading.now
        title = self.text(_.pick(metric.title))
        number = _("{title}: {number}", title=title, number=self.number(metric, now, ""))
        part = _("; ").join([*alone, *comparison.known_part(now, _)])
        return _("{figure} ({part})", figure=number, part=self.text(part)) if part else number

    def compared(self, reading: Reading, order: Sequence[str] = ORDER) -> str:
        """How much more or less than the first of `order` that it can be held against.

        The next is told, too, where it moved the other way: one of them alone would mislead.
        """
        _, metric, now = self.translate, reading.metric, reading.now
        if not has_enough(now, metric):
            return ""
        others = {"last_year": reading.last_year, "previous": reading.previous}
        told: list[str] = []
        seen: set[int] = set()
        for name in order:
            then = others[name]
            size, direction = _moved(metric, now, then, _) if then else ("", 0)
            if then and direction and direction not in seen:
                seen.add(direction)
                kind = "month" if name == "previous" and _is_next_month(now, then) else name
                more, less = (MORE if metric.is_count else HIGHER)[kind]
                told.append(_(more if direction > 0 else less, size=self.strong(size)))
        return joined(told, _)

    def streak(self, reading: Reading, run: int = 0) -> str:
        """For how many months a stock has risen. run: where the list of signals tells it."""
        _, months = self.translate, run or rising(reading)
        if not run and months >= A_YEAR:
            return _("up for {n} months in a row at least", n=months)
        return _("up for {n} months in a row", n=months) if months else ""

    def missed(self, reading: Reading) -> str:
        """How far the target is off."""
        _, metric, gap = self.translate, reading.metric, shortfall(reading)
        if not gap or reading.target is None:
            return ""
        aim = self.text(number_format.level(reading.target.value, metric))
        said = mark("{gap} above the target of {aim}")
        if metric.better == "up":
            said = mark("{gap} short of the target of {aim}")
        return _(said, gap=self.strong(number_format.distance(gap, metric, _)), aim=aim)

    def where(self, metric: Metric, areas: Sequence[AreaReading], most: int = WORST) -> str:
        """The areas where it is worst, with their values; nothing where not all are known alike.

        Nor of a count of which more is no harm: it is lowest where few people live. most: from so
        many areas on no more are named.
        """
        _ = self.translate
        named = [self._named(metric, alike) for alike in leading(areas, metric, most)]
        if not named:
            return ""
        said = mark("lowest in {areas}") if metric.better == "up" else mark("most in {areas}")
        if metric.is_ratio and metric.better == "down":
            said = mark("highest in {areas}")
        return _(said, areas=_(" and ").join(named))

    def _named(self, metric: Metric, alike: Sequence[AreaReading]) -> str:
        """Areas of one value, with it."""
        _, names = self.translate, [self.text(area.name) for area in alike]
        number = self.number(metric, alike[0].now, alike[0].code)
        if len(alike) == 1:
            return _("{area} ({number})", area=names[0], number=number)
        if len(alike) > TIED:
            return _("{n} areas ({number} each)", n=len(alike), number=number)
        return _("{areas} ({number} each)", areas=_(" and ").join(names), number=number)


def leading(
    areas: Sequence[AreaReading], metric: Metric, most: int = WORST
) -> list[list[AreaReading]]:
    """The areas that are named as the worst, those with the same value together."""
    is_size = metric.is_count and not metric.per and metric.better != "down"
    if is_size or not is_known_alike(areas) or _may_hide_worst(areas, metric):
        return []
    found: list[list[AreaReading]] = []
    for _shown, group in groupby(worst(areas, metric), lambda area: _written(area.now, metric)):
        alike, count = list(group), sum(map(len, found))
        if len(alike) == len(areas) > 1 or count >= most:
            break
        if count and count + len(alike) > TIED:
            break
        found.append(alike)
    return found


def joined(parts: Iterable[str], _: Translator) -> str:
    """Clauses of one sentence, without those that are empty."""
    told = list(filter(None, parts))
    if not told:
        return ""
    return reduce(lambda first, second: _("{first}, {second}", first=first, second=second), told)


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


def _may_hide_worst(areas: Sequence[AreaReading], metric: Metric) -> bool:
    """Whether an area that is not shown, or not settled, may be the worst of all."""
    hidden = metric.better == "up" and any(area.now.is_few for area in areas)
    return hidden or (bool(metric.settles) and any(not area.now.is_settled for area in areas))


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


def _written(value: Value, metric: Metric) -> str:
    return number_format.number(value.value, metric.decimals)


def _moved(metric: Metric, now: Value, then: Value, _: Translator) -> tuple[str, int]:
    """The difference in the metric's own unit and its direction, 0 where none is told.

    Per cent of a day's average where windows are not equally long; two months are as people
    compare them, unless a day's average moved the other way.
    """
    change = comparison.change(metric, now, then, _)
    if change is None or now.value is None or then.value is None:
        return "", 0
    size = round(now.value, metric.decimals) - round(then.value, metric.decimals)
    if comparison.is_per_day(metric, now, then):
        if not _is_next_month(now, then):
            return change.text.replace(number_format.MINUS, "").replace("+", ""), change.direction
        if size * change.direction <= 0 or comparison.holiday(now, then, _):
            return "", 0
    if metric.is_ratio and metric.unit != "percent":  # its unit is long, and was said
        return number_format.number(abs(size), metric.decimals), change.direction
    return number_format.distance(abs(size), metric, _), change.direction


def _is_next_month(now: Value, then: Value) -> bool:
    """Whether both are whole months, one after the other."""
    spans = [value.span for value in (now, then) if value.span and value.is_to_the_end]
    is_months = len(spans) == 2 and all(periods.whole_months(span) == 1 for span in spans)
    return is_months and spans[1][1] == spans[0][0]

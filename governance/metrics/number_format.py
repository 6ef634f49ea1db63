"""Numbers as people read them: units, 万/亿 or k/M, changes with sign and what they mean."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from governance.core.i18n import Translator, mark
from governance.metrics.catalog import Metric

MINUS, GLUE, JOIN = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"
# Two months in English; Chinese has no spaces, and two days would be too long for a phone.
SPAN = re.compile(r"[A-Z][a-z]{2}(?: \d{4})? – [A-Z][a-z]{2} \d{4}")
# From here on a card shows the short form; below it every digit fits.
COMPACT_FROM = 100_000
SCALES = {
    "zh": ((1e8, " 亿"), (1e4, " 万")),
    "en": ((1e9, "B"), (1e6, "M"), (1e3, "k")),
}
# Stands for a number that would tell of few people in need (governance.metrics.suppression).
FEW = mark("Suppressed")
# Axis labels are many and narrow: there the short form begins earlier.
TICKS_FROM = 10_000
FINEST = 2  # digits behind the point of a short form
TICKS = 6  # labels along an axis of values
ARROWS = {1: "▲", 0: "=", -1: "▼"}
VERDICTS = {
    "better": mark("better"),
    "worse": mark("worse"),
    "same": mark("no change"),
    "neither": "",
}
# The same against a target: on it is good enough.
AIMED = {
    "better": mark("✓ met"),
    "worse": mark("✕ missed"),
    "same": mark("✓ met"),
    "neither": "",
}
UNITS = (
    mark("issues"),
    mark("visits"),
    mark("person-times"),
    mark("persons"),
    mark("households"),
    mark("hours"),
    mark("days"),
    mark("spaces"),
    mark("spaces per 100 households"),
    mark("projects"),
    mark("sessions"),
    mark("meetings"),
    mark("yuan"),
    mark("points"),
)
LEVELS = {
    "all": mark("All areas"),
    "district": mark("District"),
    "street_office": mark("Street office"),
    "community": mark("Community"),
    "grid_cell": mark("Grid"),
    "micro_grid": mark("Micro-grid"),
}


@dataclass(frozen=True)
class Change:
    """A difference as text ("+12.3%"), its direction (1, 0, -1), its verdict (of VERDICTS).

    size is the number in the text, to sort by.
    """

    text: str
    direction: int
    verdict: str
    size: float

    @property
    def arrow(self) -> str:
        return ARROWS[self.direction]

    def per_day(self, _: Translator) -> "Change":
        """The same, saying that it is of a day's average."""
        return replace(self, text=_("daily avg {change}", change=self.text))


def number(value: float | None, decimals: int = 0) -> str:
    """1,234.5 with a true minus sign; "" where there is no value."""
    if value is None:
        return ""
    text = f"{value:,.{decimals}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")  # -0.0 is no number that people write
    return text.replace("-", MINUS)


def compact(value: float | None, decimals: int, lang: str) -> str:
    """23.85 万 or 238.5k from 100,000 on, else the number in full."""
    if value is None or abs(value) < COMPACT_FROM:
        return number(value, decimals)
    size, suffix = next(scale for scale in SCALES[lang] if abs(value) >= scale[0])
    return number(value / size, 2).rstrip("0").rstrip(".") + suffix


def alike(values: Sequence[float | None], decimals: int, lang: str) -> list[str]:
    """Numbers that stand beside each other, all in one scale: that of the largest from 100,000 on.

    In full where the smallest would lose its digits: no 34.09 万 beside 25,360.
    """
    known = [abs(value) for value in values if value]
    most = max(known, default=0)
    fitting = [one for one in SCALES[lang] if most >= max(one[0], COMPACT_FROM)]
    if not fitting or min(known) < fitting[0][0] / 10:
        return [number(value, decimals) for value in values]
    size, suffix = fitting[0]
    texts = [number(value / size, FINEST) for value in values if value]
    spare = min(len(text) - len(text.rstrip("0")) for text in texts)
    cut = FINEST + 1 if spare >= FINEST else spare  # the point goes with the last digit
    ends = iter(text[: len(text) - cut] + suffix for text in texts)
    return [next(ends) if value else number(value) for value in values]


def short(value: float | None, metric: Metric, lang: str) -> str:
    """A number by itself as compact() has it, with the percent sign."""
    return _signed(compact(value, metric.decimals, lang), metric)


def shorts(values: Sequence[float | None], metric: Metric, lang: str) -> list[str]:
    """What stands at the bars of a chart: the numbers in one scale, with the percent sign."""
    return [_signed(text, metric) for text in alike(values, metric.decimals, lang)]


def _signed(text: str, metric: Metric) -> str:
    return f"{text}%" if text and metric.unit == "percent" else text


def ticks(values: Sequence[float], lang: str) -> list[str]:
    """Labels of an axis, all in one scale: 0, 5 万, 10 万 or 0, 50k, 100k."""
    most = max(map(abs, values), default=0)
    known = SCALES[lang] if most >= TICKS_FROM else ()
    size, suffix = next((scale for scale in known if most >= scale[0]), (1, ""))
    texts = [number(value / size, 2).rstrip("0").rstrip(".") for value in values]
    return [f"{text}{suffix}" if text != "0" else text for text in texts]


def nice(low: float, high: float) -> list[float]:
    """Round numbers from low to high, at most TICKS of them, 1, 2 or 5 × 10ⁿ apart."""
    if not high > low:
        return [low]
    rough = (high - low) / (TICKS - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * 0.999)
    return [
        place * step for place in range(math.ceil(low / step), math.floor(high / step + 1e-9) + 1)
    ]


def unit(metric: Metric, _: Translator, text: str = "") -> str:
    """The unit's name as it stands after a number (`text`: 1 issue); "%" for percent."""
    if metric.unit_title:
        return _.pick(metric.unit_title)
    name = "%" if metric.unit == "percent" else _(metric.unit)
    return name.removesuffix("s") if text == "1" and _.lang == "en" and " " not in name else name


def with_unit(text: str, metric: Metric, _: Translator) -> str:
    """A number's text and the unit: "95.2%", "1,203 件"; "" stays ""."""
    gap = "" if metric.unit == "percent" else " "
    return f"{text}{gap}{unit(metric, _, text)}" if text else ""


def level(value: float, metric: Metric) -> str:
    """A target's value, with the percent sign but without another unit's name."""
    return number(value, metric.decimals) + ("%" if metric.unit == "percent" else "")


def aim(target: float, metric: Metric) -> str:
    """A target and on which side of it is good: "≤ 5%"."""
    return ("≤ " if metric.better == "down" else "≥ ") + level(target, metric)


def amount(value: float | None, metric: Metric, _: Translator) -> str:
    """A value in full with its unit, or "no data"."""
    return with_unit(number(value, metric.decimals), metric, _) or _("No data")


def exact(value: float | None, metric: Metric, _: Translator) -> str:
    """A value in full with its unit, a large one in 万/亿 or k/M behind it, or "no data"."""
    said = amount(value, metric, _)
    if value is None or abs(value) < COMPACT_FROM:
        return said
    return _("{amount} ({short})", amount=said, short=compact(value, metric.decimals, _.lang))


def distance(size: float, metric: Metric, _: Translator) -> str:
    """How far two values are apart, without a sign: "1.2 个百分点", "85 件"."""
    text = number(size, metric.decimals)
    if metric.unit == "percent":
        return _("{n} percentage points", n=text)
    return with_unit(text, metric, _)


def change(
    metric: Metric,
    now: float | None,
    then: float | None,
    _: Translator,
    *,
    is_signal: bool = False,
) -> Change | None:
    """From `then` to `now`: points for percentages, per cent of `then` for everything else.

    Points are those between the numbers as they are shown. From zero there is no percentage: the
    difference itself is shown. What is written alike is no change. None where one is missing.
    is_signal: whether it is more than chance; without, it is neither better nor worse.
    """
    if now is None or then is None:
        return None
    better = metric.better if is_signal else "neither"
    if metric.unit == "percent":
        size = round(now, metric.decimals) - round(then, metric.decimals)
        return _judged(better, size, metric.decimals, _("pp"))
    if then == 0:
        return _judged(better, now, metric.decimals, "")
    if number(now, metric.decimals) == number(then, metric.decimals):
        return _judged(better, 0.0, 1, "%")
    return _judged(better, (now - then) / abs(then) * 100, 1, "%")


def _judged(better: str, size: float, decimals: int, unit: str) -> Change:
    """Judges what is shown, not what is rounded away: +0.04 % is no change."""
    text = number(size, decimals)
    unit = f" {unit}" if unit not in ("", "%") else unit
    if not text.strip("0.,"):
        return Change(text + unit, 0, "same", 0.0)
    direction = -1 if text.startswith(MINUS) else 1
    text = text if direction < 0 else f"+{text}"
    good = better != "neither" and (direction > 0) == (better == "up")
    verdict = "neither" if better == "neither" else "better" if good else "worse"
    return Change(text + unit, direction, verdict, size)


def judgement(given: Change | None, words: Mapping[str, str], _: Translator) -> str:
    """A change in one line with the word for it: "▲ +12.3% worse"; "" where there is none."""
    if given is None:
        return ""
    sign = f"{given.arrow} {given.text}" if given.direction else given.arrow
    return f"{sign} {_(words[given.verdict])}".rstrip()


def heading(metric: Metric, place: str, days: str, _: Translator) -> str:
    """The title of a figure: metric, unit, area and days."""
    return f"{named(metric, _)} · {place} · {days}"


def named(metric: Metric, _: Translator) -> str:
    """The metric and its unit in brackets, once: a unit that the title says already is left out."""
    title, said = _.pick(metric.title), unit(metric, _).strip("()（）")
    if set(said.casefold().split()) <= set(title.casefold().split()):
        return title
    return _("{title} ({unit})", title=title, unit=said)


def unbroken(title: str) -> str:
    """A title of which no line begins with a dot or a dash, and none parts two months."""
    whole = SPAN.sub(lambda found: found[0].replace(" ", GLUE).replace("–", f"–{JOIN}"), title)
    return whole.replace(" · ", f"{GLUE}· ").replace(" – ", f"{GLUE}– ")


def no_history(metric: Metric, _: Translator) -> str:
    """Why a metric has no trend: a register is written over."""
    return _(
        "“{metric}” comes from a register that says what there is now and keeps no history: it has "
        "no trend.",
        metric=_.pick(metric.title),
    )


def left_out(count: int, _: Translator) -> str:
    """How many records a metric leaves out for their faults."""
    if count == 1:
        return _("⚠ 1 faulty record left out")
    return _("⚠ {n} faulty records left out", n=f"{count:,}")


def suppressed(count: int, _: Translator) -> str:
    """How many numbers are not shown since they would tell of few people in need."""
    return _("{n} numbers are suppressed: they would tell of few households", n=f"{count:,}")

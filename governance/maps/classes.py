"""Classes of a map: limits by a stated method, rounded where that moves no area, with colours.

Made from the values of all months, a scale stays the same while the months are played.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from governance.charts.chart_base import Look
from governance.core.i18n import Translator, mark
from governance.maps import colour_ramps
from governance.maps.class_limits import METHODS, SAMPLE, Method, limits
from governance.metrics import number_format
from governance.metrics.catalog import Metric

FEWEST, MOST, USUAL = 3, 7, 5
SIDE = 3  # classes on either side of a target
# What is classed: values, those on each side of a target, sizes without their sign.
PLAIN = mark("{n} classes by {method}")
SIDES = mark("{n} classes by {method} on each side of the target")
SIZES = mark("{n} classes by {method} of how large the change is")


class Parts(NamedTuple):
    """Limits and colours; how many classes there should be, and what is said of them."""

    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    wanted: int
    told: str = PLAIN


@dataclass(frozen=True)
class Scale:
    """Classes from low to high. breaks: the upper limits, included, of all classes but the last.

    A value is classed as it is shown, with so many decimals: equal texts have equal colours. A
    diverging scale is symmetric about zero, which its middle class holds; there a limit belongs
    to the class nearer to zero. zero: the colour of exact zeros where they stand apart, else "".
    words: the method, the number of classes, and what had to be different, for the legend. meaning:
    which colours are bad, "" for none.
    """

    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    words: str
    extent: tuple[float, float]
    decimals: int
    zero: str = ""
    is_diverging: bool = False
    meaning: str = ""

    def place(self, value: float) -> int:
        """The class that holds a value, 0 the lowest; values outside the extent: the outermost."""
        shown = round(value, self.decimals)
        if self.is_diverging and shown < 0:
            return bisect_right(self.breaks, shown)
        return bisect_left(self.breaks, shown)

    def colour(self, value: float) -> str:
        """The colour of a value, zero's own where it stands apart."""
        if self.zero and round(value, self.decimals) == 0:
            return self.zero
        return self.colours[self.place(value)]


def scale(
    values: Iterable[float | None],
    metric: Metric,
    look: Look,
    *,
    method: Method = "quantiles",
    count: int = USUAL,
    diverging: bool = False,
    target: float | None = None,
) -> Scale:
    """The classes of all values of a metric that the map may show; None is left out.

    count: 3 to 7, of a diverging scale an odd number (an even one gets one class more). Fewer
    distinct values than classes make a class each. Zero has a colour of its own where no value is
    below it, unless it is the worst. Diverging, purple is the better side, and above where a metric
    has none. target: what the metric is to reach, where classes part.
    Raises ValueError for an unknown method or count.
    """
    if method not in METHODS or not FEWEST <= count <= MOST:
        raise ValueError(f"{count} classes by {method!r}: 3 to 7 by one of {list(METHODS)}")
    places = metric.decimals
    known = sorted(round(float(value), places) for value in values if value is not None)
    if diverging:
        return _diverging(known, metric, look, method, count | 1)
    apart = bool(known) and known[0] == 0 and metric.better != "up"
    classed = [value for value in known if value] if apart else known
    breaks, colours, wanted, told = _coloured(classed, metric, look, (method, count), target)
    words = _words(classed or known, breaks, (method, wanted), told, look.translate)
    return Scale(
        breaks=breaks,
        colours=colours,
        words=words,
        meaning=_meaning(metric, target, look.translate) if classed else "",
        extent=(classed[0], classed[-1]) if classed else (0.0, 0.0),
        decimals=places,
        zero=colour_ramps.marks(look.palette).zero if apart else "",
    )


def thirds(values: Iterable[float | None], metric: Metric, look: Look) -> Scale:
    """Three classes by quantiles for one of two metrics at once, zero in the lowest like others.

    Its colours are those of the square (colour_ramps.bivariate).
    """
    places = metric.decimals
    known = sorted(round(float(value), places) for value in values if value is not None)
    breaks = limits(tuple(known), "quantiles", FEWEST, places)
    return Scale(
        breaks=breaks,
        colours=colour_ramps.sequential(len(breaks) + 1, look.palette),
        words=_words(known, breaks, ("quantiles", FEWEST), PLAIN, look.translate),
        extent=(known[0], known[-1]) if known else (0.0, 0.0),
        decimals=places,
    )


def _coloured(
    values: Sequence[float],
    metric: Metric,
    look: Look,
    wanted: tuple[Method, int],
    target: float | None,
) -> Parts:
    """The classes of amounts, of better and worse, or of what misses and meets a target."""
    if metric.better != "neither" and target is not None and values:
        return _parted(values, metric, look, wanted, target)
    found = limits(tuple(values), *wanted, metric.decimals)
    if metric.better == "neither":
        amounts = colour_ramps.sequential(len(found) + 1, look.palette)
        return Parts(found, amounts, wanted[1])
    colours = colour_ramps.worse(len(found) + 1, look.palette)
    return Parts(found, colours if metric.better == "down" else colours[::-1], wanted[1])


def _parted(
    values: Sequence[float],
    metric: Metric,
    look: Look,
    classed: tuple[Method, int],
    target: float,
) -> Parts:
    """Classes that end at the target, at most SIDE on either side of it."""
    # The target itself is met: where more is better, the class below ends a digit before it.
    (method, count), places, is_up = classed, metric.decimals, metric.better == "up"
    edge = round(target - (10.0**-places if is_up else 0), places)
    sides = [[v for v in values if v <= edge], [v for v in values if v > edge]]
    most = min(max(round(count * len(sides[0]) / len(values)), 1), SIDE)
    wanted = most, min(max(count - most, 1), SIDE)
    low, high = (
        limits(tuple(side), method, n, places) if n > 1 else ()
        for side, n in zip(sides, wanted, strict=True)
    )
    ramps = (colour_ramps.missed, colour_ramps.met)
    below, above = ramps if is_up else ramps[::-1]
    under = below(len(low) + 1, look.palette)[::-1] if sides[0] else ()
    over = above(len(high) + 1, look.palette) if sides[1] else ()
    between = (edge,) if under and over else ()
    asked = sum(n for n, side in zip(wanted, sides, strict=True) if side)
    told = SIDES if between else PLAIN
    return Parts((*low, *between, *high), (*under, *over), asked, told)


def _meaning(metric: Metric, target: float | None, _: Translator) -> str:
    """What colours say beyond more or less; "" where they say nothing else."""
    if metric.better == "neither":
        return ""
    if target is None:
        return _("The stronger the orange, the worse")
    aim = number_format.aim(target, metric)
    return _("Parted at the target {aim}: orange misses it", aim=aim)


def _diverging(
    known: Sequence[float], metric: Metric, look: Look, method: Method, count: int
) -> Scale:
    sizes = sorted(abs(value) for value in known if value)
    found = limits(tuple(sizes), method, count // 2 + 1, metric.decimals)
    breaks = (*(-limit for limit in found[::-1]), *found)
    flipped = metric.better == "down"
    colours = colour_ramps.diverging(len(breaks) + 1, look.palette, flipped=flipped)
    most = sizes[-1] if sizes else 0.0
    return Scale(
        breaks=breaks,
        colours=colours,
        words=_words(sizes, found, (method, count // 2 + 1), SIZES, look.translate),
        extent=(-most, most),
        decimals=metric.decimals,
        is_diverging=True,
    )


def _words(
    values: Sequence[float],
    breaks: Sequence[float],
    classed: tuple[Method, int],
    told: str,
    _: Translator,
) -> str:
    """How values were classed: by which method, and where it could not be kept to.

    breaks: the limits that were found for them. classed: the method and the classes wanted. told:
    one of PLAIN, SIDES and SIZES.
    """
    (method, wanted), found = classed, len(breaks) + 1
    if not values:
        return _("no values to class")
    count = 2 * found - 1 if told == SIZES else found
    if count == 1:
        return _("all values are equal")
    if found == len(set(values)):
        return _("{n} classes: each different value is one of its own", n=count)
    text = _(told, n=count, method=_(METHODS[method]))
    notes = [_("equal values leave fewer")] if found < wanted else []
    if method == "natural" and len(values) > SAMPLE:
        notes.append(_("found from {n} of {total} values", n=SAMPLE, total=len(values)))
    if method == "equal" and told == PLAIN and _is_uneven(values, breaks):
        notes.append(_("limits are rounded"))
    return _("{text} ({notes})", text=text, notes=_("; ").join(notes)) if notes else text


def _is_uneven(values: Sequence[float], breaks: Sequence[float]) -> bool:
    """Whether rounding made intervals differ by more than a twentieth."""
    widths = [high - low for low, high in pairwise([values[0], *breaks, values[-1]])]
    return max(widths) > 1.05 * min(widths)


def of_months(scale: Scale, months: int, _: Translator) -> Scale:
    """The scale, saying of how many months its classes are: one month alone fills them unevenly."""
    if months < 2 or not scale.breaks:
        return scale
    words = _("{text}, of the values of {n} months", text=scale.words, n=months)
    return replace(scale, words=words)


def counting(unit: str) -> Metric:
    """A count of records in places of equal size, which has no good side. unit: a msgid."""
    return Metric(
        key="",
        title={},
        unit=unit,
        better="neither",
        dataset="",
        grain="",
        segments=(),
        additive=True,
        definition={},
        formula={},
        excludes={},
        version=1,
        time="flow",
        sql="",
        text="",
    )

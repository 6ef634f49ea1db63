"""Classes of a map: limits by a stated method, rounded where that moves no area, with colours.

Made from the values of all months, a scale stays the same while the months are played.
"""

import math
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from governance.charts.chart_base import Look
from governance.core.i18n import Translator, mark
from governance.maps import colour_ramps
from governance.metrics.catalog import Metric

Method = Literal["quantiles", "equal", "natural"]
METHODS: dict[Method, str] = {
    "quantiles": mark("quantiles"),
    "equal": mark("equal intervals"),
    "natural": mark("natural breaks"),
}
FEWEST, MOST, USUAL = 3, 7, 5
# Fisher-Jenks takes time with the square of the number of values: 0.05 s of CPU for 200 and 4.3 s
# for 2,000. More values are stood for by so many of them, evenly taken from lowest to highest.
SAMPLE = 200
# How far a limit may go towards its neighbours to be round, as a share of the way.
REACH = 0.3
STEPS = (5.0, 2.5, 2.0, 1.0)


@dataclass(frozen=True)
class Scale:
    """Classes from low to high. breaks: the upper limits, included, of all classes but the last.

    A value is classed as it is shown, with so many decimals: equal texts have equal colours. A
    diverging scale is symmetric about zero, which its middle class holds; there a limit belongs
    to the class nearer to zero. zero: the colour of exact zeros where they stand apart, else "".
    words: the method, the number of classes, and what had to be different, for the legend.
    """

    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    words: str
    extent: tuple[float, float]
    decimals: int
    zero: str = ""
    is_diverging: bool = False

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
    apart: bool = True,
) -> Scale:
    """The classes of all values of a metric that the map may show; None is left out.

    count: 3 to 7, of a diverging scale an odd number (an even one gets one class more). Fewer
    distinct values than classes make a class each. apart: zero has a colour of its own where no
    value is below it; a bivariate map has no room for that. Diverging, purple is the better side,
    and above where a metric has none. Raises ValueError for an unknown method or count.
    """
    if method not in METHODS or not FEWEST <= count <= MOST:
        raise ValueError(f"{count} classes by {method!r}: 3 to 7 by one of {list(METHODS)}")
    places = metric.decimals
    known = sorted(round(float(value), places) for value in values if value is not None)
    if diverging:
        return _diverging(known, metric, look, method, count | 1)
    apart = apart and bool(known) and known[0] == 0
    classed = [value for value in known if value] if apart else known
    limits = _limits(tuple(classed), method, count, places)
    colours = colour_ramps.sequential(len(limits) + 1, look.palette)
    return Scale(
        breaks=limits,
        colours=colours,
        words=_words(classed or known, method, len(colours), count, look.translate),
        extent=(classed[0], classed[-1]) if classed else (0.0, 0.0),
        decimals=places,
        zero=colour_ramps.marks(look.palette).zero if apart else "",
    )


def _diverging(
    known: Sequence[float], metric: Metric, look: Look, method: Method, count: int
) -> Scale:
    sizes = sorted(abs(value) for value in known if value)
    limits = _limits(tuple(sizes), method, count // 2 + 1, metric.decimals)
    breaks = (*(-limit for limit in limits[::-1]), *limits)
    flipped = metric.better == "down"
    colours = colour_ramps.diverging(len(breaks) + 1, look.palette, flipped=flipped)
    most = sizes[-1] if sizes else 0.0
    return Scale(
        breaks=breaks,
        colours=colours,
        words=_words(sizes, method, len(colours), count, look.translate),
        extent=(-most, most),
        decimals=metric.decimals,
        is_diverging=True,
    )


# A page that is drawn again has the same values; natural breaks cost 45 ms of CPU.
@lru_cache(maxsize=128)
def _limits(
    values: tuple[float, ...], method: Method, count: int, decimals: int
) -> tuple[float, ...]:
    """Upper limits of all classes but the last."""
    distinct = sorted(set(values))
    if len(distinct) <= count:
        raw = distinct[:-1]
    else:
        raw = [limit for limit in _classified(values, method, count) if limit < distinct[-1]]
    return tuple(sorted(set(_round_limits(raw, distinct, decimals))))


def _classified(values: Sequence[float], method: Method, count: int) -> list[float]:
    import mapclassify  # brings scipy.stats and scikit-learn: 2.4 s of CPU for who draws no map

    array = np.asarray(values)
    if method == "natural" and len(array) > SAMPLE:
        array = array[np.linspace(0, len(array) - 1, SAMPLE).round().astype(int)]
        count = min(count, len(np.unique(array)))
    makers = {
        "quantiles": mapclassify.Quantiles,
        "equal": mapclassify.EqualInterval,
        "natural": mapclassify.FisherJenks,
    }
    with warnings.catch_warnings():
        # Ties leave fewer classes, which the legend says; without numba it is slower, no different.
        warnings.simplefilter("ignore", UserWarning)
        limits = makers[method](array, k=count).bins
    if len(array) < len(values):
        limits = [_halfway(limit, array) for limit in limits]
    return sorted({float(limit) for limit in limits})


def _halfway(limit: float, array: NDArray[np.float64]) -> float:
    """Between a limit and the next of a sample, since other values may lie there."""
    above = array[array > limit]
    return float((limit + above.min()) / 2) if len(above) else limit


def _round_limits(limits: Sequence[float], values: Sequence[float], decimals: int) -> list[float]:
    """Each limit as the roundest number of so many decimals that parts the same values.

    limits and values ascend; the values have no more decimals than that, and no repetition. A
    value equal to a limit is below it, so that the highest value below it is always one to take.
    """
    ends = [values[0], *limits, values[-1]] if values else []
    return [
        _roundest(limit, *_room(limit, ends[place], ends[place + 2], values), decimals)
        for place, limit in enumerate(limits)
    ]


def _room(
    limit: float, before: float, after: float, values: Sequence[float]
) -> tuple[float, float, float]:
    """The highest value below the limit; the range around the limit without another value."""
    below = max((value for value in values if value <= limit), default=limit)
    above = min((value for value in values if value > limit), default=limit)
    low = max(below, limit - REACH * (limit - before))
    return below, low, min(above, limit + REACH * (after - limit))


def _roundest(limit: float, below: float, low: float, high: float, decimals: int) -> float:
    """The multiple of the largest step in [low, high), the nearest to the limit of several."""
    power = math.floor(math.log10(max(abs(low), abs(high), 10.0**-decimals)))
    for exponent in range(power, -decimals - 1, -1):
        for step in STEPS:
            if exponent == -decimals and step == 2.5:
                continue
            multiples = _multiples(step * 10.0**exponent, low, high)
            if multiples:
                return min(multiples, key=lambda number: abs(number - limit))
    return below


def _multiples(size: float, low: float, high: float) -> list[float]:
    first, last = math.ceil(low / size - 1e-9), math.floor(high / size + 1e-9)
    multiples = [float(f"{number * size:.12g}") for number in range(first, last + 1)]
    return [number for number in multiples if low <= number < high]


def _words(
    values: Sequence[float], method: Method, count: int, requested: int, _: Translator
) -> str:
    if not values:
        return _("no values to class")
    if count == 1:
        return _("all values are equal")
    text = _("{n} classes by {method}", n=count, method=_(METHODS[method]))
    if count < requested:
        text += _(" (too few different values for {n})", n=requested)
    return text


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

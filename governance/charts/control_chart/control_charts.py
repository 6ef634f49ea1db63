"""A control chart, as pages, slides and files show it."""

import numpy as np

from governance.charts import roles
from governance.charts.control_chart.control_series import Control, title, word
from governance.charts.metric_charts import of_months, parts, target_rule
from governance.charts.model import Chart, Series, Values
from governance.core import dates
from governance.core.i18n import Translator
from governance.core.periods import overlaps
from governance.metrics import number_format
from governance.stats.signals.arrays import Series as Numbers

# Pixels of a mark by what it is: a signal beyond a limit, one only of a run, any other month.
BEYOND, RUN, USUAL, OPEN = 13.0, 9.0, 7.0, 9.0
# Beside the sides of a signal (1, -1) and of none (0): beyond the limits, and yet no signal.
APART = 2


def chart(control: Control, place: str, _: Translator) -> Chart:
    """Values with mean and natural limits; a signal has another shape and colour."""
    metric, values = control.metric, tuple(value.value for value in control.values)
    line = Series(_.pick(metric.title), "line", values, legend="")
    return of_months(
        metric,
        control.months,
        _,
        control.notes,
        title=title(control, place, _),
        series=(line, *_limits(control, _), *_marks(control, _)),
        reach=_reach(control),
        gaps=tuple(n for n, value in enumerate(control.values) if not value.has_data),
        chosen=tuple(
            n for n, month in enumerate(control.months) if overlaps(month, control.chosen)
        ),
        **target_rule(control.target, metric, _),
    )


def _reach(control: Control) -> tuple[float, ...]:
    """Room for values, limits and target; no limit is shown below 0 or above 100 %."""
    lower, upper = _cut(control)
    known = [value.value for value in control.values if value.value is not None]
    known += [limit for limit in (*_plain(lower), *_plain(upper)) if limit is not None]
    known += [control.target.value] if control.target else []
    if not known:
        return ()
    low, high = min(known), max(known)
    margin = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return max(low - margin, -0.04 * high), high + margin


def _cut(control: Control) -> tuple[Numbers, Numbers]:
    """The limits as they are drawn: cut at what the metric can be, for the eye alone."""
    limits = control.chart.limits
    top = 100.0 if control.metric.unit == "percent" else np.inf
    return np.maximum(limits.lower[0], 0.0), np.minimum(limits.upper[0], top)


def _limits(control: Control, _: Translator) -> list[Series]:
    (lower, upper), centre = _cut(control), control.chart.limits.centre[0]
    last, mean = float(centre[-1]), _("Mean")
    if np.isfinite(last):
        mean = _("Mean {value}", value=number_format.level(last, control.metric))
    rows = (
        (mean, centre, "solid", None),
        (_("Lower limit"), lower, "dot", ""),
        (_("Upper limit"), upper, "dot", _("Natural limits")),
    )
    return [
        Series(name, "rule", _beyond(control, _plain(line)), dash=dash, legend=legend)
        for name, line, dash, legend in rows
        if np.isfinite(line).any()  # what piles up has neither mean nor limits
    ]


def _marks(control: Control, _: Translator) -> list[Series]:
    """The months by what they are: usual, signals above, signals below, still open."""
    values, better = [value.value for value in control.values], control.metric.better
    sides = [*control.special, *[None] * (len(values) - control.judged)]
    hovers = tuple(_hover_text(control, n, side or 0, _) for n, side in enumerate(sides))
    sides = [APART if s == 0 and _is_apart(control, n) else s for n, s in enumerate(sides)]
    kinds: tuple[tuple[int | None, str, str, str], ...] = (
        (0, _("Within chance"), "value", roles.SIDES[0]),
        (APART, _("Beyond the limits, not judged unusual"), "value", "diamond"),
        (1, _("Signal: high"), roles.tone_of_side(1, better), roles.SIDES[1]),
        (-1, _("Signal: low"), roles.tone_of_side(-1, better), roles.SIDES[-1]),
        (None, _("Not settled yet"), "value", "circle-open"),
    )
    series = [
        Series(
            name,
            "dots",
            tuple(v if s == side else None for v, s in zip(values, sides, strict=True)),
            tone=tone,
            symbol=symbol,
            sizes=_sizes(control, side, len(values)),
            hovers=hovers,
        )
        for side, name, tone, symbol in kinds
    ]
    return [item for item in series if item.places]


def _is_apart(control: Control, month: int) -> bool:
    """Whether a month lies beyond the limits; judged by last year's month it may be no signal."""
    value, limits = control.values[month].value, control.chart.limits
    if value is None:
        return False
    return bool(value < limits.lower[0][month] or value > limits.upper[0][month])


def _sizes(control: Control, side: int | None, count: int) -> tuple[float, ...]:
    """A month that is a signal only as one of a run is drawn smaller than one beyond a limit."""
    if side in (0, APART, None):
        return (OPEN if side is None else USUAL,) * count
    beyond = control.chart.beyond[0]
    return tuple(BEYOND if n < control.judged and beyond[n] else RUN for n in range(count))


def _hover_text(control: Control, index: int, side: int, _: Translator) -> str:
    """What a mark says: the month, the value, what it is made of, how it is judged."""
    value, metric = control.values[index], control.metric
    month = dates.window(control.months[index], _.lang)
    text = f"{month}<br><b>{number_format.amount(value.value, metric, _)}</b>{parts(value)}"
    return text + (f"<br>{word('signal', side, metric.better, _)}" if side else "")


def _beyond(control: Control, values: Values) -> Values:
    """The values of the judged months, and none for those that have not settled."""
    return (*values, *(None,) * (len(control.months) - control.judged))


def _plain(values: Numbers) -> Values:
    return tuple(float(value) if np.isfinite(value) else None for value in values)

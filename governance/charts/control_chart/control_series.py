"""One metric of one area month by month, judged: the figures of a control chart and its words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from governance.core import dates
from governance.core.i18n import Translator, mark
from governance.core.periods import DAY, Window
from governance.metrics import number_format
from governance.metrics.annotations import Annotation
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Value, Values
from governance.metrics.targets import Target
from governance.stats.signals import (
    judgement,
    limits,
    series,
    shift,
    signal_table,
    stocks,
    working_days,
)
from governance.stats.signals.judgement import Verdict
from governance.stats.signals.limits import Chart

MONTHS = signal_table.MONTHS
STATES: Mapping[str, str] = {
    judgement.SIGNAL: mark("Signal"),
    judgement.NONE: mark("No signal"),
    judgement.STOCK: mark("Not judged by month"),
    judgement.FEW: mark("Too few cases"),
    judgement.SHORT: mark("Too few months"),
    judgement.NOTHING: mark("Nothing to measure"),
    judgement.NO_DATA: mark("No data"),
}
EXPLAINED: Mapping[str, str] = {
    judgement.NONE: mark("No signal: what the months differ by is within what chance does."),
    judgement.STOCK: mark("A share of what has piled up: its months are not judged."),
    judgement.FEW: mark("Too few cases in the month to tell a signal from chance."),
    judgement.SHORT: mark("Too few months to tell a signal from chance."),
    judgement.NOTHING: mark("Nothing to measure in the last month, so there is nothing to judge."),
    judgement.NO_DATA: mark("No data in the last month: that is no fall, and nothing is judged."),
}
MOVING = {
    1: mark("{word}: it has grown month after month since {month}."),
    -1: mark("{word}: it has fallen month after month since {month}."),
}
REFERENCES: Mapping[str, str] = {
    "last_year": mark("It also stands apart from the same months of last year."),
    "season": mark("Held against the same months of last year, since they follow the seasons."),
}


@dataclass(frozen=True)
class Control:
    """Months with their values; the first `judged` of them with limits, the rest not settled yet.

    chosen: the period that the page shows. notes: what is known of the months.
    """

    metric: Metric
    months: Sequence[Window]
    values: Sequence[Value]
    judged: int
    chart: Chart
    verdict: Verdict
    chosen: Window
    target: Target | None = None
    notes: Sequence[Annotation] = ()

    @property
    def state(self) -> str:
        return str(self.verdict.state[0])

    @property
    def side(self) -> int:
        return int(self.verdict.side[0])

    @property
    def special(self) -> list[int]:
        """+1, −1 or 0 for each judged month."""
        return [int(side) for side in self.chart.special[0]]


def judge(
    values: Values,
    metric: Metric,
    area: str,
    months: Sequence[Window],
    as_of: dt.date,
    chosen: Window,
) -> Control:
    """The control chart of an area's months; those that have not settled are not judged."""
    cells = [values.at(metric.key, area, month) for month in months]
    end = signal_table.last_month(metric, as_of)[1]
    judged = max(sum(month[1] <= end for month in months), 1)
    value, top, whole = (
        _series(cells[:judged], part) for part in ("value", "numerator", "denominator")
    )
    has_data = np.array([[cell.has_data and cell.is_to_the_end for cell in cells[:judged]]])
    days = working_days.relative(months[:judged])
    figures = series.build_figures(metric, (value, top, whole), has_data, days)
    verdict = judgement.judge(figures, metric)
    chart = limits.compute_chart(figures, metric, verdict)
    return Control(metric, months, cells, judged, chart, verdict, chosen)


def _series(values: Sequence[Value], part: str) -> np.ndarray:
    return np.array([[getattr(value, part) for value in values]], dtype=np.float64)


def month_query(month: Window) -> dict[str, str]:
    """What the address says where a month is the period."""
    start, end = month
    return {"period": "custom", "start": start.isoformat(), "end": (end - DAY).isoformat()}


def title(control: Control, place: str, _: Translator) -> str:
    """What the chart shows: metric, unit, area, months."""
    months = (control.months[0][0], control.months[-1][1])
    return number_format.heading(control.metric, place, dates.window(months, _.lang), _)


def describe_verdict(control: Control, _: Translator) -> str:
    """The verdict on the last judged month in one sentence, "signal" or "no signal"."""
    if control.state != judgement.SIGNAL:
        return _(EXPLAINED[control.state])
    start = control.months[int(control.verdict.since[0])][0]
    facts = {
        "word": word(control.state, control.side, control.metric.better, _),
        "month": dates.month(start, _.lang),
    }
    if stocks.is_stock(control.metric):
        return _(MOVING[control.side], **facts)
    said = _(
        "{word}: {side} the mean of {centre} since {month}.",
        side=_("above") if control.side > 0 else _("below"),
        centre=number_format.level(float(control.chart.limits.centre[0, -1]), control.metric),
        **facts,
    )
    return said + describe_reference(control, _)


def describe_reference(control: Control, _: Translator) -> str:
    """What else the months were held against, and by what; "" where the mean alone counts."""
    text = REFERENCES.get(shift.REFERENCES[int(control.verdict.reference[0])], "")
    days = mark("Months are compared by their working days.") if control.verdict.by_days[0] else ""
    return "".join(" " + _(said) for said in (text, days) if said)


def banner(control: Control, _: Translator) -> str:
    """The verdict as HTML; a signal stands out by its frame and by its words."""
    kind = "signal" if control.state == judgement.SIGNAL else "quiet"
    month = dates.window(control.months[control.judged - 1], _.lang)
    text = escape(describe_verdict(control, _))
    return f'<p class="verdict {kind}"><b>{escape(month)}</b> {text}</p>'


def numbers(control: Control, _: Translator) -> pd.DataFrame:
    """The chart's numbers, one row a month, under the headings that a reader sees."""
    edges, judged = control.chart.limits, control.judged
    words = {1: _("Signal: high"), 0: "", -1: _("Signal: low")}
    beyond = len(control.months) - judged
    columns = {_("Mean"): edges.centre, _("Lower limit"): edges.lower}
    columns[_("Upper limit")] = edges.upper
    return pd.DataFrame(
        {
            _("Month"): [dates.month(start, _.lang) for start, _end in control.months],
            _("Value"): [value.value for value in control.values],
            **{name: [*part[0], *[None] * beyond] for name, part in columns.items()},
            _("Signal"): [words[side] for side in control.special]
            + [_("Not settled yet")] * beyond,
        }
    )


def word(state: str, side: int, better: str, _: Translator) -> str:
    """One or two words with a sign: "▼ Signal: worse", "No signal"."""
    if state != judgement.SIGNAL:
        return _(STATES[state])
    sign = "▲" if side > 0 else "▼"
    return f"{sign} {_(STATES[state])}{meaning(side, better, _)}"


def meaning(side: int, better: str, _: Translator) -> str:
    """Whether a signal is for the worse or the better; "" where neither is."""
    if better == "neither":
        return ""
    is_good = (side > 0) == (better == "up")
    return _(": better") if is_good else _(": worse")

"""What became of a figure once a follow-up on it was closed, and how that is said."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from governance.core import periods
from governance.core.i18n import Translator, mark
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.followups import FollowUp
from governance.metrics.query import Query
from governance.stats.signals import after_closing, signal_table, stocks
from governance.stats.signals.after_closing import ABOVE, BELOW, LED, MOST, UNKNOWN, WITHIN

EARLY = "early"  # no whole, settled month yet
FOUND: Mapping[str, str] = {
    WITHIN: mark("within what chance does"),
    ABOVE: mark("higher than expected, beyond chance"),
    BELOW: mark("lower than expected, beyond chance"),
}
# Of what has piled up, its growth is judged.
GREW: Mapping[str, str] = {
    WITHIN: mark("its growth is within what chance does"),
    ABOVE: mark("grew more than expected, beyond chance"),
    BELOW: mark("grew less than expected, beyond chance"),
}
UNTOLD: Mapping[str, str] = {
    EARLY: mark("no whole month since closing yet"),
    UNKNOWN: mark("the months since closing cannot be judged"),
}


@dataclass(frozen=True)
class Verdict:
    """state: EARLY, or of stats.signals.after_closing. months: how many were looked at."""

    state: str
    months: int = 0
    metric: Metric | None = None

    @property
    def tone(self) -> str:
        """Whether the figure moved for the "better" or the "worse"; "" for neither."""
        better = {"up": ABOVE, "down": BELOW}.get(self.metric.better if self.metric else "")
        if self.state not in (ABOVE, BELOW) or better is None:
            return ""
        return "better" if self.state == better else "worse"


def judge(
    one: FollowUp,
    metric: Metric,
    level: str,
    as_of: dt.date,
    answer: Callable[[Query], pd.DataFrame],
) -> Verdict:
    """The verdict on a follow-up that is closed. level: of its area; as_of: the data's last day."""
    if one.closed is None or not metric.has_history:
        return Verdict(UNKNOWN)
    first = periods.add_months(one.closed.replace(day=1), 1)
    end = signal_table.last_month(metric, as_of)[1]
    after = min(_months(first, end), MOST)
    if after < 1:
        return Verdict(EARLY)
    out = _months(one.opened.replace(day=1), first) + LED
    months = periods.months_before(
        periods.add_months(first, after), as_of, signal_table.MONTHS + out
    )
    frame = answer(Query((metric.key,), level, one.area, months))
    figures = signal_table.figures_of(frame, metric, months)
    return Verdict(str(after_closing.judge(figures, metric, after, out)[0]), after, metric)


def _months(start: dt.date, end: dt.date) -> int:
    """How many months lie between two first days of months, below 0 where `end` is earlier."""
    return (end.year - start.year) * 12 + end.month - start.month


def describe(verdict: Verdict, _: Translator) -> str:
    """The verdict in words: "办结后 2 个月：高于预期，超出正常波动"."""
    if verdict.state in UNTOLD:
        return _(UNTOLD[verdict.state])
    is_stock = verdict.metric is not None and stocks.is_stock(verdict.metric)
    words = (GREW if is_stock else FOUND)[verdict.state]
    months = number_format.number(verdict.months)
    return _("whole months since closing: {n}; {found}", n=months, found=_(words))

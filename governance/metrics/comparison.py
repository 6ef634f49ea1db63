"""What is told of two values of a metric: how it changed, or why no change can be told.

A change is told between like and like: the same months of the same exports, up to the same day, of
the same age, and of counts per day where the windows are not equally long. It is good or bad only
where the figure is a signal (Value.side); else it may be chance.
"""

from governance.core import contracts, dates, periods
from governance.core.i18n import Translator, mark
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Value
from governance.metrics.number_format import Change

# A stock of the first months of the data is still filling up: what was there before is not in it.
FILLING = 3
WHY = {
    "months": mark("not the same areas and months have data"),
    "days": mark("the data end earlier"),
    "uneven": mark("not all areas reach the same day"),
    "unsettled": mark("not compared until it is settled"),
    "filling": mark("the data had only begun"),
}


def change(metric: Metric, now: Value, then: Value, _: Translator) -> Change | None:
    """From `then` to `now`; None where a value is missing or why_not() says that they differ."""
    if why_not(metric, now, then):
        return None
    is_daily = is_per_day(metric, now, then)
    # What it would have come to then in as many days as now.
    before = then.value * _days(now) / _days(then) if is_daily and then.value else then.value
    found = number_format.change(metric, now.value, before, _, is_signal=_is_signal(now, then))
    return found.per_day(_) if found and is_daily else found


def why_not(metric: Metric, now: Value, then: Value) -> str:
    """Why no change is told: a key of WHY; "" where one is, or where a value is missing."""
    if now.value is None or then.value is None or now.window is None or then.window is None:
        return ""
    is_settled = now.is_settled and then.is_settled
    # The months of a register are those of its listing: they say nothing of what was exported.
    is_register = contracts.load()[metric.dataset].is_register
    cut = (now.until is None) != (then.until is None) and not _is_alike_long(now, then)
    reasons = {
        "unsettled": bool(metric.settles) and not is_settled,
        "filling": metric.time == "stock" and min(now.history, then.history) <= FILLING,
        "uneven": not is_register and (now.is_uneven or then.is_uneven),
        "days": not is_register and cut,
        "months": not is_register and (now.known, now.units) != (then.known, then.units),
    }
    return next((why for why, holds in reasons.items() if holds), "")


def reason(metric: Metric, now: Value, then: Value, _: Translator) -> str:
    """The same in words."""
    why = why_not(metric, now, then)
    return _(WHY[why]) if why else ""


def is_per_day(metric: Metric, now: Value, then: Value) -> bool:
    """Whether windows of other lengths are compared by their days: what is counted in a window."""
    is_count = metric.time == "flow" and metric.aggregate == "sum" and not metric.is_ratio
    return is_count and not metric.lookback and _days(now) != _days(then)


def holiday(now: Value, then: Value, _: Translator) -> str:
    """That Spring Festival lies in one of two windows alone; "" where it does not."""
    days = [periods.spring_festival(value.span) if value.span else 0 for value in (now, then)]
    if bool(days[0]) == bool(days[1]):
        return ""
    return _("Spring Festival is in this period") if days[0] else _("Spring Festival was then")


def known_part(value: Value, _: Translator) -> list[str]:
    """Of which part of the period a value speaks, where that is not all of it."""
    if value.value is None:
        return []
    texts = []
    reached = len(periods.months_inside(value.span)) if value.span else value.months
    total = min(value.months, reached)  # of a stock only the last month counts
    if value.known < total:
        texts.append(_("{n} of {total} months have data", n=value.known, total=total))
    if value.is_uneven:
        texts.append(_("some areas' data end earlier"))
    if value.until is not None:
        texts.append(_("to {day}", day=dates.day(value.until, _.lang)))
    elif not value.is_settled:
        texts.append(_("not settled yet"))
    return texts


def _is_signal(now: Value, then: Value) -> bool:
    """Whether the change goes where the signal does: the figure may be high, and fall."""
    if now.value is None or then.value is None:
        return False
    return bool(now.side) and now.side * (now.value - then.value) > 0


def _days(value: Value) -> int:
    return (value.span[1] - value.span[0]).days if value.span else 0


def _is_alike_long(now: Value, then: Value) -> bool:
    """Whether both are of as many days, but for the lengths of months."""
    return abs(_days(now) - _days(then)) <= 3

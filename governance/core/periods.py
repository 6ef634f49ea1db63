"""Periods as half-open windows [start, end) of days, counted from the last day that has data."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from lunardate import LunarDate

from governance.core.i18n import mark

Window = tuple[date, date]

DEFAULT = "last_month"
PRESETS = {
    DEFAULT: mark("last month"),
    "month_to_date": mark("This month to date"),
    "last_office_month": mark("Last full office month"),
    "office_month_to_date": mark("This office month to date"),
    "last_week": mark("Last full week"),
    "last_30_days": mark("Last 30 days"),
    "last_quarter": mark("Last full quarter"),
    "quarter_to_date": mark("This quarter to date"),
    "year_to_date": mark("This year to date"),
    "last_12_months": mark("Last 12 full months"),
    "all_time": mark("All time"),
    "custom": mark("Custom days"),
}
# Of an office whose month for statistics does not begin on the first.
OFFICE = ("last_office_month", "office_month_to_date")
# A period that is still running is compared with the same days so many months before; so is an
# office's month, which is no whole month of the calendar.
MONTHS_BACK = {
    "month_to_date": 1,
    "quarter_to_date": 3,
    "year_to_date": 12,
    **dict.fromkeys(OFFICE, 1),
}
DAY = timedelta(days=1)
YEAR_OF_WEEKS = 364 * DAY  # the same days of the week
LEAST_MONTHS, MOST_MONTHS = 13, 36  # of a trend
LUNAR = 1901, 2099  # years of which the lunar calendar is known


@dataclass(frozen=True)
class Period:
    """A window with what it is compared with; None where there is nothing to compare."""

    preset: str
    window: Window
    previous: Window | None
    last_year: Window | None


@dataclass(frozen=True)
class Known:
    """The days that the data covers: first and last record, and the last day of anything at all.

    What was reported in the old year may be resolved in the new one: `end` can be after `as_of`.
    month_start: the day, 1 to 28, on which the office's month for statistics begins.
    """

    first: date
    as_of: date
    end: date
    month_start: int = 1

    def presets(self, held: str) -> list[str]:
        """The presets that mean anything here, and `held`: an office's month is often no other."""
        left_out = () if self.month_start != 1 else OFFICE
        return [key for key in PRESETS if key not in left_out or key == held]


def period(preset: str, known: Known, custom: Window | None = None) -> Period:
    """The period of a preset, counted from the last record. "all_time" leaves nothing out.

    Raises ValueError for an unknown preset, and for "custom" without a window of a day or more.
    """
    window = _window(preset, known, custom)
    if window[0] >= window[1]:
        raise ValueError(f"period {preset}: {window[0]} is not before {window[1]}")
    return Period(preset, window, previous(window, preset), last_year(window, preset))


def _window(preset: str, known: Known, custom: Window | None) -> Window:
    as_of, after = known.as_of, known.as_of + DAY
    month, week = after.replace(day=1), after - after.weekday() * DAY
    # The running office month, and the first day after the last full one, which may be today's.
    own, own_end = (_office_month(day, known.month_start) for day in (as_of, after))
    windows = {
        "last_month": (add_months(month, -1), month),
        "month_to_date": (as_of.replace(day=1), after),
        "last_30_days": (after - 30 * DAY, after),
        "last_office_month": (add_months(own_end, -1), own_end),
        "office_month_to_date": (own, after),
        "last_week": (week - 7 * DAY, week),
        "last_quarter": (add_months(_quarter(month), -3), _quarter(month)),
        "quarter_to_date": (_quarter(as_of), after),
        "year_to_date": (as_of.replace(month=1, day=1), after),
        "last_12_months": (add_months(month, -12), month),
        "all_time": (known.first, max(known.end, as_of) + DAY),
    }
    if custom is not None:
        windows["custom"] = custom
    if preset not in windows:
        raise ValueError(f"period {preset!r} is none of {tuple(PRESETS)}, or has no days given")
    return windows[preset]


def _quarter(day: date) -> date:
    """The first day of the quarter that a day is in."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def _office_month(day: date, month_start: int) -> date:
    """The first day of the office's month that a day is in."""
    first = day.replace(day=month_start)
    return first if first <= day else add_months(first, -1)


def add_months(day: date, months: int) -> date:
    """The same day of another month; its last day where it has no such day (31 January + 1)."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


def whole_months(window: Window) -> int:
    """How many calendar months the window is, 0 where it does not begin and end with one."""
    start, end = window
    if start.day != 1 or end.day != 1:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month


def shift(window: Window, months: int) -> Window:
    """The same days that many months away; whole months stay whole (February 28 or 29 days)."""
    start, end = window
    if whole_months(window):
        return add_months(start, months), add_months(end, months)
    return add_months(start, months), add_months(end - DAY, months) + DAY


def previous(window: Window, preset: str = "custom") -> Window | None:
    """The window before: whole months before whole months, else as many days."""
    if preset == "all_time":
        return None
    if months := MONTHS_BACK.get(preset, 0) or whole_months(window):
        return shift(window, -months)
    start, end = window
    return start - (end - start), start


def last_year(window: Window, preset: str = "custom") -> Window | None:
    """The same days a year before (29 February: 28 February); of a week the same days of it."""
    if preset == "last_week":
        return window[0] - YEAR_OF_WEEKS, window[1] - YEAR_OF_WEEKS
    return None if preset == "all_time" else shift(window, -12)


def cut_alike(window: Window, other: Window, until: date) -> Window:
    """The other window, ending where the first would if its last day were `until`."""
    start, other_start = window[0], other[0]
    months = (other_start.year - start.year) * 12 + other_start.month - start.month
    if add_months(start, months) == other_start:
        return other_start, max(add_months(until, months), other_start) + DAY
    return other_start, other_start + max(until - start, 0 * DAY) + DAY


def spring_festival(window: Window) -> int:
    """How many days of Spring Festival lie in a window: the eight from New Year's Eve on."""
    days = 0
    for year in range(max(window[0].year, LUNAR[0]), min(window[1].year, LUNAR[1]) + 1):
        first = LunarDate(year, 1, 1).to_solar_date() - DAY
        days += max((min(window[1], first + 8 * DAY) - max(window[0], first)).days, 0)
    return days


def months_before(end: date, as_of: date, count: int = 13) -> tuple[Window, ...]:
    """The last `count` months that are over by `end` and by the end of the data, oldest first."""
    month = min(end, as_of + DAY).replace(day=1)
    return tuple(
        (add_months(month, -back), add_months(month, 1 - back)) for back in range(count, 0, -1)
    )


def months_of(window: Window, as_of: date) -> tuple[Window, ...]:
    """The months up to the window's end for a trend, the running one cut at the window's end."""
    start, end = window
    end = min(end, as_of + DAY)
    running = end.day != 1
    month = end.replace(day=1)
    span = (month.year - start.year) * 12 + month.month - start.month
    whole = months_before(end, as_of, min(max(span, LEAST_MONTHS - running), MOST_MONTHS - running))
    return (*whole, (month, end)) if running else whole


def overlaps(window: Window, other: Window | None) -> bool:
    """Whether two windows share a day; False where there is no other."""
    return other is not None and window[0] < other[1] and other[0] < window[1]


def months_inside(window: Window) -> list[Window]:
    """The window cut at the turns of its months."""
    start, end = window
    turns = [start]
    while (turn := add_months(turns[-1].replace(day=1), 1)) < end:
        turns.append(turn)
    return list(zip(turns, [*turns[1:], end], strict=True))


def months_long(window: Window) -> float:
    """How many months a window is; of a month that it cuts, the share of its days."""
    return sum(
        (end - start).days / calendar.monthrange(start.year, start.month)[1]
        for start, end in months_inside(window)
    )

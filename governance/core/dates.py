"""Days, months and windows as a reader of each language writes them."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_interval, format_skeleton

from governance.core.i18n import Translator
from governance.core.periods import DAY, PRESETS, Period, Window, whole_months

# More month names than this stand on their heads where there is little room, as on a phone. Of a
# longer row every second, third … is named, so that January always is.
MOST_LABELS = 8
STEPS = (1, 2, 3, 6, 12)
# The same days in Streamlit's tables, in the letters of moment.js.
COLUMN = {"zh": "YYYY年M月D日", "en": "MMM D, YYYY"}


def day(value: date, lang: str) -> str:
    """2025年10月1日; Oct 1, 2025."""
    return str(format_skeleton("yMMMd", value, locale=lang))


def month(value: date, lang: str) -> str:
    """2025年10月; Oct 2025."""
    return str(format_skeleton("yMMM", value, locale=lang))


def month_alone(value: date, lang: str) -> str:
    """10月; Oct."""
    return str(format_skeleton("MMM", value, locale=lang))


def year(value: date, lang: str) -> str:
    """2025年; 2025."""
    return str(format_skeleton("y", value, locale=lang))


def quarter(value: date, lang: str) -> str:
    """2025年第4季度; Q4 2025."""
    return str(format_skeleton("yQQQ", value, locale=lang))


def date_time(value: datetime, lang: str) -> str:
    """2025年10月1日 08:30; Oct 1, 2025 08:30."""
    return f"{day(value, lang)} {value:%H:%M}"


def exact(value: datetime, lang: str) -> str:
    """A moment with its seconds, where it has any."""
    return date_time(value, lang) + (f":{value:%S}" if value.second else "")


def times(seconds: bool, lang: str) -> str:
    """How a column of moments is written, in the letters of moment.js."""
    return COLUMN[lang] + (" HH:mm:ss" if seconds else " HH:mm")


def window(value: Window, lang: str) -> str:
    """A whole month, year or row of months by name; else the first and the last day."""
    start, last = value[0], value[1] - DAY
    if start.month == 1 and whole_months(value) == 12:
        return str(format_skeleton("y", start, locale=lang))
    formatted = format_interval(
        start, last, "yMMM" if whole_months(value) else "yMMMd", locale=lang
    )
    return str(formatted).replace("\u2009", " ")  # thin spaces, which not every font has


def before(value: Window, then: Window, _: Translator) -> str:
    """What the period before a window is called, in front of a number: 上月, 上季度, 上期.

    Days that do not end where the window begins (the same of the quarter before) are named.
    """
    if then != value and then[1] != value[0]:
        return window(then, _.lang)
    named = {1: _("Prior month"), 3: _("Prior quarter"), 12: _("Prior year")}
    return named.get(whole_months(value)) or _("Prior period")


def year_before(value: Window, _: Translator) -> str:
    """What the same days of last year are called: 去年同月, 去年同期."""
    return _("A year ago") if whole_months(value) == 1 else _("Year ago")


def preset(key: str, _: Translator) -> str:
    """The name of a period preset."""
    return _(PRESETS[key])


def period(value: Period, _: Translator) -> str:
    """The days that a preset means, with its name."""
    return f"{window(value.window, _.lang)} · {preset(value.preset, _)}"


def ticks(months: tuple[Window, ...], lang: str) -> list[str]:
    """Axis labels of a row of months, "" for those that are not named.

    The year stands under each January, and under the first where that is not right beside it.
    """
    step = next(step for step in STEPS if step == STEPS[-1] or len(months) <= MOST_LABELS * step)
    named = [place for place, (start, _end) in enumerate(months) if (start.month - 1) % step == 0]
    near = step > 1 and [months[place][0].month for place in named[1:2]] == [1]
    first = None if near else next(iter(named), None)
    labels = {place: _tick(months[place], place == first, lang) for place in named}
    return [labels.get(place, "") for place in range(len(months))]


@lru_cache(maxsize=1024)
def _tick(value: Window, first: bool, lang: str) -> str:
    start, end = value
    label = str(format_skeleton("MMM", start, locale=lang))
    if not whole_months(value):
        days = f"{start.day}–{(end - DAY).day}"
        label = f"{label}{days}日" if lang == "zh" else f"{label} {days}"
    if first or start.month == 1:
        label += f"<br>{format_skeleton('y', start, locale=lang)}"
    return label

"""How old the data of a dataset is, and whether its next export is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.core import dates
from governance.core.i18n import Translator, mark

# What a source's `cadence` begins with → (its name, days after the last day with data at which
# the next export should be there: the cadence itself and the time that handing it in may take).
CADENCES = {
    "hourly": (mark("hourly"), 1),
    "daily": (mark("daily"), 3),
    "weekly": (mark("weekly"), 10),
    "monthly": (mark("monthly"), 41),
    "quarterly": (mark("quarterly"), 107),
    "half-yearly": (mark("half-yearly"), 213),
    "yearly": (mark("yearly"), 396),
    "on change": (mark("when it changes"), 0),
    "as held": (mark("as held"), 0),
}


@dataclass(frozen=True)
class Freshness:
    """The last day with data (None for a register), its age in days, the age allowed (0: any)."""

    last: date | None
    age: int
    allowed: int

    @property
    def is_late(self) -> bool:
        return self.last is not None and 0 < self.allowed < self.age


def assess(last: date | None, cadences: Iterable[str], today: date) -> Freshness:
    """How fresh a dataset is whose sources come at these cadences; the shortest one counts."""
    promised = [days for days in map(_days, cadences) if days]
    age = max((today - last).days, 0) if last else 0
    return Freshness(last, age, min(promised, default=0))


def cadence(text: str, _: Translator) -> str:
    """A source's cadence in the reader's words; as it is written where it is none of the usual."""
    key = _key(text)
    return _(CADENCES[key][0]) if key in CADENCES else text


def describe(freshness: Freshness, _: Translator) -> str:
    """Up to which day the data go, and whether the next export is late."""
    if freshness.last is None:
        return _("register, no days")
    day = dates.day(freshness.last, _.lang)
    if not freshness.allowed:
        return _("to {day}; no cadence declared", day=day)
    if freshness.is_late:
        late = freshness.age - freshness.allowed
        return _("⚠ to {day}, {n} days late", day=day, n=late)
    return _("✓ to {day}, on time", day=day)


def _key(text: str) -> str:
    return text.partition(",")[0].strip().lower()


def _days(text: str) -> int:
    return CADENCES.get(_key(text), ("", 0))[1]

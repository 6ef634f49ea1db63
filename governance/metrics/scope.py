"""What a page looks at: the area, period and comparison that an address asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import unquote

from governance.core import dates, i18n, periods
from governance.core.area_tree import AreaTree
from governance.core.contracts import ROOT
from governance.core.escaping import quoted
from governance.core.i18n import Translator, mark
from governance.core.periods import DAY, Known, Period, Window
from governance.metrics import segments
from governance.metrics.catalog import Metric
from governance.metrics.query import Filter, Query, filter_texts, write_filters

PARAMETERS = (
    *("area", "period", "start", "end", "compare", "lang", "metric", "only", "also", "rules"),
    *("level", "areas", "metrics", "by", "and", "beside", "sort", "rest"),
    *("place", "verdict", "figure", "sum", "matter", "cell"),
    *("map", "classes", "fact", "second", "show", "shape", "briefing"),
    *("slide", "inside", "frozen", "chapter", "compound", "every", "scheme"),
)
# Days so far off that years before and after them can still be counted.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
COMPARISONS: Mapping[str, str] = {
    "previous": mark("Previous period"),
    "last_year": mark("Last year"),
    "target": mark("Target"),
}


@dataclass(frozen=True)
class Scope:
    """One view: an area, the days [start, end), what they are compared with, a language.

    filters: pairs of a dimension and a value that counts: of one dimension any of them, of several
    all (`only` in the address). rules: the definitions that the reader has put in force.
    left_out: further filters that were asked for, and that what is shown does not know.
    """

    area: str
    level: str
    start: date
    end: date
    period: str
    compare: str
    lang: str
    filters: tuple[Filter, ...] = ()
    rules: tuple[str, ...] = ()
    left_out: tuple[Filter, ...] = ()

    @property
    def unfiltered(self) -> "Scope":
        """The same scope, with everything counted."""
        return replace(self, filters=())

    def without(self, *segments: str) -> "Scope":
        """The same scope, with all values of these segments counted."""
        return replace(self, filters=tuple(p for p in self.filters if p[0] not in segments))

    def narrowed(self, filters: Iterable[Filter]) -> tuple[Filter, ...]:
        """The filters with these in place of those of the same segments."""
        own = tuple(filters)
        return self.without(*(segment for segment, _value in own)).filters + own

    @property
    def asked(self) -> tuple[Filter, ...]:
        """All filters that the reader has set, whether or not what is shown knows them."""
        return self.filters + self.left_out

    def leaving_out(self, pairs: Iterable[Filter]) -> "Scope":
        """The same scope without the filters of some segments, which it says to be left out."""
        lost = tuple(pairs)
        kept = tuple(pair for pair in self.filters if pair not in lost)
        return replace(self, filters=kept, left_out=self.left_out + lost)

    @property
    def window(self) -> Window:
        return self.start, self.end

    @property
    def previous(self) -> Window | None:
        return periods.previous(self.window, self.period)

    @property
    def last_year(self) -> Window | None:
        return periods.last_year(self.window, self.period)

    @property
    def other(self) -> Window | None:
        """The window compared with, None for a target or where there is none."""
        return {"previous": self.previous, "last_year": self.last_year}.get(self.compare)

    def query(
        self,
        metrics: Iterable[str],
        windows: Iterable[Window | None] = (),
        level: str = "",
        area: str = "",
        split: str = "",
    ) -> Query:
        """What is asked of metrics in this scope; level, area and windows are its own by default.

        Windows that are not there, or named before, are left out.
        """
        asked = tuple(dict.fromkeys(window for window in windows if window)) or (self.window,)
        place = level or self.level, area or self.area
        return Query(tuple(metrics), *place, asked, self.filters, split)

    def figure(self, metric: Metric) -> Query:
        """The one figure of a metric in this scope, of the filters that its records know."""
        known = segments.applied(self.filters, metric)
        return Query((metric.key,), self.level, self.area, (self.window,), known)


@dataclass(frozen=True)
class Ground:
    """What a warehouse lets one choose from: areas, days, targets, segments by metric.

    home: the area where nobody has chosen one.
    """

    tree: AreaTree
    known: Known
    has_targets: bool
    splits: Mapping[str, Sequence[str]] = field(default_factory=dict)
    home: str = ROOT

    @property
    def comparisons(self) -> list[str]:
        return [key for key in COMPARISONS if key != "target" or self.has_targets]


def read(asked: Mapping[str, str], ground: Ground, _: Translator) -> tuple[Scope, list[str]]:
    """The scope that the parameters ask for, and a notice for each that could not be had.

    What is not asked for, or not there, is the default: the office's own area, the last full month,
    compared with the period before.
    """
    notices: list[str] = []
    if (lang := asked.get("lang")) and not i18n.known_language(lang):
        notices.append(_("This page does not speak “{lang}”.", lang=quoted(lang)))
    area = asked.get("area") or ground.home
    if area not in ground.tree:
        area, wrong = ground.home, area
        home = ground.tree[area].name if area != ROOT else _("all areas together")
        notices.append(
            _("There is no area “{area}” here; this shows {home}.", area=quoted(wrong), home=home)
        )
    compare = asked.get("compare") or "previous"
    if compare not in ground.comparisons:
        notices.append(_("Nothing can be compared with “{other}” here.", other=quoted(compare)))
        compare = "previous"
    period = _period(asked, ground, _, notices)
    filters = _filters(asked, ground, _, notices)
    rules = tuple(key for key in asked.get("rules", "").split(",") if key in ground.splits)
    level = ground.tree[area].level
    return Scope(
        area, level, *period.window, period.preset, compare, _.lang, filters, rules
    ), notices


def _filters(
    asked: Mapping[str, str], ground: Ground, _: Translator, notices: list[str]
) -> tuple[Filter, ...]:
    """The filters of an address, and a notice for each that nothing can be filtered by.

    Links of older versions have their second filter in `also`.
    """
    known = frozenset[str]().union(*ground.splits.values())
    found: dict[Filter, None] = {}
    also = filter(None, map(unquote, asked.get("also", "").split(";")))
    for text in [*filter_texts(asked.get("only", "")), *also]:
        segment, colon, value = text.partition(":")
        if colon and segment in known:
            found[segment, value] = None
        else:
            said = _("Nothing can be filtered by “{segment}” here.", segment=quoted(segment))
            notices.append(said)
    return tuple(found)


def written(filters: Iterable[Filter]) -> dict[str, str]:
    """The parameters that ask for these filters."""
    return {"only": write_filters(filters), "also": ""}


def _period(asked: Mapping[str, str], ground: Ground, _: Translator, notices: list[str]) -> Period:
    preset = asked.get("period") or periods.DEFAULT
    try:
        custom = _days(asked) if preset == "custom" else None
        return periods.period(preset, ground.known, custom)
    except ValueError:
        name = dates.preset(periods.DEFAULT, _)
        notices.append(
            _("The period in this link cannot be read; this shows: {period}.", period=name)
        )
        return periods.period(periods.DEFAULT, ground.known)


def _days(asked: Mapping[str, str]) -> Window:
    """First and last day as people say them, both included. Raises ValueError."""
    first, last = (date.fromisoformat(asked.get(name, "")) for name in ("start", "end"))
    if not EARLIEST <= first <= last <= LATEST:
        raise ValueError(f"{first} to {last} is not within {EARLIEST} to {LATEST}")
    return first, last + DAY

"""What a briefing is: an ordered list of slides, each a view of the data with its scope.

It is read from its TOML text strictly: what is wrong is said by file, slide and field.
"""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Annotated, Any

from governance.core import periods, toml_entries
from governance.core.contracts import LEVELS, ROOT
from governance.core.i18n import mark
from governance.core.periods import DAY, Window
from governance.core.toml_entries import EntryError, Table, Text, choice
from governance.metrics.query import filter_texts
from governance.metrics.scope import COMPARISONS

# Kind of a slide → how a person calls it.
KINDS = {
    "metric": mark("Key figures"),
    "ranking": mark("Ranking of areas"),
    "trend": mark("Trend and signals"),
    "months": mark("Month by month"),
    "table": mark("Table of areas"),
    "attention": mark("What needs attention"),
    "improved": mark("What improved"),
    "followups": mark("Follow-ups"),
    "map": mark("Map"),
    "causes": mark("By category"),
    "pivot": mark("Rows and columns"),
    "overdue": mark("Overdue cases"),
    "rebounds": mark("Places that rebound"),
    "text": mark("Text"),
    "kept": mark("View kept as it was"),
}
# Kinds that show exactly one metric, and those that show one or more.
ONE_METRIC = ("ranking", "trend", "months", "map", "causes")
SOME_METRICS = ("metric", "table", "pivot")
# Kinds of which chart and table stand beside each other, or one of them alone.
FORMED = ("ranking", "causes")
FORMS = {"": mark("Chart and table"), "chart": mark("Chart"), "table": mark("Table")}
MAPS = {"": mark("Areas"), "change": mark("Change")}
# Kinds that show the areas of a level.
BY_LEVEL = ("ranking", "table", "map")
TABLE = "slides"
PLAIN = re.compile(r"[\w-]{1,80}")
MOST = {
    "ranking": 14,
    "table": 14,
    "attention": 5,
    "improved": 5,
    "followups": 24,
    "map": 10,
    "causes": 14,
    "pivot": 14,
    "overdue": 12,
    "rebounds": 10,
}


@dataclass(frozen=True)
class Slide(Table):
    """One view. An empty text of a language is written from the numbers.

    name: what tells it from the other slides, also of an older frozen briefing. start, end: first
    and last day where the period is "custom". only: "segment:value" that alone is counted, several
    as query.write_filters() writes them. rules: the definitions in force, before the office's.
    level: of the areas shown ("" the next below). most: rows shown (0: as many as there is room
    for); a workbook has all. kept: the file of a view that was kept as it was. form: of forms().
    by: the segment of `causes` (none: category); the dimensions of rows and columns of `pivot`, ""
    for none, whose rows stand by `sort`. classes: of a map; both as an address has them.
    """

    kind: Annotated[str, choice(*KINDS)]
    name: str = ""
    area: str = ROOT
    period: Annotated[str, choice(*periods.PRESETS)] = periods.DEFAULT
    start: dt.date | None = None
    end: dt.date | None = None
    compare: Annotated[str, choice(*COMPARISONS)] = "previous"
    only: str = ""
    rules: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    level: Annotated[str, choice("", *LEVELS)] = ""
    most: int = 0
    kept: str = ""
    title: Text | None = None
    comment: Text | None = None
    words: Text | None = None
    notes: Text | None = None
    form: Annotated[str, choice(*dict.fromkeys((*FORMS, *MAPS)))] = ""
    by: tuple[str, ...] = ()
    sort: str = ""
    classes: str = ""

    @property
    def days(self) -> Window | None:
        """The half-open window of own days, None where the period is a preset."""
        return (self.start, self.end + DAY) if self.start and self.end else None

    @property
    def rows(self) -> int:
        """How many rows are shown."""
        return self.most or MOST.get(self.kind, 0)


@dataclass(frozen=True)
class Briefing:
    """What a meeting looks at, in order."""

    title: Text
    slides: Sequence[Slide] = ()

    def slide(self, name: str) -> Slide | None:
        """The slide of this name, None where there is none."""
        return next((slide for slide in self.slides if slide.name == name), None)


def named(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """The slides, those without a name given one that no other has."""
    taken = {slide.name for slide in slides if slide.name}
    result: list[Slide] = []
    for slide in slides:
        name = slide.name or fresh(slide.kind, taken)
        taken.add(name)
        result.append(replace(slide, name=name))
    return tuple(result)


def fresh(kind: str, taken: set[str]) -> str:
    """A name for a slide of this kind that is not taken: "trend", "trend-2" and so on."""
    names = (f"{kind}-{n}" if n > 1 else kind for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


class BriefingError(EntryError):
    """A briefing's file is wrong. Says which file, slide and field, and what is allowed."""

    def __init__(self, file: str, message: str, **values: object) -> None:
        super().__init__("{file}: {error}", file=file, error=EntryError(message, **values))


def parse(text: str, file: str, metrics: Collection[str]) -> Briefing:
    """The briefing of a TOML text; `metrics` are the keys that slides may name.

    Raises BriefingError.
    """
    try:
        slides = named(toml_entries.read(text, TABLE, Slide))
        title = _title(toml_entries.parse(text, TABLE))
        for n, slide in enumerate(slides, start=1):
            with toml_entries.entry(TABLE, n):
                _verify(slide, metrics)
                _refuse_twin(slide, slides[: n - 1])
    except EntryError as error:
        raise BriefingError(file, "{error}", error=error) from error
    return Briefing(title, slides)


def _title(spec: Mapping[str, Any]) -> Text:
    if unknown := sorted(set(spec) - {"title", TABLE}):
        message = mark("{key!r} is none of a briefing's keys: title, slides")
        raise EntryError(message, key=unknown[0])
    title: Any = spec.get("title")
    is_text = isinstance(title, dict) and set(title) == {"zh", "en"}
    if not is_text or not any(isinstance(text, str) and text.strip() for text in title.values()):
        raise EntryError(mark("the briefing has no title: write title.zh and title.en"))
    return {lang: str(title[lang]) for lang in ("zh", "en")}


def _verify(slide: Slide, metrics: Collection[str]) -> None:
    _verify_metrics(slide, metrics)
    _verify_days(slide)
    if not PLAIN.fullmatch(slide.name):
        message = mark("name = {value!r} may hold letters, digits, - and _ only")
        raise EntryError(message, value=slide.name)
    if not all(all(text.partition(":")[:2]) for text in filter_texts(slide.only)):
        message = mark("only = {value!r} is not written segment:value")
        raise EntryError(message, value=slide.only)
    if slide.form not in (known := forms(slide.kind)):
        message = mark("form = {value!r} is none of such a slide ({kind}); there are: {known}")
        names = ", ".join(filter(None, known)) or "-"
        raise EntryError(message, value=slide.form, kind=KINDS[slide.kind], known=names)
    if slide.most < 0:
        raise EntryError(mark("most = {m} shows no row"), m=slide.most)
    if slide.kind == "kept" and not PLAIN.fullmatch(slide.kept):
        raise EntryError(mark("kept names no view that was kept"))


def forms(kind: str) -> Mapping[str, str]:
    """The forms that a kind of slide has, and how a person calls them; "" is the usual one."""
    return MAPS if kind == "map" else FORMS if kind in FORMED else {"": ""}


def _verify_metrics(slide: Slide, metrics: Collection[str]) -> None:
    for key in (*slide.metrics, *slide.rules):
        check_metric(key, metrics)
    if slide.kind in ONE_METRIC and len(slide.metrics) != 1:
        message = mark('such a slide ({kind}) shows one metric: metrics = ["on_time_rate"]')
        raise EntryError(message, kind=KINDS[slide.kind])
    if slide.kind in SOME_METRICS and not slide.metrics:
        message = mark('metrics is missing: metrics = ["issues_reported", …]')
        raise EntryError(message)


def check_metric(key: str, metrics: Collection[str]) -> None:
    """Raises EntryError where there is no such metric; it names those that may be meant."""
    if key in metrics:
        return
    near = get_close_matches(key, metrics, n=3, cutoff=0.4) or sorted(metrics)[:5]
    message = mark(
        "there is no metric {key!r}; perhaps {near}? `python -m governance metrics` lists them"
    )
    raise EntryError(message, key=key, near=", ".join(near))


def _verify_days(slide: Slide) -> None:
    if {slide.period == "custom", slide.start is not None, slide.end is not None} == {True, False}:
        message = mark('start and end go with period = "custom", and it with both of them')
        raise EntryError(message)
    if slide.start and slide.end and slide.start > slide.end:
        message = mark("end = {end} lies before start = {start}")
        raise EntryError(message, start=slide.start, end=slide.end)


def _refuse_twin(slide: Slide, before: Sequence[Slide]) -> None:
    names = [other.name for other in before]
    if slide.name in names:
        message = mark("name = {name!r} is entry {other}'s; change one")
        raise EntryError(message, name=slide.name, other=names.index(slide.name) + 1)

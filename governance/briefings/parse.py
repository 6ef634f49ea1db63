"""Reads a briefing from its TOML text, strictly: what is wrong is told by file, slide and field."""

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from governance.briefings.model import KINDS, ONE_METRIC, SOME_METRICS, Briefing, Slide, named
from governance.core import toml_entries
from governance.core.i18n import mark
from governance.core.toml_entries import EntryError, Text

TABLE = "slides"
PLAIN = re.compile(r"[\w-]{1,80}")


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
    if slide.only and not all(slide.only.partition(":")[:2]):
        message = mark("only = {value!r} is not written segment:value")
        raise EntryError(message, value=slide.only)
    if slide.most < 0:
        raise EntryError(mark("most = {m} shows no row"), m=slide.most)
    if slide.kind == "kept" and not PLAIN.fullmatch(slide.kept):
        raise EntryError(mark("kept names no view that was kept"))


def _verify_metrics(slide: Slide, metrics: Collection[str]) -> None:
    for key in (*slide.metrics, *slide.rules):
        if key not in metrics:
            near = get_close_matches(key, metrics, n=3, cutoff=0.4) or sorted(metrics)[:5]
            message = mark(
                "there is no metric {key!r}; perhaps {near}? "
                "`python -m governance metrics` lists them"
            )
            raise EntryError(message, key=key, near=", ".join(near))
    if slide.kind in ONE_METRIC and len(slide.metrics) != 1:
        message = mark('such a slide ({kind}) shows one metric: metrics = ["on_time_rate"]')
        raise EntryError(message, kind=KINDS[slide.kind])
    if slide.kind in SOME_METRICS and not slide.metrics:
        message = mark('metrics is missing: metrics = ["issues_reported", …]')
        raise EntryError(message)


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

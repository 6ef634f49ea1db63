"""Reads a briefing from its TOML text, strictly: what is wrong is told by file, slide and field."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from governance import contracts, entries, periods
from governance.asked import COMPARISONS
from governance.briefings.model import KINDS, ONE_METRIC, SOME_METRICS, Briefing, Slide, named
from governance.entries import EntryError
from governance.i18n import Translator, mark

TABLE = "slides"
PLAIN = re.compile(r"[\w-]{1,80}")


class BriefingError(ValueError):
    """A briefing's file is wrong. Says which file, which slide, which field, and what is allowed.

    `told` says it in any language.
    """

    def __init__(self, file: str, message: str, **values: object) -> None:
        super().__init__(f"{file}: {message.format(**values)}")
        self.file, self.cause = file, EntryError(message, **values)

    def told(self, _: Translator) -> str:
        """The error in a reader's language."""
        return f"{self.file}: {self.cause.told(_)}"


def parse(text: str, file: str, metrics: Collection[str]) -> Briefing:
    """The briefing of a TOML text; `metrics` are the keys that slides may name.

    Raises BriefingError.
    """
    try:
        slides = named(entries.read(text, TABLE, Slide))
        title = _title(tomllib.loads(text))
        for n, slide in enumerate(slides, start=1):
            _verify(slide, n, metrics)
        _refuse_twins(slides)
    except EntryError as error:
        raise BriefingError(file, error.message, **error.values) from error
    return Briefing(title, slides)


def _title(spec: Mapping[str, Any]) -> Mapping[str, str]:
    if unknown := sorted(set(spec) - {"title", TABLE}):
        message = mark("{key!r} is none of a briefing's keys: title, slides")
        raise EntryError(message, key=unknown[0])
    title = spec.get("title")
    is_text = isinstance(title, dict) and set(title) == {"zh", "en"}
    if not is_text or not any(isinstance(t, str) and t.strip() for t in dict(title or {}).values()):
        raise EntryError(mark("the briefing has no title: write title.zh and title.en"))
    return {lang: str(text) for lang, text in dict(title or {}).items()}


def _verify(slide: Slide, n: int, metrics: Collection[str]) -> None:
    allowed: Mapping[str, Collection[str]] = {
        "kind": KINDS,
        "period": periods.PRESETS,
        "compare": COMPARISONS,
        "level": ("", *contracts.LEVELS),
    }
    for key, known in allowed.items():
        entries.one_of(getattr(slide, key), known, TABLE, n, key)
    _verify_metrics(slide, n, metrics)
    _verify_days(slide, n)
    if not PLAIN.fullmatch(slide.name):
        message = mark("slides, entry {n}: name = {value!r} may hold letters, digits, - and _ only")
        raise EntryError(message, n=n, value=slide.name)
    if slide.only and not all(slide.only.partition(":")[:2]):
        message = mark("slides, entry {n}: only = {value!r} is not written segment:value")
        raise EntryError(message, n=n, value=slide.only)
    if slide.most < 0:
        raise EntryError(mark("slides, entry {n}: most = {m} shows no row"), n=n, m=slide.most)
    if slide.kind == "kept" and not PLAIN.fullmatch(slide.kept):
        raise EntryError(mark("slides, entry {n}: kept names no view that was kept"), n=n)


def _verify_metrics(slide: Slide, n: int, metrics: Collection[str]) -> None:
    for key in (*slide.metrics, *slide.rules):
        if key not in metrics:
            near = get_close_matches(key, metrics, n=3, cutoff=0.4) or sorted(metrics)[:5]
            message = mark(
                "slides, entry {n}: there is no metric {key!r}; perhaps {near}? "
                "`python -m governance metrics` lists them"
            )
            raise EntryError(message, n=n, key=key, near=", ".join(near))
    if slide.kind in ONE_METRIC and len(slide.metrics) != 1:
        message = mark(
            'slides, entry {n}: such a slide ({kind}) shows one metric: metrics = ["on_time_rate"]'
        )
        raise EntryError(message, n=n, kind=KINDS[slide.kind])
    if slide.kind in SOME_METRICS and not slide.metrics:
        message = mark('slides, entry {n}: metrics is missing: metrics = ["issues_reported", …]')
        raise EntryError(message, n=n)


def _verify_days(slide: Slide, n: int) -> None:
    if {slide.period == "custom", slide.start is not None, slide.end is not None} == {True, False}:
        message = mark(
            'slides, entry {n}: start and end go with period = "custom", and it with both of them'
        )
        raise EntryError(message, n=n)
    if slide.start and slide.end and slide.start > slide.end:
        message = mark("slides, entry {n}: end = {end} lies before start = {start}")
        raise EntryError(message, n=n, start=slide.start, end=slide.end)


def _refuse_twins(slides: Sequence[Slide]) -> None:
    seen: dict[str, int] = {}
    for n, slide in enumerate(slides, start=1):
        if slide.name in seen:
            message = mark("slides, entry {n}: name = {name!r} is entry {other}'s; change one")
            raise EntryError(message, n=n, name=slide.name, other=seen[slide.name])
        seen[slide.name] = n

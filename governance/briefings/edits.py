"""What is done to a briefing, slide by slide, so that two people at it lose nothing of each other.

An edit knows the slide as its author saw it. Where that slide has become another meanwhile, the
edit is refused; whatever happened to other slides stays.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from governance.briefings.model import Briefing, BriefingError, Slide, fresh
from governance.briefings.store import Edit
from governance.core.i18n import LANGUAGES, TranslatedError, Translator, mark
from governance.core.toml_entries import Text

CHANGED = mark("Somebody has changed slide “{name}” meanwhile; look at it as it is now.")
RETITLED = mark("Somebody has renamed the briefing meanwhile: “{name}”.")
GONE = mark("Somebody has deleted slide “{name}” meanwhile.")


class MeanwhileError(TranslatedError):
    """The slide is not any more what the editor saw."""


# What a change of a briefing may end with, all of which `told` says in words.
REFUSED = (BriefingError, MeanwhileError, OSError)


def told(error: Exception, _: Translator) -> str:
    """Why a briefing was not changed, in a reader's language."""
    if isinstance(error, TranslatedError):
        return error.translated(_)
    reason = getattr(error, "strerror", None) or str(error)
    return _("The folder of briefings cannot be written to: {reason}", reason=reason)


def retitled(seen: Text, title: Text) -> Edit:
    """Another title of the briefing itself. Raises MeanwhileError."""

    def edit(briefing: Briefing) -> Briefing:
        if briefing.title != seen:
            raise MeanwhileError(RETITLED, name=" / ".join(filter(None, briefing.title.values())))
        return replace(briefing, title=title)

    return edit


def added(slide: Slide) -> Edit:
    """The slide at the end, under a name that no other has."""

    def edit(briefing: Briefing) -> Briefing:
        taken = {other.name for other in briefing.slides}
        name = slide.name if slide.name and slide.name not in taken else fresh(slide.kind, taken)
        return replace(briefing, slides=(*briefing.slides, replace(slide, name=name)))

    return edit


def replaced(seen: Slide, new: Slide) -> Edit:
    """Another slide in the place of one, which keeps its name. Raises MeanwhileError."""

    def edit(briefing: Briefing) -> Briefing:
        place = _place(briefing, seen)
        slides = list(briefing.slides)
        slides[place] = replace(new, name=seen.name)
        return replace(briefing, slides=tuple(slides))

    return edit


def merged(seen: Slide, mine: Slide, now: Slide) -> Slide:
    """What somebody made of a slide laid upon what it has become meanwhile.

    A field that both have changed is as in `mine`; one that `mine` left alone is as it is now.
    """
    changed = {
        field.name: getattr(mine, field.name)
        for field in fields(Slide)
        if getattr(mine, field.name) != getattr(seen, field.name)
    }
    return replace(now, **changed)


def removed(seen: Slide) -> Edit:
    """The briefing without a slide. Raises MeanwhileError."""

    def edit(briefing: Briefing) -> Briefing:
        place = _place(briefing, seen)
        return replace(briefing, slides=(*briefing.slides[:place], *briefing.slides[place + 1 :]))

    return edit


def moved(seen: Slide, by: int) -> Edit:
    """A slide so many places further on (or back, below zero). Raises MeanwhileError."""

    def edit(briefing: Briefing) -> Briefing:
        slides = list(briefing.slides)
        slide = slides.pop(_place(briefing, seen))
        at = list(briefing.slides).index(slide) + by
        slides.insert(min(max(at, 0), len(slides)), slide)
        return replace(briefing, slides=tuple(slides))

    return edit


def placed(name: str, behind: Sequence[str]) -> Edit:
    """A slide behind the last of these that there is, first where there is none of them.

    behind: names in the order in which they were seen. Raises MeanwhileError.
    """

    def edit(briefing: Briefing) -> Briefing:
        slide = briefing.slide(name)
        if slide is None:
            raise MeanwhileError(GONE, name=name)
        others = [other for other in briefing.slides if other.name != name]
        return replace(briefing, slides=_behind(others, slide, behind))

    return edit


def inserted(slide: Slide, behind: Sequence[str]) -> Edit:
    """A slide that was deleted, again where it stood; `behind` as of placed()."""

    def edit(briefing: Briefing) -> Briefing:
        last = added(slide)(briefing).slides[-1]
        return replace(briefing, slides=_behind(briefing.slides, last, behind))

    return edit


def _behind(slides: Sequence[Slide], slide: Slide, behind: Sequence[str]) -> tuple[Slide, ...]:
    names = [other.name for other in slides]
    at = next((names.index(name) + 1 for name in reversed(behind) if name in names), 0)
    return (*slides[:at], slide, *slides[at:])


def worded(name: str, field: str, lang: str, seen: str, text: str) -> Edit:
    """Another text of a slide in one language; what else somebody did to the slide stays.

    Raises MeanwhileError where that text is not any more what was seen.
    """

    def edit(briefing: Briefing) -> Briefing:
        slide = briefing.slide(name)
        if slide is None:
            raise MeanwhileError(GONE, name=name)
        held: Text = getattr(slide, field) or {}
        if held.get(lang, "") != seen:
            raise MeanwhileError(CHANGED, name=name)
        texts = {each: text if each == lang else held.get(each, "") for each in LANGUAGES}
        changed: Any = {field: texts if any(texts.values()) else None}
        return replaced(slide, replace(slide, **changed))(briefing)

    return edit


def _place(briefing: Briefing, seen: Slide) -> int:
    names: Sequence[str] = [slide.name for slide in briefing.slides]
    if seen.name not in names:
        raise MeanwhileError(GONE, name=seen.name)
    place = names.index(seen.name)
    if briefing.slides[place] != seen:
        raise MeanwhileError(CHANGED, name=seen.name)
    return place

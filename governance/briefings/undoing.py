"""What takes a change of a briefing back, or does it again, whatever others did to it meanwhile.

A change is known by the briefing before and after it. What another has made of the same text, or of
the same field of a slide, is never written over: the step is refused and says so.
"""

from collections.abc import Sequence
from dataclasses import fields, replace

from governance.briefings import edits
from governance.briefings.edits import CHANGED, GONE, MeanwhileError
from governance.briefings.model import Briefing, Slide
from governance.briefings.store import Edit


def brought(source: Briefing, goal: Briefing) -> Edit:
    """What led from one state to the other, done to a later one. Raises MeanwhileError."""

    def edit(now: Briefing) -> Briefing:
        for step in _steps(source, goal):
            now = step(now)
        return now

    return edit


def touched(source: Briefing, goal: Briefing) -> str:
    """The name of a slide of `goal` that is new, another or elsewhere; "" for none."""
    changed = [slide.name for slide in goal.slides if source.slide(slide.name) != slide]
    return changed[0] if changed else _moved(source, goal)


def _steps(source: Briefing, goal: Briefing) -> list[Edit]:
    found = [edits.retitled(source.title, goal.title)] if source.title != goal.title else []
    for slide in source.slides:
        wanted = goal.slide(slide.name)
        if wanted is None:
            found.append(edits.removed(slide))
        elif wanted != slide:
            found.append(_changed(slide, wanted))
    new = [slide for slide in goal.slides if source.slide(slide.name) is None]
    found += [edits.inserted(slide, _before(goal, slide.name)) for slide in new]
    moved = _moved(source, goal)
    return [*found, *([edits.placed(moved, _before(goal, moved))] if moved else [])]


def _changed(seen: Slide, wanted: Slide) -> Edit:
    """The fields that differ as they are wanted, where nobody else has changed them."""
    names = [one.name for one in fields(Slide) if _differ(seen, wanted, one.name)]

    def edit(briefing: Briefing) -> Briefing:
        now = briefing.slide(seen.name)
        if now is None:
            raise MeanwhileError(GONE, name=seen.name)
        if any(_differ(now, seen, name) for name in names):
            raise MeanwhileError(CHANGED, name=seen.name)
        mended = replace(now, **{name: getattr(wanted, name) for name in names})
        return edits.replaced(now, mended)(briefing)

    return edit


def _differ(one: Slide, other: Slide, field: str) -> bool:
    return bool(getattr(one, field) != getattr(other, field))


def _before(briefing: Briefing, name: str) -> Sequence[str]:
    names = [slide.name for slide in briefing.slides]
    return names[: names.index(name)]


def _moved(source: Briefing, goal: Briefing) -> str:
    """The slide without which the others stand in one order, "" where all do."""
    old, new = _common(source, goal), _common(goal, source)
    if old == new:
        return ""
    return next((n for n in old if [o for o in old if o != n] == [o for o in new if o != n]), "")


def _common(briefing: Briefing, other: Briefing) -> list[str]:
    return [slide.name for slide in briefing.slides if other.slide(slide.name)]

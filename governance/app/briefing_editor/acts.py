"""What is done to the slides of a briefing, by the mouse, the keys or a button; callbacks all.

Each takes the briefing as its reader saw it, and keeps a step that can be taken back.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from governance.app.briefing_editor import slide_form, steps
from governance.app.context import Here
from governance.briefings import compose, edits, undoing
from governance.briefings.model import Briefing, Slide
from governance.briefings.store import Edit
from governance.core.i18n import mark

# Words that could not be written, since somebody else had changed the same.
REFUSED = "briefing_refused"
# Texts that are written where they stand, and what stands where there is none yet.
FIELDS = {"title": mark("Title"), "words": mark("Words on the slide"), "comment": mark("Comment")}
HINTS = {"words": mark("Write a sentence here"), "comment": mark("Write here")}
LONGEST = 4000
Act = Mapping[str, Any]


def apply(here: Here, name: str, edit: Edit) -> bool:
    """Changes a briefing; why it could not is told after it."""
    count = steps.of(name).count
    if steps.tell(steps.change(here, name, edit)):
        return False
    if steps.of(name).count > count:
        slide_form.follow(name, *steps.of(name).past[-1])
    return True


def step(here: Here, name: str, *, forth: bool) -> None:
    """Takes a step back, or does it again, and shows the slide that it changed."""
    taken = (steps.redo if forth else steps.undo)(here, name)
    if taken is None:
        return
    slide_form.follow(name, *taken)
    if slide := undoing.touched(*taken):
        steps.choose(name, slide)


def move(here: Here, name: str, slide: Slide, by: int) -> None:
    """Moves a slide as it was seen by so many places."""
    apply(here, name, edits.moved(slide, by))


def remove(here: Here, name: str, seen: Briefing, slide: Slide) -> None:
    """Deletes a slide as it was seen and chooses the next."""
    names = [one.name for one in seen.slides]
    at = names.index(slide.name)
    if apply(here, name, edits.removed(slide)):
        steps.choose(name, (*names[at + 1 : at + 2], *names[max(at - 1, 0) : at], "")[0])


def write(here: Here, name: str, slide: str, field: str, seen: str, text: str) -> None:
    """Writes a text of a slide in the page's language; "" leaves it to the figures again.

    What cannot be written stays to be looked at: nobody's words are lost.
    """
    edit = edits.worded(slide, field, here.translate.lang, seen, text[:LONGEST])
    if field in FIELDS and not apply(here, name, edit):
        st.session_state[REFUSED] = (name, slide, field, text)


def write_refused(here: Here, name: str, slide: str, field: str, seen: str, text: str) -> None:
    """Writes once more, over what somebody else wrote and its reader has seen by now."""
    forget_refused()
    write(here, name, slide, field, seen, text)


def forget_refused() -> None:
    """Gives up the words that could not be written."""
    st.session_state.pop(REFUSED, None)


def own_texts(slide: Slide, lang: str) -> list[str]:
    """The fields in which somebody's words stand in place of what the figures say."""
    return [field for field in ("title", "words") if compose.own(getattr(slide, field), lang)]


def _pick(_here: Here, _seen: Briefing, name: str, act: Act) -> None:
    steps.choose(name, str(act["slide"]))


def _move(here: Here, _seen: Briefing, name: str, act: Act) -> None:
    steps.choose(name, str(act["slide"]))
    apply(here, name, edits.placed(str(act["slide"]), [*map(str, act["behind"])]))


def _remove(here: Here, seen: Briefing, name: str, act: Act) -> None:
    if slide := seen.slide(str(act["slide"])):
        remove(here, name, seen, slide)


def _undo(here: Here, _seen: Briefing, name: str, _act: Act) -> None:
    step(here, name, forth=False)


def _redo(here: Here, _seen: Briefing, name: str, _act: Act) -> None:
    step(here, name, forth=True)


def _write(here: Here, _seen: Briefing, name: str, act: Act) -> None:
    slide, field, seen, text = (str(act[part]) for part in ("slide", "field", "seen", "text"))
    write(here, name, slide, field, seen, text)


ACTS: Mapping[str, Callable[[Here, Briefing, str, Act], None]] = {
    "pick": _pick,
    "move": _move,
    "remove": _remove,
    "undo": _undo,
    "redo": _redo,
    "write": _write,
}

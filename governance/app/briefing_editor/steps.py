"""What somebody has done to a briefing in this session, to be taken back and done again."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field

import streamlit as st

from governance.app.context import Here
from governance.briefings import edits, store, undoing
from governance.briefings.model import Briefing
from governance.briefings.store import Edit, Stored

STEPS, NOTICE = "briefing_steps", "briefing_notice"
# Of each briefing the name of the slide that is shown large.
CHOSEN = "briefing_chosen"
MOST = 50
Pair = tuple[Briefing, Briefing]  # before and after


@dataclass
class Steps:
    """The steps of one briefing, the last one last. count: how many there have been."""

    past: list[Pair] = field(default_factory=list)
    future: list[Pair] = field(default_factory=list)
    count: int = 0


def of(name: str) -> Steps:
    """What was done to this briefing."""
    known: MutableMapping[str, Steps] = st.session_state.setdefault(STEPS, {})
    return known.setdefault(name, Steps())


def chosen(given: Stored) -> str:
    """The name of the slide that is chosen, else of the first; "" where there is none."""
    wanted = st.session_state.get(CHOSEN, {}).get(given.name, "")
    names = [slide.name for slide in given.briefing.slides]
    return wanted if wanted in names else next(iter(names), "")


def choose(briefing: str, slide: str) -> None:
    """Has a slide shown large from the next drawing on."""
    st.session_state.setdefault(CHOSEN, {})[briefing] = slide


def tried(here: Here, act: Callable[[], object]) -> str:
    """Does something to a briefing; returns why it could not, "" where it is done."""
    try:
        act()
    except edits.REFUSED as error:
        return edits.told(error, here.translate)
    return ""


def tell(reason: str) -> str:
    """Has the page say why something was not done; returns the reason."""
    if reason:
        st.session_state[NOTICE] = reason
    return reason


def change(here: Here, name: str, edit: Edit) -> str:
    """Changes a briefing and keeps the step; returns why it could not, "" where it is done."""
    states: list[Briefing] = []

    def watched(briefing: Briefing) -> Briefing:
        states[:] = [briefing]
        return edit(briefing)

    reason = tried(here, lambda: states.append(store.change(name, watched).briefing))
    if not reason and states[0] != states[1]:
        done = of(name)
        done.past = [*done.past, (states[0], states[1])][-MOST:]
        done.future.clear()
        done.count += 1
    return reason


def undo(here: Here, name: str) -> Pair | None:
    """Takes the last step back, from a callback; returns the states that it led between."""
    done = of(name)
    return _taken(here, name, done.past, done.future, forth=False)


def redo(here: Here, name: str) -> Pair | None:
    """Does again what was taken back last, from a callback."""
    done = of(name)
    return _taken(here, name, done.future, done.past, forth=True)


def _taken(
    here: Here, name: str, steps: list[Pair], others: list[Pair], *, forth: bool
) -> Pair | None:
    """A step that cannot be taken any more is told and given up: it would stand in the way."""
    if not steps:
        return None
    pair = steps.pop()
    source, goal = pair if forth else pair[::-1]
    if tell(tried(here, lambda: store.change(name, undoing.brought(source, goal)))):
        return None
    others.append(pair)
    return source, goal

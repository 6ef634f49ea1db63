"""The board of a briefing: its slides in small, the chosen one large, and what is done there.

What is done comes from the browser with a number, and is done once, in its order (board.js).
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from governance.app.briefing_editor import acts, steps
from governance.app.context import Here
from governance.app.slides import paper
from governance.briefings.model import Briefing, Slide
from governance.briefings.slide_content import SlideContent
from governance.briefings.store import Stored
from governance.core.i18n import Translator

KEY = "board"
# The number of what was done last on the board.
DONE = "board_done"
HERE = Path(__file__)


def _read(*names: str) -> str:
    return "\n".join(HERE.with_name(name).read_text(encoding="utf-8") for name in names)


_board = st.components.v2.component(
    "governance_board",
    html='<div class="room"><div class="board"><ol role="listbox"></ol><div class="stage">'
    '<div class="frame"><div class="page"></div></div>'
    '<nav hidden><button type="button">‹</button><span></span>'
    '<button type="button">›</button></nav>'
    "</div></div></div>",
    css=paper.CSS + _read("board.css"),
    js=paper.JS + _read("board_rail.js", "board_page.js", "board.js"),
)


def show(here: Here, given: Stored, contents: Sequence[SlideContent]) -> None:
    """All slides of a briefing; `contents` in their order."""
    _ = here.translate
    pairs = zip(given.briefing.slides, contents, strict=True)
    slides = [_shown(slide, content, _) for slide, content in pairs]
    data = {"slides": slides, "chosen": steps.chosen(given), "labels": _labels(_)}
    data["done"] = st.session_state.get(DONE, 0)
    acted = partial(_act, here, given.briefing, given.name)
    _board(key=f"{KEY}_{given.name}", data=data, on_acts_change=acted)


def _labels(_: Translator) -> dict[str, Any]:
    fields = {field: _(text) for field, text in acts.FIELDS.items()}
    hints = {field: _(text) for field, text in acts.HINTS.items()}
    plain = {"slides": _("Slides"), "back": _("Back"), "next": _("Next")}
    return plain | {"fields": fields, "hints": hints}


def _shown(slide: Slide, content: SlideContent, _: Translator) -> dict[str, Any]:
    """A slide as the browser draws it. texts: what stands on it; own: what somebody wrote of it."""
    texts = {"title": content.title, "words": "\n".join(content.words), "comment": content.comment}
    own = {field: (getattr(slide, field) or {}).get(_.lang, "") for field in acts.FIELDS}
    return {
        "name": slide.name,
        "kind": slide.kind,
        "title": content.title,
        "pages": paper.pages(content, _),
        "texts": texts,
        "own": own,
        "written": {"words": "\n".join(content.written)},
        "lines": len(content.words),
        "trouble": content.trouble,
        "note": _("left out: it has nothing to tell") if content.is_silent else "",
    }


def _act(here: Here, seen: Briefing, name: str) -> None:
    """Does what the browser has sent and has not been done; a callback."""
    state: Any = st.session_state[f"{KEY}_{name}"]
    done = st.session_state.get(DONE, 0)
    for act in state["acts"] or ():
        if act["n"] > done:
            acts.ACTS[act["act"]](here, seen, name, act)
            done = st.session_state[DONE] = act["n"]

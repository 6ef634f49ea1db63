"""Keys, clickers and buttons of a presentation, and how large the screen is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.core.i18n import mark

SIZE = "presenting_size"
# What was pointed at on the page that is shown: key of its chart, code, name, number in words.
CHOSEN = "presenting_chosen"
# Pixels of a usual screen, until the browser has told.
USUAL = (1280, 720)
# Of a window that is being opened or closed.
LEAST = 200
# By KeyboardEvent.key, letters small: a clicker sends PageUp, PageDown and "." or "b".
KEYS = {
    **dict.fromkeys(("ArrowRight", "ArrowDown", "PageDown", " ", "Enter"), "on"),
    **dict.fromkeys(("ArrowLeft", "ArrowUp", "PageUp", "Backspace"), "back"),
    "Home": "first",
    "End": "last",
    "b": "black",
    ".": "black",
    "f": "full",
    "n": "notes",
    "Escape": "leave",
}
LABELS = {
    "back": mark("Back"),
    "on": mark("Next"),
    "black": mark("Black screen (B)"),
    "notes": mark("Speaker notes in a second window (N)"),
    "full": mark("Full screen (F)"),
    "leave": mark("Leave (Esc)"),
}
# Drawn here: symbols of a font are not on every machine. In a square of 24.
SIGNS = {
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "on": '<path d="M9 5l7 7-7 7"/>',
    "black": '<rect x="4" y="6" width="16" height="12" fill="currentColor"/>',
    "notes": '<path d="M5 5h14v10H12l-4 4v-4H5z"/>',
    "full": '<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>',
    "leave": '<path d="M6 6l12 12M18 6L6 18"/>',
}
# What the speaker's own window can do to the other.
REMOTE = {"back": mark("Back"), "on": mark("Next"), "black": mark("Black screen (B)")}


def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _buttons(acts: Mapping[str, str]) -> str:
    return "".join(
        f'<button type="button" data-act="{act}">{_drawn(paths)}</button>'
        for act, paths in acts.items()
    )


def _drawn(paths: str) -> str:
    return paths and f'<svg viewBox="0 0 24 24" aria-hidden="true">{paths}</svg>'


present = st.components.v2.component(
    "governance_presenter",
    html=f'<div class="bar"></div><nav><span class="number"></span>{_buttons(SIGNS)}</nav>',
    js=_script("presenter.js"),
    isolate_styles=False,
)
follow = st.components.v2.component(
    "governance_notes",
    html='<div class="times"><span class="passed"></span><span class="clock"></span></div>'
    f"<nav>{_buttons(dict.fromkeys(REMOTE, ''))}</nav>",
    js=_script("notes.js"),
    isolate_styles=False,
)


def screen() -> tuple[int, int]:
    """Width and height of the screen in pixels."""
    width, height = st.session_state.get(SIZE, USUAL)
    return (width, height) if min(width, height) >= LEAST else USUAL


def listen(here: Here, deck: str, page: int, pages: int, *, is_inside: bool) -> None:
    """Listens to the keys and shows how far the presentation is.

    is_inside: whether a slide is left before the presentation is.
    """
    _, size = here.translate, list(screen())
    labels = {act: _(text) for act, text in LABELS.items()}
    data: dict[str, Any] = {"deck": deck, "page": page, "pages": pages, "isInside": is_inside}
    data |= {"keys": KEYS, "labels": labels, "named": _("Presentation"), "size": size}
    data |= {"notes": here.address("notes", slide=str(page), inside="")}
    with st.container(key="presenting_keys"):
        present(
            key="presenter",
            data=data,
            default={"size": size},
            on_size_change=_measured,
            on_page_change=_turned("presenter"),
            on_leave_change=_left,
        )


def accompany(here: Here, deck: str, page: int) -> None:
    """Follows the window that presents, and steps it."""
    _ = here.translate
    acts = {
        key: act for key, act in KEYS.items() if act in ("on", "back", "first", "last", "black")
    }
    labels = {act: _(text) for act, text in REMOTE.items()}
    data = {"deck": deck, "page": page, "keys": acts, "labels": labels}
    with st.container(key="notes_keys"):
        follow(key="follower", data=data, on_page_change=_turned("follower"))


def _measured() -> None:
    width, height = st.session_state["presenter"]["size"]
    st.session_state[SIZE] = (int(width), int(height))


def _turned(key: str) -> Any:
    def turn() -> None:
        state: Any = st.session_state[key]
        st.session_state.pop(CHOSEN, None)
        context.go(slide=str(int(state["page"])), inside="")

    return turn


def _left() -> None:
    state: Any = st.session_state["presenter"]
    if state["leave"] == "inside":
        context.go(inside="")
    else:
        leave()


def leave() -> None:
    """Goes back to the page of briefings, from a callback."""
    context.open_page("briefings", slide="", inside="", frozen="")

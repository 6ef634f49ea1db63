"""Three hints on a reader's first visit, on the overview, until they are put away.

The document shows them where the browser does not remember that (first_paint.py), and page.js has
it remembered: the server knows of no reader whether they have been here.
"""

from html import escape

import streamlit as st

from governance.app.context import Here


def show(here: Here) -> None:
    """The hints and the button that puts them away; hidden by style.css from a second visit on."""
    _ = here.translate
    texts = (
        _("Click a number for its source"),
        _("Choose a street office or community in the bar above or on the map"),
        _("? explains the page"),
    )
    listed = "".join(f"<li>{escape(text)}</li>" for text in texts)
    label, button = escape(_("Hints for a first visit")), escape(_("Got it"))
    with st.container(key="hints"):
        st.html(
            f'<section class="hints" aria-label="{label}"><ol>{listed}</ol>'
            f'<button type="button">{button}</button></section>'
        )

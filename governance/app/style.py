"""The CSS of what pages draw themselves (style.css), and what their markup lacks (page.js)."""

import json
from functools import cache
from html import escape
from pathlib import Path

from governance.core.i18n import Translator, mark
from governance.core.palette import FONTS, Palette, css_variables

RULES = Path(__file__).with_name("style.css")
SCRIPT = Path(__file__).with_name("page.js")
# What Streamlit says by itself, in English to everybody (found in its aria-labels and menus).
WORDS = (
    mark("Search"),
    mark("Fullscreen"),
    mark("Close fullscreen"),
    mark("Show/hide columns"),
    mark("Skip to main content"),
    mark("Link to heading"),
    mark("Navigate to home page"),
    mark("No results"),
    mark("No options to select"),
    mark("Choose an option"),
    mark("Choose options"),
    mark("Clear all"),
    mark("Clear value"),
    mark("Copy to clipboard"),
    mark("Open"),
    mark("Logo"),
    mark("Sidebar"),
    mark("Collapse sidebar"),
    mark("Expand sidebar"),
    mark("Selected values"),
)
TAGS = {"zh": "zh-CN", "en": "en"}  # of BCP 47; "zh" alone leaves the script open


@cache
def rules() -> str:
    """The rules of every page, the same in both schemes."""
    return RULES.read_text(encoding="utf-8")


@cache
def colours(palette: Palette) -> str:
    """A <style> element with the colours of the theme, which the rules go by."""
    return f"<style>{css_variables(palette)}</style>"


def bare() -> str:
    """A <style> element for a page that fills the screen alone."""
    return (
        "<style>[data-testid='stSidebar'],[data-testid='stHeader'],"
        "[data-testid='stExpandSidebarButton']{display:none}"
        "[data-testid='stAppViewContainer'].stAppViewContainer{padding:0!important}"
        "[data-testid='stMainBlockContainer']{padding:0;max-width:none}</style>"
    )


def script(_: Translator, who: str = "") -> str:
    """A <script> element that says the page's language, and what its navigation is.

    who: the reader's name as a cookie's value, which the browser keeps.
    """
    text = SCRIPT.read_text(encoding="utf-8")
    spoken = {word: said for word in WORDS if (said := _(word)) != word}
    words = json.dumps(spoken, ensure_ascii=False)
    given = {"lang": TAGS[_.lang], "pages": _("Pages"), "words": words, "who": who}
    for name, value in given.items():
        text = text.replace(f"{{{name}}}", value)
    return f"<script>{text}</script>"


def wordmark(text: str, palette: Palette) -> str:
    """The name of the dashboard as an SVG, 24 pixels high, wide enough for its characters."""
    ems = sum(1.0 if ord(character) > 0x2E80 else 0.55 for character in text)
    size = 18 if ems < 8 else 16
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{ems * size + 4:.0f}" height="24">'
        f'<text x="2" y="18" font-size="{size}" font-weight="600" font-family="{FONTS}"'
        f' fill="{palette.text}">{escape(text)}</text></svg>'
    )

"""Slides on paper inside a page: the HTML of the exported file, as large as their place."""

from html import escape
from pathlib import Path

import streamlit as st

from governance.briefings import html_file, pagination, slide_style
from governance.briefings.pagination import Page
from governance.briefings.slide_content import SlideContent
from governance.core.i18n import Translator
from governance.core.palette import css_variables

HERE = Path(__file__)


def _read(name: str) -> str:
    return HERE.with_name(name).read_text(encoding="utf-8")


CSS = "\n".join(
    (
        css_variables(slide_style.light(), ".page"),
        html_file.SLIDE.read_text(encoding="utf-8"),
        _read("paper.css"),
    )
)
JS = _read("paper.js")
_alone = st.components.v2.component(
    "governance_paper",
    html='<div class="place" role="img"><div class="frame" inert>'
    '<div class="page"></div></div></div>',
    css=CSS,
    js=JS + _read("paper_alone.js"),
)


def pages(content: SlideContent, _: Translator) -> list[str]:
    """The pages of a slide as HTML."""
    return [_drawn(page, _) for page in pagination.pages_of(content)]


def _drawn(page: Page, _: Translator) -> str:
    foot = f'<div class="foot"><span>{escape(page.slide.footing)}</span></div>'
    return html_file.inside(page, _) + foot


def show(page: Page, key: str, _: Translator) -> None:
    """One page, to be looked at."""
    _alone(key=key, data={"html": _drawn(page, _), "label": page.title})

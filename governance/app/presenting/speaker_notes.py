"""What a speaker sees beside the slide: its words, notes and definitions, and what comes next."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from governance.briefings import pagination
from governance.briefings.pagination import Page
from governance.core.i18n import Translator


def notes(given: Page, after: Page | None, _: Translator) -> str:
    """The speaker's page as HTML."""
    style = Path(__file__).with_name("speaker_notes.css").read_text(encoding="utf-8")
    where = f"{given.number} / {given.total}"
    following = after.title if after else _("This is the last slide.")
    own = given.slide.notes.splitlines()
    rest = pagination.notes(given.slide, _)[len(own) :]
    said, none, more = _("Next:"), _("No notes for this slide."), _("Definitions and sources")
    return (
        f'<style>{style}</style><div class="speaking"><p class="place">{where}</p>'
        f"<h2>{escape(given.title)}</h2>{_lines(given.sentences, 'said')}"
        f"{_lines(own or [none], 'own')}"
        f'<p class="next">{escape(said)} <b>{escape(following)}</b></p>'
        f"<h3>{escape(more)}</h3>{_lines(rest, 'rest')}</div>"
    )


def _lines(texts: Sequence[str], css: str) -> str:
    said = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    return f'<div class="{css}">{said}</div>' if said else ""

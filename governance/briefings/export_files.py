"""Takes a deck along: as PowerPoint, workbook, HTML or PDF, written whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

from governance.briefings import atomic_write, browser_print, html_file, single_slide, xlsx_file
from governance.briefings.slide_content import Deck
from governance.core import export_tables
from governance.core.i18n import translator

Told = Callable[[int, int], None]


def _pptx(deck: Deck, told: Told) -> bytes:
    from governance.briefings import powerpoint  # python-pptx, which no other command needs

    return powerpoint.pptx_bytes(deck, told)


def _xlsx(deck: Deck, told: Told) -> bytes:
    made = xlsx_file.xlsx_bytes(deck)
    told(len(deck.slides), len(deck.slides))
    return made


def _html(deck: Deck, told: Told) -> bytes:
    return html_file.html(deck, told).encode()


def _pdf(deck: Deck, told: Told) -> bytes:
    browser_print.find_browser()  # before the pages are made, which take longer
    return browser_print.pdf_bytes(html_file.html(deck, told))


FORMATS: dict[str, Callable[[Deck, Told], bytes]] = {
    "pptx": _pptx,
    "xlsx": _xlsx,
    "html": _html,
    "pdf": _pdf,
}


def _png(deck: Deck, told: Told) -> bytes:
    made = browser_print.png_bytes(single_slide.page(deck), single_slide.WIDTH, single_slide.HEIGHT)
    told(1, 1)
    return made


def _svg(deck: Deck, told: Told) -> bytes:
    made = single_slide.svg(deck, translator(deck.lang)).encode()
    told(1, 1)
    return made


# Of a deck of one slide.
PICTURES: dict[str, Callable[[Deck, Told], bytes]] = {"png": _png, "svg": _svg}


def file_name(deck: Deck, form: str) -> str:
    """What the file is called: the briefing's title and the build of its numbers."""
    return export_tables.file_name(deck.title, deck.build, form)


def write(deck: Deck, form: str, target: Path, told: Told) -> None:
    """Writes the deck in a format of FORMATS or PICTURES. Raises PrintError and OSError."""
    made = (FORMATS | PICTURES)[form](deck, told)
    target.parent.mkdir(parents=True, exist_ok=True)
    atomic_write.put(target, made, 0o666 & ~_umask())


def _umask() -> int:
    """What new files of this process are not allowed; it can only be read by setting it."""
    now = os.umask(0o022)
    os.umask(now)
    return now

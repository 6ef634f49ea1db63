"""Takes a deck along: as PowerPoint, Word, workbook, HTML or PDF, written whole or not at all.

PDF and PNG are printed from the HTML by the machine's own Chromium, Chrome or Edge.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from governance.briefings import html_file, single_slide, xlsx_file
from governance.briefings.pagination import Progress
from governance.briefings.slide_content import Deck
from governance.core import atomic_write, export_tables
from governance.core.i18n import TranslatedError, mark, translator

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "chrome",
)
PATIENCE = 180  # seconds
ARGUMENTS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--no-pdf-header-footer"),
    # What is printed needs no address; the browser itself is not to ask for any either.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
NO_BROWSER = mark(
    "A PDF is printed by Chromium, Chrome or Edge, and none is found here. Install one (apt-get "
    "install chromium), or name its path in the variable CHROMIUM; or take HTML and print that."
)
FAILED = mark("The browser printed no PDF: {said}")


class PrintError(TranslatedError):
    """No PDF could be made."""


def find_browser() -> str:
    """The browser: what CHROMIUM names, else one on PATH. Raises PrintError."""
    if named := os.environ.get("CHROMIUM"):
        path = shutil.which(named)
    else:
        path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        raise PrintError(NO_BROWSER)
    return path


def _pdf_bytes(html: str) -> bytes:
    """The document as PDF, a page of 16:9 for each of its pages. Raises PrintError."""
    return _made(html, "deck.pdf", lambda target: [f"--print-to-pdf={target}"])


def _png_bytes(html: str, width: int, height: int) -> bytes:
    """What a window of so many pixels shows of the document, twice as sharp. Raises PrintError."""
    size = [f"--window-size={width},{height}", "--force-device-scale-factor=2", "--hide-scrollbars"]
    return _made(html, "deck.png", lambda target: [*size, f"--screenshot={target}"])


def _made(html: str, name: str, asked: Callable[[Path], list[str]]) -> bytes:
    """The file that the browser makes of the document."""
    browser = find_browser()
    with tempfile.TemporaryDirectory(prefix="governance-print-") as folder:
        source, target = Path(folder, "deck.html"), Path(folder, name)
        source.write_text(html, encoding="utf-8")
        # Chromium refuses to run as root with its sandbox; the page has no script of others.
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        own = [f"--user-data-dir={folder}/profile", *asked(target)]
        call = [browser, *ARGUMENTS, *root, *own, source.as_uri()]
        try:
            done = subprocess.run(
                call, capture_output=True, text=True, timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PrintError(FAILED, said=error) from error
        if not target.is_file() or not target.stat().st_size:
            raise PrintError(FAILED, said=done.stderr.strip()[-300:] or done.returncode)
        return target.read_bytes()


def _pptx(deck: Deck, progress: Progress) -> bytes:
    from governance.briefings import powerpoint  # python-pptx, which no other command needs

    return powerpoint.pptx_bytes(deck, progress)


def _docx(deck: Deck, progress: Progress) -> bytes:
    from governance.briefings import word_file  # python-docx, which no other command needs

    return word_file.docx_bytes(deck, progress)


def _xlsx(deck: Deck, progress: Progress) -> bytes:
    made = xlsx_file.xlsx_bytes(deck)
    progress(len(deck.slides), len(deck.slides))
    return made


def _html(deck: Deck, progress: Progress) -> bytes:
    return html_file.html(deck, progress).encode()


def _pdf(deck: Deck, progress: Progress) -> bytes:
    find_browser()  # before the pages are made, which take longer
    return _pdf_bytes(html_file.html(deck, progress))


FORMATS: dict[str, Callable[[Deck, Progress], bytes]] = {
    "pptx": _pptx,
    "docx": _docx,
    "xlsx": _xlsx,
    "html": _html,
    "pdf": _pdf,
}


def _png(deck: Deck, progress: Progress) -> bytes:
    made = _png_bytes(single_slide.page(deck), single_slide.WIDTH, single_slide.HEIGHT)
    progress(1, 1)
    return made


def _svg(deck: Deck, progress: Progress) -> bytes:
    made = single_slide.svg(deck, translator(deck.lang)).encode()
    progress(1, 1)
    return made


# Of a deck of one slide.
PICTURES: dict[str, Callable[[Deck, Progress], bytes]] = {"png": _png, "svg": _svg}


def file_name(deck: Deck, form: str) -> str:
    """What the file is called: the briefing's title and the build of its numbers."""
    return export_tables.file_name(deck.title, deck.build, form)


def write(deck: Deck, form: str, target: Path, progress: Progress) -> None:
    """Writes the deck in a format of FORMATS or PICTURES. Raises PrintError and OSError."""
    made = (FORMATS | PICTURES)[form](deck, progress)
    target.parent.mkdir(parents=True, exist_ok=True)
    atomic_write.put(target, made, 0o666 & ~_umask())


def _umask() -> int:
    """What new files of this process are not allowed; it can only be read by setting it."""
    now = os.umask(0o022)
    os.umask(now)
    return now

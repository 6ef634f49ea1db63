"""Prints the HTML of a deck to PDF or PNG with the machine's own Chromium, Chrome or Edge."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from governance.core.i18n import TranslatedError, mark

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
        found = shutil.which(named)
    else:
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise PrintError(NO_BROWSER)
    return found


def pdf_bytes(html: str) -> bytes:
    """The document as PDF, a page of 16:9 for each of its pages. Raises PrintError."""
    return _made(html, "deck.pdf", lambda target: [f"--print-to-pdf={target}"])


def png_bytes(html: str, width: int, height: int) -> bytes:
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

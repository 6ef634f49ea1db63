"""How long a reader waits who opens the overview of a server that is only just being started."""

import importlib.util
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import run
from governance.app import page_messages
from governance.bench.server import started

FOOT = "footer.foot"  # what the frame draws last, below a whole page
LAUNCH = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
PAINTED = "painted in a browser"
SERVED = "script run served; no browser here"
PATIENCE = 120_000  # milliseconds


def measure(warehouse: Path) -> tuple[float, str]:
    """Seconds from the start of the process, and what was waited for: PAINTED or SERVED."""
    browser = run.find_browser() if importlib.util.find_spec("playwright") else None
    if not browser:
        return _served(warehouse), SERVED
    # Playwright refuses a thread that has an event loop of its own, as notebooks and tests do.
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(_painted, warehouse, browser).result(), PAINTED


def _painted(warehouse: Path, browser: str) -> float:
    from playwright.sync_api import sync_playwright

    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=browser, args=list(LAUNCH)) as window,
    ):
        page, began = window.new_page(), time.perf_counter()
        with started(warehouse) as (address, _process):
            page.goto(address, wait_until="commit")
            page.locator(FOOT).wait_for(state="attached", timeout=PATIENCE)
            page.evaluate("() => new Promise(requestAnimationFrame)")
            return time.perf_counter() - began


def _served(warehouse: Path) -> float:
    began = time.perf_counter()
    with started(warehouse) as (address, _process):
        page_messages.visit(page_messages.stream_of(address), "", "")
        return time.perf_counter() - began

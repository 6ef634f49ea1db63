"""The machine's own Chromium under Playwright, cut off from the internet."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    Request,
    Response,
    WebSocket,
)

import run

LOCAL_HOSTS = {"127.0.0.1", "localhost"}
INLINE_SCHEMES = {"data", "blob", "about"}
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A request to the outside is recorded, and then fails at once instead of slowing the test.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
# Streamlit says when a script has run; charts are drawn and stale elements replaced after that.
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const busy = '[data-testid="stStatusWidget"], [data-testid="stSkeleton"], [data-stale="true"]';
    const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
    return app?.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]')
        && !document.querySelector(busy)
        && charts.every(chart => chart.querySelector('.main-svg'));
}"""
# Milliseconds. Asked at every frame, as Playwright does by itself, the question alone has the page
# drawn 60 times a second, which without a GPU takes a core.
POLLING = 50
# A sidebar that is folded away is no wider than a letter, and its words stand on top of each other.
CONTENT_HEIGHT = """() => Math.max(...['stMain', 'stSidebarContent'].map(name => {
    const part = document.querySelector(`[data-testid="${name}"]`);
    return part && part.getBoundingClientRect().right > 0 ? part.scrollHeight : 0;
}))"""


@dataclass(frozen=True)
class Look:
    """How a reader sees a page: language, colour scheme and window in CSS pixels."""

    locale: str = "zh-CN"
    scheme: Literal["light", "dark"] = "light"
    width: int = 1440
    height: int = 900

    def __str__(self) -> str:
        return f"{self.locale}-{self.scheme}-{self.width}x{self.height}"

    def context(self, browser: Browser) -> BrowserContext:
        """Opens a window of its own, without cookies, in the time zone of the sample."""
        return browser.new_context(
            locale=self.locale,
            color_scheme=self.scheme,
            viewport={"width": self.width, "height": self.height},
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )


def seen_as(first: Look, *others: Look) -> pytest.MarkDecorator:
    """Has a test see one look every day, and the others with --all."""
    slow = (pytest.param(look, marks=pytest.mark.slow) for look in others)
    return pytest.mark.parametrize("look", [first, *slow], ids=str)


@dataclass
class Recorder:
    """Every address that a window asked for, those that were refused, and its scripts' errors."""

    urls: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("request", self._note)
        context.on("response", self._check)
        context.on("page", lambda page: page.on("websocket", self._note))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _note(self, request: Request | WebSocket) -> None:
        self.urls.append(request.url)

    def _check(self, response: Response) -> None:
        if response.status >= 400:
            self.refused.append(f"{response.status} {response.url}")

    @property
    def outside(self) -> list[str]:
        """The addresses that are not on this machine."""
        return [url for url in self.urls if not is_local(url)]


def is_local(url: str) -> bool:
    """Whether a request for the address stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme in INLINE_SCHEMES or parts.hostname in LOCAL_HOSTS


def launch(playwright: Playwright) -> Browser:
    """Starts the browser that run.py finds. Raises RuntimeError where there is none."""
    if not (executable := run.find_browser()):
        raise RuntimeError("no browser; `python3 run.py test` installs one or says how")
    return playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))


def settle(page: Page, timeout: float = 30) -> None:
    """Waits until the page has stood finished for a moment; `timeout` in seconds."""
    for _ in range(2):
        page.wait_for_function(SETTLED, timeout=timeout * 1000, polling=POLLING)
        page.wait_for_timeout(150)
    page.wait_for_function(SETTLED, timeout=timeout * 1000, polling=POLLING)


def stretch(page: Page) -> None:
    """Makes the window as high as its content, which Streamlit otherwise scrolls inside."""
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": page.evaluate(CONTENT_HEIGHT)})
    settle(page)

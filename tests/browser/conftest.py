"""Fixtures of the browser tests: a dashboard, a browser, and windows that are watched.

A test takes `page` (a Playwright page) and `dashboard` (an address). It sees Chinese, light and
1440x900 unless it says otherwise: `@pytest.mark.parametrize("look", [Look("en-US", "dark")])`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from governance.bench.server import serving
from tests.browser.chromium import Look, Recorder, launch


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Address of a dashboard for any warehouse; one server a warehouse and worker."""
    with ExitStack() as running:
        yield cache(lambda warehouse: running.enter_context(serving(warehouse)))


@pytest.fixture(scope="session")
def dashboard(serve: Callable[[Path], str], sample_warehouse: Path) -> str:
    """Address of a dashboard on the sample."""
    return serve(sample_warehouse)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, launch(playwright) as browser:
        yield browser


@pytest.fixture
def look() -> Look:
    return Look()


@pytest.fixture
def recorder() -> Recorder:
    """What the window of this test asked for."""
    return Recorder()


@pytest.fixture
def page(browser: Browser, look: Look, recorder: Recorder) -> Iterator[Page]:
    """A window of its own; fails where it asked an outside host or a script broke."""
    with look.context(browser) as context:
        recorder.listen(context)
        yield context.new_page()
    assert recorder.outside == []
    assert recorder.errors == []

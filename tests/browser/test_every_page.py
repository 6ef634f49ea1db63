"""Every page of the registry in a real browser: its language, its width, Back, accessibility.

A page that looks different after a choice is opened with that choice too (tests/views.py).
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard import PAGES, Entry
from governance.i18n import known, translator
from governance.style import TAGS
from tests import offices
from tests.browser.chromium import Look, Recorder, settle
from tests.shown import ENGLISH
from tests.views import address, views

PHONE, WALL = Look("zh-CN", "light", 390, 844), Look("en-US", "dark", 1440, 900)
VIEWS = list(views())
EVERY_VIEW = pytest.mark.parametrize(
    ("entry", "asked"), VIEWS, ids=[f"{entry.name}?{asked}"[:24] for entry, asked in VIEWS]
)
TOO_WIDE = """() => [...document.querySelectorAll('html, body, [data-testid="stMain"]')]
    .filter(box => box.scrollWidth > box.clientWidth).map(box => box.tagName)"""
READ = """main => {
    const copy = main.cloneNode(true);
    copy.querySelectorAll('code, pre, style, script').forEach(part => part.remove());
    main.after(copy);
    const text = copy.innerText;
    copy.remove();
    return text;
}"""
FAILED = '[data-testid="stException"]'

Open = Callable[[Look], tuple[Page, Recorder]]


@pytest.fixture(scope="module")
def open_window(browser: Browser) -> Iterator[Open]:
    """One window for each look, kept for every page: what all pages load is loaded once."""
    with ExitStack() as windows:

        @cache
        def opened(look: Look) -> tuple[Page, Recorder]:
            context, recorder = windows.enter_context(look.context(browser)), Recorder()
            recorder.listen(context)
            return context.new_page(), recorder

        yield opened


@pytest.mark.parametrize("look", [PHONE, WALL], ids=str)
@EVERY_VIEW
def test_a_page_is_whole_and_for_everybody(
    open_window: Open, dashboard: str, look: Look, entry: Entry, asked: str
) -> None:
    window, recorder = open_window(look)
    lang = known(look.locale)
    window.goto(f"{dashboard}/{address(entry)}?{asked}")
    settle(window)
    expect(window.locator("h1")).to_have_text(translator(lang)(entry.title))
    expect(window.locator("html")).to_have_attribute("lang", TAGS[lang])
    expect(window.locator(FAILED)).to_have_count(0)
    assert window.evaluate(TOO_WIDE) == []
    if lang == "zh":
        said = window.get_by_test_id("stMain").evaluate(READ)
        assert [line for line in said.splitlines() if ENGLISH.search(line)] == []
    assert barriers(window) == []
    assert recorder.outside == []
    assert recorder.errors == []


@pytest.mark.parametrize(
    "entry", [e for e in PAGES[1:] if not e.is_bare], ids=lambda entry: entry.name
)
def test_back_returns_to_the_page_before(open_window: Open, dashboard: str, entry: Entry) -> None:
    window, _ = open_window(WALL)
    before = window.locator("h1", has_text=PAGES[0].title)
    if not before.count():
        window.goto(f"{dashboard}/?lang=en")
        expect(before).to_be_visible()
    menu = window.get_by_test_id("stSidebarNav")
    menu.get_by_role("link", name=entry.title, exact=True).click()
    expect(window.locator("h1")).to_have_text(entry.title)
    window.wait_for_url(re.compile(f"/{entry.name}"))
    window.go_back()
    expect(before).to_be_visible()


def barriers(window: Page) -> list[str]:
    """What axe-core calls serious or critical, with the element and what is wrong with it."""
    found: dict[str, Any] = Axe().run(window, options={"resultTypes": ["violations"]}).response
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def test_a_barrier_is_found(open_window: Open) -> None:
    window, _ = open_window(WALL)
    window.goto("about:blank")
    window.set_content(
        '<html lang="en"><title>A page</title><main><h1>Title</h1>'
        '<p style="color: #999; background: #fff">pale</p></main>'
    )
    assert [barrier.partition(":")[0] for barrier in barriers(window)] == ["color-contrast"]


def test_a_link_to_a_page_without_data_says_what_it_lacks(
    open_window: Open, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    window, _ = open_window(WALL)
    server = serve(offices.built("nothing_measured", tmp_path))
    for entry in (entry for entry in PAGES if entry.needs):
        window.goto(f"{server}/{entry.name}?lang=en")
        settle(window)
        expect(window.locator("h1")).to_have_text(entry.title)
        expect(window.get_by_role("dialog")).to_have_count(0)
        expect(window.get_by_text("This page has no data yet.")).to_be_visible()
        menu = window.get_by_test_id("stSidebarNav")
        expect(menu.get_by_role("link", name=entry.title, exact=True)).to_have_count(0)
        window.get_by_test_id("stMain").get_by_role("link", name="Data", exact=True).click()
        expect(window.locator("h1")).to_have_text("Data")

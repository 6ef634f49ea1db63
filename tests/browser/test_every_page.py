"""Every page of the registry in a real browser: its language, its width, Back, accessibility.

A page that looks different after a choice is opened with that choice too (tests/support/views.py).
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard import PAGES
from governance.app.registry import NO_DATA, Entry
from governance.app.style import TAGS
from governance.core.i18n import LANGUAGES, known_language, translator
from tests.browser.chromium import Look, Recorder, settle
from tests.support import offices
from tests.support.shown import ENGLISH
from tests.support.views import address, views

PHONE, WALL = Look("zh-CN", "light", 390, 844), Look("en-US", "dark", 1440, 900)
VIEWS = list(views())
EVERY_VIEW = pytest.mark.parametrize(
    ("entry", "asked"),
    [
        pytest.param(
            entry,
            asked,
            id=f"{entry.name}?{asked}"[:24],
            marks=pytest.mark.slow if asked else (),  # every day each page as it opens
        )
        for entry, asked in VIEWS
    ],
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
SCHEME = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme"
FAILED = '[data-testid="stException"]'


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[tuple[Page, Recorder]]:
    """One window for every page: what all pages load is loaded once."""
    recorder = Recorder()
    with WALL.context(browser) as context:
        recorder.listen(context)
        yield context.new_page(), recorder


@pytest.fixture
def watched(window: tuple[Page, Recorder]) -> Iterator[Page]:
    """The window, on a wall at first; fails where it asked an outside host or a script broke."""
    page, recorder = window
    recorder.urls.clear()
    recorder.errors.clear()
    recorder.refused.clear()
    resize(page, WALL)
    page.emulate_media(color_scheme=WALL.scheme)
    yield page
    assert recorder.outside == []
    assert recorder.errors == []
    assert recorder.refused == []  # nothing in the console


@EVERY_VIEW
def test_a_page_is_whole_and_for_everybody(
    watched: Page, dashboard: str, entry: Entry, asked: str
) -> None:
    path = f"{dashboard}/{address(entry)}?{asked}"
    watched.goto(path)
    settle(watched)
    check(watched, entry, WALL)
    watched.emulate_media(color_scheme=PHONE.scheme)
    switch = watched.get_by_test_id("stSidebar").get_by_text(LANGUAGES["zh"], exact=True)
    if switch.is_visible():
        switch.click()
    else:  # a page without the sidebar
        watched.goto(f"{path}&lang=zh")
    expect(watched.locator("html")).to_have_attribute("lang", TAGS["zh"])
    resize(watched, PHONE)
    settle(watched)
    check(watched, entry, PHONE)


def resize(page: Page, look: Look) -> None:
    page.set_viewport_size({"width": look.width, "height": look.height})


def check(page: Page, entry: Entry, look: Look) -> None:
    """The page has not failed, has its title, speaks the language, fits, and is read by all."""
    lang = known_language(look.locale)
    expect(page.locator("h1")).to_have_text(translator(lang)(entry.title))
    expect(page.locator("html")).to_have_attribute("lang", TAGS[lang])
    expect(page.locator(FAILED)).to_have_count(0)
    assert page.evaluate(TOO_WIDE) == []
    if lang == "zh":
        said = page.get_by_test_id("stMain").evaluate(READ)
        assert [line for line in said.splitlines() if ENGLISH.search(line)] == []
    assert page.evaluate(SCHEME) == look.scheme
    assert barriers(page) == []


def test_back_returns_to_the_page_before(watched: Page, dashboard: str) -> None:
    watched.goto(f"{dashboard}/?lang=en")
    shown = watched.locator("h1")
    expect(shown).to_have_text(PAGES[0].title)
    families = {entry.family or entry.name: entry for entry in reversed(PAGES) if not entry.is_bare}
    visited = list(reversed(families.values()))
    menu = watched.get_by_test_id("stSidebarNav")
    for entry in visited[1:]:
        menu.get_by_role("link", name=entry.menu or entry.title, exact=True).click()
        expect(shown).to_have_text(entry.title)
        watched.wait_for_url(re.compile(f"/{entry.name}"))
    for entry in reversed(visited[:-1]):
        watched.go_back()
        expect(shown).to_have_text(entry.title)
        watched.wait_for_url(re.compile(f"/{address(entry)}"))


def barriers(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with the element and what is wrong with it."""
    found: dict[str, Any] = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def test_a_barrier_is_found(watched: Page) -> None:
    watched.goto("about:blank")
    watched.set_content(
        '<html lang="en"><title>A page</title><main><h1>Title</h1>'
        '<p style="color: #999; background: #fff">pale</p></main>'
    )
    assert [barrier.partition(":")[0] for barrier in barriers(watched)] == ["color-contrast"]


def test_a_link_to_a_page_without_data_says_what_it_lacks(
    watched: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    server = serve(offices.built("nothing_measured", tmp_path))
    for entry in (entry for entry in PAGES if entry.datasets):
        watched.goto(f"{server}/{entry.name}?lang=en")
        settle(watched)
        expect(watched.locator("h1")).to_have_text(entry.title)
        expect(watched.get_by_role("dialog")).to_have_count(0)
        expect(watched.get_by_text("This page has no data yet.")).to_be_visible()
        menu = watched.get_by_test_id("stSidebarNav")
        expect(menu.get_by_role("link", name=entry.title, exact=True)).to_have_count(0)
        watched.get_by_test_id("stMain").get_by_role(
            "link", name="Data quality", exact=True
        ).click()
        expect(watched.locator("h1")).to_have_text("Data quality")


def test_any_address_says_that_there_is_no_data_and_nothing_else(
    watched: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    watched.goto(f"{serve(tmp_path / 'none.duckdb')}/issues?lang=zh")
    settle(watched)
    expect(watched.get_by_text(translator("zh")(NO_DATA))).to_be_visible()
    expect(watched.get_by_role("dialog")).to_have_count(0)

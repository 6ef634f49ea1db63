"""The guide's pictures come with their chapters, in the reader's language, from this machine."""

import pytest
from playwright.sync_api import Page

from governance.app import guide_pictures
from governance.core import guide
from tests.browser.chromium import Look, settle
from tests.browser.test_frame import SHIFTS, WATCH

SHOWN = """() => [...document.querySelectorAll('.st-key-guide img')]
    .map(one => [one.alt, one.naturalWidth, one.src])"""
LOADED = """() => [...document.querySelectorAll('.st-key-guide img')].length
    && [...document.querySelectorAll('.st-key-guide img')].every(one => one.complete)"""


@pytest.mark.parametrize(
    ("look", "alt"),
    [
        (Look(), "趋势：示例数据下的页面"),
        (Look("en-US", "dark", 390, 844), "Trend: how it looks with sample data"),
    ],
    ids=str,
)
def test_a_chapter_shows_its_picture_in_the_language(
    page: Page, dashboard: str, look: Look, alt: str
) -> None:
    page.goto(f"{dashboard}/guide?chapter=trend")
    settle(page)
    page.wait_for_function(LOADED)
    ((said, width, source),) = page.evaluate(SHOWN)
    assert (said, width) == (alt, 840)
    taken = page.request.get(source).body()
    assert taken == guide.picture("trend", look.locale[:2]).read_bytes()
    assert page.locator(".st-key-guide img").bounding_box()["width"] <= look.width


def test_every_chapter_shows_its_own_picture_and_nothing_jumps(page: Page, dashboard: str) -> None:
    page.add_init_script(WATCH)
    for name, text in guide.chapters("zh").items():
        page.goto(f"{dashboard}/guide?chapter={name}")
        settle(page)
        page.wait_for_function(LOADED)
        ((said, width, source),) = page.evaluate(SHOWN)
        assert said.partition("：")[0] == text.partition("\n")[0].lstrip("# ")
        assert width > 0
        assert source.endswith(guide_pictures.address(name, "zh"))
        assert page.evaluate("window.shifts") < SHIFTS


@pytest.mark.parametrize("name", ["nothing.webp", "%2e%2e%2fzh.md", "..%2f..%2fREADME.md", ""])
def test_nothing_else_is_given_beside_the_pictures(page: Page, dashboard: str, name: str) -> None:
    assert page.request.get(f"{dashboard}/guide-pictures/{name}").status in (400, 404)


def test_behind_a_path_they_lie_beside_the_pages() -> None:
    assert guide_pictures.route("office/board").path == "/office/board/guide-pictures"

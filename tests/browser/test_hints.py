"""The hints of a first visit: shown once, put away for good, and nowhere but on the overview.

That they move nothing is held by test_frame.py, whose visits are all first ones.
"""

from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import Look, seen_as, settle

LOOKS = (
    Look(),
    Look("en-US", "dark", 390, 844),
    Look("zh-CN", "dark", 390, 844),
    Look("en-US"),
)
WORDS = {"zh-CN": ("首次使用提示", "知道了"), "en-US": ("Hints for a first visit", "Got it")}


@seen_as(*LOOKS)
def test_hints_are_shown_until_they_are_put_away(page: Page, dashboard: str, look: Look) -> None:
    name, button = WORDS[look.locale]
    page.goto(dashboard)
    settle(page)
    hints = page.get_by_role("region", name=name)
    expect(hints.get_by_role("listitem")).to_have_count(3)
    page.emulate_media(media="print")
    expect(hints).to_be_hidden()
    page.emulate_media(media="screen")
    put_away = hints.get_by_role("button", name=button)
    put_away.focus()
    page.keyboard.press("Enter")
    expect(hints).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.testid") == "stMain"
    address = page.url
    page.reload()
    settle(page)
    expect(page.locator(".st-key-hints")).to_be_hidden()
    assert page.url == address
    page.goto(f"{dashboard}/?lang={'en' if look.locale == 'zh-CN' else 'zh'}")
    settle(page)
    expect(page.locator(".st-key-hints")).to_be_hidden()


def test_other_pages_have_none(page: Page, dashboard: str) -> None:
    for path in ("issues", "presenter", "projector"):
        page.goto(f"{dashboard}/{path}")
        settle(page)
        expect(page.locator(".hints")).to_have_count(0)


def test_a_browser_that_remembers_nothing_is_not_told_each_time(
    browser: Browser, dashboard: str
) -> None:
    with Look().context(browser) as context:
        page = context.new_page()
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage',"
            " { get() { throw new DOMException('', 'SecurityError') } })"
        )
        page.goto(dashboard)
        page.wait_for_load_state("domcontentloaded")
        assert page.evaluate("document.documentElement.className") != "first-visit"

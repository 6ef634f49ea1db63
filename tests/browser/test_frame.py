"""What every page has in common: its bar, where it begins, how long it is, that nothing jumps."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard import PAGES
from governance.app.registry import Entry
from tests.browser.chromium import CONTENT_HEIGHT, Look, seen_as, settle
from tests.support.views import address

FRAMED = [entry for entry in PAGES if not entry.is_bare]
# Adds up what moves without a click, by the browser's own measure (web.dev/cls).
WATCH = """
window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (!entry.hadRecentInput) window.shifts += entry.value;
})).observe({ type: "layout-shift", buffered: true });
"""
FIRST = """() => Math.min(...[...document.querySelectorAll(
    '.morning, .kpi, .stPlotlyChart, [data-testid=stDataFrame], [data-testid=stDeckGlJsonChart],'
    + '.sheet, [data-testid=stFileUploader], [data-testid=stMarkdown], [data-testid=stSelectbox],'
    + '[data-testid=stTextInput], [data-testid=stMultiSelect], [data-testid=stButtonGroup],'
    + '[data-testid=stAlert], .verdict, .place'
)].filter(one => !one.closest('.st-key-bar') && one.offsetParent)
  .map(one => one.getBoundingClientRect().top))"""
EVERY_DAY = ("overview", "issues", "guide")
NARROW = [
    pytest.param(entry, id=entry.name, marks=[] if entry.name in EVERY_DAY else pytest.mark.slow)
    for entry in FRAMED
]
BAR, BEGINS, SHIFTS, VISITS = 56, 120, 0.1, 3
LONGEST = 2250  # two screens and a half of 900, before anything is unfolded


@pytest.mark.parametrize("entry", FRAMED, ids=lambda entry: entry.name)
def test_a_page_begins_below_one_bar_is_short_and_nothing_jumps(
    browser: Browser, dashboard: str, entry: Entry
) -> None:
    """The best of three first visits: on a busy machine what a page is made of comes in pieces."""
    shifts: list[float] = []
    while len(shifts) < VISITS and min(shifts, default=1.0) >= SHIFTS:
        with Look().context(browser) as context:
            page = context.new_page()
            page.add_init_script(WATCH)
            page.goto(f"{dashboard}/{address(entry)}")
            settle(page)
            top, height = page.locator(".st-key-bar").evaluate(
                "one => [one.getBoundingClientRect().top, one.offsetHeight]"
            )
            assert top == 0
            assert 40 <= height <= BAR
            assert page.evaluate(FIRST) <= BEGINS
            assert page.evaluate(CONTENT_HEIGHT) <= LONGEST
            shifts.append(page.evaluate("window.shifts"))
    assert min(shifts) < SHIFTS, shifts


@pytest.mark.parametrize("entry", NARROW)
def test_a_narrow_page_comes_as_one(browser: Browser, dashboard: str, entry: Entry) -> None:
    with Look(width=390, height=844).context(browser) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{dashboard}/{address(entry)}")
        settle(page)
        expect(page.locator("html")).not_to_have_class(re.compile("arriving"))
        assert page.evaluate("window.shifts") < SHIFTS
        assert page.evaluate(FIRST) < page.viewport_size["height"]


def test_hidden_inputs_are_never_painted(page: Page, dashboard: str) -> None:
    page.add_init_script("""
    window.painted = [];
    const look = () => {
        const box = document.querySelector('.st-key-registers');
        if (box && box.getClientRects().length) window.painted.push(box.innerText);
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    """)
    page.goto(dashboard)
    settle(page)
    assert page.evaluate("window.painted") == []


def test_the_menu_has_twelve_entries_at_most(page: Page, dashboard: str) -> None:
    page.goto(dashboard)
    settle(page)
    assert 6 <= page.get_by_test_id("stSidebarNavLink").count() <= 12


@seen_as(Look(), Look(width=390, height=844))
def test_pages_of_one_entry_lead_to_each_other(page: Page, dashboard: str, look: Look) -> None:
    page.goto(f"{dashboard}/rank?area=500113011")
    settle(page)
    page.locator(".st-key-kin").get_by_text("区域对比").click()
    page.locator("h1", has_text="区域对比").wait_for()
    assert "area=500113011" in page.url


def test_what_streamlit_says_is_in_the_readers_language(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/data")
    settle(page)
    said = page.evaluate("""() => [...document.querySelectorAll('[aria-label], [placeholder]')]
        .filter(one => one.getClientRects().length)
        .flatMap(one => [one.ariaLabel, one.getAttribute('placeholder')])
        .filter(text => text && /^[A-Za-z ,/]+($|: )/.test(text))""")
    assert said == []


def test_an_area_is_found_by_the_first_letters_of_its_name(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/?area=all")
    settle(page)
    box = page.locator(".st-key-pick_area input").first
    box.click()
    box.fill("莲花")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("area=500113011$"))
    settle(page)
    expect(box).to_have_value(re.compile("莲花街道"))

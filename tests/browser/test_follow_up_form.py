"""The form of a follow-up as a reader meets it: every field apart, and in the window."""

import itertools

from playwright.sync_api import Page

from tests.browser.chromium import Look, seen_as, settle

FIELDS = "agreed", "owner", "due", "by"
BOXES = """names => names.map(name => {
    const box = document.querySelector(`.st-key-follow_up_${name}`).getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
})"""


@seen_as(Look(), Look("en-US", "dark", 390, 844))
def test_its_fields_stand_below_each_other(page: Page, dashboard: str, look: Look) -> None:
    page.goto(dashboard)
    settle(page, 90)
    page.locator("[class*=st-key-entry_] [class*=st-key-follow_] button").first.click()
    page.locator(".st-key-follow_up_by input").wait_for()
    settle(page)
    boxes = page.evaluate(BOXES, list(FIELDS))
    assert all(before[3] <= after[1] for before, after in itertools.pairwise(boxes)), boxes
    assert all(right - left > 200 and right <= look.width for left, _top, right, _bottom in boxes)

"""The pivot under a mouse and a keyboard: a place opens its own number, and Back leads back."""

from playwright.sync_api import Page, expect

from tests.browser.chromium import Look, seen_as, settle

ADDRESS = "explore?area=500113011&metric=issues_reported&by=channel&and=category"
PLACES = {
    "a cell": ("tbody tr:nth-child(2) td:nth-of-type(4)",) * 2,
    "a row": ("tbody tr:nth-child(2) th", "tbody tr:nth-child(2) td.total"),
    "a column": ("thead th:nth-child(5)", "tfoot td:nth-of-type(4)"),
    "the total": ("tfoot td.total",) * 2,
}
FIRST_SCREEN = {1440: 560, 390: 844}  # the lowest that the first figure may start, in pixels


@seen_as(Look(), Look("en-US", "dark"), Look(width=390, height=844))
def test_each_place_opens_its_number_and_back_leads_to_the_same_pivot(
    page: Page, dashboard: str, look: Look
):
    page.goto(f"{dashboard}/{ADDRESS}")
    settle(page, 90)
    pivot, address = page.locator(".pivot table"), page.url
    box = pivot.bounding_box()
    assert box
    assert box["y"] < FIRST_SCREEN[look.width]
    shown = pivot.inner_text()
    for link, number in PLACES.values():
        said = pivot.locator(number).inner_text()
        pivot.locator(link).locator("a").first.click()
        page.wait_for_url("**/receipt?*")
        settle(page, 90)
        expect(page.get_by_test_id("stMetricValue").first).to_contain_text(said)
        page.go_back()
        page.wait_for_url("**/explore?*")
        settle(page, 90)
        assert page.url == address
        expect(pivot).to_have_text(shown, use_inner_text=True)


@seen_as(Look())
def test_a_click_sorts_without_loading_the_page_and_the_keyboard_opens_a_number(
    page: Page, dashboard: str
):
    page.goto(f"{dashboard}/{ADDRESS}")
    settle(page, 90)
    page.evaluate("window.stayed = true")
    names = page.locator(".pivot tbody th")
    before = names.all_inner_texts()
    page.locator(".pivot thead th.total a.by").click()
    page.wait_for_url("**sort=issues_reported")
    settle(page, 90)
    expect(names).to_have_text(before[::-1])
    assert page.evaluate("window.stayed")
    link = page.locator(".pivot tbody td a").first
    said = link.inner_text()
    link.press("Enter")
    page.wait_for_url("**/receipt?*")
    settle(page, 90)
    expect(page.get_by_test_id("stMetricValue").first).to_contain_text(said)

"""The pages of visits, volunteers and parking: a click on a bar filters, or goes to an area."""

import re

from playwright.sync_api import expect

from tests.browser.chromium import settle


def clicked(page, part):
    """Opens a folded part of the page, and clicks the first bar of its first chart."""
    fold = page.locator(f".st-key-fold_{part}")
    fold.locator("summary").click()
    settle(page)
    panel = fold.locator(".stPlotlyChart").first
    bar = panel.locator(".barlayer .point path").first
    bar.scroll_into_view_if_needed()
    bar.hover(force=True)
    expect(panel.locator(".hoverlayer .hovertext")).to_be_visible()
    bar.click(force=True)


def test_a_role_filters_the_visits_and_again_shows_all(page, dashboard):
    page.goto(f"{dashboard}/visits")
    settle(page)
    count = page.locator('.kpi[aria-label="走访次数"] .value')
    everything = count.inner_text()
    clicked(page, "roles")
    page.wait_for_url(re.compile("only=visitor_role"))
    settle(page)
    assert count.inner_text() != everything
    expect(page.locator(".st-key-fold_roles .stPlotlyChart")).to_be_visible()  # it stays open
    page.locator(".st-key-filter_off button").filter(visible=True).click()
    page.wait_for_url(re.compile(r"/visits$"))
    settle(page)
    assert count.inner_text() == everything


def test_a_kind_of_parking_filters_the_facilities(page, dashboard):
    page.goto(f"{dashboard}/parking")
    settle(page)
    clicked(page, "stock")
    page.wait_for_url(re.compile("only=kind"))
    settle(page)
    expect(page.locator(".st-key-filter_off button").filter(visible=True)).to_contain_text(
        "设施类型"
    )

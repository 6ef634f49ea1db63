"""The pages of visits, volunteers and parking: a click on a bar filters, or goes to an area."""

import re

from playwright.sync_api import expect

from tests.browser.chromium import settle


def clicked(page, chart):
    """Clicks the first bar of the page's chart of that number, from 0."""
    panel = page.locator(".stPlotlyChart").nth(chart)
    bar = panel.locator(".barlayer .point path").first
    bar.scroll_into_view_if_needed()
    bar.hover(force=True)
    expect(panel.locator(".hoverlayer .hovertext")).to_be_visible()
    bar.click(force=True)


def test_a_role_filters_the_visits_and_again_shows_all(page, dashboard):
    page.goto(f"{dashboard}/visits")
    settle(page)
    everything = page.locator(".kpi .value").first.inner_text()
    clicked(page, 1)  # after the calendar: key-group households by role
    page.wait_for_url(re.compile("only=visitor_role"))
    settle(page)
    assert page.locator(".kpi .value").first.inner_text() != everything
    page.locator(".st-key-filter_off button").filter(visible=True).click()
    page.wait_for_url(re.compile(r"/visits$"))
    settle(page)
    assert page.locator(".kpi .value").first.inner_text() == everything


def test_a_kind_of_parking_filters_the_facilities(page, dashboard):
    page.goto(f"{dashboard}/parking")
    settle(page)
    clicked(page, 0)
    page.wait_for_url(re.compile("only=kind"))
    settle(page)
    expect(page.locator(".st-key-filter_off button").filter(visible=True)).to_contain_text(
        "设施类型"
    )

"""Fair ranking in a browser: a mark and a row lead down to their area, the address keeps both."""

import re

from playwright.sync_api import Page, expect

from tests.browser.chromium import settle

STREET = "110114009"
ROW, FIRST = 35, 60


def show(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)


def test_a_mark_of_the_funnel_leads_to_its_area_and_keeps_the_metric(page, dashboard):
    show(
        page, f"{dashboard}/rank?area={STREET}&metric=closure_rate&period=all_time&level=community"
    )
    chart = page.locator(".js-plotly-plot").first
    mark = chart.locator(".scatterlayer .points path").first
    mark.scroll_into_view_if_needed()
    mark.hover(force=True)
    # Plotly takes a click only where it has noticed the pointer, a moment after it came.
    expect(chart.locator(".hoverlayer .hovertext")).to_be_visible()
    mark.click(force=True)
    page.wait_for_url(re.compile(rf"area={STREET}\d{{3}}"))
    assert "metric=closure_rate" in page.url
    settle(page)
    expect(page.get_by_role("heading", name=re.compile("^排名：结案率"))).to_be_visible()


def test_a_row_of_the_table_leads_to_its_area(page, dashboard):
    show(page, f"{dashboard}/rank?area={STREET}&metric=on_time_rate&period=all_time")
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.click(position={"x": FIRST, "y": ROW * 1.5})
    page.wait_for_url(re.compile(rf"area={STREET}\d{{3}}"))

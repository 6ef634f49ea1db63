"""The pages as a reader has them: clicked through, by a link, with Back and Forward."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from governance.bench.server import serving
from tests.browser.chromium import settle

LIANHUA = "500113011"


def show(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)


def first_value(page: Page) -> str:
    return page.locator("article.kpi .value").first.inner_text()


def test_every_sparkline_says_what_it_shows(page, dashboard):
    show(page, dashboard)
    pictures = page.locator(".kpi .spark img")
    assert pictures.count() == 6
    assert all(
        re.search(r"最低 .*最高", picture.get_attribute("alt")) for picture in pictures.all()
    )


def test_a_click_on_an_area_goes_down_and_back_comes_up_again(page, dashboard):
    show(page, f"{dashboard}/?area=all&metric=issues_reported")
    everything = first_value(page)
    bar = page.locator(".js-plotly-plot").nth(1).locator(".barlayer .point path").first
    bar.scroll_into_view_if_needed()
    bar.hover(force=True)
    # Plotly takes a click only where it has noticed the pointer, a moment after it came.
    expect(page.locator(".js-plotly-plot").nth(1).locator(".hoverlayer .hovertext")).to_be_visible()
    bar.click(force=True)
    page.wait_for_url(re.compile(r"\?area=\d+&"))
    settle(page)
    assert first_value(page) != everything
    page.go_back()
    page.wait_for_url(re.compile(r"\?area=all&"))
    settle(page)
    assert first_value(page) == everything


def test_a_link_opens_the_same_view_and_a_page_switch_keeps_it(page, dashboard):
    asked = f"area={LIANHUA}&period=last_12_months&compare=last_year&lang=en&metric=visits"
    show(page, f"{dashboard}/?{asked}")
    value = first_value(page)
    expect(page.get_by_role("heading", name=re.compile("^Visits · ")).first).to_be_visible()
    page.get_by_test_id("stSidebarNav").get_by_text("Metrics, sources").click()
    page.wait_for_url(re.compile("/metrics"))
    settle(page)
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible()
    page.get_by_test_id("stSidebarNav").get_by_text("Overview").click()
    page.wait_for_url(re.compile(r"/\?"))
    settle(page)
    assert first_value(page) == value
    for part in asked.split("&"):
        assert part in page.url
    page.get_by_text("中文", exact=True).click()
    expect(page.locator("h1")).to_have_text("总览")
    settle(page)
    assert f"area={LIANHUA}" in page.url


def test_the_first_page_is_found_by_its_name_too(page, dashboard):
    show(page, f"{dashboard}/overview?area={LIANHUA}&lang=en")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("h1")).to_have_text("Overview")
    expect(page.get_by_role("combobox", name="Area")).to_have_value(re.compile("莲花街道"))
    assert f"area={LIANHUA}" in page.url


def test_a_link_to_a_page_works_on_a_server_that_has_just_started(page, sample_warehouse: Path):
    """Streamlit's old way of finding pages would show "Page not found" to the first visitor."""
    with serving(sample_warehouse) as address:
        show(page, f"{address}/metrics?metric=visits")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_role("heading", name="走访次数")).to_be_visible()

"""What a click does on the Reconciliation page, in the real browser."""

import re

from playwright.sync_api import expect

from tests.browser.chromium import settle
from tests.browser.test_rank import FIRST, ROW, show


def test_a_row_opens_how_its_figure_is_computed(page, dashboard):
    show(page, f"{dashboard}/reconciliation?verdict=within&lang=zh")
    table = page.get_by_test_id("stDataFrame").first
    table.click(position={"x": FIRST, "y": ROW * 1.5})
    page.wait_for_url(re.compile("figure=F003"))
    settle(page)
    expect(page.get_by_role("heading", name=re.compile("^F003 · 物业小区数"))).to_be_visible()

"""One community, one channel, one category, the last quarter: a question of four clicks."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from governance.warehouse.reader import Warehouse
from tests.browser.chromium import settle

PLACE, CHANNEL, CATEGORY = "花土湾社区", "12345热线", "环境卫生"
CODES = {"area": "500113011004", "channel": "hotline", "category": CATEGORY}
QUARTER = ("2026-07-01", "2026-10-01")
MOST = 4


class Hand:
    """Who asks: counts the clicks; to type and to press a key costs none."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1
        settle(self.page, 90)

    def choose(self, text: str, address: str) -> None:
        """Types what is looked for into the box in focus, and takes the first that is found."""
        self.page.keyboard.type(text)
        expect(self.page.get_by_role("option").first).to_contain_text(text)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(address))
        settle(self.page, 90)


def test_a_question_of_four_parts_is_four_clicks_away(
    page: Page, dashboard: str, sample_warehouse: Path
) -> None:
    page.goto(dashboard)
    settle(page, 90)
    hand = Hand(page)
    hand.click(page.locator(".st-key-pick_area input"))
    hand.choose(PLACE, "area=500113011004")
    hand.click(page.locator(".st-key-pick_period input"))
    hand.choose("上季度", "period=last_quarter")
    hand.click(page.locator(".st-key-save_filter button").first)
    hand.click(page.locator(".st-key-filter_values input"))
    hand.choose(CHANNEL, "channel")
    hand.choose(CATEGORY, "category")
    assert hand.clicks <= MOST
    shown = page.locator(".st-key-card_issues_reported .value a")
    expect(shown).to_have_text(f"{counted(sample_warehouse):,}")


def counted(warehouse: Path) -> int:
    """The same by pandas, from the metric's rows."""
    cursor = Warehouse.open(warehouse).cursor()
    rows = cursor.execute("from metric_issues_reported").df()
    inside = rows["area_code"].str.startswith(CODES["area"], na=False)
    during = rows["day"].between(*QUARTER, inclusive="left")
    asked = (rows["channel"] == CODES["channel"]) & (rows["category"] == CODES["category"])
    count = int(rows.loc[inside & during & asked, "numerator"].sum())
    assert count > 0
    return count

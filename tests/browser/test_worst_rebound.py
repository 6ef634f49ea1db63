"""Who rebounds worst, is it real, show me the cases: four clicks from the overview."""

import re

from playwright.sync_api import Page, expect

from tests.browser.chromium import Look, seen_as, settle

QUARTER = {"zh-CN": re.compile("上季度$"), "en-US": re.compile("Last full quarter$")}
RANKING = {"zh-CN": "反弹率排名", "en-US": "Ranking of Rebound rate"}
CASES = {"zh-CN": re.compile("的明细记录 →$"), "en-US": re.compile("^Cases of ")}
WORST = {
    "zh-CN": re.compile("应先查看|可能只是偶然"),
    "en-US": re.compile("Look first|chance"),
}
PROVED = {"zh-CN": re.compile("^已核验"), "en-US": re.compile("^Proved")}
RECORDS = {"zh-CN": re.compile("^本数背后的记录"), "en-US": re.compile("^The records behind")}


@seen_as(Look(), Look("en-US", "dark"))
def test_the_worst_rebound_its_truth_and_its_cases_are_four_clicks_away(
    page: Page, dashboard: str, look: Look
):
    page.goto(dashboard)
    settle(page, 90)
    page.locator(
        ".st-key-pick_period [data-baseweb=select], .st-key-pick_period input"
    ).first.click()
    page.get_by_role("option", name=QUARTER[look.locale]).click()
    page.wait_for_url(re.compile("period=last_quarter"))
    settle(page, 90)
    page.get_by_role("link", name=RANKING[look.locale]).click()
    page.wait_for_url(re.compile(r"/rank\?(?=.*metric=rebound_rate)(?=.*period=last_quarter)"))
    settle(page, 90)
    expect(page.get_by_text(WORST[look.locale]).first).to_be_visible()
    page.get_by_role("link", name=CASES[look.locale]).first.click()
    page.wait_for_url(re.compile(r"/receipt\?(?=.*metric=rebound_rate)(?=.*area=\d)"))
    settle(page, 90)
    expect(page.get_by_text(PROVED[look.locale])).to_be_visible()
    expect(page.get_by_role("heading", name=RECORDS[look.locale])).to_be_visible()

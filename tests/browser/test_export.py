"""A long export on its page: how far it is, and that other readers are answered meanwhile."""

import time

from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from tests.browser.chromium import Look, settle

# Seconds until the file's first page is seen by who asked for it.
SEEN = 2.0
# Seconds that another reader's click may take while a file is made, of a warm page.
ANSWER = 5.0
SHARE = '() => Number(document.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow"))'


def turned(page: Page) -> float:
    """Seconds until a reader's page shows the metric that he asks for."""
    start = time.monotonic()
    page.get_by_test_id("stSidebar").get_by_role("link", name="指标与溯源").click()
    expect(page.get_by_role("heading", level=1, name="指标说明")).to_be_visible()
    settle(page)
    return time.monotonic() - start


def test_a_file_tells_how_far_it_is_and_another_reader_is_answered(
    page: Page, browser: Browser, dashboard: str
):
    with Look().context(browser) as context:
        other = context.new_page()
        other.goto(dashboard)
        settle(other)
        page.goto(f"{dashboard}/briefings")
        settle(page)
        page.get_by_role("button", name="导出").click()
        asked = time.monotonic()
        page.get_by_role("button", name="生成文件").click()
        expect(page.locator(".st-key-export_first").get_by_role("img")).to_be_visible()
        assert time.monotonic() - asked < SEEN
        expect(page.get_by_text("正在生成 月度治理例会.pptx")).to_be_visible()
        bar = page.get_by_role("progressbar")
        expect(bar).to_be_visible()
        took = turned(other)
        assert bar.count() == 1, "the file was ready before the other reader's page was"
        assert took < ANSWER
        page.wait_for_function(f"{SHARE.removeprefix('() => ')} > 0", timeout=60_000)
        ready = page.get_by_role("button", name="下载 月度治理例会.pptx")
        expect(ready).to_be_visible(timeout=60_000)
        with page.expect_download() as download:
            ready.click()
    assert len(Presentation(str(download.value.path())).slides) >= 11

"""The Data page as a reader has it, down to one row of one file."""

import re

from playwright.sync_api import Page, expect

from tests.browser.chromium import settle, stretch

LIANHUA = "500113011"
GAP = f"/data?dataset=visits&area={LIANHUA}&period=last_12_months"
# Streamlit draws tables on a canvas: rows are found by their place (CSS pixels).
ROW, TICK = 35, 16


def show(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    stretch(page)


def tick(page: Page, table: str, row: int) -> None:
    """Chooses a row of a table by the box at its left."""
    frame = page.locator(f".st-key-{table} [data-testid=stDataFrame]")
    frame.click(position={"x": TICK, "y": ROW * (row + 1.5)})


def test_the_gap_of_the_sample_is_told_and_marked(page, dashboard):
    show(page, dashboard + GAP)
    expect(page.get_by_text("无数据：东园社区 2026年2月至3月")).to_be_visible()
    crosses = page.locator(".st-key-calendar .scatterlayer .trace").first.locator(".point")
    expect(crosses).to_have_count(2)


def test_a_dataset_is_chosen_by_a_click_and_stays_in_the_address(page, dashboard):
    show(page, f"{dashboard}/data?dataset=visits")
    tick(page, "ledger", 1)
    page.wait_for_url(re.compile("dataset=issues"))
    settle(page)
    expect(page.get_by_role("heading", name="诉求")).to_be_visible()


def test_a_rejected_row_is_seen_in_its_own_columns_and_downloaded(page, dashboard):
    show(page, f"{dashboard}/data?dataset=issues")
    tick(page, "rows", 0)
    expect(page.get_by_text(re.compile(r"问题工单_2026\.csv，第 \d+ 行"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载拒收行（16）").click()
    assert download.value.suggested_filename == "问题工单_2026_rejected.csv"
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].endswith("governance:file,governance:row,governance:reason")
    assert len(lines) == 17


def test_a_file_has_its_whole_hash_to_copy(page, dashboard):
    show(page, f"{dashboard}/data?dataset=issues")
    page.locator(".st-key-fold_files summary").click()
    settle(page)
    stretch(page)
    tick(page, "files", 0)
    expect(page.get_by_text(re.compile(r"^[0-9a-f]{64}$"))).to_be_visible()

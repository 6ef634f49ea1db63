"""The wall: it fits screens of three shapes, turns and stops, and shows what is published."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import Look, settle

SIZES = ((1920, 1080), (3840, 2160), (6656, 1792))
COMMUNITIES = 14  # of the sample's own street office
FOUND = Path(__file__).with_name("wall_seen.js").read_text(encoding="utf-8")
AT = ".wall .cards li.at"


def open_wall(page: Page, dashboard: str, asked: str = "every=off") -> Locator:
    """Opens the wall and waits until it has its shape; returns the title of what is shown."""
    page.goto(f"{dashboard}/wall?{asked}")
    settle(page)
    return page.locator(f"{AT} h4")


@pytest.mark.parametrize("look", [Look(), Look("en-US", "dark")], ids=str)
def test_every_view_fits_every_screen(page: Page, dashboard: str) -> None:
    titles = set()
    open_wall(page, dashboard)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(400)
        settle(page)
        for _view in range(page.locator(".wall [data-tick]").count()):
            found = page.evaluate(FOUND)
            assert found["least"] >= 0.016
            assert found["share"] >= 0.5
            assert (found["overlaps"], found["outside"], found["blank"]) == ([], [], 0)
            assert found["names"] == COMMUNITIES
            assert not found["scrolls"]
            titles.add(page.locator(".wall .middle h3:visible").inner_text())
            page.keyboard.press("ArrowRight")
    assert len(titles) == page.locator(".wall [data-card]").count() == 6


def test_it_turns_and_stops_and_says_the_time(page: Page, dashboard: str) -> None:
    shown = open_wall(page, dashboard, "every=2")
    expect(page.locator(".wall time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    first = shown.inner_text()
    expect(shown).not_to_have_text(first, timeout=5000)
    page.keyboard.press(" ")
    stopped = shown.inner_text()
    page.wait_for_timeout(3500)
    expect(shown).to_have_text(stopped)
    page.keyboard.press("ArrowLeft")
    expect(shown).to_have_text(first)
    page.get_by_role("button", name="继续轮播（空格键）").click()
    expect(shown).not_to_have_text(first, timeout=5000)
    page.get_by_role("button", name="停止轮播（空格键）").click()
    stopped = shown.inner_text()
    page.wait_for_timeout(3500)
    expect(shown).to_have_text(stopped)


def test_pace_and_colours_are_in_the_address(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/map")
    settle(page)
    page.get_by_role("button", name="投影轮播").click()
    wall = page.locator(".wall")
    settle(page)  # it has its shape
    expect(wall).to_have_css("background-color", "rgb(20, 24, 29)")
    page.get_by_role("button", name="浅色").click()
    page.wait_for_url(re.compile("scheme=light"))
    expect(wall).to_have_css("background-color", "rgb(255, 255, 255)")
    settle(page)
    page.get_by_role("button", name="60 秒").click()
    page.wait_for_url(re.compile("every=60"))
    expect(page.locator('.wall [aria-pressed="true"]')).to_have_text(["60 秒", "浅色"])
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("/map"))
    expect(wall).to_have_count(0)
    assert "every" not in page.url


def test_a_new_build_comes_by_itself(
    page: Page, serve: Callable[[Path], str], sample_warehouse: Path, tmp_path: Path
) -> None:
    link, other = tmp_path / "wall.duckdb", tmp_path / "other.duckdb"
    link.symlink_to(sample_warehouse.resolve())
    shutil.copy(sample_warehouse, other)
    with duckdb.connect(other) as copied:
        copied.execute("update build_info set build_id = 'WALL-2'")
    shown = open_wall(page, serve(link), "every=off")
    page.keyboard.press("ArrowRight")
    seen = shown.inner_text()
    (tmp_path / "next").symlink_to(other)
    (tmp_path / "next").replace(link)
    expect(page.locator(".wall .origin")).to_contain_text("WALL-2", timeout=20_000)
    expect(shown).to_have_text(seen)

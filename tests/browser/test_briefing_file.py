"""A briefing as one HTML file, opened from a disk without a network, and its page in a browser."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from governance.bench.server import serving
from governance.briefings import compose, html_file, store
from governance.briefings.model import Briefing
from governance.warehouse.reader import Warehouse
from tests.browser.chromium import settle

MONTHLY = "月度治理例会"
# How far the lowest part of each page's body reaches below its foot's upper edge, and the page's
# content beyond its frame: nothing may.
OVER = """() => [...document.querySelectorAll('.page')].map((page) => {
    const foot = page.querySelector('.foot').getBoundingClientRect();
    const inside = [...page.querySelectorAll('.body *, .words *')];
    const low = Math.max(0, ...inside.map((one) => one.getBoundingClientRect().bottom));
    const right = Math.max(0, ...inside.map((one) => one.getBoundingClientRect().right));
    return [low - foot.top, right - page.getBoundingClientRect().right,
            page.scrollHeight - page.clientHeight];
})"""
NOW = """() => [...document.querySelectorAll('.frame')].findIndex(
    (frame) => frame.classList.contains('now')) + 1"""


@pytest.fixture(scope="module", params=["zh", "en"])
def file(request, sample_warehouse: Path, tmp_path_factory) -> Path:
    warehouse = Warehouse.open(sample_warehouse)
    deck = compose.deck(warehouse, MONTHLY, store.load(MONTHLY).briefing, request.param)
    path = tmp_path_factory.mktemp("deck") / "deck.html"
    path.write_text(html_file.html(deck), encoding="utf-8")
    return path


@pytest.fixture
def alone(browser: Browser, file: Path):
    """The file in a window without a network, the requests that it made, and its errors."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    asked, errors = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    yield page, asked
    context.close()
    assert errors == []


def outside(asked: list[str], file: Path) -> list[str]:
    """What was asked for beside the file itself and what is written inside it."""
    own = urlsplit(file.as_uri()).path
    return [url for url in asked if urlsplit(url).scheme != "data" and urlsplit(url).path != own]


def test_on_a_phone_it_is_read_like_a_page(alone):
    page, _ = alone
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    sizes = """() => [...document.querySelectorAll('.page p, .page td, .page li, .page .text')]
        .map((part) => parseFloat(getComputedStyle(part).fontSize))"""
    assert min(page.evaluate(sizes)) >= 13
    page.locator('[data-go="present"]').click()
    box = page.locator(".frame.now .page").bounding_box()
    assert round(box["width"] / box["height"], 2) == 1.78  # a slide again


def test_the_file_asks_for_nothing_and_shows_every_page_whole(alone, file):
    page, asked = alone
    expect(page.locator(".frame")).to_have_count(page.locator(".foot b").count())
    for low, right, more in page.evaluate(OVER):
        assert max(low, right, more) <= 1
    expect(page.locator(".areas path")).to_have_count(195)
    assert page.locator(".chart").count() >= 5
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert outside(asked, file) == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (3840, 2160)])
def test_it_is_presented_with_keys_from_the_first_page_to_the_last(alone, file, width, height):
    page, asked = alone
    page.set_viewport_size({"width": width, "height": height})
    page.keyboard.press("f")
    total = page.locator(".frame").count()
    for number in range(1, total + 1):
        assert page.evaluate(NOW) == number
        shown = page.locator(".frame.now .page").bounding_box()
        assert shown["width"] == pytest.approx(width, abs=2)
        assert shown["height"] == pytest.approx(height, abs=2)
        page.keyboard.press(("ArrowRight", "Space", "PageDown")[number % 3])
    assert page.evaluate(NOW) == total
    page.keyboard.press("Home")
    assert page.evaluate(NOW) == 1
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(NOW) == total - 1
    page.keyboard.press("b")
    expect(page.locator(".frame.now")).to_be_hidden()
    page.keyboard.press("b")
    expect(page.locator(".frame.now")).to_be_visible()
    assert outside(asked, file) == []


def test_an_area_of_the_map_says_its_value_when_it_is_clicked(alone):
    page, _asked = alone
    area = page.locator(".areas path").nth(40)
    said = area.get_attribute("data-said")
    area.click(force=True)
    expect(page.locator(".said")).to_have_text(said)
    expect(page.locator(".areas path.chosen")).to_have_count(1)


def test_a_chart_is_added_to_a_briefing_and_stands_on_its_page(
    page: Page, sample_warehouse: Path, tmp_path: Path, monkeypatch
):
    """Not on the project's own folder: the server of this test has one of its own."""
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    store.create("例会", Briefing({"zh": "例会", "en": "Meeting"}))
    with serving(sample_warehouse) as address:
        page.goto(f"{address}/trend?area=500113011&metric=visits&lang=zh")
        settle(page)
        head = page.locator(".st-key-head_xmr_500113011")
        head.get_by_role("button", name="加入简报").click()
        drawn = page.get_by_role("dialog").get_by_role("img", name="走访次数")
        expect(drawn.locator("svg.chart")).to_be_visible()
        page.get_by_role("dialog").get_by_role("button", name="加入", exact=True).click()
        expect(page.get_by_text("已加入“例会”。")).to_be_visible()
        page.goto(f"{address}/briefings?lang=zh")
        settle(page)
        expect(page.get_by_role("option", name="1. 走访次数")).to_be_visible()

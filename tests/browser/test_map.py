"""The map in a real browser: clicks, keys, months that play, and nothing from outside."""

import itertools
import random
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from governance.maps.cells import Cells
from governance.maps.frames import Frame
from governance.warehouse.reader import Warehouse
from tests.browser import mapped
from tests.browser.chromium import Look, settle
from tests.browser.mapped import CANVAS

STREET = "500113011"
GRIDS = f"area={STREET}&level=grid_cell"
HOTLINE = "only=channel:hotline"
OTHER_MONTH = """known => {
    const start = new URLSearchParams(location.search).get('start');
    return start && start !== known;
}"""
ENGLISH = Look("en-US", "light", 1440, 1100)


@pytest.fixture(scope="module")
def warehouse(sample_warehouse: Path) -> Iterator[Warehouse]:
    opened = Warehouse.open(sample_warehouse)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def grids(warehouse: Warehouse) -> Cells:
    return mapped.cells_of(warehouse, Frame(STREET, "grid_cell"))


def asked(page: Page, name: str) -> str:
    """A parameter of the address."""
    return parse_qs(urlsplit(page.url).query).get(name, [""])[0]


@pytest.mark.parametrize("clicks", [10, pytest.param(50, marks=pytest.mark.slow)])
@pytest.mark.parametrize("look", [ENGLISH], ids=str)
def test_each_click_chooses_the_area_that_was_clicked(
    page: Page, dashboard: str, warehouse: Warehouse, clicks: int
) -> None:
    page.goto(f"{dashboard}/map?{GRIDS}&lang=en")
    settle(page)
    seen, dice, taken = mapped.look_at(page, warehouse), random.Random(5), []
    steps = dict(zip(range(0, clicks, clicks // len(BETWEEN)), BETWEEN, strict=True))
    for number in range(clicks):
        if step := steps.get(number):
            step(page)
            settle(page)
        while seen.frame.area != STREET and dice.random() < 0.6:
            seen.up()
            settle(page)
        code, began = dice.choice(seen.near), time.monotonic()
        seen.click(code)
        taken.append(time.monotonic() - began)
        settle(page)
        if seen.frame.area == code:
            expect(page.locator(".st-key-map_trail")).to_contain_text(seen.tree[code].name)
        else:
            expect(page.locator(f'.area-list [data-code="{code}"][aria-current]')).to_be_visible()
    print(f"click to the area's numbers, median of {clicks}: {median(taken) * 1000:.0f} ms")
    print(f"clicks that were none: {seen.tries}")


def choose_kind(name: str, page: Page) -> None:
    page.locator(".st-key-map_kind button").first.click()
    page.get_by_test_id("stPopoverBody").locator("label", has_text=re.compile(f"{name}$")).click()
    settle(page)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_be_hidden()


def choose_metric(title: str, page: Page) -> None:
    page.get_by_role("combobox", name="Metric", exact=True).click()
    page.get_by_role("option", name=title, exact=True).click()


def filter_by_link(page: Page) -> None:
    """Counts some records alone, by a link that is opened anew."""
    page.goto(f"{page.url}&{HOTLINE}")


def unfilter(page: Page) -> None:
    """Takes the filter away by the button that tells of it: the page is not opened anew."""
    page.get_by_role("button", name="Only Channel: 12345 hotline ✕", exact=True).click()
    page.wait_for_function("() => !location.search.includes('only=')")


def month_before(page: Page) -> None:
    page.get_by_role("button", name="Month before").click()


# What a reader does between clicks, one after the other.
BETWEEN: tuple[Callable[[Page], None] | None, ...] = (
    None,
    None,
    partial(choose_kind, "Change"),
    filter_by_link,
    partial(choose_kind, "Areas"),
    unfilter,
    partial(choose_metric, "Closure rate"),
    partial(choose_kind, "Hot and cold spots"),
    month_before,
    filter_by_link,
)


@pytest.mark.parametrize("look", [ENGLISH], ids=str)
def test_a_click_among_neighbours_leaves_the_readers_zoom_alone(
    page: Page, dashboard: str, warehouse: Warehouse
) -> None:
    """What has nothing inside is chosen where it lies."""
    page.goto(f"{dashboard}/map?area={STREET}001001&lang=en")
    settle(page)
    seen = mapped.look_at(page, warehouse)
    seen.click(seen.near[0])
    settle(page)
    seen.nearer()
    settle(page)
    for _number in range(3):
        seen.click(seen.near[0])
        settle(page)


@pytest.mark.parametrize("look", [ENGLISH], ids=str)
def test_months_play_until_they_are_stopped(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/map?{GRIDS}&lang=en")
    settle(page)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(OTHER_MONTH, arg="2026-10-01")
    early = asked(page, "start")
    page.wait_for_function(OTHER_MONTH, arg=early)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    settle(page)
    stopped = asked(page, "start")
    assert early < stopped < "2026-10-01"
    page.wait_for_timeout(3000)
    assert asked(page, "start") == stopped
    scale = classes(page)
    page.get_by_role("button", name="Month after").click()
    page.wait_for_function(OTHER_MONTH, arg=stopped)
    settle(page)
    assert classes(page) == scale != []


def classes(page: Page) -> list[str]:
    """The classes of the legend, without how many areas are in each."""
    return page.locator(".map-legend li span").all_inner_texts()


@pytest.mark.parametrize("look", [Look("zh-CN", "dark", 1920, 1080)], ids=str)
def test_the_projector_is_driven_by_keys(page: Page, dashboard: str, grids: Cells) -> None:
    page.goto(f"{dashboard}/projector?{GRIDS}")
    settle(page)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    box = page.locator("#deckgl-overlay").bounding_box()
    assert box
    assert (round(box["width"]), round(box["height"])) == (1920, 1080)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("start=2026-09-01"))
    settle(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("start=2026-10-01"))
    settle(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_url(re.compile(f"area={grids.codes[0]}"))
    settle(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_url(re.compile(f"area={grids.codes[1]}"))
    settle(page)
    page.evaluate("() => { window.clicks = 0; addEventListener('click', () => window.clicks++); }")
    page.keyboard.press("ArrowUp")
    page.wait_for_url(re.compile(f"area={grids.codes[0]}"))
    settle(page)
    assert page.evaluate("window.clicks") == 1  # however often the page was drawn before
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("/map"))
    assert asked(page, "area") == grids.codes[0]


@pytest.mark.parametrize("look", [Look("zh-CN", "light", 1280, 720)], ids=str)
def test_the_projector_fits_the_screen_that_it_is_on(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/projector?{GRIDS}")
    settle(page)
    told = page.evaluate("[innerWidth, innerHeight, document.documentElement.scrollHeight]")
    assert told == [1280, 720, 720]


@pytest.mark.parametrize("look", [Look("zh-CN", "light", 390, 844)], ids=str)
def test_on_a_phone_nothing_lies_on_the_projectors_map(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/projector?{GRIDS}&map=two")
    settle(page)
    page.wait_for_function("() => document.querySelector('#deckgl-overlay').clientWidth < 390")
    settle(page)
    parts = (".stage-title", ".stage-figure", CANVAS, ".map-legend", ".st-key-projector_bar")
    boxes = [page.locator(part).first.bounding_box() for part in parts]
    for above, below in itertools.pairwise(filter(None, boxes)):
        assert above["y"] + above["height"] <= below["y"]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)

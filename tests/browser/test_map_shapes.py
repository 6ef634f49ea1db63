"""What a person draws on the map with the mouse: a shape is added up, a way is measured."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
import shapely
from playwright.sync_api import Page, expect

from governance.metrics.query import Query
from governance.receipts import figure_records
from governance.warehouse.reader import Warehouse
from tests.browser.chromium import Look, settle
from tests.browser.mapped import CANVAS

STREET = "500113011"
MONTH = date(2026, 10, 1), date(2026, 11, 1)
AROUND = ((-130, -90), (0, -120), (120, -60), (40, 0), (100, 80), (-20, 110), (-140, 40))
READY = "() => document.querySelector('.map-tools .scale').textContent"


@pytest.fixture(scope="module")
def warehouse(sample_warehouse: Path) -> Iterator[Warehouse]:
    opened = Warehouse.open(sample_warehouse)
    yield opened
    opened.close()


def opened(page: Page, address: str) -> tuple[float, float]:
    """The map, and the middle of it in the window."""
    page.goto(address)
    settle(page)
    page.wait_for_function(READY)
    box = page.locator(CANVAS).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def draw(page: Page, middle: tuple[float, float]) -> shapely.Polygon:
    """A ring drawn with the mouse; returns the one that the address has then."""
    x, y = middle
    page.locator('button[data-tool="lasso"]').click()
    page.mouse.move(x + AROUND[0][0], y + AROUND[0][1])
    page.mouse.down()
    for right, down in AROUND[1:]:
        page.mouse.move(x + right, y + down, steps=6)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('shape=')")
    settle(page)
    numbers = [float(part) for part in asked(page, "shape").split(",")]
    return shapely.Polygon(list(zip(numbers[::2], numbers[1::2], strict=True)))


def asked(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query).get(name, [""])[0]


def overdue(warehouse: Warehouse) -> pd.DataFrame:
    """The street's overdue issues with their places, as its exports have them."""
    figure = Query(("overdue",), "street_office", STREET, (MONTH,))
    rows = figure_records.rows(warehouse.cursor(), warehouse.catalog, figure).df()
    issues = warehouse.cursor().table("accepted_issues").df()
    places = issues[["file_id", "row_number", "issue_id", "longitude", "latitude", "faults"]]
    found = rows.merge(places, on=["file_id", "row_number"])
    is_faulty = found["faults"].fillna("").str.contains("longitude|latitude")
    return found[found["longitude"].notna() & ~is_faulty]


def test_a_drawn_shape_adds_up_its_points_and_opens_exactly_these(
    page: Page, dashboard: str, warehouse: Warehouse
) -> None:
    ring = draw(page, opened(page, f"{dashboard}/map?lang=en&map=points&metric=overdue"))
    points = overdue(warehouse)
    inside = points[shapely.contains_xy(ring, points["longitude"], points["latitude"])]
    card = page.locator(".st-key-map_shape")
    expect(card).to_contain_text(f"{len(inside)} of the {len(points)} records on the map")
    expect(card.locator("strong")).to_have_text(f"{inside['numerator'].sum():.0f} issues")
    assert 10 < len(inside) < len(points)
    page.goto(f"{dashboard}/{card.get_by_role('link').get_attribute('href')}")
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="All records as CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig") as file:
        listed = [line["Issue number"] for line in csv.DictReader(file)]
    assert sorted(listed) == sorted(inside["issue_id"])


def test_on_a_map_of_areas_those_with_their_middle_inside_are_added_up(
    page: Page, dashboard: str, warehouse: Warehouse
) -> None:
    draw(page, opened(page, f"{dashboard}/map?lang=en&metric=closure_rate"))
    card = page.locator(".st-key-map_shape")
    names = card.inner_text().partition("areas: ")[2].splitlines()[0].split(", ")
    found = warehouse.answer(Query(("closure_rate",), "community", STREET, (MONTH,)))
    own = found[found["area_name"].isin(names)]
    assert 1 < len(own) == len(names)
    share = own["numerator"].sum() / own["denominator"].sum()
    expect(card.locator("strong")).to_have_text(f"{share:.1%}")
    page.get_by_role("button", name="Remove the shape").click()
    expect(card).to_be_hidden()


def test_without_a_pointer_a_circle_lies_around_the_middle(page: Page, dashboard: str) -> None:
    opened(page, f"{dashboard}/map?lang=en&map=points&metric=overdue")
    page.locator('button[data-tool="circle"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('shape=')")
    settle(page)
    page.get_by_role("spinbutton", name="Radius in metres").fill("600")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.endsWith('600')")


def test_a_way_is_as_long_as_the_scale_says_and_esc_ends_it(page: Page, dashboard: str) -> None:
    x, y = opened(page, f"{dashboard}/map?lang=en")
    scale = page.locator(".map-tools .scale")
    wide = float(scale.evaluate("bar => parseFloat(bar.style.width)"))
    size, unit = scale.inner_text().split()
    metres = float(size) * (1000 if unit == "km" else 1)
    page.locator('button[data-tool="ruler"]').click()
    page.mouse.click(x - 150, y)
    page.mouse.click(x + 150, y)
    page.keyboard.press("Escape")
    length, unit = (page.locator(".map-tools .last").text_content() or "").split()
    told = float(length) * (1000 if unit == "km" else 1)
    assert told == pytest.approx(300 / wide * metres, rel=0.01)
    assert asked(page, "area") == ""  # Esc, which else goes up, ended the measuring alone


@pytest.mark.parametrize("look", [Look("en-US", "light", 1440, 900)], ids=str)
def test_what_cannot_be_added_up_is_not_offered(page: Page, dashboard: str) -> None:
    opened(page, f"{dashboard}/map?lang=en&metric=key_group_coverage")
    lasso = page.locator('button[data-tool="lasso"]')
    expect(lasso).to_be_disabled()
    expect(lasso).to_have_attribute(
        "title",
        "Draw a shape: what lies inside is added up\nThis figure does not add up over areas.",
    )
    expect(page.locator('button[data-tool="ruler"]')).to_be_enabled()

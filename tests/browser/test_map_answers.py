"""A question that a meeting asks, answered on the map: so many clicks, and the right answer."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from governance.core.periods import Window
from governance.metrics.metric_values import Values
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse
from tests.browser.chromium import Look, settle
from tests.browser.mapped import CANVAS

STREET = "500113011"
QUARTER = date(2026, 10, 1), date(2026, 11, 1)  # this quarter, to the day that the data reach
YEAR_AGO = date(2025, 10, 1), date(2025, 11, 1)
MOST = 3  # clicks
COUNT = """() => {
    window.clicks = 0;
    addEventListener('click', (event) => { window.clicks += event.isTrusted; }, true);
}"""


@pytest.fixture(scope="module")
def warehouse(sample_warehouse: Path) -> Iterator[Warehouse]:
    opened = Warehouse.open(sample_warehouse)
    yield opened
    opened.close()


def overdue(warehouse: Warehouse, level: str, area: str) -> dict[str, tuple[float, float]]:
    """Overdue issues at the quarter's end and a year before, by area."""
    found = Values(warehouse.answer(Query(("overdue",), level, area, (QUARTER, YEAR_AGO))))
    codes = {code for _metric, code, _window in found.cells if "/" not in code}

    def at(code: str, window: Window) -> float:
        return found.at("overdue", code, window).value or 0.0

    return {code: (at(code, QUARTER), at(code, YEAR_AGO)) for code in codes}


def rows(page: Page) -> list[tuple[str, float, float]]:
    """Code, value now and a year ago of each line of the list beside the map."""
    script = """buttons => buttons.map(one => [one.dataset.code, one.querySelector('b').innerText,
        one.querySelector('small').innerText.split(' ')[0]])"""
    found = page.locator(".area-list [data-code]").evaluate_all(script)
    return [(code, float(now), float(then)) for code, now, then in found]


def test_the_worst_community_and_where_inside_it_in_three_clicks(
    page: Page, dashboard: str, warehouse: Warehouse
) -> None:
    page.goto(f"{dashboard}/map?lang=zh")
    settle(page)
    page.evaluate(COUNT)
    for name, words in (("指标", "逾期"), ("时段", "本季度")):
        page.get_by_role("combobox", name=name).first.click()
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        settle(page)
    communities = overdue(warehouse, "community", STREET)
    ((now, then),) = overdue(warehouse, "street_office", STREET).values()
    worst, most, before = rows(page)[0]
    assert (most, before) == communities[worst]
    assert most == max(value for value, _then in communities.values())
    said = page.locator(".area-list .total").inner_text()
    assert (f"{now:.0f} 件" in said, f"去年同月 {then:.0f} 件" in said) == (True, True)
    assert ("▲" in said) is (now > then)
    page.locator(f'.area-list [data-code="{worst}"]').click()
    page.wait_for_function("code => location.search.includes(`area=${code}`)", arg=worst)
    settle(page)
    grids = overdue(warehouse, "grid_cell", worst)
    grid, most_inside, _before = rows(page)[0]
    assert {code for code, *_numbers in rows(page)} == set(grids)
    assert most_inside == max(value for value, _then in grids.values()) == grids[grid][0]
    clicks = page.evaluate("window.clicks")
    print(f"{clicks} clicks: {worst} has {most:.0f} of {now:.0f} overdue, a year ago {then:.0f};")
    print(f"inside it {grid} has {most_inside:.0f}")
    assert clicks <= MOST


def test_list_and_map_point_at_each_other(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/map?lang=zh&metric=on_time_rate")
    settle(page)
    outline = page.locator(".map-tools .outline path").last
    row = page.locator(".area-list [data-code]").nth(2)
    page.wait_for_function("() => document.querySelector('.map-tools .scale').textContent")
    row.hover()
    page.wait_for_function(
        "() => document.querySelector('.map-tools .outline path').getAttribute('d')"
    )
    box = outline.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("() => document.querySelector('.area-list .lit')")
    assert row.get_attribute("class") == "lit"


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/map?lang=zh")
    settle(page)
    page.wait_for_function("() => document.querySelector('.map-tools .scale').textContent")
    scale, main = page.locator(".map-tools .scale"), page.get_by_test_id("stMain")
    page.locator(CANVAS).hover()
    known = scale.inner_text()
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 0")
    assert scale.inner_text() == known
    main.evaluate("part => part.scrollTo(0, 0)")
    page.locator(CANVAS).hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    expect(scale).not_to_have_text(known)
    far = scale.inner_text()
    page.get_by_role("button", name="缩小").click()
    expect(scale).not_to_have_text(far)


@pytest.mark.parametrize("look", [Look("zh-CN", "light", 1440, 900)], ids=str)
def test_the_map_is_on_the_first_screen(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/map?lang=zh")
    settle(page)
    box = page.locator(CANVAS).bounding_box()
    assert box
    assert box["y"] <= 120
    assert box["y"] + box["height"] <= 900


def test_places_far_apart_each_have_a_tile(
    page: Page, dashboard: str, warehouse: Warehouse
) -> None:
    page.goto(f"{dashboard}/map?lang=zh&area=all&metric=overdue")
    settle(page)
    found = overdue(warehouse, "district", "all")
    told = dict.fromkeys(found, 0.0)
    for tile in page.locator(".places [data-code]").all():
        told[tile.get_attribute("data-code") or ""] = float(
            tile.locator("b").inner_text().partition(" ")[0].replace(",", "")
        )
    assert told == {code: now for code, (now, _then) in found.items()}
    page.locator(".places [data-code]").first.click()
    page.wait_for_function("() => !location.search.includes('area=all')")

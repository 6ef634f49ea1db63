"""A note from a click on a month to the chart, and a name that the browser keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from governance.bench.server import serving
from governance.metrics import annotations, catalog, office
from tests.browser.chromium import settle

MARKS = ".js-plotly-plot .scatterlayer .points path"


@pytest.fixture
def own(tmp_path: Path, sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a dashboard whose office keeps its files in a folder of the test."""
    monkeypatch.setenv(office.VARIABLE, str(tmp_path))
    with serving(sample_warehouse) as address:
        yield address


def click_month(page: Page, number: int) -> None:
    box = page.locator(MARKS).nth(number).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    settle(page)


def test_a_click_on_a_month_takes_down_a_note(page: Page, own: str) -> None:
    page.goto(f"{own}/trend?metric=on_time_rate&area=500113011")
    settle(page)
    click_month(page, 10)
    expect(page.get_by_text("2025年9月说明", exact=True)).to_be_visible()
    page.get_by_label("说明内容").fill("<b>防汛</b>值守")
    page.get_by_label("登记人").fill("张三")
    page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    settle(page)
    expect(page.get_by_text("① 2025年9月 <b>防汛</b>值守")).to_be_visible()
    (note,) = annotations.load(set(catalog.load()), annotations.file())
    assert note.text["zh"] == "<b>防汛</b>值守"
    click_month(page, 10)  # the same month again
    expect(page.get_by_role("button", name="删除", exact=True)).to_be_visible()
    page.reload()
    settle(page)
    page.get_by_role("button", name="目标值").click()
    settle(page)
    expect(page.get_by_label("登记人")).to_have_value("张三")

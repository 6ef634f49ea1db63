"""What a reader takes away: a chart as a picture, the numbers of charts and tables."""

import struct
import xml.etree.ElementTree as ET
from base64 import b64encode
from typing import Any

from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.chromium import Look, seen_as, settle

TITLE = "受理量（件） · 全部区域 · 2025年10月至2026年10月"
SAMPLE = "示例数据（合成），非真实数据"
PHONE = {"width": 390, "height": 844}
PAPERS = {"light": "#ffffff", "dark": "#14181d"}
SIZE = '[...document.querySelectorAll(".st-key-trend_chart .main-svg")].map(s => s.clientWidth)[0]'

# How many colours a picture has.
COLOURS = """async source => {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const brush = canvas.getContext("2d");
    brush.drawImage(picture, 0, 0);
    const { data } = brush.getImageData(0, 0, picture.width, picture.height);
    return new Set(new Uint32Array(data.buffer)).size;
}"""


def open_menu(page: Page, address: str, key: str) -> None:
    page.goto(address)
    settle(page)
    page.locator(f".st-key-save_{key} button").press("Enter")
    expect(page.get_by_test_id("stPopoverBody").get_by_role("button").first).to_be_visible()
    settle(page)


def taken(page: Page, name: str):
    """The file that a button of the open menu gives, by the start of the button's name."""
    with page.expect_download() as download:
        page.get_by_test_id("stPopoverBody").get_by_role("button", name=name).press("Enter")
    return download.value


def words(svg: ET.Element) -> str:
    """The texts of a picture without spaces, which its lines break at."""
    return "".join("".join(svg.itertext()).split())


@seen_as(Look(), Look("zh-CN", "dark", **PHONE))
def test_a_chart_is_saved_as_one_svg_that_says_what_it_is(page, dashboard, look):
    open_menu(page, f"{dashboard}/?area=all&metric=issues_reported", "trend_chart")
    svg = ET.parse(taken(page, "保存为 SVG").path()).getroot()
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    said = words(svg)
    for text in (
        TITLE,
        SAMPLE,
        "数据截至2026年10月31日",
        "构建",
        "所选时段",
        "11月",
        "2,000",
        "春节假期",
    ):
        assert text.replace(" ", "") in said
    assert svg.find("{*}rect").get("fill") == PAPERS[look.scheme]
    assert svg.findall(".//*[@class='draglayer']") == []


@seen_as(Look(), Look("zh-CN", "dark", **PHONE))
def test_a_chart_is_saved_as_a_png_twice_as_sharp_as_the_screen(page, dashboard, look):
    open_menu(page, f"{dashboard}/?area=all&metric=issues_reported", "trend_chart")
    content = taken(page, "保存为 PNG").path().read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert abs(width - 2 * (page.evaluate(SIZE) + 40)) <= 4
    assert height > 2 * 340
    # A picture without its chart would be paper and a line of text only.
    colours = page.evaluate(COLOURS, f"data:image/png;base64,{b64encode(content).decode()}")
    assert colours > 20


def test_a_chart_gives_its_numbers(page, dashboard):
    open_menu(page, f"{dashboard}/?area=all&metric=issues_reported", "trend_chart")
    csv = taken(page, "CSV")
    assert csv.suggested_filename.startswith("受理量（件） · 全部区域")
    content = csv.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0] == "时段,第一天,最后一天（含）,数值（件）"
    assert lines[-1].startswith("2026年10月,2026-10-01,2026-10-31,")
    assert len(lines) == 14


def test_a_table_gives_its_numbers_with_types_and_source(page, dashboard):
    open_menu(page, f"{dashboard}/?area=all&metric=on_time_rate", "table_all")
    book = CalamineWorkbook.from_path(str(taken(page, "XLSX").path()))
    rows: list[list[Any]] = book.get_sheet_by_index(0).to_python()
    heading, first, *_rest = rows
    assert heading[:2] == ["区域", "数值（%）"]
    assert 0 < first[1] < 1  # a percentage of the sheet, not 84.3
    pairs: list[list[Any]] = book.get_sheet_by_index(1).to_python()
    facts = dict(pairs)
    assert facts["区域"] == "全部区域"
    assert SAMPLE in facts["备注"]
    assert "数据截至 2026年10月31日" in facts["来源"]

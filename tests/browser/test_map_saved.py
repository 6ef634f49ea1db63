"""A map taken away as a picture, with its title, legend, period and source on it."""

import struct
import xml.etree.ElementTree as ET

import pytest

from tests.browser.chromium import Look, seen_as
from tests.browser.test_panel import open_menu, taken, words

STREET = "area=500113011&level=grid_cell&metric=on_time_rate"
PHONE = Look("zh-CN", "dark", 390, 844)
SVG = "{http://www.w3.org/2000/svg}"


@seen_as(Look(), PHONE)
def test_a_map_is_saved_with_its_legend_period_and_source(page, dashboard, look):
    open_menu(page, f"{dashboard}/map?{STREET}", "map_stage")
    svg = ET.parse(taken(page, "保存为 SVG").path()).getroot()
    said = words(svg)
    for text in (
        "按期结案率（%）·莲花街道·2026年10月·按网格",
        "示例数据（合成）",
        "无数据",
        "构建",
    ):
        assert text in said
    cells = next(part for part in svg.iter(f"{SVG}g") if part.get("id") == "cells")
    assert len(cells) == 195
    legend = [part.get("fill") for part in svg.iter(f"{SVG}rect")]
    assert {part.get("fill") for part in cells} <= set(legend)
    picture = taken(page, "保存为 PNG").path().read_bytes()
    assert picture.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", picture[16:24])
    assert (wide, high) == tuple(2 * int(svg.get(name)) for name in ("width", "height"))
    lowest = max(float(part.get("y")) for part in svg.findall(f"{SVG}text"))
    assert lowest < high / 2


@pytest.mark.parametrize("look", [Look("zh-CN", "light", 1280, 720)], ids=str)
def test_the_projectors_menu_opens_on_the_screen(page, dashboard, look):
    open_menu(page, f"{dashboard}/projector?{STREET}", "map_stage")
    with page.expect_download() as download:
        button = page.get_by_test_id("stPopoverBody").get_by_role("button", name="保存为 SVG")
        button.click(timeout=5000)  # by the mouse, which needs it inside the screen
    svg = ET.parse(download.value.path()).getroot()
    assert (int(svg.get("width")), "无数据" in words(svg)) == (1320, True)

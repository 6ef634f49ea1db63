"""The overview's map: every area a link with its name and number, read on its colour."""

import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from governance.charts.chart_base import Look
from governance.core import palette
from governance.core.i18n import translator
from governance.maps import cells as drawn
from governance.maps import classes, labelled_map
from governance.metrics import catalog

SVG = "{http://www.w3.org/2000/svg}"
METRIC = catalog.load()["overdue"]


def square(west: float) -> str:
    ring = [[west, 30], [west + 1, 30], [west + 1, 31], [west, 31], [west, 30]]
    return f'{{"type": "Polygon", "coordinates": [{ring}]}}'


CELLS = drawn.from_frame(
    pd.DataFrame(
        {
            "area_code": ["A", "B", "C"],
            "area_name": ["甲社区", "<b>乙", "丙村"],
            "kind": [None] * 3,
            "geometry": [square(100), square(101), square(102)],
        }
    )
)


def words(text: str) -> list[str | None]:
    """What stands on the map, above all areas: a border cuts no name."""
    (above,) = ET.fromstring(text).findall(f"{SVG}g")
    return [part.text for part in above.iter(f"{SVG}text")]


def test_every_area_is_a_link_with_its_name_and_number() -> None:
    look = Look(translator("zh"), palette.palette(dark=False))
    amounts = {"A": 1.0, "B": 9.0}
    scale = classes.scale(amounts.values(), METRIC, look)
    text = labelled_map.svg(
        CELLS, amounts, {"A": "23", "B": "2"}, scale, look, (300, 200), lambda code: f"o?a={code}&x"
    )
    links = ET.fromstring(text).findall(f"{SVG}a")
    assert [link.get("href") for link in links] == ["o?a=A&x", "o?a=B&x", "o?a=C&x"]
    assert [link.get("aria-label") for link in links] == ["甲社区: 23", "<b>乙: 2", "丙村: –"]
    assert words(text) == ["甲", "23", "<b>乙", "2", "丙村", "–"]
    fills = [link.find(f"{SVG}path").get("fill") for link in links]
    assert fills[2] == look.palette.surface  # no amount, no colour of one
    assert fills[0] != fills[1]


def test_counts_are_circles_and_never_colours_of_areas() -> None:
    look = Look(translator("zh"), palette.palette(dark=True))
    counts = {"A": 16.0, "B": 1.0, "C": 0.0}
    texts = {"A": "16", "B": "1", "C": "0"}
    text = labelled_map.svg(CELLS, counts, texts, None, look, (300, 200), str)
    links = ET.fromstring(text).findall(f"{SVG}a")
    assert {link.find(f"{SVG}path").get("fill") for link in links} == {look.palette.surface}
    radii = [float(circle.get("r")) for circle in ET.fromstring(text).iter(f"{SVG}circle")]
    assert radii[0] / radii[1] == pytest.approx(4, rel=0.02)  # their areas are as 16 to 1
    assert radii[2] == 0
    assert words(text) == ["16", "甲", "<b>乙 1", "丙村 0"]

"""A map in files: a shape an area, and names, roads and waters to find one's way by."""

import dataclasses
import io
import xml.etree.ElementTree as ET

import pytest
from pptx import Presentation

from governance.briefings import compose, export_files, map_outlines, store
from governance.briefings.map_fit import Fit
from governance.briefings.map_names import names
from governance.briefings.model import Briefing
from governance.warehouse.reader import Warehouse

MONTHLY = "月度治理例会"


@pytest.fixture(scope="module")
def deck(sample_warehouse):
    given = store.load(MONTHLY).briefing
    slides = tuple(slide for slide in given.slides if slide.kind == "map")
    return compose.deck(Warehouse.open(sample_warehouse), "图", Briefing(given.title, slides), "zh")


@pytest.fixture(scope="module")
def area_map(deck):
    return deck.slides[0].maps[0]


def test_a_map_is_a_group_with_a_shape_an_area(deck, area_map):
    made = export_files.FORMATS["pptx"](deck, lambda _done, _all: None)
    slide, *_annex = Presentation(io.BytesIO(made)).slides
    groups = {shape.name: list(shape.shapes) for shape in slide.shapes if shape.shape_type == 6}
    assert list(groups) == ["区域", "道路与水系", "地名"]
    shapes, given = groups["区域"], area_map
    assert len(shapes) == len(given.codes) == 195
    pairs = zip(given.names, given.shown, strict=True)
    assert [shape.name for shape in shapes] == [f"{name} {shown}" for name, shown in pairs]
    assert [f"#{shape.fill.fore_color.rgb}".lower() for shape in shapes] == list(given.colours)
    assert {"莲溪江", "景平路"} <= {shape.name for shape in groups["道路与水系"]}
    assert {"莲花", "大中村", "莲溪江"} <= {shape.text_frame.text for shape in groups["地名"]}


def test_a_map_of_the_html_file_has_them_too(area_map):
    root = ET.fromstring(map_outlines.areas(area_map, 800, 500))
    texts = {part.text for part in root.iter("text")}
    assert {"莲花", "大中村", "莲溪江", "景平路"} <= texts
    assert len([part for part in root.iter("path") if part.get("data-said")]) == 195


def test_no_name_stands_on_another(area_map):
    fit = Fit(area_map.shapes, (0.0, 0.0, 300.0, 200.0))
    placed = names(area_map, fit, 14)
    assert placed
    for place, one in enumerate(placed):
        for other in placed[:place]:
            is_beside = abs(one.x - other.x) * 2 >= one.width + other.width
            assert is_beside or abs(one.y - other.y) * 2 >= one.height + other.height
    assert len(placed) < len(area_map.places) + len(area_map.ground)


def test_a_map_frozen_before_there_were_names_is_drawn_without(area_map):
    bare = dataclasses.replace(area_map, ground=(), places=(), borders=())
    assert "<text" not in map_outlines.areas(bare, 800, 500)
